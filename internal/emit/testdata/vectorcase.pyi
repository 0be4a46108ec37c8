"""Package vectorcase has functions of numbers that are translated to C for calls over columns, each with a twin that is not."""

import collections.abc as _abc
import typing as _typing
from typing_extensions import Buffer as _Buffer

_int8: _typing.TypeAlias = int  # -128 to 127, else OverflowError
_uint32: _typing.TypeAlias = int  # 0 to 4294967295, else OverflowError
_uint64: _typing.TypeAlias = int  # 0 to 18446744073709551615, else OverflowError
_float32: _typing.TypeAlias = float  # rounded to the nearest; OverflowError where a finite number would become infinite

__all__ = ["Celsius", "add", "both", "both2", "clamp", "clamp2", "hash", "hash2", "log", "mixed", "mixed2", "not_", "positive", "quotient", "root", "root2", "total"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from vectorcase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


class Celsius(float):
    ...

def root(x: float) -> float:
    """Root has vectors of its own in the processor."""

def root2(x: float) -> float:
    """Root2 is the twin."""

def mixed(a: _int8, b: float, c: bool, d: _uint32, e: _float32) -> float: ...

def mixed2(a: _int8, b: float, c: bool, d: _uint32, e: _float32) -> float: ...

def both(x: float, n: int) -> tuple[float, bool]: ...

def both2(x: float, n: int) -> tuple[float, bool]: ...

def clamp(high: float, low: float, x: float) -> float: ...

def clamp2(high: float, low: float, x: float) -> float: ...

def hash(x: _uint64, seed: _uint64) -> int: ...

def hash2(x: _uint64, seed: _uint64) -> int: ...

def not_(x: bool) -> bool: ...

def add(x: float, y: float) -> float: ...

def quotient(x: int, y: int) -> int:
    """Quotient may panic."""

def log(x: float) -> float:
    """Log is computed by Go in a way of its own."""

def positive(x: float) -> float:
    """Positive may fail."""

def total(x: _abc.Iterable[float] | _Buffer | None) -> float:
    """Total is of lists."""
