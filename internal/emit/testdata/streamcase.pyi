"""Package streamcase gives iterators and channels."""

import collections.abc as _abc
import datetime as _datetime
import enum as _enum
import os as _os
import typing as _typing
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["Color", "ErrBad", "GREEN", "GoError", "Key", "PanicError", "Point", "RED", "arrays", "bools", "careless", "chunks", "close", "closed", "colors", "complexes", "count", "durations", "ended", "errors", "exits", "feed", "floats", "forever", "full", "functions", "gated", "goexits", "indexed", "keys", "large", "left", "lists", "made", "mapped", "maps", "maybe", "nil", "nil_channel", "nil_errors", "nil_pairs", "numbers", "open_gates", "optionals", "pairs", "panics", "panics_at_end", "point_lists", "point_ptrs", "points", "raw", "send", "sent", "sets", "several", "shut_gates", "streams", "texts", "times", "uint8s", "waits", "words"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

class GoError(Exception):
    results: tuple[object, ...] | None

class PanicError(RuntimeError):
    results: None

RED: _typing.Final[Color]
GREEN: _typing.Final[Color]

class ErrBad(GoError):
    """ErrBad is an error of this package's own."""

@_disjoint_base
class Point:
    """A Point is an item that is an instance."""
    @property
    def x(self) -> int: ...
    @x.setter
    def x(self, value: int, /) -> None: ...
    @property
    def y(self) -> int: ...
    @y.setter
    def y(self, value: int, /) -> None: ...
    def __new__(cls, x: int = ..., y: int = ...) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "y",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def steps(self) -> _abc.Iterator[int]:
        """Steps counts to X."""

class Key(str):
    """A Key is a named item."""

class Color(_enum.IntEnum):
    """A Color is an enum."""
    RED = 0
    GREEN = 1

def chunks(data: _Buffer | None, size: int) -> _abc.Iterator[bytes]:
    """Chunks are parts of data, which it keeps for as long as it runs."""

def words(text: str | _os.PathLike[str]) -> _abc.Iterator[str]: ...

def bools(*v: bool) -> _abc.Iterator[bool]: ...

def uint8s(*v: int) -> _abc.Iterator[int]: ...

def floats(*v: float) -> _abc.Iterator[float]: ...

def complexes(*v: complex) -> _abc.Iterator[complex]: ...

def texts(*v: str | _os.PathLike[str]) -> _abc.Iterator[str]: ...

def raw(*v: _Buffer | None) -> _abc.Iterator[bytes]: ...

def arrays(*v: _Buffer) -> _abc.Iterator[bytes]: ...

def numbers(*v: _abc.Iterable[int] | _Buffer | None) -> _abc.Iterator[list[int]]: ...

def lists(*v: _abc.Iterable[str | _os.PathLike[str]] | None) -> _abc.Iterator[list[str]]: ...

def maps(*v: _abc.Mapping[str, _abc.Iterable[int] | _Buffer | None] | None) -> _abc.Iterator[dict[str, list[int]]]: ...

def sets(*v: _abc.Set[int] | None) -> _abc.Iterator[set[int]]: ...

def optionals(*v: int | None) -> _abc.Iterator[int | None]: ...

def points(*v: Point | dict[str, _typing.Any]) -> _abc.Iterator[Point]: ...

def point_ptrs(*v: Point | None) -> _abc.Iterator[Point | None]: ...

def point_lists(*v: _abc.Iterable[Point | dict[str, _typing.Any]] | None) -> _abc.Iterator[list[Point]]: ...

def keys(*v: str | _os.PathLike[str]) -> _abc.Iterator[Key]: ...

def colors(*v: Color | int) -> _abc.Iterator[Color]: ...

def times(*v: _datetime.datetime) -> _abc.Iterator[_datetime.datetime]: ...

def durations(*v: _datetime.timedelta | float) -> _abc.Iterator[_datetime.timedelta]: ...

def functions(*v: _abc.Callable[[int], int] | None) -> _abc.Iterator[_abc.Callable[[int], int] | None]: ...

def pairs(v: _abc.Mapping[str, Point | dict[str, _typing.Any]] | None) -> _abc.Iterator[tuple[str, Point]]: ...

def streams(n: int) -> _abc.Iterator[_abc.Iterator[int]]:
    """Streams gives streams of streams."""

def several(n: int) -> list[_abc.Iterator[int]]:
    """Several gives streams in a list."""

def count(n: int) -> _abc.Iterator[int]:
    """Count counts to n."""

def indexed(n: int) -> _abc.Iterator[tuple[int, str]]:
    """Indexed counts to n, in pairs."""

def nil() -> _abc.Iterator[int]: ...

def nil_pairs() -> _abc.Iterator[tuple[int, int]]: ...

def nil_errors() -> _abc.Iterator[int]: ...

def nil_channel() -> _abc.Iterator[int]: ...

def maybe(fail: bool) -> _abc.Iterator[int]:
    """Maybe is a stream beside an error."""

def made() -> int:
    """Made is how many items Forever has made, Ended how many of its loops were left."""

def ended() -> int: ...

def forever() -> _abc.Iterator[int]:
    """Forever counts, and never ends by itself."""

def large(n: int, size: int) -> _abc.Iterator[bytes]:
    """Large gives items of a given size."""

def errors(n: int) -> _abc.Iterator[int]:
    """Errors gives an error for every third item."""

def panics(n: int) -> _abc.Iterator[int]:
    """Panics panics after n items, Goexits and Exits end in other ways."""

def goexits(n: int) -> _abc.Iterator[int]: ...

def exits(n: int) -> _abc.Iterator[int]: ...

def panics_at_end() -> _abc.Iterator[int]:
    """PanicsAtEnd panics when its loop is left."""

def mapped(f: _abc.Callable[[int], int] | None, n: int) -> _abc.Iterator[int]:
    """Mapped calls f for every item."""

def careless(n: int) -> _abc.Iterator[int]:
    """Careless goes on when it is told not to."""

def waits() -> int:
    """Waits is how often a Gated has come to a gate."""

def open_gates(n: int) -> None:
    """OpenGates lets the next Gateds make n items more, ShutGates takes that back."""

def shut_gates() -> None: ...

def gated(free: int, n: int) -> _abc.Iterator[int]:
    """Gated makes free items at once, and each of the others when OpenGates says so."""

def full(n: int) -> _abc.Iterator[int]:
    """Full is a channel with n items in it that is closed."""

def sent(n: int, room: int) -> _abc.Iterator[int]:
    """Sent is fed by a goroutine."""

def feed(room: int) -> _abc.Iterator[int]:
    """Feed is a channel that Send and Close work on, with room for what is sent."""

def send(*items: int) -> None: ...

def close() -> None: ...

def left() -> int: ...

def closed() -> bool: ...
