"""Package logcase logs."""

import collections.abc as _abc
import datetime as _datetime
import os as _os
import typing as _typing
import logcase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_Item_co = _typing.TypeVar("_Item_co", covariant=True)
class _Stream(_abc.Iterator[_Item_co], _typing.Protocol[_Item_co]):
    def close(self) -> None: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...

__all__ = ["Broken", "apply", "at_end", "attributes", "background", "by_default", "bytes", "crash", "deep", "derived", "enabled", "end", "err", "fail", "fatal", "goroutines", "grouped", "log_broken", "logged", "many", "mutable", "named", "nap", "numbers", "open", "out", "out_around", "out_bytes", "out_late", "out_many", "out_of_child", "own", "panic", "placeless", "pooled", "print", "print_as", "say", "tasks", "tick", "timed", "unusual", "write"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from logcase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


@_disjoint_base
class Broken:
    """Broken is a Stringer that panics."""
    def __init__(self) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> logcase.aio.Broken: ...
    def string(self) -> str: ...

def say(message: str | _os.PathLike[str], level: int) -> None:
    """Say logs at one of slog's levels."""

def print(message: str | _os.PathLike[str]) -> None:
    """Print uses package log."""

def print_as(message: str | _os.PathLike[str], flags: int, prefix: str | _os.PathLike[str]) -> None:
    """PrintAs changes the flags and the prefix of package log first."""

def panic(message: str | _os.PathLike[str]) -> None:
    """Panic logs and panics."""

def fatal(message: str | _os.PathLike[str]) -> None:
    """Fatal logs and exits."""

def attributes() -> None:
    """Attributes logs values of all kinds."""

def named(names: _abc.Iterable[str | _os.PathLike[str]] | None, grouped: bool) -> None:
    """Named logs an attribute with each of these names, in a group of that name if grouped."""

def derived(message: str | _os.PathLike[str]) -> None:
    """Derived logs with a logger that package initialisation has made."""

def grouped(message: str | _os.PathLike[str]) -> None:
    """Grouped logs in a group."""

def fail(path: str | _os.PathLike[str]) -> None:
    """Fail logs an error."""

def mutable() -> None:
    """Mutable logs a value that changes afterwards."""

def enabled(level: int) -> bool:
    """Enabled says whether a level is."""

def deep(message: str | _os.PathLike[str]) -> None:
    """Deep logs in package inner."""

def goroutines(n: int) -> None:
    """Goroutines logs from n goroutines, and waits for them."""

def background(message: str | _os.PathLike[str]) -> None:
    """Background starts a goroutine that logs when Open is called."""

def logged() -> bool:
    """Logged is whether a goroutine of Background has logged."""

def open() -> None:
    """Open lets a goroutine of Background go on."""

def nap(d: _datetime.timedelta | float, *, timeout: _datetime.timedelta | float | None = None) -> None:
    """Nap logs and waits for the context."""

def pooled(message: str | _os.PathLike[str], late: bool, *, timeout: _datetime.timedelta | float | None = None) -> None:
    """Pooled logs on a goroutine that no call has started, and waits for it. late: it does not wait, and
    the goroutine logs when Open is called.
    """

def timed(message: str | _os.PathLike[str]) -> None:
    """Timed has a timer log message, and waits for it."""

def at_end(message: str | _os.PathLike[str]) -> None:
    """AtEnd has message logged when End is called, by whomever."""

def end() -> None:
    """End ends what AtEnd waits for, once."""

def tasks(message: str | _os.PathLike[str], n: int, *, timeout: _datetime.timedelta | float | None = None) -> _Stream[int]:
    """Tasks has a message logged by Pooled whenever a number is asked for."""

def numbers(n: int) -> _Stream[int]:
    """Numbers logs each number that it yields."""

def apply(f: _abc.Callable[[], object] | None) -> None:
    """Apply calls back, and logs before and after."""

def out(text: str | _os.PathLike[str]) -> None:
    """Out writes to standard output."""

def out_bytes(text: str | _os.PathLike[str]) -> None:
    """OutBytes does so byte by byte."""

def out_late(text: str | _os.PathLike[str]) -> None:
    """OutLate does so from a goroutine, after the call."""

def err(text: str | _os.PathLike[str]) -> None:
    """Err writes to standard error."""

def out_around(f: _abc.Callable[[], object] | None) -> None:
    """OutAround writes before and after a callback."""

def out_many(n: int) -> None:
    """OutMany writes n lines."""

def out_of_child(text: str | _os.PathLike[str]) -> None:
    """OutOfChild has another program write."""

def many(n: int) -> None:
    """Many logs n records."""

def crash(message: str | _os.PathLike[str]) -> None:
    """Crash ends the process as Go does, after a record."""

def log_broken() -> None:
    """LogBroken logs it."""

def own(message: str | _os.PathLike[str]) -> None:
    """Own logs with it."""

def write(message: str | _os.PathLike[str]) -> None:
    """Write writes a line that no logger has made."""

def bytes(b: _Buffer | None) -> None:
    """Bytes logs text that need not be UTF-8."""

def unusual() -> None:
    """Unusual logs what JSON does not have, or Python does not read, and names of a JSON line's own."""

def tick(n: int) -> None:
    """Tick makes a goroutine log that has been started before any call."""

def by_default(message: str | _os.PathLike[str], panics: bool) -> None:
    """ByDefault makes a logger of its own slog's default, calls package log, and undoes that."""

def placeless(message: str | _os.PathLike[str]) -> None:
    """Placeless handles a record of slog without a place."""
