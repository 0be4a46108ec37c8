"""Package sharecase calls Python again and again, in all the ways there are."""

import collections.abc as _abc
import datetime as _datetime
import typing as _typing
import sharecase.aio
from typing_extensions import disjoint_base as _disjoint_base

_Item_co = _typing.TypeVar("_Item_co", covariant=True)
class _Stream(_abc.Iterator[_Item_co], _typing.Protocol[_Item_co]):
    def close(self) -> None: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...

__all__ = ["Hook", "apart", "chained", "fire", "goroutine", "goroutines", "in_context", "itself", "kept", "later", "mapped", "mapped_apart", "mapped_object", "numbers", "once", "operations", "operations_apart", "relay", "released", "singly", "summed", "summed_apart", "then", "with_context"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from sharecase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


@_disjoint_base
class Hook:
    """A Hook has a function that Fire calls too."""
    @property
    def call(self) -> _abc.Callable[[int], int] | None: ...
    @call.setter
    def call(self, value: _abc.Callable[[int], int] | None, /) -> None: ...
    def __init__(self, call: _abc.Callable[[int], int] | None = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("call",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, call: _abc.Callable[[int], int] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> sharecase.aio.Hook: ...
    def fire(self, n: int) -> int: ...
    def mapped(self, n: int) -> _Stream[int]:
        """Mapped is Mapped with the hook."""

def kept(f: _abc.Callable[[int], int] | None, n: int) -> int:
    """Kept keeps the GIL; all others release it."""

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
    """Once does nothing, in a call that releases the GIL."""

def numbers(n: int) -> _Stream[int]:
    """Numbers gives numbers, one by one."""

def singly(n: int) -> _Stream[int]:
    """Singly gives numbers through a channel without a buffer."""

def mapped(f: _abc.Callable[[int], int] | None, n: int) -> _Stream[int]:
    """Mapped gives what Python makes of numbers."""

def summed(items: _abc.Iterable[int]) -> int:
    """Summed takes what an iterable gives."""

def then(f: _abc.Callable[[int], int] | None) -> _abc.Callable[[int], int]:
    """Then returns a function of Go's that calls Python's."""

def with_context(i: int, *, timeout: _datetime.timedelta | float | None = None) -> int:
    """WithContext does nothing, in a call that Ctrl-C would end."""

def in_context(f: _abc.Callable[[int], int] | None, n: int, *, timeout: _datetime.timedelta | float | None = None) -> None:
    """InContext calls from the goroutine of the call, which has a thread of its own
    where the caller is the main thread.
    """

def later(f: _abc.Callable[[int], int] | None) -> None:
    """Later keeps a function for Fire."""

def fire(n: int) -> int:
    """Fire calls it from a goroutine."""

def operations_apart(f: _typing.Any, n: int) -> None:
    """OperationsApart is Operations from a goroutine."""

def summed_apart(items: _abc.Iterable[int]) -> int:
    """SummedApart is Summed from a goroutine."""

def itself(f: _abc.Callable[[int], int] | None) -> _abc.Callable[[int], int] | None:
    """Itself gives back what it gets."""

def apart(f: _abc.Callable[[int], int] | None, n: int) -> int:
    """Apart calls once, from a goroutine, and gives what came of it."""

def mapped_apart(f: _abc.Callable[[int], int] | None, n: int) -> _Stream[int]:
    """MappedApart calls from a goroutine of its own for each number."""

def mapped_object(f: _typing.Any, n: int) -> _Stream[int]:
    """MappedObject calls through gophersnake/py."""

def chained(items: _abc.Iterable[int]) -> _Stream[int]:
    """Chained gives what an iterable gives."""
