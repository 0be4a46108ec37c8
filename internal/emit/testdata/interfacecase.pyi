"""Package interfacecase has interfaces in every place where a value can stand."""

import collections.abc as _abc
import datetime as _datetime
import enum as _enum
import os as _os
import typing as _typing
import interfacecase.aio
import interfacecase.fmt
import interfacecase.hash
import interfacecase.other
import interfacecase.sort_
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["Alias", "Branch", "Disc", "Drawing", "Failure", "GoError", "Label", "Leaf", "Line", "Marker", "NamedShape", "Namer", "Node", "OfOther", "PanicError", "Polygon", "Rect", "SIZE_LARGE", "SIZE_SMALL", "Scaler", "Sealed", "Shape", "Side", "Size", "Square", "alias_area", "all", "area", "as_namer", "ask", "both", "branch", "branch_depth", "by_length", "by_name", "concurrently", "current", "current_area", "depth", "each", "fail", "far", "feed", "find", "graft", "grow_all", "hidden", "hidden_pointer", "is_marked", "kind_of", "make", "maker", "mapped", "marked", "name_of", "nested", "new_rect", "new_scaler", "nothing", "pair", "perimeter", "reversed", "root", "same", "sha256", "show", "sort", "sum", "thing_name", "total", "twig", "type_of", "typed_nil", "uncomparable", "visited"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from interfacecase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None
    value: _typing.Any
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

SIZE_SMALL: _typing.Final[Size]
SIZE_LARGE: _typing.Final[Size]
current: Shape

@_typing.runtime_checkable
class Shape(_typing.Protocol):
    """A Shape has an area."""
    @property
    def aio(self) -> interfacecase.aio.Shape: ...
    def area(self) -> float:
        """Area is in square metres."""
    def perimeter(self) -> float: ...

class _ShapeLike(_typing.Protocol):
    def area(self) -> float: ...
    def perimeter(self) -> float: ...

@_disjoint_base
class Square:
    """A Square is a Shape by pointer."""
    @property
    def side(self) -> float: ...
    @side.setter
    def side(self, value: float, /) -> None: ...
    def __new__(cls, side: float = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("side",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> interfacecase.aio.Square: ...
    def area(self) -> float: ...
    def perimeter(self) -> float: ...
    def grow(self, by: float) -> None: ...

@_disjoint_base
class Disc:
    """A Disc is a Shape by value."""
    @property
    def radius(self) -> float: ...
    @radius.setter
    def radius(self, value: float, /) -> None: ...
    def __new__(cls, radius: float = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("radius",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> interfacecase.aio.Disc: ...
    def area(self) -> float: ...
    def perimeter(self) -> float: ...

@_disjoint_base
class Rect:
    """A Rect is one by value too, but its package passes pointers."""
    @property
    def w(self) -> float: ...
    @w.setter
    def w(self, value: float, /) -> None: ...
    @property
    def h(self) -> float: ...
    @h.setter
    def h(self, value: float, /) -> None: ...
    def __new__(cls, w: float, h: float) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("w", "h",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> interfacecase.aio.Rect: ...
    def area(self) -> float: ...
    def perimeter(self) -> float: ...

@_disjoint_base
class Line:
    """A Line has no area."""
    @property
    def length(self) -> float: ...
    @length.setter
    def length(self, value: float, /) -> None: ...
    def __new__(cls, length: float = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("length",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> interfacecase.aio.Line: ...
    def perimeter(self) -> float: ...

@_disjoint_base
class Polygon:
    """Polygon is a Shape over a slice."""
    def __new__(cls, value: _abc.Iterable[float] | _Buffer | None, /) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[float]: ...
    def __contains__(self, x: object, /) -> bool: ...
    def __getitem__(self, key: int, /) -> float: ...
    @property
    def aio(self) -> interfacecase.aio.Polygon: ...
    def area(self) -> float: ...
    def perimeter(self) -> float: ...

class Side(float):
    """Side is a Shape over a number."""
    def area(self) -> float: ...
    def perimeter(self) -> float: ...

class Size(_enum.IntEnum):
    """Size is an enum of shapes."""
    SMALL = 1
    LARGE = 10
    def area(self) -> float: ...
    def perimeter(self) -> float: ...

@_disjoint_base
class Drawing:
    """A Drawing has shapes in its fields."""
    @property
    def frame(self) -> Shape | None: ...
    @frame.setter
    def frame(self, value: _ShapeLike | None, /) -> None: ...
    @property
    def parts(self) -> list[Shape | None]: ...
    @parts.setter
    def parts(self, value: _abc.Iterable[_ShapeLike | None] | None, /) -> None: ...
    @property
    def named(self) -> dict[str, Shape | None]: ...
    @named.setter
    def named(self, value: _abc.Mapping[str, _ShapeLike | None] | None, /) -> None: ...
    @property
    def fixed(self) -> list[Shape | None]: ...
    @fixed.setter
    def fixed(self, value: _abc.Iterable[_ShapeLike | None], /) -> None: ...
    def __new__(cls, frame: _ShapeLike | None = ..., parts: _abc.Iterable[_ShapeLike | None] | None = ..., named: _abc.Mapping[str, _ShapeLike | None] | None = ..., fixed: _abc.Iterable[_ShapeLike | None] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("frame", "parts", "named", "fixed",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> interfacecase.aio.Drawing: ...
    def frame_area(self) -> float:
        """FrameArea is that of the frame."""

@_typing.runtime_checkable
class Namer(_typing.Protocol):
    """A Namer has a name."""
    @property
    def aio(self) -> interfacecase.aio.Namer: ...
    def name(self) -> str: ...

class _NamerLike(_typing.Protocol):
    def name(self) -> str | _os.PathLike[str]: ...

@_typing.runtime_checkable
class NamedShape(_typing.Protocol):
    """A NamedShape is both, and a fmt.Stringer."""
    @property
    def aio(self) -> interfacecase.aio.NamedShape: ...
    def string(self) -> str: ...
    def area(self) -> float:
        """Area is in square metres."""
    def perimeter(self) -> float: ...
    def name(self) -> str: ...

class _NamedShapeLike(_typing.Protocol):
    def area(self) -> float: ...
    def name(self) -> str | _os.PathLike[str]: ...
    def perimeter(self) -> float: ...
    def string(self) -> str | _os.PathLike[str]: ...

@_disjoint_base
class Label:
    """Label has another name for what it embeds."""
    @property
    def text(self) -> str: ...
    @text.setter
    def text(self, value: str | _os.PathLike[str], /) -> None: ...
    def __new__(cls, text: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("text",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> interfacecase.aio.Label: ...
    def name(self) -> str: ...
    def string(self) -> str:
        """String is the text of a Label."""

@_typing.runtime_checkable
class Node(_typing.Protocol):
    """A Node refers to others of its kind."""
    @property
    def aio(self) -> interfacecase.aio.Node: ...
    def parent(self) -> Node | None: ...
    def children(self) -> list[Node]: ...
    def add(self, name: str | _os.PathLike[str], /, *more: Node | None) -> Node:
        """Add adds a child and gives it."""
    def value(self) -> str: ...
    def walk(self, visit: _abc.Callable[[Node, int], bool] | None, /, *, timeout: _datetime.timedelta | float | None = None) -> None: ...

@_typing.runtime_checkable
class Sealed(_typing.Protocol):
    """A Sealed is implemented here alone."""
    @property
    def aio(self) -> interfacecase.aio.Sealed: ...
    def kind(self) -> str: ...

@_disjoint_base
class Leaf:
    """A Leaf is Sealed."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    def __new__(cls, n: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> interfacecase.aio.Leaf: ...
    def kind(self) -> str: ...

@_typing.runtime_checkable
class Marker(_typing.Protocol):
    """Marker has no method that Python sees."""
    @property
    def aio(self) -> interfacecase.aio.Marker: ...

@_typing.runtime_checkable
class Scaler(_typing.Protocol):
    """A Scaler works with floats, text and bytes."""
    @property
    def aio(self) -> interfacecase.aio.Scaler: ...
    def scale(self, by: float, /) -> Scaler | None: ...
    def write(self, p: _Buffer | None, /) -> int: ...
    def rename(self, name: str | _os.PathLike[str], /) -> str: ...
    def panic(self) -> None: ...
    def writelines(self, lines: _abc.Iterable[_Buffer], /) -> None: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...
    def truncate(self, size: int | None = None, /) -> int: ...
    def flush(self) -> None: ...
    def close(self) -> None: ...
    def fileno(self) -> int: ...
    def readable(self) -> bool: ...
    def writable(self) -> bool: ...
    def seekable(self) -> bool: ...
    def isatty(self) -> bool: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...
    @property
    def closed(self) -> bool: ...
    @property
    def mode(self) -> str: ...
    @property
    def name(self) -> str: ...

class _ScalerLike(_typing.Protocol):
    def panic(self) -> object: ...
    def rename(self, arg0: str, /) -> str | _os.PathLike[str]: ...
    def scale(self, arg0: float, /) -> _ScalerLike | None: ...
    def write(self, arg0: bytes, /) -> int: ...

@_typing.runtime_checkable
class Failure(_typing.Protocol):
    """A Failure is an error with a code: an interface that errors implement."""
    @property
    def aio(self) -> interfacecase.aio.Failure: ...
    def error(self) -> str: ...
    def code(self) -> int: ...

class _FailureLike(_typing.Protocol):
    def code(self) -> int: ...
    def error(self) -> str | _os.PathLike[str]: ...

@_disjoint_base
class OfOther:
    """OfOther is a choice of an interface elsewhere."""
    @property
    def n(self) -> str: ...
    @n.setter
    def n(self, value: str | _os.PathLike[str], /) -> None: ...
    def __new__(cls, n: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> interfacecase.aio.OfOther: ...
    def thing_name(self) -> str: ...

@_typing.runtime_checkable
class Branch(_typing.Protocol):
    """A Branch is a Node that Python can be."""
    @property
    def aio(self) -> interfacecase.aio.Branch: ...
    def parent(self) -> Branch | None: ...
    def children(self) -> list[Branch]: ...
    def add(self, name: str | _os.PathLike[str], /, *more: _BranchLike | None) -> Branch: ...
    def value(self) -> str: ...
    def each(self, visit: _abc.Callable[[_BranchLike, int], object] | None, /, *, timeout: _datetime.timedelta | float | None = None) -> None: ...
    def map(self, self_: _abc.Callable[[_BranchLike], _BranchLike | None] | None, /) -> _abc.Callable[[Branch | None], Branch | None] | None:
        """Map has functions of the interface itself as parameter and result."""

class _BranchLike(_typing.Protocol):
    def add(self, arg0: str, /, *args: Branch) -> _BranchLike | None: ...
    def children(self) -> _abc.Iterable[_BranchLike | None] | None: ...
    def each(self, arg0: _abc.Callable[[Branch | None, int], None], /) -> object: ...
    def map(self, arg0: _abc.Callable[[Branch | None], Branch | None], /) -> _abc.Callable[[_BranchLike], _BranchLike | None] | None: ...
    def parent(self) -> _BranchLike | None: ...
    def value(self) -> str | _os.PathLike[str]: ...

Alias = Shape

def new_rect(w: float, h: float) -> Rect:
    """NewRect makes one."""

def hidden(n: float) -> Shape:
    """Hidden is of a type that is not exported."""

def hidden_pointer(n: float) -> Shape:
    """HiddenPointer is one by pointer."""

def uncomparable(n: int) -> Shape:
    """Uncomparable can't be compared in Go."""

def typed_nil() -> Shape | None:
    """TypedNil is no nil interface."""

def nothing() -> Shape | None:
    """Nothing is nil."""

def make(kind: str | _os.PathLike[str], n: float) -> Shape:
    """Make makes a shape of a kind."""

def type_of(s: _ShapeLike | None) -> str:
    """TypeOf is the dynamic type."""

def area(s: _ShapeLike | None) -> float:
    """Area is that of a shape."""

def same(s: _ShapeLike | None) -> Shape | None:
    """Same gives what it is given."""

def total(*shapes: _ShapeLike | None) -> float:
    """Total adds areas."""

def reversed(shapes: _abc.Iterable[_ShapeLike | None] | None) -> list[Shape | None]:
    """Reversed turns a list round."""

def by_name(shapes: _abc.Mapping[str, _ShapeLike | None] | None) -> dict[str, Shape | None]:
    """ByName are shapes by their names."""

def nested(n: int) -> dict[str, list[Shape | None]]:
    """Nested goes as deep as lists do."""

def pair() -> tuple[Shape, Shape]:
    """Pair gives two."""

def find(n: float) -> Shape | None:
    """Find finds one, or not."""

def grow_all(shapes: _abc.Iterable[_ShapeLike | None] | None, by: float) -> None:
    """GrowAll changes what it is given."""

def current_area() -> float:
    """CurrentArea is that of Current."""

def each(shapes: _abc.Iterable[_ShapeLike | None] | None, f: _abc.Callable[[int, _ShapeLike | None], object] | None) -> None:
    """Each calls a function with each shape."""

def ask(f: _abc.Callable[[int], _ShapeLike | None] | None) -> float:
    """Ask is given a shape by a function."""

def maker() -> _abc.Callable[[float], Shape | None]:
    """Maker is a function that gives shapes."""

def all(n: int) -> _abc.Iterator[Shape | None]:
    """All are shapes one after the other."""

def sum(shapes: _abc.Iterable[_ShapeLike | None]) -> float:
    """Sum takes them."""

def feed(n: int) -> _abc.Iterator[Shape | None]:
    """Feed is a channel."""

def name_of(n: _NamerLike | _abc.Callable[[], str | _os.PathLike[str]] | None) -> str:
    """NameOf asks for a name."""

def both(n: float) -> NamedShape:
    """Both is of a type that is both."""

def as_namer(n: float) -> Namer:
    """AsNamer is the same as less."""

def root(value: str | _os.PathLike[str]) -> Node:
    """Root is a tree."""

def depth(n: Node | None) -> int:
    """Depth is how many are above."""

def twig() -> Sealed:
    """Twig is one that is not exported."""

def kind_of(s: Sealed | None) -> str:
    """KindOf asks."""

def marked() -> Marker:
    """Marked gives one."""

def is_marked(m: Marker | None) -> bool:
    """IsMarked takes one."""

def new_scaler(n: float) -> Scaler:
    """NewScaler makes one."""

def fail(code: int) -> Failure:
    """Fail gives one as a value."""

def alias_area(s: _ShapeLike | None) -> float:
    """AliasArea takes it."""

def far() -> interfacecase.other.Thing:
    """Far is of another package of the module."""

def thing_name(t: interfacecase.other._ThingLike | _abc.Callable[[], str | _os.PathLike[str]] | None) -> str:
    """ThingName takes one."""

def concurrently(n: int, s: _ShapeLike | None) -> float:
    """Concurrently calls a shape from many goroutines."""

def by_length(texts: _abc.Iterable[str | _os.PathLike[str]] | None) -> interfacecase.sort_.Interface:
    """ByLength is an interface of the standard library."""

def sort(s: interfacecase.sort_._InterfaceLike | None) -> None:
    """Sort takes one."""

def sha256() -> interfacecase.hash.Hash:
    """SHA256 is a hash."""

def show(s: interfacecase.fmt._StringerLike | _abc.Callable[[], str | _os.PathLike[str]] | None) -> str:
    """Show shows what has a text."""

def perimeter(s: _ShapeLike | None) -> float:
    """Perimeter is that of a shape."""

def branch(value: str | _os.PathLike[str]) -> Branch:
    """NewBranch makes one of Go's."""

def branch_depth(b: _BranchLike | None) -> int:
    """BranchDepth is how many are above."""

def mapped(b: _BranchLike | None) -> Branch | None:
    """Mapped calls the function that a branch makes."""

def graft(to: _BranchLike | None, name: str | _os.PathLike[str], *more: _BranchLike | None) -> Branch:
    """Graft adds to a branch."""

def visited(b: _BranchLike | None) -> str:
    """Visited lets a branch call a function."""
