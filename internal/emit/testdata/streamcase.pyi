# pyright: reportInvalidTypeVarUse=false
"""Package streamcase gives iterators and channels."""

import collections.abc as _abc
import datetime as _datetime
import enum as _enum
import os as _os
import typing as _typing
import streamcase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base
from typing_extensions import TypeVar as _TypeVar
_T = _TypeVar("_T", default=_typing.Any)

_Item_co = _typing.TypeVar("_Item_co", covariant=True)
class _Stream(_abc.Iterator[_Item_co], _typing.Protocol[_Item_co]):
    def close(self) -> None: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...

_Put = _typing.TypeVar("_Put")
_Got = _typing.TypeVar("_Got")
class _Sender(_typing.Generic[_Put]):
    def put(self, item: _Put, /, timeout: _datetime.timedelta | float | None = None) -> None: ...
    def __call__(self, item: _Put, /, timeout: _datetime.timedelta | float | None = None) -> None: ...
    def close(self) -> None: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...
class _Channel(_Sender[_Put], _typing.Generic[_Put, _Got]):
    def __iter__(self) -> _abc.Iterator[_Got]: ...
    def __next__(self) -> _Got: ...

_int32: _typing.TypeAlias = int  # -2147483648 to 2147483647, else OverflowError
_uint8: _typing.TypeAlias = int  # 0 to 255, else OverflowError

