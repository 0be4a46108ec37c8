"""Package hintscase has names that Python has too: builtins, the names of its own members, and
of modules that stubs import. None of them may change what an annotation means.
"""

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import enum as _enum
import os as _os
import typing as _typing
import hintscase.aio as _hintscase_aio
from _typeshed import SupportsRead as _SupportsRead
from _typeshed import SupportsWrite as _SupportsWrite
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["Amount", "AttributeError", "Book", "Catalog", "ErrNoBook", "FAST", "HIGH", "Hit", "LOW", "Level", "Mode", "Pointer", "Reader", "Row", "Rows", "SLOW", "Shelf", "Source", "Spaces", "Splitter", "Values", "Word", "bool", "builtins", "bytes", "classmethod", "dict", "hintscase", "int", "list", "new_catalog", "new_rows", "new_shelf", "object", "on_add", "property", "read", "set", "str", "to_json", "tuple", "type", "typing", "with_splitter"]

def __dir__() -> _builtins.list[_builtins.str]: ...

__gophersnake__: _typing.Any

from hintscase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: _builtins.tuple[_builtins.object, ...] | None
    @_builtins.property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

class Pointer:
    def __new__(cls, value: _builtins.object, /) -> _typing.Self: ...
    @_builtins.property
    def value(self) -> _typing.Any: ...

def to_json(value: _builtins.object, /) -> _typing.Any: ...

LOW: _typing.Final[Level]
HIGH: _typing.Final[Level]
FAST: _typing.Final[Mode]
SLOW: _typing.Final[Mode]
set: _builtins.set[_builtins.str]
tuple: _builtins.list[_builtins.int]

class ErrNoBook(GoError):
    """ErrNoBook is what Catalog.Get returns where there is no such book."""

@_disjoint_base
class Book:
    """A Book is what a Catalog keeps."""
    @_builtins.property
    def title(self) -> _builtins.str: ...
    @title.setter
    def title(self, value: _builtins.str | _os.PathLike[_builtins.str], /) -> None: ...
    @_builtins.property
    def tags(self) -> _builtins.dict[_builtins.str, _builtins.str]: ...
    @tags.setter
    def tags(self, value: _abc.Mapping[_builtins.str, _builtins.str | _os.PathLike[_builtins.str]] | None, /) -> None: ...
    @_builtins.property
    def added(self) -> _datetime.datetime: ...
    @added.setter
    def added(self, value: _datetime.datetime, /) -> None: ...
    @_builtins.property
    def next(self) -> Book | None:
        """Next is the book that was added after this one, if there is one."""
    @next.setter
    def next(self, value: Book | None, /) -> None: ...
    def __init__(self, title: _builtins.str | _os.PathLike[_builtins.str] = '', tags: _abc.Mapping[_builtins.str, _builtins.str | _os.PathLike[_builtins.str]] | None = {}, added: _datetime.datetime = ..., next: Book | None = None) -> None: ...
    @_builtins.classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("title", "tags", "added", "next",)
    def __eq__(self, other: _builtins.object, /) -> _builtins.bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, title: _builtins.str | _os.PathLike[_builtins.str] = ..., tags: _abc.Mapping[_builtins.str, _builtins.str | _os.PathLike[_builtins.str]] | None = ..., added: _datetime.datetime = ..., next: Book | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[_builtins.tuple[_builtins.str, _typing.Any]]: ...
    def _asdict(self) -> _builtins.dict[_builtins.str, _typing.Any]: ...
    @_builtins.property
    def aio(self) -> _hintscase_aio.Book: ...
    def string(self) -> _builtins.str:
        """String gives the title."""

