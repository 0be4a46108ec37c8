# pyright: reportOverlappingOverload=false
import collections.abc as _abc
import datetime as _datetime
import os as _os
import typing as _typing
import asynccase
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

from typing_extensions import TypeVar as _TypeVar
_T = _TypeVar("_T", default=_typing.Any)
_P = _typing.ParamSpec("_P")
_Items: _typing.TypeAlias = _abc.Iterable[_T] | _abc.AsyncIterable[_T]
_Callable: _typing.TypeAlias = _abc.Callable[_P, _T] | _abc.Callable[_P, _abc.Awaitable[_T]]

_Item_co = _typing.TypeVar("_Item_co", covariant=True)
class _AsyncStream(_abc.AsyncIterator[_Item_co], _typing.Protocol[_Item_co]):
    async def aclose(self) -> None: ...
    async def __aenter__(self) -> _typing.Self: ...
    async def __aexit__(self, *args: object) -> None: ...

class _AsyncFile(_abc.AsyncIterator[bytes]):
    async def __anext__(self) -> bytes: ...
    async def read(self, size: int | None = -1, /) -> bytes: ...
    async def readexactly(self, size: int, /) -> bytes: ...
    async def readline(self) -> bytes: ...
    async def readuntil(self, separator: bytes = b"\n", /) -> bytes: ...
    async def aclose(self) -> None: ...
    async def __aenter__(self) -> _typing.Self: ...
    async def __aexit__(self, *args: object) -> None: ...

_uint8: _typing.TypeAlias = int  # 0 to 255, else OverflowError

