# pyright: reportOverlappingOverload=false
"""Package arraycase has results that are arrays over Go's memory."""

import collections.abc as _abc
import os as _os
import typing as _typing
import arraycase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base
from arraycase._arrays import Array as _Array

_float32: _typing.TypeAlias = float  # rounded to the nearest; OverflowError where a finite number would become infinite

__all__ = ["Block", "Celsius", "Cornered", "Day", "Dense", "ErrNone", "Grid", "Series", "Strip", "apart", "blocks", "broken", "checked", "collect", "corner_of", "corners", "ends", "filled", "head", "heap", "keep_dense", "kept_dense", "kinds", "largest", "layout", "length", "negate", "new_dense", "nothing", "over", "plain", "raw", "rows", "share", "shared", "squares", "sum", "sum_ints", "table", "trace", "transposed", "truths", "twice", "warm", "weigh", "zero"]

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
class Day(_abc.MutableSequence[Celsius]):
    """Day is a named slice of them."""
    def __init__(self, value: _abc.Iterable[float] | None = [], /) -> None: ...
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
    @_typing.overload
    def __setitem__(self, index: int, value: float, /) -> None: ...
    @_typing.overload
    def __setitem__(self, index: slice, value: _abc.Iterable[float], /) -> None: ...
    def __delitem__(self, index: int | slice, /) -> None: ...
    def __add__(self, other: list[Celsius], /) -> list[Celsius]: ...
    def __iadd__(self, values: _abc.Iterable[float], /) -> _typing.Self: ...
    def __mul__(self, n: _typing.SupportsIndex, /) -> list[Celsius]: ...
    def __rmul__(self, n: _typing.SupportsIndex, /) -> list[Celsius]: ...
    def __imul__(self, n: _typing.SupportsIndex, /) -> _typing.Self: ...
    def append(self, value: float, /) -> None: ...
    def extend(self, values: _abc.Iterable[float], /) -> None: ...
    def insert(self, index: int, value: float, /) -> None: ...
    def sort(self, *, key: _abc.Callable[[Celsius], _typing.Any] | None = None, reverse: bool = False) -> None: ...
    def copy(self) -> _typing.Self: ...

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

@_disjoint_base
class Grid:
    """Grid has an array as a field."""
    @property
    def cells(self) -> _Array[_typing.Any]: ...
    @cells.setter
    def cells(self, value: _Buffer, /) -> None: ...
    def __init__(self, cells: _Buffer = ...) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("cells",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, cells: _Buffer = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> arraycase.aio.Grid: ...
    def cell(self, i: int, j: int) -> float:
        """Cell is one of them."""

@_disjoint_base
class Block:
    """Block is a matrix as libraries of linear algebra have it."""
    @property
    def rows(self) -> int: ...
    @rows.setter
    def rows(self, value: int, /) -> None: ...
    @property
    def cols(self) -> int: ...
    @cols.setter
    def cols(self, value: int, /) -> None: ...
    @property
    def data(self) -> list[float]: ...
    @data.setter
    def data(self, value: _abc.Iterable[float] | _Buffer | None, /) -> None: ...
    @property
    def stride(self) -> int: ...
    @stride.setter
    def stride(self, value: int, /) -> None: ...
    def __init__(self, rows: int = 0, cols: int = 0, data: _abc.Iterable[float] | _Buffer | None = [], stride: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("rows", "cols", "data", "stride",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, rows: int = ..., cols: int = ..., data: _abc.Iterable[float] | _Buffer | None = ..., stride: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> arraycase.aio.Block: ...

@_disjoint_base
class Strip:
    """Strip is such a vector."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    @property
    def data(self) -> list[float]: ...
    @data.setter
    def data(self, value: _abc.Iterable[_float32] | _Buffer | None, /) -> None: ...
    @property
    def inc(self) -> int: ...
    @inc.setter
    def inc(self, value: int, /) -> None: ...
    def __init__(self, n: int = 0, data: _abc.Iterable[_float32] | _Buffer | None = [], inc: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n", "data", "inc",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, n: int = ..., data: _abc.Iterable[_float32] | _Buffer | None = ..., inc: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> arraycase.aio.Strip: ...

@_disjoint_base
class Dense:
    """Dense hides one.

    Instances come from new_dense().
    """
    def __init__(self) -> None: ...
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
    def aio(self) -> arraycase.aio.Dense: ...
    def raw_block(self) -> Block:
        """RawBlock is the block."""
    def set_raw_block(self, b: Block | _Buffer | dict[str, _typing.Any]) -> None:
        """SetRawBlock sets it."""
    def corner(self) -> float:
        """Corner is the first number."""

@_typing.runtime_checkable
class Cornered(_typing.Protocol):
    """Cornered is implemented by Dense alone."""
    @property
    def aio(self) -> arraycase.aio.Cornered: ...
    def corner(self) -> float: ...

class _CorneredLike(_typing.Protocol):
    def corner(self) -> float: ...

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

def sum(a: _Buffer) -> float:
    """Sum adds the numbers of an array of any shape."""

def sum_ints(a: _Buffer) -> int:
    """SumInts does, of other numbers."""

def layout(a: _Buffer) -> tuple[list[int], list[int], bool]:
    """Layout is how an array lies, and whether it can be written to."""

def negate(a: _Buffer) -> None:
    """Negate writes to its array."""

def transposed(a: _Buffer) -> _Array[_typing.Any]:
    """Transposed is the same memory."""

def truths(a: _Buffer) -> int:
    """Truths counts."""

def largest(a: _Buffer) -> int:
    """Largest is of arrays of several types."""

def filled(x: float, *shape: int) -> _Array[_typing.Any]:
    """Filled is an array of Go's."""

def over(n: int, shape: _abc.Iterable[int] | _Buffer | None, strides: _abc.Iterable[int] | _Buffer | None) -> _Array[_typing.Any]:
    """Over is an array over memory of Go's, or an error."""

def share(a: _Buffer) -> _Array[_typing.Any]:
    """Share keeps an array, and gives the one before."""

def shared() -> float:
    """Shared is what was kept, and nothing more is."""

def new_dense(rows: int, cols: int, stride: int) -> _Array[_Array[float]] | None:
    """NewDense is a part of a larger block; nil without rows."""

def blocks() -> tuple[_Array[_Array[float]], _Array[float]]:
    """Blocks is a matrix and a vector."""

def broken() -> _Array[_Array[float]]:
    """Broken has a length that is none."""

def corner_of(c: _CorneredLike | _abc.Callable[[], float] | _Buffer | None) -> float:
    """CornerOf takes any of these."""

def trace(d: Dense | _Buffer | None) -> float:
    """Trace takes a pointer."""

def twice(d: Dense | _Buffer | None, fail: bool) -> None:
    """Twice writes to it, and may fail after that."""

def zero(d: Dense | _Buffer | None) -> None:
    """Zero writes to the array itself."""

def weigh(b: Block | _Buffer | dict[str, _typing.Any], s: Strip | _Buffer | dict[str, _typing.Any]) -> tuple[float, int, int, int]:
    """Weigh takes values of both."""

def length(s: Strip | _Buffer | None = None) -> int:
    """Length is that of a vector."""

def keep_dense(d: Dense | _Buffer | None) -> None:
    """KeepDense keeps it."""

def kept_dense() -> float:
    """KeptDense is what was kept."""

def ends(first: Dense | _Buffer | None, last: Dense | _Buffer | None, between: _abc.Callable[[], object] | None) -> None:
    """Ends writes to an end of each, and calls what may write to the array meanwhile."""
