"""Package lentcase writes to slices that it is given, in all the ways in which the
compiler can or can't tell.
"""

import collections.abc as _abc
import datetime as _datetime
import os as _os
import typing as _typing
import lentcase.aio
from _typeshed import SupportsWrite as _SupportsWrite
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_int8: _typing.TypeAlias = int  # -128 to 127, else OverflowError
_int32: _typing.TypeAlias = int  # -2147483648 to 2147483647, else OverflowError

__all__ = ["Counter", "Filler", "GoError", "PanicError", "Place", "Point", "add_kept", "append_number", "blank", "clamp", "copied", "count", "double", "fail_after", "filled", "flip", "keep_counts", "longer", "look", "mark", "move", "new_filler", "panic_after", "prune", "raise_", "reverse", "scribble", "send", "shift", "slowly", "sort_kept", "sort_texts", "swap", "total", "transpose", "untouched", "upper", "upper_kept"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from lentcase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None
    value: _typing.Any
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


@_disjoint_base
class Filler:
    """A Filler reads as Go code does, from whatever it was given."""
    def __new__(cls, text: str | _os.PathLike[str]) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> lentcase.aio.Filler: ...
    def read(self, p: _Buffer | None) -> int: ...
    def read_at(self, p: _Buffer | None, off: int) -> int: ...
    def read_into(self, p: _Buffer | None, more: bool) -> int:
        """ReadAll has another signature than io.Reader's."""

@_disjoint_base
class Counter:
    """A Counter writes as Go code does."""
    def __new__(cls) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> lentcase.aio.Counter: ...
    def write(self, p: _Buffer | None) -> int: ...
    def text(self) -> str: ...

@_disjoint_base
class Point:
    @property
    def x(self) -> int: ...
    @x.setter
    def x(self, value: int, /) -> None: ...
    @property
    def y(self) -> int: ...
    @y.setter
    def y(self, value: int, /) -> None: ...
    def __new__(cls, x: int = ..., y: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "y",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> lentcase.aio.Point: ...

@_disjoint_base
class Place:
    """Place is a point with a gap between its fields."""
    @property
    def on(self) -> bool: ...
    @on.setter
    def on(self, value: bool, /) -> None: ...
    @property
    def x(self) -> float: ...
    @x.setter
    def x(self, value: float, /) -> None: ...
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: _int8, /) -> None: ...
    def __new__(cls, on: bool = ..., x: float = ..., n: _int8 = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("on", "x", "n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> lentcase.aio.Place: ...

def add_kept(dst: _abc.Iterable[float] | _Buffer | None, s: _abc.Iterable[float] | _Buffer | None) -> None:
    """AddKept may keep its argument: what an interface does can't be told."""

def sort_kept(v: _abc.Iterable[int] | _Buffer | None) -> None:
    """SortKept sorts through an interface."""

def clamp(v: _abc.Iterable[float] | _Buffer | None, most: float) -> int:
    """Clamp writes, does not keep, and has a result."""

def double(v: _abc.Iterable[_int32] | _Buffer | None) -> list[int]:
    """Double writes, does not keep, and returns what it has written."""

def append_number(dst: _Buffer | None, n: int) -> bytes:
    """AppendNumber writes behind what it is given."""

def send(w: _SupportsWrite[bytes] | None, b: _Buffer | None) -> int:
    """Send writes b through an interface; nobody changes it."""

def untouched(b: _Buffer | None) -> int:
    """Untouched keeps its argument."""

def scribble(b: _Buffer | None) -> None:
    """Scribble keeps its argument, and writes to it."""

def flip(v: _abc.Iterable[bool] | _Buffer | None) -> None:
    """Flip is about bools."""

def fail_after(b: _Buffer | None) -> None:
    """FailAfter writes, and returns an error."""

def panic_after(b: _Buffer | None) -> None:
    """PanicAfter writes, and panics."""

def slowly(b: _Buffer | None, *, timeout: _datetime.timedelta | float | None = None) -> int:
    """Slowly writes after a while."""

def new_filler(text: str | _os.PathLike[str]) -> Filler | None: ...

def sort_texts(v: _abc.Iterable[str | _os.PathLike[str]] | None) -> None: ...

def upper(v: _abc.Iterable[str | _os.PathLike[str]] | None) -> int: ...

def upper_kept(v: _abc.Iterable[str | _os.PathLike[str]] | None) -> int: ...

def move(points: _abc.Iterable[Point | dict[str, _typing.Any]] | None, by: int) -> None: ...

def reverse(points: _abc.Iterable[Point | None] | None) -> None: ...

def shift(points: _abc.Iterable[Point | None] | None, by: int) -> None: ...

def transpose(m: _abc.Iterable[_abc.Iterable[float] | _Buffer | None] | None) -> None: ...

def blank(rows: _abc.Iterable[_Buffer | None] | None) -> None: ...

def longer(rows: _abc.Iterable[_abc.Iterable[int] | _Buffer | None] | None) -> None: ...

def filled() -> _abc.Callable[[_abc.Iterable[int] | _Buffer | None], None] | None:
    """Filled returns a function that writes."""

def copied(v: _abc.Iterable[int] | _Buffer | None) -> None:
    """Copied writes to what a directive copies."""

def count(counts: _abc.Mapping[str, int] | None, *words: str | _os.PathLike[str]) -> None:
    """Count counts words in a map that it is given."""

def prune(counts: _abc.Mapping[str, int] | None) -> int:
    """Prune deletes what is not positive, and returns how many there were."""

def total(counts: _abc.Mapping[str, int] | None) -> int:
    """Total only reads."""

def mark(seen: _abc.Set[int] | None, add: int, remove: int) -> bool:
    """Mark adds to a set, and takes out of it."""

def raise_(m: _abc.Mapping[str, _abc.Iterable[int] | _Buffer | None] | None, key: str | _os.PathLike[str]) -> int:
    """Raise writes to the slices in a map."""

def swap(m: _abc.Mapping[str, Place | dict[str, _typing.Any]] | None, a: str | _os.PathLike[str], b: str | _os.PathLike[str]) -> None:
    """Swap exchanges two entries, and fails where there are not two."""

def look(m: _abc.Mapping[str, Place | dict[str, _typing.Any]] | None, f: _abc.Callable[[str], str | _os.PathLike[str]] | None) -> int:
    """Look may write, as far as one can see, and does not."""

def keep_counts(m: _abc.Mapping[str, int] | None) -> int:
    """KeepCounts keeps the map."""
