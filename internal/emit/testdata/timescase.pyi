"""Package timescase takes and returns times and durations."""

import collections.abc as _abc
import datetime as _datetime
import typing as _typing
import timescase.aio
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["Event", "GoError", "PanicError", "TICK", "at", "duration", "durations", "maybe", "nanoseconds", "offset", "time", "times", "unix", "zero"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from timescase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None

class PanicError(RuntimeError):
    results: None

TICK: _typing.Final[_datetime.timedelta]

@_disjoint_base
class Event:
    @property
    def when(self) -> _datetime.datetime: ...
    @when.setter
    def when(self, value: _datetime.datetime, /) -> None: ...
    @property
    def for_(self) -> _datetime.timedelta: ...
    @for_.setter
    def for_(self, value: _datetime.timedelta | float, /) -> None: ...
    def __new__(cls, when: _datetime.datetime = ..., for_: _datetime.timedelta | float = ...) -> _typing.Self: ...
    __match_args__: _typing.Final = ("when", "for_",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> timescase.aio.Event: ...

def time(t: _datetime.datetime) -> _datetime.datetime: ...

def unix(t: _datetime.datetime) -> int: ...

def at(sec: int, nsec: int) -> _datetime.datetime: ...

def offset(t: _datetime.datetime) -> int: ...

def duration(d: _datetime.timedelta | float) -> _datetime.timedelta: ...

def nanoseconds(d: _datetime.timedelta | float) -> int: ...

def times(t: _abc.Iterable[_datetime.datetime] | None) -> list[_datetime.datetime]: ...

def durations(m: _abc.Mapping[str, _datetime.timedelta | float] | None) -> dict[str, _datetime.timedelta]: ...

def maybe(t: _datetime.datetime | None) -> _datetime.datetime | None: ...

def zero() -> _datetime.datetime: ...