@_disjoint_base
class Hit:
    """A Hit is what Search finds."""
    @_builtins.property
    def book(self) -> Book:
        """Book is always there."""
    @book.setter
    def book(self, value: Book | None, /) -> None: ...
    @_builtins.property
    def score(self) -> float: ...
    @score.setter
    def score(self, value: float, /) -> None: ...
    @_builtins.property
    def words(self) -> _builtins.dict[_builtins.str, _builtins.list[_builtins.int]]:
        """Words has the places of the words that were found."""
    @words.setter
    def words(self, value: _abc.Mapping[_builtins.str, _abc.Iterable[_builtins.int] | _Buffer | None] | None, /) -> None: ...
    def __init__(self, book: Book | None = None, score: float = 0.0, words: _abc.Mapping[_builtins.str, _abc.Iterable[_builtins.int] | _Buffer | None] | None = {}) -> None: ...
    @_builtins.classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("book", "score", "words",)
    def __eq__(self, other: _builtins.object, /) -> _builtins.bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, book: Book | None = ..., score: float = ..., words: _abc.Mapping[_builtins.str, _abc.Iterable[_builtins.int] | _Buffer | None] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[_builtins.tuple[_builtins.str, _typing.Any]]: ...
    def _asdict(self) -> _builtins.dict[_builtins.str, _typing.Any]: ...
    @_builtins.property
    def aio(self) -> _hintscase_aio.Hit: ...

@_typing.runtime_checkable
class Splitter(_typing.Protocol):
    """A Splitter splits text into words."""
    @_builtins.property
    def aio(self) -> _hintscase_aio.Splitter: ...
    def words(self, text: _builtins.str | _os.PathLike[_builtins.str], /) -> _builtins.list[_builtins.str]: ...

class _SplitterLike(_typing.Protocol):
    def words(self, arg0: _builtins.str, /) -> _abc.Iterable[_builtins.str | _os.PathLike[_builtins.str]] | None: ...

@_disjoint_base
class Spaces:
    """Spaces splits at spaces."""
    @_builtins.property
    def fold(self) -> _builtins.bool: ...
    @fold.setter
    def fold(self, value: _builtins.bool, /) -> None: ...
    def __init__(self, fold: _builtins.bool = False) -> None: ...
    @_builtins.classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("fold",)
    def __eq__(self, other: _builtins.object, /) -> _builtins.bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, fold: _builtins.bool = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[_builtins.tuple[_builtins.str, _typing.Any]]: ...
    def _asdict(self) -> _builtins.dict[_builtins.str, _typing.Any]: ...
    @_builtins.property
    def aio(self) -> _hintscase_aio.Spaces: ...
    def words(self, text: _builtins.str | _os.PathLike[_builtins.str]) -> _builtins.list[_builtins.str]:
        """Words implements Splitter."""

@_disjoint_base
class Catalog:
    """A Catalog has books."""
    @_builtins.property
    def name(self) -> _builtins.str:
        """Name is for people."""
    @name.setter
    def name(self, value: _builtins.str | _os.PathLike[_builtins.str], /) -> None: ...
    def __init__(self, name: _builtins.str | _os.PathLike[_builtins.str], *opts: _abc.Callable[..., _typing.NoReturn] | None, with_splitter: _SplitterLike | _abc.Callable[[_builtins.str], _abc.Iterable[_builtins.str | _os.PathLike[_builtins.str]] | None] | None = None, on_add: _abc.Callable[[Book], _builtins.object] | None = None) -> None: ...
    @_builtins.classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name",)
    def __eq__(self, other: _builtins.object, /) -> _builtins.bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __replace__(self, /, *, name: _builtins.str | _os.PathLike[_builtins.str] = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[_builtins.tuple[_builtins.str, _typing.Any]]: ...
    def _asdict(self) -> _builtins.dict[_builtins.str, _typing.Any]: ...
    @_builtins.property
    def aio(self) -> _hintscase_aio.Catalog: ...
    def add(self, title: _builtins.str | _os.PathLike[_builtins.str], *tags: _builtins.str | _os.PathLike[_builtins.str]) -> _builtins.int:
        """Add adds a book, and gives it a number."""
    def with_(self, title: _builtins.str | _os.PathLike[_builtins.str]) -> _typing.Self:
        """With adds a book and is chained."""
    def get(self, number: _builtins.int) -> Book:
        """Get returns a book.

        Raises ErrNoBook.
        """
    def lookup(self, number: _builtins.int) -> Book | None:
        """Lookup returns a book and whether there is one."""
    def all(self) -> _abc.Iterator[_builtins.tuple[_builtins.int, Book]]:
        """All goes over the books in the order of their numbers."""
    def search(self, word: _builtins.str | _os.PathLike[_builtins.str], *, timeout: _datetime.timedelta | float | None = None) -> _builtins.list[Hit]:
        """Search finds books."""
    def best(self, word: _builtins.str | _os.PathLike[_builtins.str], *, timeout: _datetime.timedelta | float | None = None) -> Hit | None:
        """Best is the first Hit, if there is one."""
    def export(self) -> _typing.BinaryIO:
        """Export gives all titles, one a line."""
    def save(self, w: _SupportsWrite[_builtins.bytes] | None) -> None:
        """Save writes the catalog as JSON."""
    def __iter__(self) -> _abc.Iterator[_builtins.tuple[_builtins.int, Book]]: ...

@_disjoint_base
class Shelf:
    """Shelf is chained, too."""
    def __init__(self) -> None: ...
    @_builtins.classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: _builtins.object, /) -> _builtins.bool: ...
    def __hash__(self) -> _builtins.int: ...
    def __copy__(self) -> _typing.Self: ...
    def __replace__(self, /) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[_builtins.tuple[_builtins.str, _typing.Any]]: ...
    def _asdict(self) -> _builtins.dict[_builtins.str, _typing.Any]: ...
    @_builtins.property
    def aio(self) -> _hintscase_aio.Shelf: ...
    def put(self, title: _builtins.str | _os.PathLike[_builtins.str]) -> _typing.Self:
        """Put puts a title on it."""
    def limit(self, n: _builtins.int) -> _typing.Self:
        """Limit sets how many there are."""
    def titles(self) -> _builtins.list[_builtins.str]:
        """Titles gives what it has."""

