# pyright: reportOverlappingOverload=false
"""Package batchcase is called for the rows of columns."""

import collections.abc as _abc
import datetime as _datetime
import enum as _enum
import os as _os
import typing as _typing
import batchcase.aio
import batchcase.atomic
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_Item_co = _typing.TypeVar("_Item_co", covariant=True)
class _Stream(_abc.Iterator[_Item_co], _typing.Protocol[_Item_co]):
    def close(self) -> None: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...

_int8: _typing.TypeAlias = int  # -128 to 127, else OverflowError
_int32: _typing.TypeAlias = int  # -2147483648 to 2147483647, else OverflowError
_uint8: _typing.TypeAlias = int  # 0 to 255, else OverflowError
_uint64: _typing.TypeAlias = int  # 0 to 18446744073709551615, else OverflowError

__all__ = ["Base", "DepthError", "Derived", "ErrNegative", "ErrOpen", "Event", "Extent", "Forest", "HIGH", "LOW", "Level", "Node", "Normed_result", "Opaque", "Point", "Pointer", "Route", "Slug", "Tree", "after", "anything", "ask", "ask_and_remember", "ask_for_text", "ask_or_fail", "batch", "beside", "boom", "bytes_of", "checked", "closed", "corners", "count", "counted", "depth", "diagonal", "distance", "divmod", "dot", "ends", "even", "extremes", "far", "field_upper", "fields", "fill", "find", "forget", "get_version", "half", "hook", "hook_or_fail", "how_many", "hypot", "initial", "inverse", "join", "keep", "kept", "kind", "label", "larger", "largest", "length", "lengths", "letters", "level2", "locked", "long", "max", "mean", "measures", "names", "nanosecond", "nearest", "new_event", "normed", "not_", "numeral", "options", "origin", "outer", "pause", "phase", "place", "position", "positive", "push", "quoted", "rank", "reached", "remember", "remembered", "repeat", "rest", "rests", "root", "running", "seen", "shares", "since", "size", "slow", "sorted", "split", "spread", "sqrt", "square", "stretch", "sum", "total", "turned", "twice", "uneven", "up", "upper", "wait", "wait_and_remember", "wait_for_text", "words"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from batchcase import aio as aio, batch_ as batch_, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

class Pointer:
    def __new__(cls, value: object, /) -> _typing.Self: ...
    @property
    def value(self) -> _typing.Any: ...

LOW: _typing.Final[Level]
HIGH: _typing.Final[Level]
count: batchcase.atomic.Int64

class ErrNegative(GoError):
    """ErrNegative is for negative numbers."""

class ErrOpen(GoError):
    """ErrOpen is of parentheses."""

class Level(_enum.IntEnum):
    """Level is a named number."""
    LOW = 0
    HIGH = 1

class Extent(float):
    """Extent is a number with the method of a point."""
    def norm(self) -> float:
        """Norm is the number."""

class Slug(str):
    """A Slug is text of a type of its own."""

@_disjoint_base
class Point:
    """Point is a struct."""
    @property
    def x(self) -> float: ...
    @x.setter
    def x(self, value: float, /) -> None: ...
    @property
    def y(self) -> float: ...
    @y.setter
    def y(self, value: float, /) -> None: ...
    def __init__(self, x: float = 0.0, y: float = 0.0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "y",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, x: float = ..., y: float = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> batchcase.aio.Point: ...
    def norm(self) -> float:
        """Norm is the length."""
    def scale(self, by: float) -> Point:
        """Scale is a new point."""
    def add(self, x: float) -> None:
        """Add changes the point."""
    def move(self, by: float) -> _typing.Self:
        """Move changes the point and gives it."""

@_disjoint_base
class Event:
    """Event has fields of many types."""
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def level(self) -> Level: ...
    @level.setter
    def level(self, value: Level | int, /) -> None: ...
    @property
    def at(self) -> _datetime.datetime: ...
    @at.setter
    def at(self, value: _datetime.datetime, /) -> None: ...
    @property
    def took(self) -> _datetime.timedelta: ...
    @took.setter
    def took(self, value: _datetime.timedelta | float, /) -> None: ...
    @property
    def data(self) -> bytes: ...
    @data.setter
    def data(self, value: _Buffer | None, /) -> None: ...
    @property
    def sizes(self) -> list[int]: ...
    @sizes.setter
    def sizes(self, value: _abc.Iterable[_int32] | _Buffer | None, /) -> None: ...
    @property
    def where(self) -> Point: ...
    @where.setter
    def where(self, value: Point | dict[str, _typing.Any], /) -> None: ...
    @property
    def next(self) -> Point | None: ...
    @next.setter
    def next(self, value: Point | None, /) -> None: ...
    @property
    def limit(self) -> float | None: ...
    @limit.setter
    def limit(self, value: float | None, /) -> None: ...
    @property
    def flag(self) -> bool: ...
    @flag.setter
    def flag(self, value: bool, /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str], n: int, *, level: Level | int = Level.HIGH, at: _datetime.datetime = ..., took: _datetime.timedelta | float = ..., data: _Buffer | None = ..., sizes: _abc.Iterable[_int32] | _Buffer | None = ..., where: Point | dict[str, _typing.Any] = ..., next: Point | None = ..., limit: float | None = ..., flag: bool = ...) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name", "level", "at", "took", "data", "sizes", "where", "next", "limit", "flag",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ..., level: Level | int = ..., at: _datetime.datetime = ..., took: _datetime.timedelta | float = ..., data: _Buffer | None = ..., sizes: _abc.Iterable[_int32] | _Buffer | None = ..., where: Point | dict[str, _typing.Any] = ..., next: Point | None = ..., limit: float | None = ..., flag: bool = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> batchcase.aio.Event: ...

@_disjoint_base
class Base:
    """Base is embedded."""
    @property
    def id(self) -> int: ...
    @id.setter
    def id(self, value: int, /) -> None: ...
    def __init__(self, id: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("id",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, id: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> batchcase.aio.Base: ...

@_disjoint_base
class Derived:
    """Derived embeds."""
    @property
    def base(self) -> Base: ...
    @base.setter
    def base(self, value: Base | dict[str, _typing.Any], /) -> None: ...
    @property
    def own(self) -> int: ...
    @own.setter
    def own(self, value: int, /) -> None: ...
    @property
    def id(self) -> int: ...
    @id.setter
    def id(self, value: int, /) -> None: ...
    @property
    def note(self) -> str: ...
    @note.setter
    def note(self, value: str | _os.PathLike[str], /) -> None: ...
    def __init__(self, base: Base | dict[str, _typing.Any] = ..., own: int = 0, *, id: int = 0, note: str | _os.PathLike[str] = '') -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("base", "own",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, base: Base | dict[str, _typing.Any] = ..., own: int = ..., id: int = ..., note: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> batchcase.aio.Derived: ...

@_disjoint_base
class Opaque:
    """Opaque has a field that Arrow has no type for."""
    @property
    def x(self) -> int: ...
    @x.setter
    def x(self, value: int, /) -> None: ...
    @property
    def more(self) -> _typing.Any: ...
    @more.setter
    def more(self, value: object, /) -> None: ...
    def __init__(self, x: int = 0, more: object = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "more",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, x: int = ..., more: object = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> batchcase.aio.Opaque: ...

@_disjoint_base
class Node:
    """Node has itself."""
    @property
    def value(self) -> int: ...
    @value.setter
    def value(self, value: int, /) -> None: ...
    @property
    def next(self) -> Node | None: ...
    @next.setter
    def next(self, value: Node | None, /) -> None: ...
    def __init__(self, value: int = 0, next: Node | None = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("value", "next",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, value: int = ..., next: Node | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> batchcase.aio.Node: ...

@_disjoint_base
class Route:
    """Route has pointers to structs at several depths."""
    @property
    def start(self) -> Point | None: ...
    @start.setter
    def start(self, value: Point | None, /) -> None: ...
    @property
    def end(self) -> Point | None: ...
    @end.setter
    def end(self, value: Point | None, /) -> None: ...
    @property
    def over(self) -> list[Point]: ...
    @over.setter
    def over(self, value: _abc.Iterable[Point | None] | None, /) -> None: ...
    @property
    def by(self) -> dict[str, Point]: ...
    @by.setter
    def by(self, value: _abc.Mapping[str, Point | None] | None, /) -> None: ...
    @property
    def next(self) -> Route | None: ...
    @next.setter
    def next(self, value: Route | None, /) -> None: ...
    def __init__(self, start: Point | None = None, end: Point | None = None, over: _abc.Iterable[Point | None] | None = [], by: _abc.Mapping[str, Point | None] | None = {}, next: Route | None = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("start", "end", "over", "by", "next",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, start: Point | None = ..., end: Point | None = ..., over: _abc.Iterable[Point | None] | None = ..., by: _abc.Mapping[str, Point | None] | None = ..., next: Route | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> batchcase.aio.Route: ...
    def begin(self) -> Point | None:
        """Begin is the same as a method."""

@_disjoint_base
class Tree:
    """Tree has trees in a list."""
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def kids(self) -> list[Tree]: ...
    @kids.setter
    def kids(self, value: _abc.Iterable[Tree | None] | None, /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str] = '', kids: _abc.Iterable[Tree | None] | None = []) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name", "kids",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ..., kids: _abc.Iterable[Tree | None] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> batchcase.aio.Tree: ...

@_disjoint_base
class Forest:
    """Forest has a tree, at whatever depth."""
    @property
    def base(self) -> Base: ...
    @base.setter
    def base(self, value: Base | dict[str, _typing.Any], /) -> None: ...
    @property
    def trees(self) -> dict[str, Tree]: ...
    @trees.setter
    def trees(self, value: _abc.Mapping[str, Tree | dict[str, _typing.Any]] | None, /) -> None: ...
    def __init__(self, base: Base | dict[str, _typing.Any] = ..., trees: _abc.Mapping[str, Tree | dict[str, _typing.Any]] | None = {}) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("base", "trees",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, base: Base | dict[str, _typing.Any] = ..., trees: _abc.Mapping[str, Tree | dict[str, _typing.Any]] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> batchcase.aio.Forest: ...

@_typing.runtime_checkable
class Normed_result(_typing.Protocol):
    @property
    def aio(self) -> batchcase.aio.Normed_result: ...
    def norm(self) -> float: ...

class _Normed_resultLike(_typing.Protocol):
    def norm(self) -> float: ...

class DepthError(GoError):
    """A DepthError says where."""
    @property
    def at(self) -> int: ...
    @at.setter
    def at(self, value: int, /) -> None: ...
    def __init__(self, at: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("at",)
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    def error(self) -> str: ...

def words(text: str | _os.PathLike[str]) -> int:
    """Words counts."""

def upper(text: str | _os.PathLike[str]) -> str:
    """Upper is text in capitals."""

def repeat(text: str | _os.PathLike[str], times: int) -> str:
    """Repeat is text several times."""

def root(x: float) -> float:
    """Root fails for negative numbers.

    Raises ErrNegative.
    """

def half(x: _int8) -> int:
    """Half is for small numbers."""

def even(x: int) -> bool:
    """Even says whether."""

def divmod(x: int, by: int) -> tuple[int, int]:
    """Divmod has two results."""

def find(text: str | _os.PathLike[str], word: str | _os.PathLike[str]) -> int | None:
    """Find finds the place of a word."""

def mean(v: _abc.Iterable[float] | _Buffer | None) -> float:
    """Mean is that of a list."""

def size(b: _Buffer | None) -> int:
    """Size is that of bytes."""

def length(x: int | None = None) -> int:
    """Length is nil's too."""

def kind(v: object) -> str:
    """Kind says what it got."""

def join(sep: str | _os.PathLike[str], *parts: str | _os.PathLike[str]) -> str:
    """Join joins."""

def twice(x: int, f: _abc.Callable[[int], int] | None) -> int:
    """Twice calls back."""

def fill(v: _abc.Iterable[float] | _Buffer | None, x: float) -> None:
    """Fill writes."""

def boom(x: int) -> int:
    """Boom panics for 3."""

def counted() -> int:
    """Counted is Count."""

def slow(ms: int) -> int:
    """Slow takes milliseconds."""

def wait(x: int, *, timeout: _datetime.timedelta | float | None = None) -> int:
    """Wait waits for the end of the context, or a minute."""

@_typing.overload
def max(a: int, b: int) -> int:
    """Max is generic."""
@_typing.overload
def max(a: float, b: float) -> float: ...
@_typing.overload
def max(a: str | _os.PathLike[str], b: str | _os.PathLike[str]) -> str: ...

def up(n: int) -> _Stream[int]:
    """Up gives a stream."""

def after(t: _datetime.datetime, d: _datetime.timedelta | float) -> _datetime.datetime:
    """After is a later time."""

def since(t: _datetime.datetime, start: _datetime.datetime) -> _datetime.timedelta:
    """Since is a duration."""

def nanosecond(t: _datetime.datetime) -> int:
    """Nanosecond is what a time has beside its seconds."""

def rests(times: _abc.Iterable[_datetime.datetime | None] | None, d: _datetime.timedelta | float) -> list[int]:
    """Rests is the same of times behind pointers, and of a duration."""

def positive(x: float) -> float | None:
    """Positive is a number, or none."""

def fields(text: str | _os.PathLike[str]) -> list[str]:
    """Fields is a list of text."""

def lengths(text: str | _os.PathLike[str]) -> dict[str, int]:
    """Lengths is a map."""

def letters(text: str | _os.PathLike[str]) -> set[int]:
    """Letters is a set."""

def diagonal(n: int) -> list[Point]:
    """Diagonal is a list of structs."""

def anything(x: float) -> _typing.Any:
    """Anything is of no certain type."""

def options(x: int, workers: int, errors: str | _os.PathLike[str]) -> str:
    """Options has the names of options."""

def batch(x: int) -> int:
    """Batch has the name of the module."""

def rank(x: float) -> Level:
    """Rank is a named result."""

def far(year: int) -> tuple[_datetime.datetime, str]:
    """Far is a time, which Python may not have, and much text."""

def new_event(name: str | _os.PathLike[str], n: int) -> Event:
    """NewEvent makes one."""

def names(events: _abc.Iterable[Event | dict[str, _typing.Any]] | None) -> list[str]:
    """Names are those of events."""

def running(x: int) -> int:
    """Running is a sum that the package keeps."""

def seen(text: str | _os.PathLike[str]) -> int:
    """Seen counts texts, in a map without a lock."""

def forget() -> None:
    """Forget forgets them."""

def locked(x: str | _os.PathLike[str]) -> str:
    """Locked has a lock."""

def sum(a: Point | dict[str, _typing.Any], b: Point | dict[str, _typing.Any]) -> Point:
    """Sum is of two points."""

def hypot(x: float, y: float) -> float:
    """Hypot is of numbers only."""

def square(x: float) -> float:
    """Square is one operation."""

def level2(l: Level | int, by: _uint8) -> tuple[int, bool]:
    """Level2 takes a named number."""

def inverse(x: int) -> int:
    """Inverse panics for 0."""

def not_(flag: bool) -> bool:
    """Not is the other bool."""

def place(flag: bool) -> float:
    """Place takes a bool for an index."""

def how_many(flags: _abc.Iterable[bool] | _Buffer | None) -> int:
    """HowMany counts the flags that are set."""

def label(items: _abc.Iterable[str | _os.PathLike[str]] | None, by: str | _os.PathLike[str]) -> None:
    """Label writes to its list, and fails for 3 items.

    Raises ErrNegative.
    """

def phase(x: complex) -> complex:
    """Phase is of complex numbers."""

@_typing.overload
def larger(a: int, b: int) -> int:
    """Larger is generic, of numbers alone."""
@_typing.overload
def larger(a: float, b: float) -> float: ...

def sqrt(x: float) -> float:
    """Sqrt never fails."""

def checked(x: float, by: _int32) -> float:
    """Checked fails for negative numbers.

    Raises ErrNegative.
    """

def dot(x: _abc.Iterable[float] | _Buffer | None, y: _abc.Iterable[float] | _Buffer | None) -> float:
    """Dot is of two lists."""

def spread(x: _abc.Iterable[_int32] | _Buffer | None, by: _int32) -> list[int]:
    """Spread has a list as result, which panics of 13 items and lies about 3."""

def outer(n: int) -> list[list[float]]:
    """Outer is a table of products; of n below zero, a triangle of them."""

def corners(size: _int32) -> list[list[int]] | None:
    """Corners are those of a square, or none."""

def keep(x: _abc.Iterable[float] | _Buffer | None) -> int:
    """Keep keeps the list."""

def kept() -> float:
    """Kept is the sum of what was kept."""

def total(x: _abc.Iterable[float] | _Buffer | None, start: float) -> float:
    """Total is of a list and a number, and fails for an empty list."""

def distance(p: Point | None = None, other: Point | None = None) -> float:
    """Distance is how far a point is, which may be none."""

def push(p: Point | None, by: float) -> None:
    """Push writes to the point."""

def reached(points: _abc.Iterable[Point | None] | None) -> float:
    """Reached are the distances of all points that there are."""

def nearest(points: _abc.Mapping[str, Point | None] | None) -> str:
    """Nearest is the name of the point that is nearest."""

def stretch(r: Route | None) -> float:
    """Stretch is the length of the whole route."""

def origin(r: Route | dict[str, _typing.Any]) -> Point | None:
    """Origin is where a route begins."""

def normed(x: float) -> Normed_result:
    """Normed gives one class or another."""

def extremes(x: _abc.Iterable[float] | _Buffer | None) -> tuple[float, float]:
    """Extremes are the least and the greatest number."""

def sorted(x: _abc.Iterable[float] | _Buffer | None) -> tuple[list[float], list[int]]:
    """Sorted are the numbers in order, and where each was."""

def uneven(x: _abc.Iterable[float] | _Buffer | None) -> tuple[list[float], list[float]]:
    """Uneven are lists of lengths that differ."""

def shares(x: _abc.Iterable[float] | _Buffer | None) -> tuple[list[float], float]:
    """Shares are the numbers as parts of their sum, and this sum."""

def beside(x: int) -> tuple[int, _typing.Any]:
    """Beside has a result that is no column."""

def remember(text: str | _os.PathLike[str]) -> int:
    """Remember keeps its text, and returns how many there are."""

def remembered() -> list[str]:
    """Remembered is what is kept, which then is forgotten."""

def position(text: str | _os.PathLike[str], word: str | _os.PathLike[str], from_: int) -> tuple[int, int]:
    """Position is where a word begins, in bytes, and how often it is there."""

def bytes_of(text: str | _os.PathLike[str]) -> int:
    """BytesOf is how many bytes a text has."""

def initial(text: str | _os.PathLike[str]) -> int:
    """Initial panics for a text of no bytes."""

def get_version(n: int) -> int:
    """GetVersion has the name of a symbol that Polars asks each plugin for."""

def field_upper(s: str | _os.PathLike[str]) -> str:
    """FieldUpper has the name of the one that gives the type of Upper."""

def measures(text: str | _os.PathLike[str]) -> tuple[int, int, float, bool, int]:
    """Measures are of each kind of number that a result may be: small ones and others."""

def largest(text: str | _os.PathLike[str], less: _uint64) -> int:
    """Largest is the largest number but some."""

def turned(text: str | _os.PathLike[str]) -> complex:
    """Turned is complex."""

def pause(text: str | _os.PathLike[str], ms: int) -> int:
    """Pause takes its time."""

def hook(f: _abc.Callable[[str], int] | None) -> None:
    """Hook is what Ask will ask."""

def ask(text: str | _os.PathLike[str]) -> int:
    """Ask calls Python from the midst of a row."""

def ask_and_remember(text: str | _os.PathLike[str]) -> int:
    """AskAndRemember does both: what it returns for "row N" is 1000 + N. It panics for a text of no bytes."""

def wait_and_remember(text: str | _os.PathLike[str], ms: int) -> int:
    """WaitAndRemember takes its time for some texts."""

def split(text: str | _os.PathLike[str], at: int) -> tuple[str, int, Slug]:
    """Split gives texts, a number between them, and what is no text at all for "bad"."""

def numeral(n: int, sign: bool) -> str:
    """Numeral is text made of a number."""

def long(text: str | _os.PathLike[str], n: int) -> str:
    """Long texts are longer than what is set aside for results."""

def quoted(text: str | _os.PathLike[str]) -> str:
    """Quoted fails for texts with a quote, with what it has so far."""

def ask_for_text(text: str | _os.PathLike[str]) -> str:
    """AskForText calls Python for some texts."""

def depth(text: str | _os.PathLike[str]) -> tuple[int, float]:
    """Depth is how deep parentheses are nested; beside an error, how deep they were.

    Raises DepthError, ErrOpen.
    """

def closed(text: str | _os.PathLike[str], more: int) -> int:
    """Closed has an error type of its own, and nothing beside it.

    Raises DepthError.
    """

def rest(text: str | _os.PathLike[str]) -> int:
    """Rest has an error of package io."""

def hook_or_fail(f: _abc.Callable[[str], int] | None) -> None:
    """HookOrFail is what AskOrFail will ask."""

def ask_or_fail(text: str | _os.PathLike[str]) -> int:
    """AskOrFail calls Python for some texts."""

def wait_for_text(text: str | _os.PathLike[str], ms: int) -> str:
    """WaitForText gives the text."""

def ends(text: str | _os.PathLike[str]) -> int:
    """Ends ends its goroutine."""
