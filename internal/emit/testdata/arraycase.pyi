# pyright: reportOverlappingOverload=false
"""Package arraycase has results that are arrays over Go's memory."""

import collections.abc as _abc
import os as _os
import typing as _typing
import arraycase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base
from arraycase._arrays import Array as _Array

__all__ = ["Celsius", "Day", "ErrNone", "Series", "apart", "checked", "collect", "corners", "head", "heap", "kinds", "nothing", "plain", "raw", "rows", "squares", "table", "warm"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from arraycase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


class ErrNone(GoError):
    """ErrNone is for none."""

class Celsius(float):
    """Celsius is a named number."""

@_disjoint_base
class Day(_abc.Sequence[Celsius]):
    """Day is a named slice of them."""
    def __init__(self, value: _abc.Iterable[float] | None, /) -> None: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[Celsius]: ...
    def __contains__(self, x: object, /) -> bool: ...
    @_typing.overload
    def __getitem__(self, index: int, /) -> Celsius: ...
    @_typing.overload
    def __getitem__(self, index: slice, /) -> list[Celsius]: ...
    @property
    def aio(self) -> arraycase.aio.Day: ...
    def __reversed__(self) -> _abc.Iterator[Celsius]: ...
    def index(self, value: object, start: int = 0, stop: int = ..., /) -> int: ...
    def count(self, value: object, /) -> int: ...

@_disjoint_base
class Series:
    """Series holds numbers."""
    @property
    def values(self) -> _Array[float]:
        """Values can be changed by both sides."""
    @values.setter
    def values(self, value: _abc.Iterable[float] | _Buffer | None, /) -> None: ...
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    def __init__(self, values: _abc.Iterable[float] | _Buffer | None = [], name: str | _os.PathLike[str] = '') -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("values", "name",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, values: _abc.Iterable[float] | _Buffer | None = ..., name: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> arraycase.aio.Series: ...
    def sum(self) -> float:
        """Sum is Go's view of them."""
    def own(self) -> _Array[float]:
        """Own gives the values."""
    def grow(self, x: float) -> None:
        """Grow appends."""

def squares(n: int) -> _Array[float]:
    """Squares are those of 0 to n-1."""

def nothing() -> _Array[int]:
    """Nothing is nil."""

def raw(text: str | _os.PathLike[str]) -> _Array[int]:
    """Raw is bytes as an array."""

def kinds() -> tuple[_Array[bool], _Array[int], _Array[int], _Array[int], _Array[int], _Array[int], _Array[int], _Array[int], _Array[int], _Array[float], _Array[float], _Array[complex], _Array[complex], str]:
    """Kinds is an array of each kind of numbers."""

def table(rows: int, columns: int) -> _Array[_Array[int]]:
    """Table has rows in one block."""

def apart(*lengths: int) -> _Array[_Array[float]]:
    """Apart has rows of their own."""

def corners(n: int) -> _Array[_Array[_Array[float]]]:
    """Corners are arrays in a slice."""

def warm() -> _Array[float]:
    """Warm is a day."""

def checked(n: int) -> _Array[int]:
    """Checked fails for negative numbers.

    Raises ErrNone.
    """

def head(v: _abc.Iterable[float] | _Buffer | None, n: int) -> _Array[float]:
    """Head is a part of its argument."""

def collect() -> None:
    """Collect collects garbage."""

def heap() -> int:
    """Heap is how many bytes of Go's heap are used."""

def plain(n: int) -> list[float]:
    """Plain gives a list."""

def rows(n: int) -> list[list[int]]:
    """Rows gives lists of lists."""