@_disjoint_base
class Row:
    """A Row has a field for each of Python's builtin types."""
    @_builtins.property
    def int(self) -> _builtins.int: ...
    @int.setter
    def int(self, value: _builtins.int, /) -> None: ...
    @_builtins.property
    def str(self) -> _builtins.str: ...
    @str.setter
    def str(self, value: _builtins.str | _os.PathLike[_builtins.str], /) -> None: ...
    @_builtins.property
    def float(self) -> _builtins.float: ...
    @float.setter
    def float(self, value: _builtins.float, /) -> None: ...
    @_builtins.property
    def bool(self) -> _builtins.bool: ...
    @bool.setter
    def bool(self, value: _builtins.bool, /) -> None: ...
    @_builtins.property
    def bytes(self) -> _builtins.bytes: ...
    @bytes.setter
    def bytes(self, value: _Buffer | None, /) -> None: ...
    @_builtins.property
    def list(self) -> _builtins.list[_builtins.int]: ...
    @list.setter
    def list(self, value: _abc.Iterable[_builtins.int] | _Buffer | None, /) -> None: ...
    @_builtins.property
    def dict(self) -> _builtins.dict[_builtins.str, _builtins.int]: ...
    @dict.setter
    def dict(self, value: _abc.Mapping[_builtins.str, _builtins.int] | None, /) -> None: ...
    @_builtins.property
    def set(self) -> _builtins.set[_builtins.str]: ...
    @set.setter
    def set(self, value: _abc.Set[_builtins.str | _os.PathLike[_builtins.str]] | None, /) -> None: ...
    @_builtins.property
    def tuple(self) -> _builtins.list[_builtins.int]: ...
    @tuple.setter
    def tuple(self, value: _abc.Iterable[_builtins.int], /) -> None: ...
    @_builtins.property
    def object(self) -> _typing.Any: ...
    @object.setter
    def object(self, value: _builtins.object, /) -> None: ...
    @_builtins.property
    def type(self) -> _builtins.str: ...
    @type.setter
    def type(self, value: _builtins.str | _os.PathLike[_builtins.str], /) -> None: ...
    @_builtins.property
    def property(self) -> _builtins.str: ...
    @property.setter
    def property(self, value: _builtins.str | _os.PathLike[_builtins.str], /) -> None: ...
    @_builtins.property
    def complex(self) -> _builtins.complex: ...
    @complex.setter
    def complex(self, value: _builtins.complex, /) -> None: ...
    @_builtins.property
    def builtins(self) -> _builtins.str: ...
    @builtins.setter
    def builtins(self, value: _builtins.str | _os.PathLike[_builtins.str], /) -> None: ...
    @_builtins.property
    def typing(self) -> _builtins.str: ...
    @typing.setter
    def typing(self, value: _builtins.str | _os.PathLike[_builtins.str], /) -> None: ...
    def __init__(self, int: _builtins.int = 0, str: _builtins.str | _os.PathLike[_builtins.str] = '', float: _builtins.float = 0.0, bool: _builtins.bool = False, bytes: _Buffer | None = b'', list: _abc.Iterable[_builtins.int] | _Buffer | None = [], dict: _abc.Mapping[_builtins.str, _builtins.int] | None = {}, set: _abc.Set[_builtins.str | _os.PathLike[_builtins.str]] | None = ..., tuple: _abc.Iterable[_builtins.int] = ..., object: _builtins.object = None, type: _builtins.str | _os.PathLike[_builtins.str] = '', property: _builtins.str | _os.PathLike[_builtins.str] = '', complex: _builtins.complex = 0j, builtins: _builtins.str | _os.PathLike[_builtins.str] = '', typing: _builtins.str | _os.PathLike[_builtins.str] = '') -> None: ...
    @_builtins.classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("int", "str", "float", "bool", "bytes", "list", "dict", "set", "tuple", "object", "type", "property", "complex", "builtins", "typing",)
    def __eq__(self, other: _builtins.object, /) -> _builtins.bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, int: _builtins.int = ..., str: _builtins.str | _os.PathLike[_builtins.str] = ..., float: _builtins.float = ..., bool: _builtins.bool = ..., bytes: _Buffer | None = ..., list: _abc.Iterable[_builtins.int] | _Buffer | None = ..., dict: _abc.Mapping[_builtins.str, _builtins.int] | None = ..., set: _abc.Set[_builtins.str | _os.PathLike[_builtins.str]] | None = ..., tuple: _abc.Iterable[_builtins.int] = ..., object: _builtins.object = ..., type: _builtins.str | _os.PathLike[_builtins.str] = ..., property: _builtins.str | _os.PathLike[_builtins.str] = ..., complex: _builtins.complex = ..., builtins: _builtins.str | _os.PathLike[_builtins.str] = ..., typing: _builtins.str | _os.PathLike[_builtins.str] = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[_builtins.tuple[_builtins.str, _typing.Any]]: ...
    def _asdict(self) -> _builtins.dict[_builtins.str, _typing.Any]: ...
    @_builtins.property
    def aio(self) -> _hintscase_aio.Row: ...
    def classmethod(self) -> _builtins.int:
        """Classmethod is called as a decorator is."""
    def staticmethod(self) -> _builtins.list[_builtins.str]:
        """Staticmethod too."""
    def overload(self) -> _builtins.dict[_builtins.str, _builtins.int]:
        """Overload too."""
    def exception(self) -> None:
        """Exception gives an error as a value."""
    def range(self, list: _abc.Iterable[_builtins.int] | _Buffer | None, dict: _abc.Mapping[_builtins.str, _builtins.int] | None) -> _builtins.tuple[_builtins.int, _builtins.str]:
        """Range and Frozenset take what they are called."""
    def frozenset(self) -> _builtins.set[_builtins.str]:
        """Frozenset is a set."""

