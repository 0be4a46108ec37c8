"""Package returnscase has functions whose results can be nil, or can't, and some whose last
result says whether the others count.
"""

import collections.abc as _abc
import os as _os
import typing as _typing
import returnscase.aio
import returnscase.os
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_Item_co = _typing.TypeVar("_Item_co", covariant=True)
class _Stream(_abc.Iterator[_Item_co], _typing.Protocol[_Item_co]):
    def close(self) -> None: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...

__all__ = ["Cabinet", "Entry", "ErrNotFound", "Finder", "Getter", "Items", "Owner", "Pointer", "Shape", "Slot", "Square", "Store", "adder", "chosen", "count", "count_again", "cut_prefix", "default", "doubted", "file", "finder_of", "found", "getter_of", "kept", "last", "longest", "new_cabinet", "new_store", "open", "open_old", "owner_for", "owner_named", "owner_same", "pack", "packed", "parent", "positive", "recovered", "shape_of", "sign", "sized", "slots", "switches", "text", "trusted", "unit", "unpacked"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from returnscase import aio as aio, batch as batch, polars as polars

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

default: Owner
last: Entry | None

class ErrNotFound(GoError):
    """ErrNotFound is what Store.Get returns where there is no such entry."""

@_disjoint_base
class Entry:
    """An Entry is what a Store keeps."""
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def parent(self) -> Entry | None: ...
    @parent.setter
    def parent(self, value: Entry | None, /) -> None: ...
    @property
    def owner(self) -> Owner:
        """Owner is set wherever the code of this package makes an Entry."""
    @owner.setter
    def owner(self, value: Owner | None, /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str] = '', parent: Entry | None = None, owner: Owner | None = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name", "parent", "owner",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ..., parent: Entry | None = ..., owner: Owner | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> returnscase.aio.Entry: ...

@_disjoint_base
class Owner:
    """An Owner owns entries."""
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str] = '') -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> returnscase.aio.Owner: ...

@_disjoint_base
class Store:
    """A Store keeps entries by name."""
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
    def aio(self) -> returnscase.aio.Store: ...
    def add(self, *names: str | _os.PathLike[str]) -> _typing.Self:
        """Add adds entries, and is chained."""
    def get(self, name: str | _os.PathLike[str]) -> Entry:
        """Get gives an entry or an error.

        Raises ErrNotFound.
        """
    def find(self, name: str | _os.PathLike[str]) -> Entry | None:
        """Find says by a bool whether there is one; the bool has no name."""
    def lookup(self, name: str | _os.PathLike[str]) -> Entry | None:
        """Lookup gives nil if there is none."""
    def first(self) -> Entry | None:
        """First gives nil while there is none."""
    def log(self) -> Entry:
        """Log is made at the first call."""
    def all(self) -> list[Entry]:
        """All gives the entries in order."""
    def each(self) -> _Stream[tuple[int, Entry]]:
        """Each goes over them."""
    def visit(self, f: _abc.Callable[[Entry], object] | None) -> None:
        """Visit calls f for each."""
    def __iter__(self) -> _abc.Iterator[Entry]: ...

