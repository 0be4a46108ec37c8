# pyright: reportOverlappingOverload=false
"""Package anycase has values of any type in every place where a value can stand."""

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import enum as _enum
import ipaddress as _ipaddress
import os as _os
import typing as _typing
import anycase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["COLOR_BLUE", "COLOR_RED", "Coded", "Color", "Date", "ErrKnown", "Level", "Limits", "Names", "Person", "Point", "Pointer", "Problem", "Settings", "Shape", "Unnamed_result", "Walker", "addr", "addresses", "apply", "area", "array", "call", "chan", "count", "drain", "each", "equal", "execute", "extend", "failure", "field", "fill", "global_", "globals", "hold", "is_known", "json", "keep", "kept", "keyed", "keys", "later", "make", "map", "new_person", "optional", "origin", "parse", "parse_to", "prefix", "reflect", "repeat", "reveal", "row", "same", "secret", "seq", "set", "set_name", "show", "slice", "squares", "stored", "tags", "to_json", "tolerant", "type_of", "types", "unnamed", "unnamed_any", "unwrap", "value", "walk_any", "what"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from anycase import aio as aio, batch as batch, polars as polars

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

def to_json(value: object, /) -> _typing.Any: ...

COLOR_RED: _typing.Final[Color]
COLOR_BLUE: _typing.Final[Color]
repeat: _abc.Callable[[str | _os.PathLike[str], int], str]
global_: _typing.Any
globals: dict[str, _typing.Any]

class ErrKnown(GoError):
    """ErrKnown is a variable."""

@_disjoint_base
class Point:
    """A Point is passed by value."""
    @property
    def x(self) -> float: ...
    @x.setter
    def x(self, value: float, /) -> None: ...
    @property
    def y(self) -> float: ...
    @y.setter
    def y(self, value: float, /) -> None: ...
    def __init__(self, x: float = 0.0, y: float = 0.0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "y",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, x: float = ..., y: float = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> anycase.aio.Point: ...

@_disjoint_base
class Person:
    """A Person is passed by pointer."""
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def age(self) -> int: ...
    @age.setter
    def age(self, value: int, /) -> None: ...
    @property
    def tags(self) -> list[str]: ...
    @tags.setter
    def tags(self, value: _abc.Iterable[str | _os.PathLike[str]] | None, /) -> None: ...
    @property
    def more(self) -> dict[str, _typing.Any]: ...
    @more.setter
    def more(self, value: _abc.Mapping[str, object] | None, /) -> None: ...
    @property
    def any(self) -> _typing.Any: ...
    @any.setter
    def any(self, value: object, /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str]) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name", "age", "tags", "more", "any",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ..., age: int = ..., tags: _abc.Iterable[str | _os.PathLike[str]] | None = ..., more: _abc.Mapping[str, object] | None = ..., any: object = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> anycase.aio.Person: ...
    def greet(self, word: str | _os.PathLike[str]) -> str:
        """Greet is for templates."""

class Level(int):
    """A Level is a number."""
    def double(self) -> Level:
        """Double is twice the level."""

class Color(_enum.StrEnum):
    """A Color is an enum."""
    RED = 'red'
    BLUE = 'blue'

@_disjoint_base
class Names(_abc.Sequence[str]):
    """Names is a box."""
    def __init__(self, value: _abc.Iterable[str | _os.PathLike[str]] | None, /) -> None: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[str]: ...
    def __contains__(self, x: object, /) -> bool: ...
    @_typing.overload
    def __getitem__(self, index: int, /) -> str: ...
    @_typing.overload
    def __getitem__(self, index: _builtins.slice, /) -> list[str]: ...
    @property
    def aio(self) -> anycase.aio.Names: ...
    def __reversed__(self) -> _abc.Iterator[str]: ...
    def index(self, value: object, start: int = 0, stop: int = ..., /) -> int: ...
    def count(self, value: object, /) -> int: ...

@_typing.runtime_checkable
class Shape(_typing.Protocol):
    """A Shape has an area."""
    @property
    def aio(self) -> anycase.aio.Shape: ...
    def area(self) -> float: ...

class _ShapeLike(_typing.Protocol):
    def area(self) -> float: ...

class Problem(GoError):
    """A Problem is an error of a type."""
    @property
    def code(self) -> int: ...
    @code.setter
    def code(self, value: int, /) -> None: ...
    def __init__(self, code: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("code",)
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    def error(self) -> str: ...

@_typing.runtime_checkable
class Coded(_typing.Protocol):
    """A Coded is an interface of errors."""
    @property
    def aio(self) -> anycase.aio.Coded: ...
    def error(self) -> str: ...
    def number(self) -> int: ...

class _CodedLike(_typing.Protocol):
    def error(self) -> str | _os.PathLike[str]: ...
    def number(self) -> int: ...

@_disjoint_base
class Unnamed_result:
    @property
    def width(self) -> int: ...
    @width.setter
    def width(self, value: int, /) -> None: ...
    def __init__(self, width: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("width",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, width: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> anycase.aio.Unnamed_result: ...

@_disjoint_base
class Date:
    """A Date is a value, though it is decoded by its pointer."""
    @property
    def year(self) -> int: ...
    @year.setter
    def year(self, value: int, /) -> None: ...
    @property
    def month(self) -> int: ...
    @month.setter
    def month(self, value: int, /) -> None: ...
    def __init__(self, year: int = 0, month: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("year", "month",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, year: int = ..., month: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> anycase.aio.Date: ...
    def string(self) -> str:
        """String is its text."""
    def unmarshal_text(self, text: _Buffer | None) -> None:
        """UnmarshalText reads it."""

@_disjoint_base
class Settings:
    """Settings has tags, and no method: decoders write to it."""
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def size(self) -> int: ...
    @size.setter
    def size(self, value: int, /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str] = '', size: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name", "size",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ..., size: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> anycase.aio.Settings: ...

@_disjoint_base
class Limits:
    """Limits has none."""
    @property
    def low(self) -> int: ...
    @low.setter
    def low(self, value: int, /) -> None: ...
    @property
    def high(self) -> int: ...
    @high.setter
    def high(self, value: int, /) -> None: ...
    def __init__(self, low: int = 0, high: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("low", "high",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, low: int = ..., high: int = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> anycase.aio.Limits: ...

@_typing.runtime_checkable
class Walker(_typing.Protocol):
    """A Walker is implemented in Python."""
    @property
    def aio(self) -> anycase.aio.Walker: ...
    def walk(self, steps: int, /) -> str: ...
    def rest(self) -> None: ...

class _WalkerLike(_typing.Protocol):
    def rest(self) -> object: ...
    def walk(self, arg0: int, /) -> str | _os.PathLike[str]: ...

def same(v: object) -> _typing.Any:
    """Same returns what it gets."""

def type_of(v: object) -> str:
    """TypeOf is the Go type of a value."""

def show(v: object) -> str:
    """Show is a value as fmt prints it."""

def types(*values: object) -> list[str]:
    """Types are those of its arguments."""

def json(v: object) -> str:
    """JSON encodes by reflection."""

def parse(text: str | _os.PathLike[str]) -> _typing.Any:
    """Parse decodes to whatever there is."""

def new_person(name: str | _os.PathLike[str]) -> Person:
    """NewPerson makes one."""

def set_name(v: object, name: str | _os.PathLike[str]) -> bool:
    """SetName changes a person."""

def squares(n: float) -> _typing.Any:
    """Squares are Shapes of a type that is not exported."""

def secret(n: int) -> _typing.Any:
    """Secret is of a type that is not exported, and has no methods."""

def reveal(v: object) -> int:
    """Reveal takes a secret back."""

def area(v: object) -> float:
    """Area takes a Shape out of an any."""

def make(what: str | _os.PathLike[str]) -> _typing.Any:
    """Make makes a value by the name of its kind."""

def drain(v: object) -> str:
    """Drain reads what can be read."""

def fill(v: object, text: str | _os.PathLike[str]) -> tuple[bool, bool]:
    """Fill writes to what can be written to, and says whether that seeks."""

def stored(v: object) -> str:
    """Stored is the Go type of a driver.Value."""

def value(v: object) -> _typing.Any:
    """Value is a driver.Value."""

def what(w: object, list: _abc.Iterable[object] | None) -> tuple[_typing.Any, list[_typing.Any]]:
    """What takes one."""

def slice(v: _abc.Iterable[object] | None) -> list[_typing.Any]:
    """Slice, Map, Array and Keyed are of any."""

def map(v: _abc.Mapping[str, object] | None) -> dict[str, _typing.Any]: ...

def array(v: _abc.Iterable[object]) -> list[_typing.Any]: ...

def keyed(v: _abc.Mapping[_typing.Any, int] | None) -> dict[_typing.Any, int]: ...

def set(v: _abc.Set[object] | None) -> _builtins.set[_typing.Any]: ...

def optional(v: object | None) -> _typing.Any | None: ...

def keys(v: _abc.Mapping[_typing.Any, object] | None) -> list[str]:
    """Keys lists the keys of a map with their types."""

def each(values: _abc.Iterable[object] | None, f: _abc.Callable[[int, _typing.Any], object] | None) -> list[_typing.Any]:
    """Each calls a function with each value."""

def seq(*values: object) -> _abc.Iterator[_typing.Any]:
    """Seq gives values."""

def chan(*values: object) -> _abc.Iterator[_typing.Any]:
    """Chan gives values."""

def count(values: _abc.Iterable[object]) -> int:
    """Count counts what it gets."""

def call(f: object, *args: object) -> _typing.Any:
    """Call calls what it holds."""

def execute(text: str | _os.PathLike[str], data: object, funcs: _abc.Mapping[str, object] | None) -> str:
    """Execute fills in a template."""

def tags(v: object) -> list[str]:
    """Tags are the tags of the fields of a struct, or of what points to one."""

def later(f: object, *, timeout: _datetime.timedelta | float | None = None) -> _typing.Any:
    """Later calls back from another goroutine."""

def equal(a: object, b: object) -> bool:
    """Equal is Go's == of two."""

def unwrap(v: object) -> str:
    """Unwrap is the text of an error."""

def failure(what: str | _os.PathLike[str]) -> _typing.Any:
    """Failure is an error by its kind."""

def is_known(v: object) -> bool:
    """IsKnown asks errors.Is."""

def keep(*values: object) -> None:
    """Keep and Kept hold values between calls."""

def kept() -> list[_typing.Any]: ...

def parse_to(text: str | _os.PathLike[str], to: object) -> None:
    """ParseTo decodes to what a pointer leads to."""

def row(p: object) -> int:
    """Row takes a pointer to a slice, as some do."""

def reflect(v: object) -> _typing.Any:
    """Reflect returns what it gets."""

def field(v: object, i: int) -> _typing.Any:
    """Field is a field of a struct by its number."""

def apply(f: _abc.Callable[[_typing.Any], object] | None, v: object) -> _typing.Any:
    """Apply calls a function by reflection."""

def hold() -> _typing.Any:
    """Hold gives what can't be an any."""

def extend(to: object, *values: object) -> None:
    """Extend appends to what a pointer leads to; it insists on one."""

def tolerant(v: object) -> int:
    """Tolerant takes lists itself."""

def addr(text: str | _os.PathLike[str]) -> _ipaddress.IPv4Address | _ipaddress.IPv6Address | None:
    """Addr and Prefix name types that Python has too."""

def prefix(text: str | _os.PathLike[str]) -> _ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | None: ...

def addresses() -> list[_typing.Any]:
    """Addresses gives some as any."""

def unnamed() -> Unnamed_result:
    """Unnamed has a class by its place."""

def unnamed_any() -> list[_typing.Any]:
    """UnnamedAny is such a value, one of another type, and an empty one."""

def origin() -> Point:
    """Origin is a point, by value."""

def walk_any(v: object, steps: int) -> tuple[str, bool]:
    """WalkAny asserts what an any holds."""
