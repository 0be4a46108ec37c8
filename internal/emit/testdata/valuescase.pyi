"""Package valuescase has constants and variables."""

import os as _os
import typing as _typing
import valuescase.aio
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["BIG", "GoError", "HUGE", "I", "MAX_SIZE", "MAX_UINT64", "NEGATIVE", "PI", "PanicError", "Place", "RUNE", "SMALL", "TEXT", "YES", "get_limit", "home", "home_x", "limit", "name", "origin", "origin_x", "rates", "set_name", "tags"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from valuescase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None
    value: _typing.Any
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

BIG: _typing.Final[int]
NEGATIVE: _typing.Final[int]
SMALL: _typing.Final[int]
PI: _typing.Final[float]
HUGE: _typing.Final[float]
TEXT: _typing.Final[str]
YES: _typing.Final[bool]
I: _typing.Final[complex]
RUNE: _typing.Final[int]
MAX_UINT64: _typing.Final[int]
MAX_SIZE: _typing.Final[int]
limit: int
name: str
rates: dict[str, float]
origin: Place
home: Place
tags: list[str]

@_disjoint_base
class Place:
    @property
    def x(self) -> int: ...
    @x.setter
    def x(self, value: int, /) -> None: ...
    def __new__(cls, x: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> valuescase.aio.Place: ...

def get_limit() -> int: ...

def origin_x() -> int: ...

def home_x() -> int: ...

def set_name(s: str | _os.PathLike[str]) -> None: ...
