"""Package profilecase is what the boundary profiler is tested on: for each way in which a call costs time, a
function that costs it.
"""

import collections.abc as _abc
import datetime as _datetime
import os as _os
import typing as _typing
import profilecase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_Item_co = _typing.TypeVar("_Item_co", covariant=True)
class _Stream(_abc.Iterator[_Item_co], _typing.Protocol[_Item_co]):
    def close(self) -> None: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...

__all__ = ["Point", "add", "call", "count", "fail", "hold", "keep", "new_point", "numbers", "repeat", "size", "spin", "spin_apart", "spin_for", "stop", "sum", "three", "wait", "wait_for"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from profilecase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


@_disjoint_base
class Point:
    """A Point has fields and methods."""
    @property
    def x(self) -> int: ...
    @x.setter
    def x(self, value: int, /) -> None: ...
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    def __init__(self, x: int, *, name: str | _os.PathLike[str] = '') -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "name",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, x: int = ..., name: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> profilecase.aio.Point: ...
    def twice(self) -> int:
        """Twice is a method."""

def add(a: int, b: int) -> int:
    """Add is so short that it keeps the GIL."""

def wait(d: _datetime.timedelta | float) -> None:
    """Wait sleeps."""

def wait_for(d: _datetime.timedelta | float, *, timeout: _datetime.timedelta | float | None = None) -> None:
    """WaitFor sleeps, or until the context ends."""

def fail() -> None:
    """Fail fails."""

def size(data: _Buffer | None) -> int:
    """Size reads its argument only."""

def keep(text: str | _os.PathLike[str]) -> int:
    """Keep keeps its argument."""

def sum(v: _abc.Iterable[float] | _Buffer | None) -> float:
    """Sum reads numbers."""

def count(words: _abc.Iterable[str | _os.PathLike[str]] | None) -> int:
    """Count reads text item by item."""

def repeat(n: int) -> str:
    """Repeat gives text back."""

def call(f: _abc.Callable[[int], int] | None, n: int) -> int:
    """Call calls back."""

def new_point(x: int) -> Point:
    """NewPoint makes one."""

def stop() -> None:
    """Stop ends Spin and SpinApart."""

def spin() -> None:
    """Spin computes until Stop."""

def spin_for(n: int) -> int:
    """SpinFor is Spin for a row."""

def spin_apart() -> None:
    """SpinApart computes on another goroutine, and waits for it."""

def numbers(n: int) -> _Stream[int]:
    """Numbers counts to n."""

def three(a: _abc.Iterable[float] | _Buffer | None, b: _abc.Iterable[float] | _Buffer | None, c: _abc.Iterable[float] | _Buffer | None) -> int:
    """Three reads three lists of numbers."""

def hold(f: _abc.Callable[[], object] | None, d: _datetime.timedelta | float) -> None:
    """Hold calls back twice, with time in Go between."""