__all__ = ["ANSWER", "Bag", "Celsius", "Client", "ErrShut", "HIGH", "LOW", "Level", "Part", "Syncer", "add", "apply", "apply_all", "background", "boom", "by_name", "call_kept", "cancelled", "channel", "clients", "count", "counted", "divide", "double", "exit", "fail", "failing", "fatal", "files", "fill", "find", "first_over", "gated", "goexit", "goroutines", "greet", "held", "hits", "home", "join", "keep", "kept", "later", "lengths", "mean", "mean_later", "name_of", "new_client", "nil", "open", "opened", "own", "pairs", "panicking", "pass_", "pass_ctx", "producing", "read", "read_gated", "read_plain", "shut", "spin", "sprint", "sum", "sum_later", "tell", "total", "try_", "waiting", "warmer"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from asynccase.aio import batch as batch
from asynccase import GoError as GoError, PanicError as PanicError

from asynccase import ANSWER as ANSWER
from asynccase import LOW as LOW
from asynccase import HIGH as HIGH
hits: int
home: Client
from asynccase import ErrShut as ErrShut

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
    def inner(self, value: Part | asynccase.Part | dict[str, _typing.Any], /) -> None: ...
    @property
    def calls(self) -> int: ...
    @calls.setter
    def calls(self, value: int, /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str], *, inner: Part | asynccase.Part | dict[str, _typing.Any] = ..., calls: int = 0) -> None: ...
    __match_args__: _typing.Final = ("name", "inner", "calls",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ..., inner: Part | asynccase.Part | dict[str, _typing.Any] = ..., calls: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def sync(self) -> asynccase.Client: ...
    async def call(self, x: int) -> int:
        """Call counts calls."""
    async def wait(self, gate: str | _os.PathLike[str], *, timeout: _datetime.timedelta | float | None = None) -> str: ...
    async def clone(self) -> Client: ...
from asynccase import Level as Level
from asynccase import Celsius as Celsius

@_disjoint_base
class Part:
    """A Part is a part of a client."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    def __init__(self, n: int = 0) -> None: ...
    __match_args__: _typing.Final = ("n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, n: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def sync(self) -> asynccase.Part: ...
    async def twice(self) -> int: ...

@_disjoint_base
class Syncer:
    """Sync is a method of the name of the other API."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    def __init__(self, n: int = 0) -> None: ...
    __match_args__: _typing.Final = ("n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, n: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def sync_(self) -> asynccase.Syncer: ...
    async def sync(self) -> int: ...

@_disjoint_base
class Bag:
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
    def sync(self) -> asynccase.Bag: ...
    async def put(self, s: str | _os.PathLike[str]) -> int: ...
    async def do(self) -> int:
        """Do is an async method of the plain class."""

async def apply(n: int, f: _Callable[[int], int] | None) -> int:
    """Apply calls f with each of n numbers, one after the other."""

async def apply_all(n: int, f: _Callable[[int], int] | None) -> int:
    """ApplyAll calls f from n goroutines at once."""

async def try_(f: _Callable[[], str | _os.PathLike[str]] | None) -> str:
    """Try calls f, and wraps its error."""

async def tell(f: _Callable[[str], object] | None) -> None:
    """Tell calls f, which gives nothing."""

async def keep(f: _Callable[[int], int] | None) -> None:
    """Keep keeps f for CallKept."""

async def kept() -> _abc.Callable[[int], int] | None:
    """Kept gives what was kept back."""

async def call_kept(x: int) -> int:
    """CallKept calls what was kept."""

async def total(items: _Items[int]) -> int:
    """Total sums what it is given."""

async def first_over(items: _Items[int], limit: int) -> int:
    """FirstOver gives the first that is more."""

async def add(a: int, b: int) -> int:
    """Add is proven short."""

async def double(x: int) -> int:
    """Double can't be proven short."""

async def open(name: str | _os.PathLike[str]) -> None:
    """Open lets those through that wait at a gate, and closes it after them."""

async def waiting(name: str | _os.PathLike[str]) -> int:
    """Waiting is how many calls wait at a gate."""

async def pass_(name: str | _os.PathLike[str], x: int) -> int:
    """Pass waits at a gate, and gives x."""

async def cancelled() -> int:
    """Cancelled is how many calls of PassCtx have ended by their context."""

async def pass_ctx(name: str | _os.PathLike[str], x: int, *, timeout: _datetime.timedelta | float | None = None) -> int:
    """PassCtx is Pass with a context."""

async def greet(name: str | _os.PathLike[str]) -> str: ...

async def sprint(a: str | _os.PathLike[str], b: str | _os.PathLike[str]) -> str: ...

async def sum(data: _Buffer | None) -> int: ...

async def mean(values: _abc.Iterable[float] | _Buffer | None) -> float: ...

async def sum_later(name: str | _os.PathLike[str], data: _Buffer | None) -> int:
    """SumLater sums when the gate is opened: what is borrowed must still be there."""

async def mean_later(name: str | _os.PathLike[str], values: _abc.Iterable[float] | _Buffer | None) -> float:
    """MeanLater is Mean when the gate is opened."""

async def fill(name: str | _os.PathLike[str], into: _Buffer | None, with_: _uint8) -> None:
    """Fill writes into what it is given, when the gate is opened."""

async def lengths(words: _abc.Mapping[str, _abc.Iterable[str | _os.PathLike[str]] | None] | None) -> dict[str, int]: ...

async def join(sep: str | _os.PathLike[str], *parts: str | _os.PathLike[str]) -> str: ...

async def divide(a: int, b: int) -> tuple[int, int]: ...

async def find(names: _abc.Iterable[str | _os.PathLike[str]] | None, name: str | _os.PathLike[str]) -> int | None: ...

async def later(d: _datetime.timedelta | float) -> _datetime.timedelta: ...

async def warmer(c: float, l: Level | int) -> tuple[Celsius, Level]: ...

async def fail(text: str | _os.PathLike[str]) -> None: ...

async def shut() -> int:
    """Raises ErrShut."""

async def boom() -> None: ...

async def nil() -> int: ...

async def goexit() -> None: ...

async def exit(code: int) -> None: ...

async def fatal() -> None:
    """Fatal is what Go can't recover from."""

async def background(name: str | _os.PathLike[str]) -> None:
    """Background starts a goroutine that panics when the gate is opened, and waits
    at another one.
    """

async def spin(n: int) -> int:
    """Spin computes for about as long as n says, and gives what it has computed."""

async def goroutines() -> int:
    """Goroutines is how many there are."""

async def new_client(name: str | _os.PathLike[str]) -> Client: ...

async def clients(n: int) -> list[Client]: ...

async def by_name(*names: str | _os.PathLike[str]) -> dict[str, Client]: ...

async def name_of(c: Client | asynccase.Client | None) -> str: ...

async def own(x: int) -> int:
    """Own is async in the plain module too."""

async def producing() -> int:
    """Producing is how many streams have begun and not ended."""

async def counted() -> int:
    """Counted is how far the last Count has counted."""

def count(n: int) -> _AsyncStream[int]:
    """Count counts to n."""

def gated(name: str | _os.PathLike[str], n: int) -> _AsyncStream[int]:
    """Gated gives one item each time the gate is opened, and n of them."""

def failing(n: int) -> _AsyncStream[int]:
    """Failing gives n numbers and then an error."""

def panicking(n: int) -> _AsyncStream[int]:
    """Panicking gives n numbers and then panics."""

def opened(name: str | _os.PathLike[str], n: int) -> _AsyncStream[int]:
    """Opened waits at a gate before it gives the stream.

    Raises ErrShut.
    """

def pairs(n: int) -> _AsyncStream[tuple[int, Client]]: ...

def channel(n: int) -> _AsyncStream[int]: ...

def held(name: str | _os.PathLike[str], *, timeout: _datetime.timedelta | float | None = None) -> _AsyncStream[int]:
    """Held gives numbers for as long as its context lasts, and waits at the gate for
    each.
    """

async def files() -> int:
    """Files is how many readers are open."""

def read(n: int) -> _AsyncFile:
    """Read gives a reader of n bytes.

    Raises ErrShut.
    """

def read_gated(name: str | _os.PathLike[str]) -> _AsyncFile:
    """ReadGated waits at the gate before each chunk."""

def read_plain(n: int) -> _AsyncFile:
    """ReadPlain gives a reader that fails after n bytes and has no Close."""
