# pyright: reportPrivateUsage=false, reportOverlappingOverload=false
"""Package foreigncase names types of other modules."""

import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import fractions as _fractions
import ipaddress as _ipaddress
import os as _os
import re as _re
import typing as _typing
import uuid as _uuid
import foreigncase.aio
import foreigncase.color
import foreigncase.fs
import foreigncase.html_template
import foreigncase.http
import foreigncase.image
import foreigncase.mail
import foreigncase.net
import foreigncase.regexp
import foreigncase.shape
import foreigncase.template
import foreigncase.time
import foreigncase.tree
import foreigncase.tree_html_template
import foreigncase.url
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_Item_co = _typing.TypeVar("_Item_co", covariant=True)
class _Stream(_abc.Iterator[_Item_co], _typing.Protocol[_Item_co]):
    def close(self) -> None: ...
    def __enter__(self) -> _typing.Self: ...
    def __exit__(self, *args: object) -> None: ...

_uint32: _typing.TypeAlias = int  # 0 to 4294967295, else OverflowError

__all__ = ["Forest", "Plan", "Pointer", "Row", "UUID", "abbreviation", "address", "anything", "apply", "build", "by_name", "by_value", "contains", "deposit", "depth", "doubled", "dynamic", "each", "favourite", "fill", "first", "form", "fractions", "full", "grow", "half", "halves", "host", "hosts", "inverted", "is_loopback", "joined", "marked_name", "matches", "mean", "month", "named", "networks", "newer", "next", "nulls", "odd", "parse_uuid", "picture", "raised", "sealed", "shortest", "status", "strip", "sum", "templates", "thick", "token", "unseal", "uuids", "vendor", "version", "visitors", "walk", "zone", "zone_name", "zones"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from foreigncase import aio as aio, batch as batch, polars as polars

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

favourite: foreigncase.tree.Node

@_disjoint_base
class Forest:
    """A Forest has fields of them."""
    @property
    def main(self) -> foreigncase.tree.Node | None: ...
    @main.setter
    def main(self, value: foreigncase.tree.Node | None, /) -> None: ...
    @property
    def other(self) -> foreigncase.tree.Node: ...
    @other.setter
    def other(self, value: foreigncase.tree.Node | dict[str, _typing.Any], /) -> None: ...
    @property
    def look(self) -> foreigncase.tree.Visitor | None: ...
    @look.setter
    def look(self, value: foreigncase.tree._VisitorLike | _abc.Callable[[foreigncase.tree.Node], bool] | None, /) -> None: ...
    @property
    def all(self) -> list[foreigncase.tree.Node]: ...
    @all.setter
    def all(self, value: _abc.Iterable[foreigncase.tree.Node | None] | None, /) -> None: ...
    @property
    def mode(self) -> foreigncase.fs.FileMode: ...
    @mode.setter
    def mode(self, value: foreigncase.fs.FileMode | _uint32, /) -> None: ...
    def __init__(self, main: foreigncase.tree.Node | None = None, other: foreigncase.tree.Node | dict[str, _typing.Any] = ..., look: foreigncase.tree._VisitorLike | _abc.Callable[[foreigncase.tree.Node], bool] | None = None, all: _abc.Iterable[foreigncase.tree.Node | None] | None = [], mode: foreigncase.fs.FileMode | _uint32 = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("main", "other", "look", "all", "mode",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, main: foreigncase.tree.Node | None = ..., other: foreigncase.tree.Node | dict[str, _typing.Any] = ..., look: foreigncase.tree._VisitorLike | _abc.Callable[[foreigncase.tree.Node], bool] | None = ..., all: _abc.Iterable[foreigncase.tree.Node | None] | None = ..., mode: foreigncase.fs.FileMode | _uint32 = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> foreigncase.aio.Forest: ...
    def visit(self, n: foreigncase.tree.Node | None) -> bool:
        """Visit makes a Forest a Visitor."""

@_disjoint_base
class UUID(_abc.Sequence[int]):
    """A UUID has the shape of those of many modules."""
    def __init__(self, value: _Buffer, /) -> None: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> _typing.Self: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[int]: ...
    def __contains__(self, x: object, /) -> bool: ...
    @_typing.overload
    def __getitem__(self, index: int, /) -> int: ...
    @_typing.overload
    def __getitem__(self, index: slice, /) -> bytes: ...
    @property
    def aio(self) -> foreigncase.aio.UUID: ...
    def string(self) -> str:
        """String is the usual text."""
    def __reversed__(self) -> _abc.Iterator[int]: ...
    def index(self, value: object, start: int = 0, stop: int = ..., /) -> int: ...
    def count(self, value: object, /) -> int: ...

@_disjoint_base
class Row:
    """A Row has what may be missing."""
    @property
    def id(self) -> _uuid.UUID: ...
    @id.setter
    def id(self, value: _uuid.UUID | str | bytes, /) -> None: ...
    @property
    def name(self) -> str | None: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str] | None, /) -> None: ...
    @property
    def age(self) -> int | None: ...
    @age.setter
    def age(self, value: int | None, /) -> None: ...
    @property
    def seen(self) -> _datetime.datetime | None: ...
    @seen.setter
    def seen(self, value: _datetime.datetime | None, /) -> None: ...
    @property
    def note(self) -> str | None: ...
    @note.setter
    def note(self, value: str | _os.PathLike[str] | None, /) -> None: ...
    @property
    def price(self) -> _decimal.Decimal: ...
    @price.setter
    def price(self, value: _decimal.Decimal | int | str, /) -> None: ...
    @property
    def part(self) -> _fractions.Fraction: ...
    @part.setter
    def part(self, value: _fractions.Fraction | _decimal.Decimal | int | str | None, /) -> None: ...
    @property
    def where(self) -> _datetime.tzinfo | None: ...
    @where.setter
    def where(self, value: _datetime.tzinfo | str | None, /) -> None: ...
    @property
    def from_(self) -> _ipaddress.IPv4Address | _ipaddress.IPv6Address | None: ...
    @from_.setter
    def from_(self, value: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None, /) -> None: ...
    @property
    def hits(self) -> int: ...
    @hits.setter
    def hits(self, value: int, /) -> None: ...
    @property
    def open(self) -> bool: ...
    @open.setter
    def open(self, value: bool, /) -> None: ...
    @property
    def last(self) -> _typing.Any: ...
    @last.setter
    def last(self, value: object, /) -> None: ...
    @property
    def current(self) -> foreigncase.tree.Node | None: ...
    @current.setter
    def current(self, value: foreigncase.tree.Node | None, /) -> None: ...
    def __init__(self, id: _uuid.UUID | str | bytes = ..., name: str | _os.PathLike[str] | None = None, age: int | None = None, seen: _datetime.datetime | None = None, note: str | _os.PathLike[str] | None = None, price: _decimal.Decimal | int | str = ..., part: _fractions.Fraction | _decimal.Decimal | int | str | None = None, where: _datetime.tzinfo | str | None = ..., from_: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None = None, hits: int = 0, open: bool = False, last: object = None, current: foreigncase.tree.Node | None = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("id", "name", "age", "seen", "note", "price", "part", "where", "from_", "hits", "open", "last", "current",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __replace__(self, /, *, id: _uuid.UUID | str | bytes = ..., name: str | _os.PathLike[str] | None = ..., age: int | None = ..., seen: _datetime.datetime | None = ..., note: str | _os.PathLike[str] | None = ..., price: _decimal.Decimal | int | str = ..., part: _fractions.Fraction | _decimal.Decimal | int | str | None = ..., where: _datetime.tzinfo | str | None = ..., from_: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None = ..., hits: int = ..., open: bool = ..., last: object = ..., current: foreigncase.tree.Node | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> foreigncase.aio.Row: ...
    def hit(self, n: int) -> None:
        """Hit counts with Go's atomics."""

@_disjoint_base
class Plan:
    """A Plan has values alone."""
    @property
    def id(self) -> _uuid.UUID: ...
    @id.setter
    def id(self, value: _uuid.UUID | str | bytes, /) -> None: ...
    @property
    def name(self) -> str | None: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str] | None, /) -> None: ...
    @property
    def price(self) -> _decimal.Decimal: ...
    @price.setter
    def price(self, value: _decimal.Decimal | int | str, /) -> None: ...
    @property
    def part(self) -> _fractions.Fraction | None: ...
    @part.setter
    def part(self, value: _fractions.Fraction | _decimal.Decimal | int | str | None, /) -> None: ...
    @property
    def size(self) -> _decimal.Decimal | None: ...
    @size.setter
    def size(self, value: _decimal.Decimal | float | str | None, /) -> None: ...
    @property
    def where(self) -> _datetime.tzinfo | None: ...
    @where.setter
    def where(self, value: _datetime.tzinfo | str | None, /) -> None: ...
    @property
    def from_(self) -> _ipaddress.IPv4Address | _ipaddress.IPv6Address | None: ...
    @from_.setter
    def from_(self, value: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None, /) -> None: ...
    @property
    def in_(self) -> _ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | None: ...
    @in_.setter
    def in_(self, value: _ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | str | bytes | None, /) -> None: ...
    @property
    def zones(self) -> dict[str, _datetime.tzinfo | None]: ...
    @zones.setter
    def zones(self, value: _abc.Mapping[str, _datetime.tzinfo | str | None] | None, /) -> None: ...
    def __init__(self, id: _uuid.UUID | str | bytes = ..., name: str | _os.PathLike[str] | None = None, price: _decimal.Decimal | int | str = ..., part: _fractions.Fraction | _decimal.Decimal | int | str | None = None, size: _decimal.Decimal | float | str | None = None, where: _datetime.tzinfo | str | None = ..., from_: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None = None, in_: _ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | str | bytes | None = None, zones: _abc.Mapping[str, _datetime.tzinfo | str | None] | None = {}) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("id", "name", "price", "part", "size", "where", "from_", "in_", "zones",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, id: _uuid.UUID | str | bytes = ..., name: str | _os.PathLike[str] | None = ..., price: _decimal.Decimal | int | str = ..., part: _fractions.Fraction | _decimal.Decimal | int | str | None = ..., size: _decimal.Decimal | float | str | None = ..., where: _datetime.tzinfo | str | None = ..., from_: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None = ..., in_: _ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | str | bytes | None = ..., zones: _abc.Mapping[str, _datetime.tzinfo | str | None] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> foreigncase.aio.Plan: ...

def build(*names: str | _os.PathLike[str]) -> foreigncase.tree.Node:
    """Build makes a tree."""

def strip(b: foreigncase.tree.Bark | None, *all: foreigncase.tree.Bark | dict[str, _typing.Any]) -> tuple[foreigncase.tree.Roughness, list[foreigncase.tree.Bark]]:
    """Strip takes the bark off: what stands under an alias of the tree's, under its own name in the end."""

def fill(into: object) -> bool:
    """Fill fills a tree.Bark."""

def thick(mm: int) -> _abc.Callable[..., _typing.NoReturn] | None:
    """Thick is an option."""

def grow(*options: _abc.Callable[..., _typing.NoReturn] | None) -> int:
    """Grow takes options."""

def depth(n: foreigncase.tree.Node | None) -> int:
    """Depth takes one."""

def by_value(n: foreigncase.tree.Node | dict[str, _typing.Any]) -> str:
    """ByValue takes a copy."""

def named(k: foreigncase.tree.Kind | int) -> foreigncase.tree.Kind:
    """Named takes an enum."""

def walk(n: foreigncase.tree.Node | None, v: foreigncase.tree._VisitorLike | _abc.Callable[[foreigncase.tree.Node], bool] | None) -> int:
    """Walk visits all nodes."""

def visitors() -> list[foreigncase.tree.Visitor | None]:
    """Visitors are of several kinds."""

def sealed(text: str | _os.PathLike[str]) -> foreigncase.tree.Sealed | None:
    """Sealed returns an interface with a method that is not exported."""

def unseal(s: foreigncase.tree.Sealed | None) -> str:
    """Unseal takes it."""

def by_name(*nodes: foreigncase.tree.Node | None) -> dict[str, foreigncase.tree.Node]:
    """ByName is a dict of them."""

def each(n: foreigncase.tree.Node | None) -> _Stream[foreigncase.tree.Node]:
    """Each is an iterator."""

def apply(n: foreigncase.tree.Node | None, f: _abc.Callable[[foreigncase.tree.Node], foreigncase.tree.Node | None] | None) -> foreigncase.tree.Node | None:
    """Apply calls a function."""

def joined(n: foreigncase.tree.Names | _abc.Iterable[str | _os.PathLike[str]] | None) -> str:
    """Joined takes a list with methods."""

def doubled(n: foreigncase.tree.Names | _abc.Iterable[str | _os.PathLike[str]] | None) -> foreigncase.tree.Names:
    """Doubled returns one."""

def first(t: foreigncase.tree.Table | _abc.Mapping[str, _abc.Iterable[str | _os.PathLike[str]] | None] | None, key: str | _os.PathLike[str]) -> str:
    """First takes a map with methods."""

def picture(w: int, h: int, c: foreigncase.color._ColorLike | _abc.Callable[[], tuple[_uint32, _uint32, _uint32, _uint32]] | None) -> foreigncase.image.NRGBA:
    """Picture makes an image."""

def mean(img: foreigncase.image._ImageLike | None) -> float:
    """Mean is the mean of red."""

def inverted(img: foreigncase.image._ImageLike | None) -> foreigncase.image.Image:
    """Inverted is an image that nobody has named."""

def templates(text: foreigncase.template.Template | None = None, html: foreigncase.html_template.Template | None = None, own: foreigncase.tree_html_template.Template | None = None) -> str:
    """Templates are of three packages with one name."""

def status(h: foreigncase.http._HandlerLike | _abc.Callable[[foreigncase.http.ResponseWriter, foreigncase.http.Request], object] | None, path: str | _os.PathLike[str]) -> tuple[int, str]:
    """Status answers a request without a server."""

def month(m: foreigncase.time.Month | int) -> foreigncase.time.Month:
    """Month takes an enum of the standard library."""

def host(u: foreigncase.url.URL | str | None = None) -> str:
    """Host takes a URL, and its text."""

def matches(r: foreigncase.regexp.Regexp | str | _re.Pattern[str] | None, s: str | _os.PathLike[str]) -> bool:
    """Matches takes a regular expression, and its pattern."""

def abbreviation(zone: _datetime.tzinfo | str | None) -> str:
    """Abbreviation takes a time zone, and its name."""

def half(r: _fractions.Fraction | _decimal.Decimal | int | str) -> _fractions.Fraction:
    """Half takes a fraction."""

def shortest(f: _decimal.Decimal | float | str) -> str:
    """Shortest is the text of a large float."""

def is_loopback(ip: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None) -> bool:
    """IsLoopback takes an address of the older kind."""

def hosts(all: _abc.Iterable[foreigncase.url.URL | str | None] | None, by_name: _abc.Mapping[str, foreigncase.url.URL | str | dict[str, _typing.Any]] | None = None) -> list[str]:
    """Hosts takes many."""

def parse_uuid(s: str | _os.PathLike[str]) -> UUID:
    """ParseUUID reads it."""

def version(u: UUID | str | _uuid.UUID | _Buffer) -> int:
    """Version takes a UUID, Python's too."""

def address(a: foreigncase.mail.Address | str | None) -> str:
    """Address takes one of a mail."""

def halves(r: _fractions.Fraction | _decimal.Decimal | int | str, f: _decimal.Decimal | float | str) -> tuple[_fractions.Fraction, _decimal.Decimal, _fractions.Fraction]:
    """Halves are of each kind of number."""

def fractions(all: _abc.Iterable[_fractions.Fraction | _decimal.Decimal | int | str] | None, by: _abc.Mapping[str, _fractions.Fraction | _decimal.Decimal | int | str] | None) -> tuple[list[_fractions.Fraction], dict[str, _fractions.Fraction]]:
    """Fractions are a list."""

def next(ip: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None = None) -> _ipaddress.IPv4Address | _ipaddress.IPv6Address | None:
    """Next is the address after one."""

def newer(ip: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None) -> _ipaddress.IPv4Address | _ipaddress.IPv6Address | None:
    """Newer is the same address of the newer kind."""

def vendor(mac: foreigncase.net.HardwareAddr | str | _Buffer | None) -> foreigncase.net.HardwareAddr:
    """Vendor is the first half of a hardware address."""

def form(ip: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None) -> int:
    """Form is how many bytes Go has of an address."""

def contains(n: _ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | str | bytes | None, ip: _ipaddress.IPv4Address | _ipaddress.IPv6Address | str | bytes | None) -> tuple[bool, _ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | None, str]:
    """Contains asks a network; it is returned with the mask as Go writes it."""

def networks(all: _abc.Iterable[_ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | str | bytes | None] | None) -> list[_ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | None]:
    """Networks are values."""

def odd() -> list[_ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | None]:
    """Odd are networks that Python has not."""

def zone(zone: _datetime.tzinfo | str | None) -> _datetime.tzinfo | None:
    """Zone returns what it is given."""

def zone_name(zone: _datetime.tzinfo | str | None) -> tuple[str, int]:
    """ZoneName is what Go calls it, and its offset at a time."""

def zones() -> list[_datetime.tzinfo | None]:
    """Zones are those of Go."""

def raised(u: _uuid.UUID | str | bytes) -> _uuid.UUID:
    """Raised changes a UUID of another module."""

def uuids(all: _abc.Mapping[_uuid.UUID, _uuid.UUID | str | bytes | None] | None) -> dict[_uuid.UUID, _uuid.UUID | None]:
    """UUIDs are keys."""

def token(t: foreigncase.shape.Token | str | _uuid.UUID | _Buffer) -> foreigncase.shape.Token:
    """Token has 16 bytes and is no UUID."""

def sum(*all: _decimal.Decimal | int | str) -> _decimal.Decimal:
    """Sum is a decimal of another module."""

def deposit(a: foreigncase.shape.Account | None, d: _decimal.Decimal | int | str) -> _decimal.Decimal:
    """Deposit takes a class that has methods to change it."""

def full() -> Row:
    """Full is a row with all of it."""

def nulls(name: str | _os.PathLike[str] | None, ages: _abc.Iterable[int | None] | None, at: _datetime.datetime | None) -> tuple[str | None, list[int | None], _datetime.datetime | None]:
    """Nulls are parameters and results."""

def anything(which: int) -> _typing.Any:
    """Anything is what an any holds of them."""

def marked_name(m: foreigncase.shape.Marked | None) -> str:
    """MarkedName is the name of one."""

def dynamic(v: object) -> str:
    """Dynamic is the type that Go sees."""