@_disjoint_base
class Rows:
    """Rows has methods alone, named as builtins."""
    def __init__(self, n: _builtins.int) -> None: ...
    @_builtins.classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: _builtins.object, /) -> _builtins.bool: ...
    def __hash__(self) -> _builtins.int: ...
    def __copy__(self) -> _typing.Self: ...
    def __replace__(self, /) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[_builtins.tuple[_builtins.str, _typing.Any]]: ...
    def _asdict(self) -> _builtins.dict[_builtins.str, _typing.Any]: ...
    @_builtins.property
    def aio(self) -> _hintscase_aio.Rows: ...
    def int(self, at: _builtins.int) -> _builtins.int:
        """Int is of a row."""
    def str(self, at: _builtins.int) -> _builtins.str:
        """Str is of a row."""
    def list(self) -> _builtins.list[Row]:
        """List gives all."""
    def dict(self) -> _builtins.dict[_builtins.str, Row]:
        """Dict gives all by their text."""
    def bool(self) -> _builtins.bool:
        """Bool says whether there is a row."""
    def bytes(self) -> _builtins.bytes:
        """Bytes gives the texts."""
    def object(self, value: _builtins.object) -> _typing.Any:
        """Object is anything."""
    def type(self) -> _builtins.tuple[_builtins.str, _builtins.bool]:
        """Type has a type in its name."""
    def property(self) -> _builtins.tuple[_builtins.int, _builtins.str]:
        """Property is a pair."""
    def each(self) -> _abc.Iterator[_builtins.tuple[_builtins.int, Row]]:
        """Each goes over the rows."""
    def __iter__(self) -> _abc.Iterator[_builtins.tuple[_builtins.int, Row]]: ...

