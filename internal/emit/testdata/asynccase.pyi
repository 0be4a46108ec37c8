# pyright: reportOverlappingOverload=false
"""Package asynccase has what the async API is tried with. Gates, by their
names, hold calls until a test opens them.
"""

import collections.abc as _abc
import datetime as _datetime
import enum as _enum
import os as _os
import typing as _typing
import asynccase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_Item_co = _typing.TypeVar("_Item_co", covariant=True)
class _Stream(_abc.Iterator[_Item_co], _typing.Protocol[_Item_co]):
    def close(self) -> None: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...

_uint8: _typing.TypeAlias = int  # 0 to 255, else OverflowError

__all__ = ["ANSWER", "Bag", "Celsius", "Client", "ErrShut", "HIGH", "LOW", "Level", "Part", "Syncer", "add", "apply", "apply_all", "background", "boom", "by_name", "call_kept", "cancelled", "channel", "clients", "count", "counted", "divide", "double", "exit", "fail", "failing", "fatal", "files", "fill", "find", "first_over", "gated", "goexit", "goroutines", "greet", "held", "hits", "home", "join", "keep", "kept", "later", "lengths", "mean", "mean_later", "name_of", "new_client", "nil", "open", "opened", "own", "pairs", "panicking", "pass_", "pass_ctx", "producing", "read", "read_gated", "read_plain", "shut", "spin", "sprint", "sum", "sum_later", "tell", "total", "try_", "waiting", "warmer"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from asynccase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

ANSWER: _typing.Final[int]
LOW: _typing.Final[Level]
HIGH: _typing.Final[Level]
hits: int
home: Client

class ErrShut(GoError):
    """ErrShut is an error of its own class."""

@_disjoint_base
class Client:
    """A Client has methods."""
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def inner(self) -> Part: ...
    @inner.setter
    def inner(self, value: Part | dict[str, _typing.Any], /) -> None: ...
    @property
    def calls(self) -> int: ...
    @calls.setter
    def calls(self, value: int, /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str], *, inner: Part | dict[str, _typing.Any] = ..., calls: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name", "inner", "calls",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ..., inner: Part | dict[str, _typing.Any] = ..., calls: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> asynccase.aio.Client: ...
    def call(self, x: int) -> int:
        """Call counts calls."""
    def wait(self, gate: str | _os.PathLike[str], *, timeout: _datetime.timedelta | float | None = None) -> str: ...
    def clone(self) -> Client: ...

class Level(_enum.IntEnum):
    """A Level is an enum."""
    LOW = 0
    HIGH = 1

class Celsius(float):
    """A Celsius is a number with a method."""
    def fahrenheit(self) -> float: ...

@_disjoint_base
class Part:
    """A Part is a part of a client."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    def __init__(self, n: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, n: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> asynccase.aio.Part: ...
    def twice(self) -> int: ...

@_disjoint_base
class Syncer:
    """Sync is a method of the name of the other API."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    def __init__(self, n: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, n: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> asynccase.aio.Syncer: ...
    def sync(self) -> int: ...

@_disjoint_base
class Bag(_abc.MutableSequence[str]):
    """A Bag is a box."""
    def __init__(self, value: _abc.Iterable[str | _os.PathLike[str]] | None = [], /) -> None: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[str]: ...
    def __contains__(self, x: object, /) -> bool: ...
    @_typing.overload
    def __getitem__(self, index: int, /) -> str: ...
    @_typing.overload
    def __getitem__(self, index: slice, /) -> list[str]: ...
    @property
    def aio(self) -> asynccase.aio.Bag: ...
    def put(self, s: str | _os.PathLike[str]) -> int: ...
    async def do(self) -> int:
        """Do is an async method of the plain class."""
    def __reversed__(self) -> _abc.Iterator[str]: ...
    def index(self, value: object, start: int = 0, stop: int = ..., /) -> int: ...
    def count(self, value: object, /) -> int: ...
    @_typing.overload
    def __setitem__(self, index: int, value: str | _os.PathLike[str], /) -> None: ...
    @_typing.overload
    def __setitem__(self, index: slice, value: _abc.Iterable[str | _os.PathLike[str]], /) -> None: ...
    def __delitem__(self, index: int | slice, /) -> None: ...
    def __add__(self, other: list[str], /) -> list[str]: ...
    def __iadd__(self, values: _abc.Iterable[str | _os.PathLike[str]], /) -> _typing.Self: ...
    def __mul__(self, n: _typing.SupportsIndex, /) -> list[str]: ...
    def __rmul__(self, n: _typing.SupportsIndex, /) -> list[str]: ...
    def __imul__(self, n: _typing.SupportsIndex, /) -> _typing.Self: ...
    def append(self, value: str | _os.PathLike[str], /) -> None: ...
    def extend(self, values: _abc.Iterable[str | _os.PathLike[str]], /) -> None: ...
    def insert(self, index: int, value: str | _os.PathLike[str], /) -> None: ...
    def sort(self, *, key: _abc.Callable[[str], _typing.Any] | None = None, reverse: bool = False) -> None: ...
    def copy(self) -> _typing.Self: ...

def apply(n: int, f: _abc.Callable[[int], int] | None) -> int:
    """Apply calls f with each of n numbers, one after the other."""

def apply_all(n: int, f: _abc.Callable[[int], int] | None) -> int:
    """ApplyAll calls f from n goroutines at once."""

def try_(f: _abc.Callable[[], str | _os.PathLike[str]] | None) -> str:
    """Try calls f, and wraps its error."""

def tell(f: _abc.Callable[[str], object] | None) -> None:
    """Tell calls f, which gives nothing."""

def keep(f: _abc.Callable[[int], int] | None) -> None:
    """Keep keeps f for CallKept."""

def kept() -> _abc.Callable[[int], int] | None:
    """Kept gives what was kept back."""

def call_kept(x: int) -> int:
    """CallKept calls what was kept."""

def total(items: _abc.Iterable[int]) -> int:
    """Total sums what it is given."""

def first_over(items: _abc.Iterable[int], limit: int) -> int:
    """FirstOver gives the first that is more."""

def add(a: int, b: int) -> int:
    """Add is proven short."""

def double(x: int) -> int:
    """Double can't be proven short."""

def open(name: str | _os.PathLike[str]) -> None:
    """Open lets those through that wait at a gate, and closes it after them."""

def waiting(name: str | _os.PathLike[str]) -> int:
    """Waiting is how many calls wait at a gate."""

def pass_(name: str | _os.PathLike[str], x: int) -> int:
    """Pass waits at a gate, and gives x."""

def cancelled() -> int:
    """Cancelled is how many calls of PassCtx have ended by their context."""

def pass_ctx(name: str | _os.PathLike[str], x: int, *, timeout: _datetime.timedelta | float | None = None) -> int:
    """PassCtx is Pass with a context."""

def greet(name: str | _os.PathLike[str]) -> str: ...

def sprint(a: str | _os.PathLike[str], b: str | _os.PathLike[str]) -> str: ...

def sum(data: _Buffer | None) -> int: ...

def mean(values: _abc.Iterable[float] | _Buffer | None) -> float: ...

def sum_later(name: str | _os.PathLike[str], data: _Buffer | None) -> int:
    """SumLater sums when the gate is opened: what is borrowed must still be there."""

def mean_later(name: str | _os.PathLike[str], values: _abc.Iterable[float] | _Buffer | None) -> float:
    """MeanLater is Mean when the gate is opened."""

def fill(name: str | _os.PathLike[str], into: _Buffer | None, with_: _uint8) -> None:
    """Fill writes into what it is given, when the gate is opened."""

def lengths(words: _abc.Mapping[str, _abc.Iterable[str | _os.PathLike[str]] | None] | None) -> dict[str, int]: ...

def join(sep: str | _os.PathLike[str], *parts: str | _os.PathLike[str]) -> str: ...

def divide(a: int, b: int) -> tuple[int, int]: ...

def find(names: _abc.Iterable[str | _os.PathLike[str]] | None, name: str | _os.PathLike[str]) -> int | None: ...

def later(d: _datetime.timedelta | float) -> _datetime.timedelta: ...

def warmer(c: float, l: Level | int) -> tuple[Celsius, Level]: ...

def fail(text: str | _os.PathLike[str]) -> None: ...

def shut() -> int:
    """Raises ErrShut."""

def boom() -> None: ...

def nil() -> int: ...

def goexit() -> None: ...

def exit(code: int) -> None: ...

def fatal() -> None:
    """Fatal is what Go can't recover from."""

def background(name: str | _os.PathLike[str]) -> None:
    """Background starts a goroutine that panics when the gate is opened, and waits
    at another one.
    """

def spin(n: int) -> int:
    """Spin computes for about as long as n says, and gives what it has computed."""

def goroutines() -> int:
    """Goroutines is how many there are."""

def new_client(name: str | _os.PathLike[str]) -> Client: ...

def clients(n: int) -> list[Client]: ...

def by_name(*names: str | _os.PathLike[str]) -> dict[str, Client]: ...

def name_of(c: Client | None) -> str: ...

async def own(x: int) -> int:
    """Own is async in the plain module too."""

def producing() -> int:
    """Producing is how many streams have begun and not ended."""

def counted() -> int:
    """Counted is how far the last Count has counted."""

def count(n: int) -> _Stream[int]:
    """Count counts to n."""

def gated(name: str | _os.PathLike[str], n: int) -> _Stream[int]:
    """Gated gives one item each time the gate is opened, and n of them."""

def failing(n: int) -> _Stream[int]:
    """Failing gives n numbers and then an error."""

def panicking(n: int) -> _Stream[int]:
    """Panicking gives n numbers and then panics."""

def opened(name: str | _os.PathLike[str], n: int) -> _Stream[int]:
    """Opened waits at a gate before it gives the stream.

    Raises ErrShut.
    """

def pairs(n: int) -> _Stream[tuple[int, Client]]: ...

def channel(n: int) -> _Stream[int]: ...

def held(name: str | _os.PathLike[str], *, timeout: _datetime.timedelta | float | None = None) -> _Stream[int]:
    """Held gives numbers for as long as its context lasts, and waits at the gate for
    each.
    """

def files() -> int:
    """Files is how many readers are open."""

def read(n: int) -> _typing.BinaryIO:
    """Read gives a reader of n bytes.

    Raises ErrShut.
    """

def read_gated(name: str | _os.PathLike[str]) -> _typing.BinaryIO:
    """ReadGated waits at the gate before each chunk."""

def read_plain(n: int) -> _typing.BinaryIO | None:
    """ReadPlain gives a reader that fails after n bytes and has no Close."""
