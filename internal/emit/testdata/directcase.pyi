"""Package directcase has functions that Python calls with no crossing into Go's runtime, since their
machine code is proven, and others that are crossings as everywhere.
"""

import collections.abc as _abc
import enum as _enum
import os as _os
import typing as _typing
from typing_extensions import Buffer as _Buffer

_int8: _typing.TypeAlias = int  # -128 to 127, else OverflowError
_int16: _typing.TypeAlias = int  # -32768 to 32767, else OverflowError
_int32: _typing.TypeAlias = int  # -2147483648 to 2147483647, else OverflowError
_uint8: _typing.TypeAlias = int  # 0 to 255, else OverflowError
_uint16: _typing.TypeAlias = int  # 0 to 65535, else OverflowError
_uint32: _typing.TypeAlias = int  # 0 to 4294967295, else OverflowError
_uint64: _typing.TypeAlias = int  # 0 to 18446744073709551615, else OverflowError
_float32: _typing.TypeAlias = float  # rounded to the nearest; OverflowError where a finite number would become infinite

__all__ = ["Celsius", "HIGH", "LOW", "Level", "abs", "add", "add16", "add32", "add8", "add_f32", "add_f64", "add_u16", "add_u32", "add_u64", "add_u8", "apply", "at", "both", "bytes", "churn", "clamp", "collections", "cooler", "crc", "dot", "fahrenheit", "fields", "fnv", "gcd", "hamming", "high", "higher", "is_nan", "is_nil", "keep", "largest", "leading", "length", "less", "mixed", "nine", "norm", "nothing", "ones", "quotient", "reversed", "rotated", "runs", "scaled", "sign", "smaller", "sqrt", "sum32", "tenth", "trues", "truncated", "words"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from directcase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

LOW: _typing.Final[Level]
HIGH: _typing.Final[Level]

class Celsius(float):
    """A Celsius is a number with a name."""

class Level(_enum.IntEnum):
    """A Level is an enum."""
    LOW = 0
    HIGH = 1

def nothing() -> None: ...

def add(a: int, b: int) -> int: ...

def add8(a: _int8, b: _int8) -> int: ...

def add16(a: _int16, b: _int16) -> int: ...

def add32(a: _int32, b: _int32) -> int: ...

def add_u8(a: _uint8, b: _uint8) -> int: ...

def add_u16(a: _uint16, b: _uint16) -> int: ...

def add_u32(a: _uint32, b: _uint32) -> int: ...

def add_u64(a: _uint64, b: _uint64) -> int: ...

def add_f64(a: float, b: float) -> float: ...

def add_f32(a: _float32, b: _float32) -> float: ...

def both(a: bool, b: bool) -> bool: ...

def mixed(a: _int8, b: float, c: bool, d: _uint32, e: _float32) -> float: ...

def nine(a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int, i: int) -> int: ...

def sqrt(x: float) -> float: ...

def abs(x: float) -> float: ...

def is_nan(x: float) -> bool: ...

def truncated(x: float) -> int: ...

def less(a: float, b: float) -> bool: ...

def smaller(a: float, b: float) -> float: ...

def ones(x: _uint64) -> int: ...

def leading(x: _uint32) -> int: ...

def rotated(x: _uint64, k: int) -> int: ...

def reversed(x: _uint64) -> int: ...

def high(x: _uint64, y: _uint64) -> int: ...

def clamp(x: int, lo: int, hi: int) -> int: ...

def tenth(x: int) -> int: ...

def sign(x: int) -> int: ...

def quotient(a: int, b: int) -> int:
    """Quotient is 0 where there is none."""

def gcd(a: _uint64, b: _uint64) -> int:
    """Gcd is short enough to keep the GIL: its author says so."""

def fahrenheit(c: float) -> float: ...

def cooler(c: float) -> Celsius: ...

def higher(l: Level | int) -> Level: ...

def length(s: str | _os.PathLike[str]) -> int: ...

def bytes(b: _Buffer | None) -> int: ...

def hamming(a: str | _os.PathLike[str], b: str | _os.PathLike[str]) -> int:
    """Hamming counts the places at which a and b differ; -1 if one is longer."""

def dot(a: _abc.Iterable[float] | _Buffer | None, b: _abc.Iterable[float] | _Buffer | None) -> float: ...

def sum32(a: _abc.Iterable[_int32] | _Buffer | None) -> int: ...

def largest(a: _abc.Iterable[float] | _Buffer | None) -> float: ...

def norm(a: _abc.Iterable[_float32] | _Buffer | None) -> float: ...

def trues(a: _abc.Iterable[bool] | _Buffer | None) -> int: ...

def fnv(b: _Buffer | None) -> int: ...

def crc(b: _Buffer | None) -> int: ...

def fields(s: str | _os.PathLike[str]) -> int: ...

def words(b: _Buffer | None) -> int: ...

def is_nil(b: _Buffer | None = None) -> bool: ...

def scaled(a: _abc.Iterable[float] | _Buffer | None, by: float, text: str | _os.PathLike[str], plus: int) -> float: ...

def at(a: _abc.Iterable[float] | _Buffer | None, i: int) -> float:
    """At panics where there is no item i."""

def keep(n: int) -> int:
    """Keep allocates."""

def runs() -> int:
    """Runs counts how often it was called."""

def apply(f: _abc.Callable[[int], int] | None, n: int) -> int:
    """Apply calls Python, which may call directly."""

def churn() -> None:
    """Churn allocates, collects and is profiled for ever."""

def collections() -> int:
    """Collections is how many collections Churn has made."""