@_disjoint_base
class Source:
    """A Source gives readers."""
    @_builtins.property
    def size(self) -> _builtins.int: ...
    @size.setter
    def size(self, value: _builtins.int, /) -> None: ...
    def __init__(self, size: _builtins.int = 0) -> None: ...
    @_builtins.classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("size",)
    def __eq__(self, other: _builtins.object, /) -> _builtins.bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, size: _builtins.int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[_builtins.tuple[_builtins.str, _typing.Any]]: ...
    def _asdict(self) -> _builtins.dict[_builtins.str, _typing.Any]: ...
    @_builtins.property
    def aio(self) -> _hintscase_aio.Source: ...
    def reader(self) -> Reader:
        """Reader gives one."""
    def readers(self, first: Reader | None) -> _builtins.list[Reader]:
        """Readers gives some."""

class Level(_enum.IntEnum):
    """Level has methods that its values have in Python for themselves."""
    LOW = 0
    HIGH = 1
    def value_(self) -> _builtins.int:
        """Value is the number, twice."""
    def name_(self) -> _builtins.str:
        """Name is a name."""
    def real(self) -> _builtins.str:  # type: ignore[override, unused-ignore]  # ty: ignore
        """Real is no attribute here."""
    def conjugate(self, with_: _builtins.str | _os.PathLike[_builtins.str]) -> _builtins.str:  # type: ignore[override, unused-ignore]  # ty: ignore
        """Conjugate takes an argument."""

class Mode(_enum.StrEnum):
    """Mode is text with methods of a str."""
    FAST = 'fast'
    SLOW = 'slow'
    def value_(self) -> _builtins.int:
        """Value is the length."""
    def split(self) -> _builtins.list[Mode]:  # type: ignore[override, unused-ignore]  # ty: ignore
        """Split has no arguments."""

class Word(_builtins.str):
    """A Word is text with methods of a str."""
    def split(self) -> _builtins.list[_builtins.str]:  # type: ignore[override, unused-ignore]  # ty: ignore
        """Split has no arguments."""
    def upper(self) -> _builtins.str:
        """Upper is as the one of str."""
    def count(self) -> _builtins.int:  # type: ignore[override, unused-ignore]  # ty: ignore
        """Count counts all."""
    def index(self, at: _builtins.int) -> _builtins.str:  # type: ignore[override, unused-ignore]  # ty: ignore
        """Index takes a number."""
    def str(self) -> _builtins.str:
        """Str is the text."""

class Amount(float):
    """An Amount is a number with methods of a float."""
    def hex(self) -> _builtins.int:  # type: ignore[override, unused-ignore]  # ty: ignore
        """Hex has another result."""
    def is_integer(self) -> _builtins.bool:
        """IsInteger is as the one of float."""
    def imag(self) -> float:  # type: ignore[override, unused-ignore]  # ty: ignore
        """Imag is a method."""

@_disjoint_base
class Values:
    """A Values is a box with methods of what it is over."""
    def __init__(self, value: _abc.Mapping[_builtins.str, _builtins.int] | None, /) -> None: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: _builtins.object, /) -> _builtins.bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __len__(self) -> _builtins.int: ...
    def __iter__(self) -> _abc.Iterator[_builtins.str]: ...
    def __contains__(self, x: _builtins.object, /) -> _builtins.bool: ...
    def __getitem__(self, key: _builtins.str, /) -> _builtins.int: ...
    def values(self) -> _abc.ValuesView[_builtins.int]: ...
    def items(self) -> _abc.ItemsView[_builtins.str, _builtins.int]: ...
    @_builtins.property
    def aio(self) -> _hintscase_aio.Values: ...
    def keys(self) -> _builtins.list[_builtins.str]:
        """Keys is a list."""
    def get(self, key: _builtins.str | _os.PathLike[_builtins.str]) -> _builtins.int | None:
        """Get has no default."""

