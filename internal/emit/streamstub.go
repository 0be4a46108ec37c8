package emit

import "strings"

// streams writes the classes of iterators that Go gives, where a stub names them: shim/streams/stream.c,
// shim/async/astream.c. They have no name at run time, where annotations say Iterator. They are protocols, so those of
// several stubs are the same.
func (s *stub) streams(w *writer, text string) {
	sync, async := strings.Contains(text, "_Stream["), strings.Contains(text, "_AsyncStream[")
	if !sync && !async {
		return
	}
	object := s.scope.Hint("object")
	w.p("")
	w.p("_Item_co = _typing.TypeVar(\"_Item_co\", covariant=True)")
	if sync {
		w.p("class _Stream(_abc.Iterator[_Item_co], _typing.Protocol[_Item_co]):")
		w.p("    def close(self) -> None: ...")
		w.p("    def __enter__(self) -> _typing.Self: ...")
		w.p("    def __exit__(self, *args: %s) -> None: ...", object)
	}
	if async {
		w.p("class _AsyncStream(_abc.AsyncIterator[_Item_co], _typing.Protocol[_Item_co]):")
		w.p("    async def aclose(self) -> None: ...")
		w.p("    async def __aenter__(self) -> _typing.Self: ...")
		w.p("    async def __aexit__(self, *args: %s) -> None: ...", object)
	}
}
