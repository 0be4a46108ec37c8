package emit

import (
	"strings"

	"gophersnake/internal/model"
)

// live is the hint of a list or a dict in a field, which Python changes where it is: shim/objects/live.h. As the setter
// of the field does, append() and the others take more than an item is: what implements an interface, a tuple for a list.
// The classes have no name at run time.
func (s *stub) live(t *model.Type, hint string) string {
	plain := s.scope.Hint(hint)
	if t.Edit == "" || t.Elem == nil {
		return plain
	}
	has, takes := s.scope.Hint(t.Elem.HintItem), s.scope.HintIn(takenAsItem(t.Elem))
	if has == takes {
		return plain
	}
	class, of := "", has+", "+takes
	switch t.Kind {
	case model.List, model.Array:
		class = "_LiveList"
	case model.Dict:
		key, _, ok := strings.Cut(strings.TrimPrefix(hint, "dict["), ", "+t.Elem.HintItem+"]")
		if !ok {
			return plain
		}
		class, of = "_LiveDict", s.scope.Hint(key)+", "+of
	default:
		return plain
	}
	if item := s.live(t.Elem, t.Elem.HintItem); item != has { // else a list of lists would be no list[list[T]]
		return class + "Of[" + of + ", " + item + "]"
	}
	return class + "[" + of + "]"
}

// takenAsItem is the hint of what a list takes as an item, where that is more than what it has: plain text and
// instances are what they are, though a path and None will do too.
func takenAsItem(t *model.Type) string {
	switch t.Kind {
	case model.Dynamic, model.List, model.Array, model.Dict, model.Set, model.Duration, model.Bytes, model.Error:
		return strings.TrimSuffix(t.HintIn, " | None")
	}
	return t.HintItem
}

// ignoreInPlace is behind an operator that takes more in place than where it makes a new list, which mypy minds.
const ignoreInPlace = "  # type: ignore[override, misc, unused-ignore]"

// liveClasses writes the classes, where a stub names them.
func (s *stub) liveClasses(w *writer, text string) {
	lists, dicts := strings.Contains(text, "_LiveListOf["), strings.Contains(text, "_LiveDictOf[")
	list, dict := lists || strings.Contains(text, "_LiveList["), dicts || strings.Contains(text, "_LiveDict[")
	if !list && !dict {
		return
	}
	slice := s.scope.Hint("slice")
	w.p("")
	w.p("_Has = _typing.TypeVar(\"_Has\")")
	w.p("_Takes = _typing.TypeVar(\"_Takes\")")
	if lists || dicts {
		w.p("_Item = _typing.TypeVar(\"_Item\")")
	}
	if list {
		w.p("class _LiveList(%s, _typing.Generic[_Has, _Takes]):", s.scope.Hint("list[_Has]"))
		w.p("    def append(self, object: _Has | _Takes, /) -> None: ...")
		w.p("    def extend(self, iterable: _abc.Iterable[_Has | _Takes], /) -> None: ...")
		w.p("    def insert(self, index: _typing.SupportsIndex, object: _Has | _Takes, /) -> None: ...")
		w.p("    @_typing.overload")
		w.p("    def __setitem__(self, key: _typing.SupportsIndex, value: _Has | _Takes, /) -> None: ...")
		w.p("    @_typing.overload")
		w.p("    def __setitem__(self, key: %s, value: _abc.Iterable[_Has | _Takes], /) -> None: ...", slice)
		w.p("    def __iadd__(self, value: _abc.Iterable[_Has | _Takes], /) -> _typing.Self: ...%s", ignoreInPlace)
	}
	if lists {
		w.p("class _LiveListOf(_LiveList[_Has, _Takes], _typing.Generic[_Has, _Takes, _Item]):")
		w.p("    @_typing.overload%s", ignoreOverriddenField)
		w.p("    def __getitem__(self, key: _typing.SupportsIndex, /) -> _Item: ...%s", ignoreOverriddenField)
		w.p("    @_typing.overload")
		w.p("    def __getitem__(self, key: %s, /) -> %s: ...%s", slice, s.scope.Hint("list[_Has]"), ignoreOverride)
		w.p("    def __iter__(self) -> _abc.Iterator[_Item]: ...%s", ignoreOverride)
	}
	if dict {
		pairs := "_abc.Mapping[_Key, _Has | _Takes] | _abc.Iterable[" + s.scope.Hint("tuple") + "[_Key, _Has | _Takes]]"
		w.p("_Key = _typing.TypeVar(\"_Key\")")
		w.p("class _LiveDict(%s, _typing.Generic[_Key, _Has, _Takes]):", s.scope.Hint("dict[_Key, _Has]"))
		w.p("    def __setitem__(self, key: _Key, value: _Has | _Takes, /) -> None: ...")
		w.p("    def setdefault(self, key: _Key, default: _Has | _Takes, /) -> _Has: ...%s", ignoreOverriddenField)
		w.p("    def update(self, values: %s = ..., /, **named: _Has | _Takes) -> None: ...%s", pairs, ignoreOverride)
		w.p("    def __ior__(self, values: %s, /) -> _typing.Self: ...%s  # ty: ignore", pairs, ignoreInPlace)
	}
	if dicts {
		w.p("class _LiveDictOf(_LiveDict[_Key, _Has, _Takes], _typing.Generic[_Key, _Has, _Takes, _Item]):")
		w.p("    def __getitem__(self, key: _Key, /) -> _Item: ...%s", ignoreOverride)
		w.p("    def setdefault(self, key: _Key, default: _Has | _Takes, /) -> _Item: ...%s", ignoreOverride)
	}
}