@_disjoint_base
class AttributeError:
    """AttributeError is what Python raises for names that are missing."""
    @_builtins.property
    def attribute(self) -> _builtins.str: ...
    @attribute.setter
    def attribute(self, value: _builtins.str | _os.PathLike[_builtins.str], /) -> None: ...
    def __init__(self, attribute: _builtins.str | _os.PathLike[_builtins.str] = '') -> None: ...
    @_builtins.classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("attribute",)
    def __eq__(self, other: _builtins.object, /) -> _builtins.bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, attribute: _builtins.str | _os.PathLike[_builtins.str] = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[_builtins.tuple[_builtins.str, _typing.Any]]: ...
    def _asdict(self) -> _builtins.dict[_builtins.str, _typing.Any]: ...
    @_builtins.property
    def aio(self) -> _hintscase_aio.AttributeError: ...

@_typing.runtime_checkable
class Reader(_typing.Protocol):
    """reader is not exported, so its class is called as the method of Source that gives it."""
    @_builtins.property
    def aio(self) -> _hintscase_aio.Reader: ...
    def next(self) -> _builtins.int:
        """Next is what is left."""

def with_splitter(s: _SplitterLike | _abc.Callable[[_builtins.str], _abc.Iterable[_builtins.str | _os.PathLike[_builtins.str]] | None] | None) -> _abc.Callable[..., _typing.NoReturn]:
    """WithSplitter sets how titles are split."""

def on_add(f: _abc.Callable[[Book], _builtins.object] | None = None) -> _abc.Callable[..., _typing.NoReturn]:
    """OnAdd is called for each book that is added."""

def new_catalog(name: _builtins.str | _os.PathLike[_builtins.str], *opts: _abc.Callable[..., _typing.NoReturn] | None, with_splitter: _SplitterLike | _abc.Callable[[_builtins.str], _abc.Iterable[_builtins.str | _os.PathLike[_builtins.str]] | None] | None = None, on_add: _abc.Callable[[Book], _builtins.object] | None = None) -> Catalog:
    """NewCatalog makes an empty Catalog."""

def read(r: _SupportsRead[_builtins.bytes] | _Buffer | None, *opts: _abc.Callable[..., _typing.NoReturn] | None, with_splitter: _SplitterLike | _abc.Callable[[_builtins.str], _abc.Iterable[_builtins.str | _os.PathLike[_builtins.str]] | None] | None = None, on_add: _abc.Callable[[Book], _builtins.object] | None = None) -> Catalog:
    """Read makes a Catalog of lines."""

def new_shelf() -> Shelf:
    """NewShelf makes one."""

def new_rows(n: _builtins.int) -> Rows:
    """NewRows makes some."""

def int(text: _builtins.str | _os.PathLike[_builtins.str]) -> _builtins.int:
    """Int, Str, List, Dict, Bool, Bytes, Property, Type and Builtins are functions."""

def str(n: _builtins.int) -> _builtins.str:
    """Str is one of the functions."""

def list(n: _builtins.int) -> _builtins.list[_builtins.int]:
    """List is one of the functions."""

def dict(rows: _abc.Iterable[Row | None] | None) -> _builtins.dict[_builtins.str, Row]:
    """Dict is one of the functions."""

def bool(n: _builtins.int) -> _builtins.bool:
    """Bool is one of the functions."""

def bytes(text: _builtins.str | _os.PathLike[_builtins.str]) -> _builtins.bytes:
    """Bytes is one of the functions."""

def property(r: Row | None) -> Row | None:
    """Property is one of the functions."""

def type(value: _builtins.object) -> _builtins.str:
    """Type is one of the functions."""

def object() -> _typing.Any:
    """Object is one of the functions."""

def builtins() -> _builtins.list[_builtins.str]:
    """Builtins is the name of a module."""

def typing() -> _builtins.bool:
    """Typing is another."""

def classmethod(f: _abc.Callable[[_builtins.int], _builtins.str | _os.PathLike[_builtins.str]] | None) -> _builtins.str:
    """Classmethod is a decorator in Python."""

def hintscase() -> _builtins.int:
    """Hintscase is called as the package."""
