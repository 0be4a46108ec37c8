"""Package groupcase starts goroutines by somebody else's code."""

import collections.abc as _abc
import typing as _typing

__all__ = ["all", "background", "blow", "nothing"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from groupcase import aio as aio, batch as batch

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


def all(*fs: _abc.Callable[[], object] | None) -> None:
    """All runs the functions, each in a goroutine."""

def blow() -> str:
    """Blow runs one that panics, and returns what the group made of it."""

def background(f: _abc.Callable[[], object] | None) -> None:
    """Background runs a function in a goroutine and does not wait for it."""

def nothing() -> None:
    """Nothing does nothing."""
