# pyright: reportOverlappingOverload=false
"""Package processcase does what a package in somebody else's process can do wrong:
it starts goroutines, sets timers, opens sockets, runs programs, dereferences
nil and takes signals.
"""

import collections.abc as _abc
import datetime as _datetime
import os as _os
import typing as _typing
import processcase.aio
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["Counter", "Tags", "add", "collect", "collect_forever", "collections", "crash", "divide", "exit", "fail_in_context", "fatal_log", "fatal_logger", "first_seen", "getenv", "goroutines", "in_flight", "latency", "latency_after", "leave_goroutine", "loop_until", "nap", "new_counter", "new_tags", "nil_in_goroutine", "panic_in_goroutine", "panic_soon", "procs", "quick", "recurse", "run", "sleep", "spawn", "stubborn", "take_interrupt", "talk", "wait", "work"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from processcase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


@_disjoint_base
class Counter:
    """A Counter counts."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    def __init__(self, n: int, *, name: str | _os.PathLike[str] = '') -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n", "name",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __replace__(self, /, *, n: int = ..., name: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> processcase.aio.Counter: ...
    def up(self) -> int:
        """Up counts."""
    def inner(self) -> int:
        """Inner is nil."""

@_disjoint_base
class Tags(_abc.MutableSequence[str]):
    """Tags are boxed."""
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
    def aio(self) -> processcase.aio.Tags: ...
    def len(self) -> int:
        """Len is their number."""
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

def add(a: int, b: int) -> int:
    """Add needs the runtime for nothing but the way in and out."""

def spawn(n: int) -> int:
    """Spawn starts n goroutines, each of which allocates, and waits for them."""

def collect() -> _datetime.timedelta:
    """Collect runs the garbage collector and returns how long that took."""

def sleep(d: _datetime.timedelta | float) -> None:
    """Sleep is a timer of Go's."""

def talk(text: str | _os.PathLike[str]) -> str:
    """Talk sends text through a connection to itself."""

def run(name: str | _os.PathLike[str], *args: str | _os.PathLike[str]) -> str:
    """Run runs a program and returns what it printed."""

def new_counter(n: int) -> Counter:
    """NewCounter starts at n."""

def new_tags(*names: str | _os.PathLike[str]) -> Tags:
    """NewTags makes tags."""

def nil_in_goroutine(n: int) -> int:
    """NilInGoroutine recovers a nil dereference in n goroutines at once."""

def divide(a: int, n: int) -> int:
    """DivideByZero divides by n."""

def work(n: int) -> None:
    """Work keeps n goroutines busy until the process ends."""

def latency(loop: _datetime.timedelta | float) -> _datetime.timedelta:
    """Latency is how long a collection takes beside a loop without any call in it,
    which must be stopped by a signal.
    """

def latency_after(pause: _datetime.timedelta | float, loop: _datetime.timedelta | float) -> _datetime.timedelta:
    """LatencyAfter is Latency after a pause."""

def take_interrupt() -> None:
    """TakeInterrupt makes Go the receiver of SIGINT."""

def goroutines() -> int:
    """Goroutines is how many there are."""

def getenv(name: str | _os.PathLike[str]) -> str:
    """Getenv is what Go sees of the environment."""

def procs() -> int:
    """Procs is GOMAXPROCS."""

def wait(*, timeout: _datetime.timedelta | float | None = None) -> None:
    """Wait waits for the context's end."""

def nap(d: _datetime.timedelta | float, *, timeout: _datetime.timedelta | float | None = None) -> str:
    """Nap sleeps unless the context ends before that."""

def quick(n: int, *, timeout: _datetime.timedelta | float | None = None) -> int:
    """Quick returns at once."""

def stubborn(d: _datetime.timedelta | float, *, timeout: _datetime.timedelta | float | None = None) -> None:
    """Stubborn sleeps, whatever the context says."""

def fail_in_context(*, timeout: _datetime.timedelta | float | None = None) -> None:
    """FailInContext panics."""

def first_seen() -> str:
    """FirstSeen is what a package variable was initialised with."""

def panic_in_goroutine(how: str | _os.PathLike[str]) -> int:
    """PanicInGoroutine waits for a goroutine that panics, each way in which one is
    started.
    """

def exit(code: int) -> None:
    """Exit ends the program, or tries to."""

def fatal_log(text: str | _os.PathLike[str]) -> None:
    """FatalLog does the same with a message."""

def fatal_logger(text: str | _os.PathLike[str]) -> None:
    """FatalLogger does it with a logger of its own."""

def leave_goroutine() -> None:
    """LeaveGoroutine ends the goroutine that it runs in."""

def crash(how: str | _os.PathLike[str]) -> None:
    """Crash ends the process in a way that nobody recovers."""

def in_flight() -> int:
    """InFlight is how many calls of Sleep there are."""

def panic_soon(what: str | _os.PathLike[str]) -> None:
    """PanicSoon starts a goroutine that panics as soon as the call has returned."""

def recurse(n: int) -> int:
    """Recurse is as deep as n."""

def collect_forever() -> None:
    """CollectForever starts a goroutine that runs the garbage collector again and again."""

def collections() -> int:
    """Collections is how many CollectForever has made."""

def loop_until(n: int) -> None:
    """LoopUntil loops until there were n collections, without a call in which Go could stop it."""