__all__ = ["Ascending", "Color", "ErrBad", "GREEN", "Handler", "Handling", "Key", "Ladder", "Mailbox", "Point", "Pointer", "Queue", "RED", "Route", "Shelf", "Source", "Stepper", "Watch", "apply", "arrays", "as_handling", "asked", "below", "bools", "called", "careless", "chunks", "close", "closed", "colors", "complexes", "count", "default", "double", "doubled", "durations", "each", "elsewhere", "ended", "endless", "errors", "exclaim", "exits", "failing", "feed", "filled", "first", "flattened", "floats", "forever", "full", "functions", "gated", "gathered", "goexits", "identical", "identicals", "indexed", "is_nil", "joined", "judged", "keys", "large", "later", "left", "lists", "made", "make", "make_soon", "mapped", "maps", "maybe", "never_ends", "new_mailbox", "new_queue", "nil", "nil_channel", "nil_errors", "nil_pairs", "no_handler", "numbered", "numbers", "open_gates", "optionals", "pairs", "panics", "panics_at_end", "point_lists", "point_ptrs", "points", "put", "ranges", "raw", "receive", "repeated", "reset", "run", "send", "send_all", "sent", "sets", "several", "shut_gates", "squares", "stepping", "steps_of", "streams", "sum", "sum_of", "take_bools", "take_floats", "take_functions", "take_ints", "take_keys", "take_lists", "take_maps", "take_optionals", "take_pairs", "take_point_ptrs", "take_points", "take_raw", "take_texts", "take_times", "take_uint8s", "texts", "times", "total", "twice", "uint8s", "visited", "waiting", "waits", "words"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from streamcase import aio as aio, batch as batch, polars as polars

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

RED: _typing.Final[Color]
GREEN: _typing.Final[Color]
waiting: _Channel[int, int] | None
default: _abc.Iterator[int]

class ErrBad(GoError):
    """ErrBad is an error of this package's own."""

@_disjoint_base
class Mailbox:
    """A Mailbox has channels of all directions."""
    @property
    def both(self) -> _Channel[int, int] | None: ...
    @both.setter
    def both(self, value: _abc.Iterable[int] | None, /) -> None: ...
    @property
    def in_(self) -> _Sender[str | _os.PathLike[str]] | None: ...
    @in_.setter
    def in_(self, value: _abc.Callable[[str], object] | _Sender[str | _os.PathLike[str]] | None, /) -> None: ...
    @property
    def out(self) -> _Stream[str]: ...
    @out.setter
    def out(self, value: _abc.Iterable[str | _os.PathLike[str]] | None, /) -> None: ...
    @property
    def any(self) -> _Channel[object, _typing.Any] | None: ...
    @any.setter
    def any(self, value: _abc.Iterable[object] | None, /) -> None: ...
    @property
    def at(self) -> _Channel[Point | dict[str, _typing.Any], Point] | None: ...
    @at.setter
    def at(self, value: _abc.Iterable[Point | dict[str, _typing.Any]] | None, /) -> None: ...
    def __init__(self, room: int, *, both: _abc.Iterable[int] | None = ..., in_: _abc.Callable[[str], object] | _Sender[str | _os.PathLike[str]] | None = ..., out: _abc.Iterable[str | _os.PathLike[str]] | None = ..., any: _abc.Iterable[object] | None = ..., at: _abc.Iterable[Point | dict[str, _typing.Any]] | None = ...) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("both", "in_", "out", "any", "at",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, both: _abc.Iterable[int] | None = ..., in_: _abc.Callable[[str], object] | _Sender[str | _os.PathLike[str]] | None = ..., out: _abc.Iterable[str | _os.PathLike[str]] | None = ..., any: _abc.Iterable[object] | None = ..., at: _abc.Iterable[Point | dict[str, _typing.Any]] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> streamcase.aio.Mailbox: ...

@_disjoint_base
class Queue:
    """A Queue is a channel with methods."""
    def __init__(self, value: _abc.Iterable[int] | None, /) -> None: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> _typing.Self: ...
    def __iter__(self) -> _abc.Iterator[int]: ...
    def put(self, item: int, /, timeout: _datetime.timedelta | float | None = None) -> None: ...
    def close(self) -> None: ...
    @property
    def aio(self) -> streamcase.aio.Queue: ...
    def push(self, v: int) -> None:
        """Push sends."""
    def size(self) -> int:
        """Size is how many items are in it."""

@_disjoint_base
class Handler:
    """A Handler is a function with methods."""
    def __init__(self, value: _abc.Callable[[str], str | _os.PathLike[str]] | None, /) -> None: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __call__(self, *args: _typing.Any, **kwargs: _typing.Any) -> _typing.Any: ...
    @property
    def aio(self) -> streamcase.aio.Handler: ...
    def handle(self, text: str | _os.PathLike[str]) -> str:
        """Handle calls it."""
    def twice(self) -> Handler:
        """Twice calls it twice."""
    def is_nil(self) -> bool:
        """IsNil reports whether it is nil."""

@_typing.runtime_checkable
class Handling(_typing.Protocol):
    """A Handling is what handles."""
    @property
    def aio(self) -> streamcase.aio.Handling: ...
    def handle(self, text: str | _os.PathLike[str], /) -> str: ...

class _HandlingLike(_typing.Protocol):
    def handle(self, arg0: str, /) -> str | _os.PathLike[str]: ...

@_disjoint_base
class Route:
    """A Route has one."""
    @property
    def handler(self) -> Handler | None: ...
    @handler.setter
    def handler(self, value: Handler | _abc.Callable[[str], str | _os.PathLike[str]] | None, /) -> None: ...
    def __init__(self, handler: Handler | _abc.Callable[[str], str | _os.PathLike[str]] | None = ...) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("handler",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, handler: Handler | _abc.Callable[[str], str | _os.PathLike[str]] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> streamcase.aio.Route: ...

@_disjoint_base
class Watch:
    """A Watch ends when its channel says so, or never."""
    @property
    def done(self) -> _Stream[None]: ...
    @done.setter
    def done(self, value: _abc.Iterable[None] | None, /) -> None: ...
    def __init__(self, done: _abc.Iterable[None] | None = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("done",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, done: _abc.Iterable[None] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> streamcase.aio.Watch: ...
    def ends(self) -> bool:
        """Ends reports whether something may end it."""

@_disjoint_base
class Shelf:
    """A Shelf is ranged over by its method."""
    @property
    def titles(self) -> list[str]: ...
    @titles.setter
    def titles(self, value: _abc.Iterable[str | _os.PathLike[str]] | None, /) -> None: ...
    def __init__(self, titles: _abc.Iterable[str | _os.PathLike[str]] | None = []) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("titles",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, titles: _abc.Iterable[str | _os.PathLike[str]] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> streamcase.aio.Shelf: ...
    def all(self) -> _Stream[tuple[int, str]]:
        """All are the titles."""
    def __iter__(self) -> _abc.Iterator[tuple[int, str]]: ...

@_typing.runtime_checkable
class Ascending(_typing.Protocol):
    """An Ascending has a method of the form that a for statement ranges over."""
    @property
    def aio(self) -> streamcase.aio.Ascending: ...
    def ascend(self, visit: _abc.Callable[[int], bool] | None, /) -> None: ...
    def first(self) -> int: ...

class _AscendingLike(_typing.Protocol):
    def ascend(self, arg0: _abc.Callable[[int], bool], /) -> object: ...
    def first(self) -> int: ...

@_disjoint_base
class Ladder:
    """A Ladder is one."""
    @property
    def steps(self) -> int: ...
    @steps.setter
    def steps(self, value: int, /) -> None: ...
    def __init__(self, steps: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("steps",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, steps: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> streamcase.aio.Ladder: ...
    def ascend(self, visit: _abc.Callable[[int], bool] | None) -> None:
        """Ascend visits each step."""
    def first(self) -> int:
        """First is the first step."""

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
    def __init__(self, x: int = 0, y: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "y",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, x: int = ..., y: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> streamcase.aio.Point: ...
    def steps(self) -> _Stream[int]:
        """Steps counts to X."""

class Key(str):
    """A Key is a named item."""

class Color(_enum.IntEnum):
    """A Color is an enum."""
    RED = 0
    GREEN = 1

@_disjoint_base
class Source:
    """A Source has an iterator among its fields."""
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def items(self) -> _Stream[int]: ...
    @items.setter
    def items(self, value: _abc.Iterable[int], /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str] = '', items: _abc.Iterable[int] = ...) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name", "items",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ..., items: _abc.Iterable[int] = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> streamcase.aio.Source: ...
    def all(self) -> list[int]:
        """All is Items."""
    def __iter__(self) -> _abc.Iterator[int]: ...

@_typing.runtime_checkable
class Stepper(_typing.Protocol):
    """A Stepper has steps. Python can implement it."""
    @property
    def aio(self) -> streamcase.aio.Stepper: ...
    def steps(self) -> _abc.Iterator[int]: ...

class _StepperLike(_typing.Protocol):
    def steps(self) -> _abc.Iterable[int]: ...

def new_mailbox(room: int) -> Mailbox:
    """NewMailbox makes one with room for so many items."""

def make(room: int) -> _Channel[int, int] | None:
    """Make makes a channel."""

def make_soon(*, timeout: _datetime.timedelta | float | None = None) -> _Channel[int, int] | None:
    """MakeSoon makes one that is closed when its context ends."""

def identical(a: _abc.Iterable[int] | None, b: _abc.Iterable[int] | None) -> bool:
    """Identical reports whether two are one."""

def identicals(a: _abc.Iterable[int] | None, b: _abc.Callable[[int], object] | _Sender[int] | None) -> bool:
    """Identicals is the same of what can only be sent to."""

def filled(c: _abc.Iterable[int] | None) -> int:
    """Filled is how many items are in it."""

def is_nil(c: _abc.Iterable[int] | None) -> bool:
    """IsNil reports whether it is nil."""

def put(c: _abc.Callable[[int], object] | _Sender[int] | None, v: int) -> None:
    """Put sends one."""

def receive(c: _abc.Iterable[int] | None) -> int | None:
    """Receive receives one, false if it is closed."""

def double(from_: _abc.Iterable[int] | None, to: _abc.Callable[[int], object] | _Sender[int] | None) -> None:
    """Double sends twice what it receives, until that is closed, and closes the other."""

def each(n: int) -> list[_Channel[int, int] | None]:
    """Each has several."""

def later(c: _abc.Callable[[int], object] | _Sender[int] | None, v: int, after: _datetime.timedelta | float) -> None:
    """Later sends after a time."""

def new_queue(room: int) -> Queue | None:
    """NewQueue makes one."""

def exclaim(mark: str | _os.PathLike[str]) -> Handler:
    """Exclaim is one."""

def no_handler() -> Handler | None:
    """NoHandler is none."""

def apply(h: Handler | _abc.Callable[[str], str | _os.PathLike[str]] | None, text: str | _os.PathLike[str]) -> str:
    """Apply calls one."""

def run(h: _HandlingLike | _abc.Callable[[str], str | _os.PathLike[str]] | None, text: str | _os.PathLike[str]) -> str:
    """Run calls what handles."""

def as_handling(h: Handler | _abc.Callable[[str], str | _os.PathLike[str]] | None) -> Handling:
    """AsHandling is one as an interface."""

def total(from_: _abc.Iterable[int] | None, *, timeout: _datetime.timedelta | float | None = None) -> int:
    """Total adds up what it receives, until that is closed or the context ends."""

def send_all(to: _abc.Callable[[int], object] | _Sender[int] | None, n: int) -> None:
    """SendAll sends numbers, and returns when all are taken and, since the last one is only a mark, received."""

def squares(from_: _abc.Iterable[int] | None) -> _Stream[int]:
    """Squares gives the squares of what it receives, until that ends."""

def endless(from_: _abc.Iterable[int] | None) -> _Stream[int]:
    """Endless gives what it receives, and has no end."""

def gathered(from_: _abc.Iterable[int] | None) -> _Stream[int]:
    """Gathered gives what it has received, when that has ended."""

def never_ends(done: _abc.Iterable[None] | None, *more: _abc.Iterable[int] | None) -> bool:
    """NeverEnds reports whether none of the channels is there."""

def below(n: int) -> _Stream[int]:
    """Below counts, in a function that a for statement ranges over and that has no name."""

def numbered(*texts: str | _os.PathLike[str]) -> _Stream[tuple[int, str]]:
    """Numbered are texts with their places."""

def failing(n: int) -> _Stream[int]:
    """Failing counts and fails."""

def repeated(*values: _T) -> _Stream[_T]:
    """Repeated gives each value twice."""

def ranges(*sizes: int) -> list[_Stream[int]]:
    """Ranges are several of them."""

def sum_of(items: _abc.Iterable[int]) -> int:
    """SumOf adds what is ranged over."""

def joined(pairs: _abc.Iterable[tuple[str | _os.PathLike[str], int]]) -> str:
    """Joined joins pairs."""

def asked(f: _abc.Callable[[_abc.Callable[[], bool]], object] | None) -> int:
    """Asked calls f, which is no iterator."""

def visited(a: _AscendingLike | None, limit: int) -> list[int]:
    """Visited are the steps below a limit."""

def chunks(data: _Buffer | None, size: int) -> _Stream[bytes]:
    """Chunks are parts of data, which it keeps for as long as it runs."""

def words(text: str | _os.PathLike[str]) -> _Stream[str]: ...

def bools(*v: bool) -> _Stream[bool]: ...

def uint8s(*v: _uint8) -> _Stream[int]: ...

def floats(*v: float) -> _Stream[float]: ...

def complexes(*v: complex) -> _Stream[complex]: ...

def texts(*v: str | _os.PathLike[str]) -> _Stream[str]: ...

def raw(*v: _Buffer | None) -> _Stream[bytes]: ...

def arrays(*v: _Buffer) -> _Stream[bytes]: ...

def numbers(*v: _abc.Iterable[_int32] | _Buffer | None) -> _Stream[list[int]]: ...

def lists(*v: _abc.Iterable[str | _os.PathLike[str]] | None) -> _Stream[list[str]]: ...

def maps(*v: _abc.Mapping[str, _abc.Iterable[int] | _Buffer | None] | None) -> _Stream[dict[str, list[int]]]: ...

def sets(*v: _abc.Set[int] | None) -> _Stream[set[int]]: ...

def optionals(*v: int | None) -> _Stream[int | None]: ...

def points(*v: Point | dict[str, _typing.Any]) -> _Stream[Point]: ...

def point_ptrs(*v: Point | None) -> _Stream[Point]: ...

def point_lists(*v: _abc.Iterable[Point | dict[str, _typing.Any]] | None) -> _Stream[list[Point]]: ...

def keys(*v: str | _os.PathLike[str]) -> _Stream[Key]: ...

def colors(*v: Color | int) -> _Stream[Color]: ...

def times(*v: _datetime.datetime) -> _Stream[_datetime.datetime]: ...

def durations(*v: _datetime.timedelta | float) -> _Stream[_datetime.timedelta]: ...

def functions(*v: _abc.Callable[[int], int] | None) -> _Stream[_abc.Callable[[int], int]]: ...

def pairs(v: _abc.Mapping[str, Point | dict[str, _typing.Any]] | None) -> _Stream[tuple[str, Point]]: ...

def streams(n: int) -> _Stream[_Stream[int]]:
    """Streams gives streams of streams."""

def several(n: int) -> list[_Stream[int]]:
    """Several gives streams in a list."""

def count(n: int) -> _Stream[int]:
    """Count counts to n."""

def indexed(n: int) -> _Stream[tuple[int, str]]:
    """Indexed counts to n, in pairs."""

def nil() -> _Stream[int]: ...

def nil_pairs() -> _Stream[tuple[int, int]]: ...

def nil_errors() -> _Stream[int]: ...

def nil_channel() -> _Stream[int]: ...

def maybe(fail: bool) -> _Stream[int]:
    """Maybe is a stream beside an error.

    Raises ErrBad.
    """

def made() -> int:
    """Made is how many items Forever has made, Ended how many of its loops were left."""

def ended() -> int: ...

def forever() -> _Stream[int]:
    """Forever counts, and never ends by itself."""

def large(n: int, size: int) -> _Stream[bytes]:
    """Large gives items of a given size."""

def errors(n: int) -> _Stream[int]:
    """Errors gives an error for every third item."""

def panics(n: int) -> _Stream[int]:
    """Panics panics after n items, Goexits and Exits end in other ways."""

def goexits(n: int) -> _Stream[int]: ...

def exits(n: int) -> _Stream[int]: ...

def panics_at_end() -> _Stream[int]:
    """PanicsAtEnd panics when its loop is left."""

def mapped(f: _abc.Callable[[int], int] | None, n: int) -> _Stream[int]:
    """Mapped calls f for every item."""

def careless(n: int) -> _Stream[int]:
    """Careless goes on when it is told not to."""

def waits() -> int:
    """Waits is how often a Gated has come to a gate."""

def open_gates(n: int) -> None:
    """OpenGates lets the next Gateds make n items more, ShutGates takes that back."""

def shut_gates() -> None: ...

def gated(free: int, n: int) -> _Stream[int]:
    """Gated makes free items at once, and each of the others when OpenGates says so."""

def full(n: int) -> _Stream[int]:
    """Full is a channel with n items in it that is closed."""

def sent(n: int, room: int) -> _Stream[int]:
    """Sent is fed by a goroutine."""

def feed(room: int) -> _Stream[int]:
    """Feed is a channel that Send and Close work on, with room for what is sent."""

def send(*items: int) -> None: ...

def close() -> None: ...

def left() -> int: ...

def closed() -> bool: ...

def take_bools(s: _abc.Iterable[bool]) -> list[bool]: ...

def take_ints(s: _abc.Iterable[int]) -> list[int]: ...

def take_uint8s(s: _abc.Iterable[_uint8]) -> bytes: ...

def take_floats(s: _abc.Iterable[float]) -> list[float]: ...

def take_texts(s: _abc.Iterable[str | _os.PathLike[str]]) -> list[str]: ...

def take_raw(s: _abc.Iterable[_Buffer | None]) -> list[bytes]: ...

def take_lists(s: _abc.Iterable[_abc.Iterable[str | _os.PathLike[str]] | None]) -> list[list[str]]: ...

def take_maps(s: _abc.Iterable[_abc.Mapping[str, _abc.Iterable[int] | _Buffer | None] | None]) -> list[dict[str, list[int]]]: ...

def take_optionals(s: _abc.Iterable[int | None]) -> list[int | None]: ...

def take_points(s: _abc.Iterable[Point | dict[str, _typing.Any]]) -> list[Point]: ...

def take_point_ptrs(s: _abc.Iterable[Point | None]) -> list[Point]: ...

def take_keys(s: _abc.Iterable[str | _os.PathLike[str]]) -> list[Key]: ...

def take_times(s: _abc.Iterable[_datetime.datetime]) -> list[_datetime.datetime]: ...

def take_functions(s: _abc.Iterable[_abc.Callable[[int], int] | None]) -> list[_abc.Callable[[int], int]]: ...

def take_pairs(s: _abc.Iterable[tuple[str | _os.PathLike[str], int]]) -> list[str]: ...

def sum(s: _abc.Iterable[int]) -> int:
    """Sum adds up."""

def first(s: _abc.Iterable[int], n: int) -> list[int]:
    """First takes n items and leaves the others."""

def twice(s: _abc.Iterable[int]) -> list[int]:
    """Twice goes over it two times."""

def doubled(s: _abc.Iterable[int]) -> _Stream[int]:
    """Doubled is lazy on both sides."""

def judged(s: _abc.Iterable[int]) -> int:
    """Judged says what errors there were."""

def flattened(s: _abc.Iterable[_abc.Iterable[int]]) -> list[int]:
    """Flattened is an iterable of iterables."""

def elsewhere(s: _abc.Iterable[int]) -> int:
    """Elsewhere goes over it in another goroutine."""

def called(f: _abc.Callable[[_Stream[int]], _abc.Iterable[int]] | None, n: int) -> list[int]:
    """Called calls f for an iterable and gives it one."""

def reset() -> None: ...

def stepping(n: int) -> Stepper:
    """Stepping is one of Go."""

def steps_of(s: _StepperLike | _abc.Callable[[], _abc.Iterable[int]] | None) -> list[int]:
    """StepsOf takes any."""