@_disjoint_base
class Slot:
    """A Slot may hold nothing."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    def __init__(self, n: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, n: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> returnscase.aio.Slot: ...

@_typing.runtime_checkable
class Shape(_typing.Protocol):
    """A Shape has an area."""
    @property
    def aio(self) -> returnscase.aio.Shape: ...
    def area(self) -> float: ...

class _ShapeLike(_typing.Protocol):
    def area(self) -> float: ...

@_disjoint_base
class Square:
    """A Square is a Shape."""
    @property
    def side(self) -> float: ...
    @side.setter
    def side(self, value: float, /) -> None: ...
    def __init__(self, side: float = 0.0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("side",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, side: float = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> returnscase.aio.Square: ...
    def area(self) -> float:
        """Area implements Shape."""

@_typing.runtime_checkable
class Getter(_typing.Protocol):
    """A Getter is an interface whose method has a bool without a name."""
    @property
    def aio(self) -> returnscase.aio.Getter: ...
    def item(self, key: str | _os.PathLike[str], /) -> tuple[int, bool]: ...

class _GetterLike(_typing.Protocol):
    def item(self, arg0: str, /) -> tuple[int, bool]: ...

@_disjoint_base
class Items:
    """Items has the method as the interface has it."""
    @property
    def n(self) -> dict[str, int]: ...
    @n.setter
    def n(self, value: _abc.Mapping[str, int] | None, /) -> None: ...
    def __init__(self, n: _abc.Mapping[str, int] | None = {}) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, n: _abc.Mapping[str, int] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> returnscase.aio.Items: ...
    def item(self, key: str | _os.PathLike[str]) -> tuple[int, bool]:
        """Item implements Getter."""

@_disjoint_base
class Cabinet:
    """A Cabinet has bytes by name."""
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
    def aio(self) -> returnscase.aio.Cabinet: ...
    def get(self, name: str | _os.PathLike[str]) -> bytes | None:
        """Get returns nil if there is no such file."""
    def entry(self, at: int) -> tuple[bytes | None, bytes | None]:
        """Entry gives name and content of the file at a place. Behind the last, a nil name and content are returned."""
    def read(self, name: str | _os.PathLike[str]) -> bytes | None:
        """Read returns nil if there is no such file, as it returns nil for large ones."""
    def find(self, name: str | _os.PathLike[str]) -> bytes | None:
        """Find is Get."""

@_typing.runtime_checkable
class Finder(_typing.Protocol):
    """A Finder finds."""
    @property
    def aio(self) -> returnscase.aio.Finder: ...
    def find(self, name: str | _os.PathLike[str], /) -> bytes | None:
        """Find returns nil if it finds nothing."""

class _FinderLike(_typing.Protocol):
    def find(self, arg0: str, /) -> _Buffer | None: ...

def new_store() -> Store:
    """NewStore makes a Store."""

def open(name: str | _os.PathLike[str]) -> Store:
    """Open is NewStore with an error."""

def open_old(name: str | _os.PathLike[str]) -> Store | None:
    """OpenOld gives nil without an error."""

def slots(n: int) -> list[Slot | None]:
    """Slots has nil among its items."""

def parent(e: Entry | None) -> Entry | None:
    """Parent follows a field."""

def sized(n: int) -> int:
    """Sized gives an int by a pointer, always."""

def positive(n: int) -> int | None:
    """Positive gives one or nil."""

def adder(n: int) -> _abc.Callable[[int], int]:
    """Adder gives a function."""

def unit() -> Shape:
    """Unit gives an interface."""

def shape_of(kind: str | _os.PathLike[str]) -> Shape | None:
    """ShapeOf gives none for other kinds."""

def text(s: str | _os.PathLike[str]) -> _typing.BinaryIO:
    """Text gives a reader."""

def file(name: str | _os.PathLike[str]) -> returnscase.os.File:
    """File opens a file."""

def recovered(fail: bool) -> Owner | None:
    """Recovered gives nil after a panic."""

def trusted(name: str | _os.PathLike[str]) -> Owner:
    """Trusted is never nil for the names that its author passes."""

def doubted() -> Owner | None:
    """Doubted is never nil today."""

def count(m: _abc.Mapping[str, int] | None, key: str | _os.PathLike[str]) -> int | None:
    """Count looks a number up."""

def count_again(m: _abc.Mapping[str, int] | None, key: str | _os.PathLike[str]) -> int | None:
    """CountAgain is Count."""

def longest(all: _abc.Iterable[str | _os.PathLike[str]] | None) -> tuple[str, int] | None:
    """Longest gives the longest text."""

def cut_prefix(s: str | _os.PathLike[str], prefix: str | _os.PathLike[str]) -> tuple[str, bool]:
    """CutPrefix gives the text even where there is no prefix."""

def sign(n: int) -> tuple[int, bool]:
    """Sign gives two values."""

def kept(m: _abc.Mapping[str, int] | None, key: str | _os.PathLike[str]) -> tuple[int, bool]:
    """Kept would be None where it is false."""

def chosen(s: str | _os.PathLike[str]) -> str | None:
    """Chosen gives a rest that nobody wants."""

def switches(m: _abc.Mapping[str, bool] | None, key: str | _os.PathLike[str]) -> tuple[bool, bool]:
    """Switches are two bools."""

def getter_of(i: Items | None) -> Getter | None:
    """GetterOf gives it as the interface."""

def new_cabinet() -> Cabinet:
    """NewCabinet has a file "full" and an empty one."""

def pack(data: _Buffer | None) -> bytes:
    """Pack gives nothing for nothing, and says so nowhere."""

def packed(data: _Buffer | None) -> bytes | None:
    """Packed is Pack."""

def unpacked(data: _Buffer | None) -> bytes:
    """Unpacked returns nil if there is nothing."""

def finder_of(c: Cabinet | None) -> Finder | None:
    """FinderOf is c itself."""

def found(f: _FinderLike | _abc.Callable[[str], _Buffer | None] | None, name: str | _os.PathLike[str]) -> int:
    """Found asks any."""

def owner_named(name: str | _os.PathLike[str]) -> Owner | None:
    """OwnerNamed is nil where there is none."""

def owner_for(name: str | _os.PathLike[str]) -> Owner:
    """OwnerFor asks before."""

def owner_same() -> Owner:
    """OwnerSame goes through a generic function that gives back what it got."""
