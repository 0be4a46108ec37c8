"""Package sharecase calls Python again and again, in all the ways there are."""

import collections.abc as _abc
import datetime as _datetime
import typing as _typing

__all__ = ["GoError", "PanicError", "goroutine", "goroutines", "kept", "mapped", "numbers", "once", "operations", "relay", "released", "singly", "summed", "then", "with_context"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from sharecase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None

class PanicError(RuntimeError):
    results: None


def kept(f: _abc.Callable[[int], int] | None, n: int) -> int:
    """Kept keeps Python's lock; all others release it."""

def released(f: _abc.Callable[[int], int] | None, n: int) -> int: ...

def goroutine(f: _abc.Callable[[int], int] | None, n: int) -> int:
    """Goroutine calls from a thread of Go's."""

def goroutines(f: _abc.Callable[[int], int] | None, n: int, workers: int) -> None:
    """Goroutines calls from so many at once."""

def relay(f: _abc.Callable[[int], int] | None, n: int) -> None:
    """Relay calls from one goroutine after another."""

def operations(f: _typing.Any, n: int) -> None:
    """Operations does the same through gophersnake/py."""

def once(i: int) -> int:
    """Once does nothing, in a call that releases the lock."""

def numbers(n: int) -> _abc.Iterator[int]:
    """Numbers gives numbers, one by one."""

def singly(n: int) -> _abc.Iterator[int]:
    """Singly gives numbers through a channel without a buffer."""

def mapped(f: _abc.Callable[[int], int] | None, n: int) -> _abc.Iterator[int]:
    """Mapped gives what Python makes of numbers."""

def summed(items: _abc.Iterable[int]) -> int:
    """Summed takes what an iterable gives."""

def then(f: _abc.Callable[[int], int] | None) -> _abc.Callable[[int], int] | None:
    """Then returns a function of Go's that calls Python's."""

def with_context(i: int, *, timeout: _datetime.timedelta | float | None = None) -> int:
    """WithContext does nothing, in a call that Ctrl-C would end."""
