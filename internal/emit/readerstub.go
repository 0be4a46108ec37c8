package emit

import "strings"

// readers writes the class of readers in the async API, where a stub names it: shim/readers.py,
// shim/async/astream.c. It has no name at run time.
func (s *stub) readers(w *writer, text string) {
	if !strings.Contains(text, "_AsyncFile") {
		return
	}
	bytes, integer := s.scope.Hint("bytes"), s.scope.Hint("int")
	w.p("")
	w.p("class _AsyncFile(_abc.AsyncIterator[%s]):", bytes)
	w.p("    async def __anext__(self) -> %s: ...", bytes)
	w.p("    async def read(self, size: %s | None = -1, /) -> %s: ...", integer, bytes)
	w.p("    async def readexactly(self, size: %s, /) -> %s: ...", integer, bytes)
	w.p("    async def readline(self) -> %s: ...", bytes)
	w.p("    async def readuntil(self, separator: %s = b\"\\n\", /) -> %s: ...", bytes, bytes)
	w.p("    async def aclose(self) -> None: ...")
	w.p("    async def __aenter__(self) -> _typing.Self: ...")
	w.p("    async def __aexit__(self, *args: %s) -> None: ...", s.scope.Hint("object"))
}
