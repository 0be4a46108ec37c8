"""Package columnscase takes lists of many types, which columns of other libraries stand for."""

import collections.abc as _abc
import datetime as _datetime
import os as _os
import typing as _typing
import columnscase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_int8: _typing.TypeAlias = int  # -128 to 127, else OverflowError
_float32: _typing.TypeAlias = float  # rounded to the nearest; OverflowError where a finite number would become infinite

__all__ = ["Grade", "Point", "Pointer", "address", "anything", "blobs", "bools", "by_name", "double", "floats", "floats32", "grades", "ints", "ints8", "maps", "matrix", "maybe", "nanoseconds", "negate", "points", "shift", "sum", "texts", "three", "unix"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from columnscase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

class Pointer:
    def __new__(cls, value: object, /) -> _typing.Self: ...
    @property
    def value(self) -> _typing.Any: ...


@_disjoint_base
class Point:
    """Point is a row."""
    @property
    def x(self) -> float: ...
    @x.setter
    def x(self, value: float, /) -> None: ...
    @property
    def y(self) -> float: ...
    @y.setter
    def y(self, value: float, /) -> None: ...
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    def __init__(self, x: float = 0.0, y: float = 0.0, name: str | _os.PathLike[str] = '') -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "y", "name",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, x: float = ..., y: float = ..., name: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> columnscase.aio.Point: ...

class Grade(str):
    """Grade is a named type."""

def floats(v: _abc.Iterable[float] | _Buffer | None) -> list[float]:
    """Floats gives them back."""

def floats32(v: _abc.Iterable[_float32] | _Buffer | None) -> list[float]:
    """Floats32 gives them back."""

def ints(v: _abc.Iterable[int] | _Buffer | None) -> list[int]:
    """Ints gives them back."""

def ints8(v: _abc.Iterable[_int8] | _Buffer | None) -> list[int]:
    """Ints8 gives them back."""

def bools(v: _abc.Iterable[bool] | _Buffer | None) -> list[bool]:
    """Bools gives them back."""

def address(v: _abc.Iterable[float] | _Buffer | None) -> int:
    """Address is where the numbers lie."""

def sum(v: _abc.Iterable[float] | _Buffer | None) -> float:
    """Sum adds."""

def double(v: _abc.Iterable[float] | _Buffer | None) -> None:
    """Double writes."""

def texts(v: _abc.Iterable[str | _os.PathLike[str]] | None) -> list[str]:
    """Texts gives them back."""

def blobs(v: _abc.Iterable[_Buffer | None] | None) -> list[bytes]:
    """Blobs gives them back."""

def grades(v: _abc.Iterable[str | _os.PathLike[str]] | None) -> list[Grade]:
    """Grades gives them back."""

def unix(v: _abc.Iterable[_datetime.datetime] | None) -> list[list[int]]:
    """Unix gives the nanoseconds since 1970 and the offset of the zone in seconds."""

def nanoseconds(v: _abc.Iterable[_datetime.timedelta | float] | None) -> list[int]:
    """Nanoseconds gives them."""

def points(v: _abc.Iterable[Point | dict[str, _typing.Any]] | None) -> list[Point]:
    """Points gives them back."""

def maybe(v: _abc.Iterable[int | None] | None) -> list[int | None]:
    """Maybe gives them back."""

def matrix(v: _abc.Iterable[_abc.Iterable[float] | _Buffer | None] | None) -> list[list[float]]:
    """Matrix gives it back."""

def maps(v: _abc.Iterable[_abc.Mapping[str, int] | None] | None) -> list[dict[str, int]]:
    """Maps gives them back."""

def anything(v: _abc.Iterable[object] | None) -> list[_typing.Any]:
    """Anything gives it back."""

def three(v: _abc.Iterable[int]) -> list[int]:
    """Three gives it back."""

def by_name(v: _abc.Mapping[str, _abc.Iterable[float] | _Buffer | None] | None) -> dict[str, list[float]]:
    """ByName is a struct of lists."""

def shift(v: _abc.Iterable[Point | dict[str, _typing.Any]] | None, by: float) -> None:
    """Shift writes to its items."""

def negate(v: _abc.Iterable[_abc.Iterable[float] | _Buffer | None] | None) -> None:
    """Negate writes to its lists."""
