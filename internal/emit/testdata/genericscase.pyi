"""Package genericscase has generic functions and types of all forms."""

import collections.abc as _abc
import os as _os
import typing as _typing
import genericscase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base
_T = _typing.TypeVar("_T")
_R = _typing.TypeVar("_R")
_HashableT = _typing.TypeVar("_HashableT", bound=_abc.Hashable)
_HashableK = _typing.TypeVar("_HashableK", bound=_abc.Hashable)
_HashableE = _typing.TypeVar("_HashableE", bound=_abc.Hashable)
_V = _typing.TypeVar("_V")
_A = _typing.TypeVar("_A")
_B = _typing.TypeVar("_B")
_E = _typing.TypeVar("_E")
_HashableA = _typing.TypeVar("_HashableA", bound=_abc.Hashable)
_HashableB = _typing.TypeVar("_HashableB", bound=_abc.Hashable)

_int32: _typing.TypeAlias = int  # -2147483648 to 2147483647, else OverflowError

__all__ = ["Cache", "Container", "Counts", "Dog", "GoError", "Heap", "HeapFloat", "HeapInt", "Lesser", "List", "Named", "Names", "Node", "Pair", "PairIntStr", "PairKey", "PairObjectKey", "PairStrInt", "PanicError", "Ring", "RingFloat", "RingInt", "RingInt32", "Stack", "Stamp", "Table", "TableDictStrFloat", "TableDog", "Twins", "Version", "clamp", "clear", "clone", "collect", "compact", "constant", "copy", "count", "decode", "encode", "encode_map", "enumerate", "fill", "first", "forget", "group_by", "index", "keep", "largest", "later", "least", "map", "members", "merge", "must", "name_of", "new_cache", "new_heap", "new_ring", "new_table", "parsed", "pointer", "retain", "reverse", "scale", "send", "show", "show_key", "sort", "sort_by", "sorted", "sum", "sum_by", "total", "totals", "unique", "values", "zero", "zip"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from genericscase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None
    value: _typing.Any
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


@_disjoint_base
class Cache(_typing.Generic[_HashableK, _V]):
    """Cache keeps the newest entries."""
    @property
    def size(self) -> int: ...
    @size.setter
    def size(self, value: int, /) -> None: ...
    @property
    def dropped(self) -> _abc.Callable[[_HashableK, _V], None] | None: ...
    @dropped.setter
    def dropped(self, value: _abc.Callable[[_HashableK, _V], object] | None, /) -> None: ...
    def __new__(cls, size: int) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    def __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...
    __match_args__: _typing.Final = ("size", "dropped",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.Cache[_HashableK, _V]: ...
    def add(self, key: _HashableK, value: _V) -> None:
        """Add adds an entry."""
    def get(self, key: _HashableK) -> _V | None:
        """Get returns an entry."""
    def keys(self) -> list[_HashableK]:
        """Keys returns the keys, the oldest first."""
    def pairs(self) -> list[PairKey[_HashableK, _V]]:
        """Pairs returns the entries."""
    def all(self) -> _abc.Iterator[tuple[_HashableK, _V]]:
        """All yields the entries."""

@_disjoint_base
class Counts:
    """Cache keeps the newest entries."""
    @property
    def size(self) -> int: ...
    @size.setter
    def size(self, value: int, /) -> None: ...
    @property
    def dropped(self) -> _abc.Callable[[str | _os.PathLike[str], int], None] | None: ...
    @dropped.setter
    def dropped(self, value: _abc.Callable[[str, int], object] | None, /) -> None: ...
    def __new__(cls, size: int) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("size", "dropped",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.Counts: ...
    def add(self, key: str | _os.PathLike[str], value: int) -> None:
        """Add adds an entry."""
    def get(self, key: str | _os.PathLike[str]) -> int | None:
        """Get returns an entry."""
    def keys(self) -> list[str]:
        """Keys returns the keys, the oldest first."""
    def pairs(self) -> list[PairStrInt]:
        """Pairs returns the entries."""
    def all(self) -> _abc.Iterator[tuple[str, int]]:
        """All yields the entries."""

@_disjoint_base
class Pair(_typing.Generic[_A, _B]):
    """Pair is two values."""
    @property
    def first(self) -> _A: ...
    @first.setter
    def first(self, value: _A, /) -> None: ...
    @property
    def second(self) -> _B: ...
    @second.setter
    def second(self, value: _B, /) -> None: ...
    def __new__(cls, first: _A = ..., second: _B = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    def __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...
    __match_args__: _typing.Final = ("first", "second",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.Pair[_A, _B]: ...
    def swap(self) -> Pair[_B, _A]:
        """Swap returns the pair the other way round."""

@_disjoint_base
class Node(_typing.Generic[_T]):
    """Node is a node of a linked list."""
    @property
    def value(self) -> _T: ...
    @value.setter
    def value(self, value: _T, /) -> None: ...
    @property
    def next(self) -> Node[_T] | None: ...
    @next.setter
    def next(self, value: Node[_T] | None, /) -> None: ...
    def __new__(cls, value: _T = ..., next: Node[_T] | None = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    def __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...
    __match_args__: _typing.Final = ("value", "next",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.Node[_T]: ...

@_disjoint_base
class List(_typing.Generic[_T]):
    """List is a linked list."""
    def __new__(cls) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    def __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.List[_T]: ...
    def push(self, v: _T) -> Node[_T]:
        """Push adds a value in front."""
    def len(self) -> int:
        """Len returns how many there are."""
    def each(self) -> _abc.Iterator[_T]:
        """Each yields the values."""

@_disjoint_base
class Stack(_typing.Generic[_T]):
    """Stack embeds a list."""
    @property
    def list(self) -> List[_T]: ...
    @list.setter
    def list(self, value: List[_T] | dict[str, _typing.Any], /) -> None: ...
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    def __new__(cls, list: List[_T] | dict[str, _typing.Any] = ..., name: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    def __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...
    __match_args__: _typing.Final = ("list", "name",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.Stack[_T]: ...
    def push(self, v: _T) -> Node[_T]:
        """Push adds a value in front."""
    def len(self) -> int:
        """Len returns how many there are."""
    def each(self) -> _abc.Iterator[_T]:
        """Each yields the values."""

@_typing.runtime_checkable
class Container(_typing.Protocol):
    """Container is what List and Stack are."""
    @property
    def aio(self) -> genericscase.aio.Container: ...
    def len(self) -> int: ...
    def push(self, arg0: _typing.Any, /) -> Node[_typing.Any] | None: ...

class _ContainerLike(_typing.Protocol):
    def len(self) -> int: ...
    def push(self, arg0: _typing.Any, /) -> Node[_typing.Any] | None: ...

@_disjoint_base
class Names(_typing.Generic[_T]):
    """Names is a named slice of a type parameter."""
    def __new__(cls, value: _abc.Iterable[_T] | None, /) -> _typing.Self: ...
    def __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[_T]: ...
    def __contains__(self, x: object, /) -> bool: ...
    def __getitem__(self, key: int, /) -> _T: ...
    @property
    def aio(self) -> genericscase.aio.Names[_T]: ...
    def reversed(self) -> Names[_T]:
        """Joined returns the items in reverse."""

@_disjoint_base
class Heap:
    """Heap is of ordered values."""
    def __new__(cls, *items: str | _os.PathLike[str]) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    def __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.Heap: ...
    def push(self, x: str | _os.PathLike[str]) -> None:
        """Push adds a value."""
    def pop(self) -> str | None:
        """Pop takes the least."""

@_disjoint_base
class HeapInt:
    """Heap is of ordered values."""
    def __new__(cls, *items: int) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.HeapInt: ...
    def push(self, x: int) -> None:
        """Push adds a value."""
    def pop(self) -> int | None:
        """Pop takes the least."""

@_disjoint_base
class HeapFloat:
    """Heap is of ordered values."""
    def __new__(cls, *items: float) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.HeapFloat: ...
    def push(self, x: float) -> None:
        """Push adds a value."""
    def pop(self) -> float | None:
        """Pop takes the least."""

@_typing.runtime_checkable
class Named(_typing.Protocol):
    """Named is a constraint with a method."""
    @property
    def aio(self) -> genericscase.aio.Named: ...
    def name(self) -> str: ...

class _NamedLike(_typing.Protocol):
    def name(self) -> str | _os.PathLike[str]: ...

@_disjoint_base
class Dog:
    """Dog has a name."""
    @property
    def called(self) -> str: ...
    @called.setter
    def called(self, value: str | _os.PathLike[str], /) -> None: ...
    def __new__(cls, called: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("called",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.Dog: ...
    def name(self) -> str:
        """Name is the name."""

@_disjoint_base
class Table(_typing.Generic[_R]):
    """Table has columns."""
    def __new__(cls, *rows: _R) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    def __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.Table[_R]: ...
    def rows(self) -> list[_R]:
        """Rows are its rows."""
    def shape(self) -> str:
        """Shape says what its rows look like."""

@_disjoint_base
class TableDog:
    """Table has columns."""
    def __new__(cls, *rows: Dog | dict[str, _typing.Any]) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.TableDog: ...
    def rows(self) -> list[Dog]:
        """Rows are its rows."""
    def shape(self) -> str:
        """Shape says what its rows look like."""

@_disjoint_base
class TableDictStrFloat:
    """Table has columns."""
    def __new__(cls, *rows: _abc.Mapping[str, float] | None) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.TableDictStrFloat: ...
    def rows(self) -> list[dict[str, float]]:
        """Rows are its rows."""
    def shape(self) -> str:
        """Shape says what its rows look like."""

@_typing.runtime_checkable
class Lesser(_typing.Protocol):
    """Lesser is ordered among its own kind."""
    @property
    def aio(self) -> genericscase.aio.Lesser: ...
    def less(self, arg0: _typing.Any, /) -> bool: ...

class _LesserLike(_typing.Protocol):
    def less(self, arg0: _typing.Any, /) -> bool: ...

@_disjoint_base
class Version:
    """Version is a Lesser."""
    @property
    def major(self) -> int: ...
    @major.setter
    def major(self, value: int, /) -> None: ...
    def __new__(cls, major: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("major",)
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Version, /) -> bool: ...
    def __le__(self, other: Version, /) -> bool: ...
    def __gt__(self, other: Version, /) -> bool: ...
    def __ge__(self, other: Version, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.Version: ...
    def less(self, o: Version | dict[str, _typing.Any]) -> bool:
        """Less compares."""

@_disjoint_base
class Stamp:
    """Stamp is a Lesser by pointer."""
    @property
    def at(self) -> float: ...
    @at.setter
    def at(self, value: float, /) -> None: ...
    def __new__(cls, at: float = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("at",)
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Stamp, /) -> bool: ...
    def __le__(self, other: Stamp, /) -> bool: ...
    def __gt__(self, other: Stamp, /) -> bool: ...
    def __ge__(self, other: Stamp, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.Stamp: ...
    def less(self, o: Stamp | None) -> bool:
        """Less compares."""
    def parse(self, text: str | _os.PathLike[str]) -> None:
        """Parse reads."""

@_disjoint_base
class Ring:
    """Ring keeps some values."""
    def __new__(cls, size: int) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    def __class_getitem__(cls, item: _typing.Any, /) -> _typing.Any: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.Ring: ...
    def push(self, x: str | _os.PathLike[str]) -> str:
        """Push adds a value, and returns the least of those that are kept."""

@_disjoint_base
class RingInt:
    """Ring keeps some values."""
    def __new__(cls, size: int) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.RingInt: ...
    def push(self, x: int) -> int:
        """Push adds a value, and returns the least of those that are kept."""

@_disjoint_base
class RingFloat:
    """Ring keeps some values."""
    def __new__(cls, size: int) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.RingFloat: ...
    def push(self, x: float) -> float:
        """Push adds a value, and returns the least of those that are kept."""

@_disjoint_base
class RingInt32:
    """Ring keeps some values."""
    def __new__(cls, size: int) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> genericscase.aio.RingInt32: ...
    def push(self, x: _int32) -> int:
        """Push adds a value, and returns the least of those that are kept."""

@_disjoint_base
class PairKey(_typing.Generic[_HashableA, _B]):
    """Pair is two values."""
    @property
    def first(self) -> _HashableA: ...
    @first.setter
    def first(self, value: _HashableA, /) -> None: ...
    @property
    def second(self) -> _B: ...
    @second.setter
    def second(self, value: _B, /) -> None: ...
    def __new__(cls, first: _HashableA = ..., second: _B = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("first", "second",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.PairKey[_HashableA, _B]: ...
    def swap(self) -> PairObjectKey[_B, _HashableA]:
        """Swap returns the pair the other way round."""

@_disjoint_base
class PairStrInt:
    """Pair is two values."""
    @property
    def first(self) -> str: ...
    @first.setter
    def first(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def second(self) -> int: ...
    @second.setter
    def second(self, value: int, /) -> None: ...
    def __new__(cls, first: str | _os.PathLike[str] = ..., second: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("first", "second",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.PairStrInt: ...
    def swap(self) -> PairIntStr:
        """Swap returns the pair the other way round."""

@_disjoint_base
class PairObjectKey(_typing.Generic[_A, _HashableB]):
    """Pair is two values."""
    @property
    def first(self) -> _A: ...
    @first.setter
    def first(self, value: _A, /) -> None: ...
    @property
    def second(self) -> _HashableB: ...
    @second.setter
    def second(self, value: _HashableB, /) -> None: ...
    def __new__(cls, first: _A = ..., second: _HashableB = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("first", "second",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.PairObjectKey[_A, _HashableB]: ...
    def swap(self) -> PairKey[_HashableB, _A]:
        """Swap returns the pair the other way round."""

@_disjoint_base
class PairIntStr:
    """Pair is two values."""
    @property
    def first(self) -> int: ...
    @first.setter
    def first(self, value: int, /) -> None: ...
    @property
    def second(self) -> str: ...
    @second.setter
    def second(self, value: str | _os.PathLike[str], /) -> None: ...
    def __new__(cls, first: int = ..., second: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("first", "second",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> genericscase.aio.PairIntStr: ...
    def swap(self) -> PairStrInt:
        """Swap returns the pair the other way round."""

Twins = Pair

def map(items: _abc.Iterable[_T] | None, f: _abc.Callable[[_T, int], _R] | None) -> list[_R]:
    """Map returns what f makes of each item."""

def first(*items: _T) -> _T | None:
    """First returns the first item, or the zero value."""

def zero() -> _typing.Any:
    """Zero returns the zero value of nothing in particular."""

def pointer(x: _T) -> _T:
    """Pointer returns a pointer to its argument."""

def values(items: _abc.Iterable[_T] | None) -> _abc.Iterator[_T]:
    """Values yields the items."""

def collect(items: _abc.Iterable[_T]) -> list[_T]:
    """Collect gathers an iterator's items."""

def enumerate(items: _abc.Iterable[_T] | None) -> _abc.Iterator[tuple[int, _T]]:
    """Enumerate yields the items with their places."""

def send(*items: _T) -> _abc.Iterator[_T]:
    """Send returns a channel of the items."""

def constant(x: _T) -> _abc.Callable[[], _T]:
    """Constant returns a function that returns x."""

def must(x: _T, fail: bool) -> _T:
    """Must returns x, or the error."""

def later(f: _abc.Callable[[], _T] | None) -> _T:
    """Later calls f on a goroutine of its own."""

def keep(x: _T) -> None:
    """Keep holds x until the next call."""

def forget() -> None:
    """Forget holds nothing any more."""

def unique(items: _abc.Iterable[_HashableT] | None) -> list[_HashableT]:
    """Unique drops repetitions."""

def group_by(items: _abc.Iterable[_T] | None, f: _abc.Callable[[_T], _HashableK] | None) -> dict[_HashableK, list[_T]]:
    """GroupBy groups items by what f says of each."""

def index(s: _abc.Iterable[_HashableE] | None, x: _HashableE) -> int:
    """Index returns where x is."""

def clone(m: _abc.Mapping[_HashableK, _V] | None) -> dict[_HashableK, _V]:
    """Clone copies a map."""

def members(*items: _HashableT) -> set[_HashableT]:
    """Members makes a set."""

def new_cache(size: int) -> Cache[_HashableK, _V]:
    """NewCache makes a cache for some entries."""

def zip(as_: _abc.Iterable[_A] | None, bs: _abc.Iterable[_B] | None) -> list[Pair[_A, _B]]:
    """Zip makes pairs."""

def fill(c: _ContainerLike | None, *values: _T) -> int:
    """Fill pushes to a container."""

def total(c: Counts | None) -> int:
    """Total adds the values of a cache for numbers."""

@_typing.overload
def largest(items: _abc.Iterable[int]) -> int | None:
    """Largest returns the largest item."""
@_typing.overload
def largest(items: _abc.Iterable[float] | _Buffer) -> float | None: ...
@_typing.overload
def largest(items: _abc.Iterable[str | _os.PathLike[str]]) -> str | None: ...

@_typing.overload
def clamp(x: int, low: int, high: int) -> int:
    """Clamp returns x, or the end of the range that is next to it."""
@_typing.overload
def clamp(x: float, low: float, high: float) -> float: ...
@_typing.overload
def clamp(x: str | _os.PathLike[str], low: str | _os.PathLike[str], high: str | _os.PathLike[str]) -> str: ...

@_typing.overload
def sum_by(items: _abc.Iterable[_T] | None, f: _abc.Callable[[_T], int]) -> int:
    """SumBy adds what f says of each item."""
@_typing.overload
def sum_by(items: _abc.Iterable[_T] | None, f: _abc.Callable[[_T], float]) -> float: ...

@_typing.overload
def sort_by(items: _abc.Iterable[_T] | None, key: _abc.Callable[[_T], int]) -> list[_T]:
    """SortBy sorts a copy by what key says of each item."""
@_typing.overload
def sort_by(items: _abc.Iterable[_T] | None, key: _abc.Callable[[_T], float]) -> list[_T]: ...
@_typing.overload
def sort_by(items: _abc.Iterable[_T] | None, key: _abc.Callable[[_T], str | _os.PathLike[str]]) -> list[_T]: ...

@_typing.overload
def sum(*items: int) -> int:
    """Sum adds its arguments."""
@_typing.overload
def sum(*items: float) -> float: ...

@_typing.overload
def sort(s: _abc.Iterable[int]) -> None:
    """Sort sorts in place."""
@_typing.overload
def sort(s: _abc.Iterable[float] | _Buffer) -> None: ...
@_typing.overload
def sort(s: _abc.Iterable[str | _os.PathLike[str]]) -> None: ...

def reverse(s: _abc.Iterable[_E] | None) -> None:
    """Reverse reverses in place."""

@_typing.overload
def scale(s: _abc.Iterable[int], by: int) -> None:
    """Scale multiplies in place."""
@_typing.overload
def scale(s: _abc.Iterable[float] | _Buffer, by: float) -> None: ...

@_typing.overload
def totals(m: _abc.Mapping[_HashableK, int]) -> int:
    """Totals adds up values of keys."""
@_typing.overload
def totals(m: _abc.Mapping[_HashableK, float]) -> float: ...

@_typing.overload
def sorted(items: _abc.Iterable[int]) -> list[int]:
    """Sorted collects and sorts."""
@_typing.overload
def sorted(items: _abc.Iterable[float]) -> list[float]: ...
@_typing.overload
def sorted(items: _abc.Iterable[str | _os.PathLike[str]]) -> list[str]: ...

@_typing.overload
def new_heap(*items: int) -> HeapInt:
    """NewHeap makes one."""
@_typing.overload
def new_heap(*items: float) -> HeapFloat: ...
@_typing.overload
def new_heap(*items: str | _os.PathLike[str]) -> Heap: ...

@_typing.overload
def merge(a: HeapInt, b: HeapInt) -> HeapInt:
    """Merge puts the values of both in one."""
@_typing.overload
def merge(a: HeapFloat, b: HeapFloat) -> HeapFloat: ...
@_typing.overload
def merge(a: Heap, b: Heap) -> Heap: ...

def name_of(x: _NamedLike | _abc.Callable[[], str | _os.PathLike[str]] | None) -> str:
    """NameOf asks for the name."""

@_typing.overload
def compact(items: _abc.Iterable[str | _os.PathLike[str]]) -> list[str]:
    """Compact drops zero values."""
@_typing.overload
def compact(items: _abc.Iterable[int] | _Buffer) -> list[int]: ...
@_typing.overload
def compact(items: _abc.Iterable[_HashableT]) -> list[_HashableT]: ...

def new_table(*rows: _R) -> Table[_R]:
    """NewTable makes one."""

def retain(m: _abc.Mapping[_HashableK, _V] | None, f: _abc.Callable[[_HashableK, _V], bool] | None) -> None:
    """Keep drops the entries that f does not want."""

def count(counts: _abc.Mapping[str, int] | None, *words: str | _os.PathLike[str]) -> int:
    """Count adds to the counts of words."""

def copy(to: _abc.Mapping[_HashableK, _V] | None, from_: _abc.Mapping[_HashableK, _V] | None) -> None:
    """Copy copies entries."""

def clear(m: _abc.Mapping[str, _abc.Iterable[int] | _Buffer | None] | None) -> None:
    """Clear empties a map and panics."""

def show(x: _T) -> str:
    """Show formats its argument."""

def show_key(x: _HashableK) -> str:
    """ShowKey formats its argument."""

def encode(items: _abc.Iterable[_T] | None) -> str:
    """Encode is JSON."""

def decode(text: str | _os.PathLike[str], like: _T) -> list[_T]:
    """Decode reads JSON."""

def encode_map(m: _abc.Mapping[_HashableK, _V] | None, *keys: _HashableK) -> str:
    """EncodeMap is JSON."""

@_typing.overload
def least(a: Version | dict[str, _typing.Any], b: Version | dict[str, _typing.Any]) -> Version:
    """Least returns the lesser one."""
@_typing.overload
def least(a: Stamp, b: Stamp) -> Stamp: ...

def parsed(text: str | _os.PathLike[str]) -> Stamp:
    """Parsed makes a value of text."""

def new_ring(size: int) -> Ring:
    """NewRing makes one of a size."""
