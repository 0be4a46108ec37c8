"""Package observedcase is seen from outside: it traces, and it has what metrics show."""

import collections.abc as _abc
import datetime as _datetime
import os as _os
import typing as _typing
import observedcase.aio
from typing_extensions import disjoint_base as _disjoint_base
from observedcase._arrays import Array as _Array

_Item_co = _typing.TypeVar("_Item_co", covariant=True)
class _Stream(_abc.Iterator[_Item_co], _typing.Protocol[_Item_co]):
    def close(self) -> None: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...

__all__ = ["Span", "Step", "Thing", "calls", "current", "elsewhere", "fail", "lines", "member", "new_thing", "panic", "run", "spans", "wait", "work", "zeros"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from observedcase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


@_disjoint_base
class Thing:
    """A Thing keeps memory of Go's."""
    def __init__(self, n: int) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> _typing.Self: ...
    def __replace__(self, /) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> observedcase.aio.Thing: ...

@_disjoint_base
class Span:
    """A Span is one that has ended."""
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def trace(self) -> str: ...
    @trace.setter
    def trace(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def id(self) -> str: ...
    @id.setter
    def id(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def parent(self) -> str: ...
    @parent.setter
    def parent(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def state(self) -> str: ...
    @state.setter
    def state(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def remote(self) -> bool:
        """the parent"""
    @remote.setter
    def remote(self, value: bool, /) -> None: ...
    @property
    def sampled(self) -> bool: ...
    @sampled.setter
    def sampled(self, value: bool, /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str] = '', trace: str | _os.PathLike[str] = '', id: str | _os.PathLike[str] = '', parent: str | _os.PathLike[str] = '', state: str | _os.PathLike[str] = '', remote: bool = False, sampled: bool = False) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name", "trace", "id", "parent", "state", "remote", "sampled",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ..., trace: str | _os.PathLike[str] = ..., id: str | _os.PathLike[str] = ..., parent: str | _os.PathLike[str] = ..., state: str | _os.PathLike[str] = ..., remote: bool = ..., sampled: bool = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> observedcase.aio.Span: ...

@_typing.runtime_checkable
class Step(_typing.Protocol):
    """A Step can be done in Python."""
    @property
    def aio(self) -> observedcase.aio.Step: ...
    def do(self, n: int, /, *, timeout: _datetime.timedelta | float | None = None) -> str: ...

class _StepLike(_typing.Protocol):
    def do(self, arg0: int, /) -> str | _os.PathLike[str]: ...

def new_thing(n: int) -> Thing:
    """NewThing returns one of n bytes."""

def zeros(n: int) -> _Array[int]:
    """Zeros returns n numbers."""

def panic(goroutine: bool) -> None:
    """Panic panics, in the call or in a goroutine."""

def fail(f: _abc.Callable[[], object] | None) -> None:
    """Fail calls f, whose exception comes through as a panic."""

def wait(*, timeout: _datetime.timedelta | float | None = None) -> None:
    """Wait waits for the end of the context."""

def spans() -> list[Span]:
    """Spans returns those that have ended, and forgets them."""

def work(name: str | _os.PathLike[str], *, timeout: _datetime.timedelta | float | None = None) -> str:
    """Work works in a span, and returns its identity."""

def member(key: str | _os.PathLike[str], *, timeout: _datetime.timedelta | float | None = None) -> str:
    """Member is a member of the baggage."""

def lines(n: int, *, timeout: _datetime.timedelta | float | None = None) -> _Stream[str]:
    """Lines yields what Work returns, again and again."""

def calls(name: str | _os.PathLike[str], f: _abc.Callable[[], object] | None, *, timeout: _datetime.timedelta | float | None = None) -> str:
    """Calls calls f in a span, and with a member of baggage. The name is the span's; without one, there is no new span."""

def elsewhere(name: str | _os.PathLike[str], f: _abc.Callable[[], object] | None, *, timeout: _datetime.timedelta | float | None = None) -> str:
    """Elsewhere is Calls on a goroutine of its own."""

def run(s: _StepLike | _abc.Callable[[int], str | _os.PathLike[str]] | None, *, timeout: _datetime.timedelta | float | None = None) -> tuple[str, str]:
    """Run does a step in a span, and returns the span's identity and what the step said."""

def current(*, timeout: _datetime.timedelta | float | None = None) -> str:
    """Current is the span of the context itself."""
