package emit

import (
	"strings"

	"gophersnake/internal/model"
)

// channels writes the classes of channels that can be sent to, where a stub names them:
// shim/streams/channel.c, shim/async/achannel.c. They have no name at run time.
func (s *stub) channels(w *writer, text string) {
	if !strings.Contains(text, "_Channel[") && !strings.Contains(text, "_Sender[") {
		return
	}
	def, iteration, next := "def", "iter", "Iterator"
	if s.aio {
		def, iteration, next = "async def", "aiter", "AsyncIterator"
	}
	item := "self, item: _Put, /, timeout: _datetime.timedelta | " + s.scope.Hint("float") + " | None = None"
	w.p("")
	w.p("_Put = _typing.TypeVar(\"_Put\")")
	w.p("_Got = _typing.TypeVar(\"_Got\")")
	w.p("class _Sender(_typing.Generic[_Put]):")
	w.p("    %s put(%s) -> None: ...", def, item)
	w.p("    %s __call__(%s) -> None: ...", def, item)
	w.p("    %s close(self) -> None: ...", def)
	w.p("    %s __%s__(self) -> _typing.Self: ...", def, s.form("enter"))
	w.p("    %s __%s__(self, *args: %s) -> None: ...", def, s.form("exit"), s.scope.Hint("object"))
	w.p("class _Channel(_Sender[_Put], _typing.Generic[_Put, _Got]):")
	w.p("    def __%s__(self) -> _abc.%s[_Got]: ...", iteration, next)
	w.p("    %s __%s__(self) -> _Got: ...", def, s.form("next"))
}

// form is the name of a method of a protocol in the API of the stub.
func (s *stub) form(name string) string {
	if s.aio {
		return "a" + name
	}
	return name
}

// genChannelBox writes what a class over a channel has of it.
func (s *stub) genChannelBox(c *model.Class) {
	form, iterator, def := "iter", "Iterator", "def"
	if s.aio {
		form, iterator, def = "aiter", "AsyncIterator", "async def"
	}
	if !c.Value.Flow.Ends {
		s.p("    def __%s__(self) -> _abc.%s[%s]: ...", form, iterator, s.scope.Hint(c.Value.Elem.HintItem))
	}
	for _, method := range c.Views {
		params := ""
		if method == "put" {
			params = ", item: " + s.scope.HintIn(c.Value.Elem.HintIn) + ", /, timeout: _datetime.timedelta | " + s.scope.Hint("float") + " | None = None"
		}
		s.p("    %s %s(self%s) -> None: ...", def, method, params)
	}
}
