"""Package initcase does in its init function what the environment tells it."""

import datetime as _datetime
import typing as _typing

__all__ = ["latency", "ready"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from initcase import aio as aio, batch as batch

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


def ready() -> str:
    """Ready tells whether init has ended."""

def latency() -> _datetime.timedelta:
    """Latency is how long a collection takes beside a loop in init."""
