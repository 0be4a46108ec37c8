"""Package foreigncase names types of other modules."""

import collections.abc as _abc
import decimal as _decimal
import fractions as _fractions
import ipaddress as _ipaddress
import os as _os
import re as _re
import typing as _typing
import uuid as _uuid
import zoneinfo as _zoneinfo
import foreigncase.aio
import foreigncase.big
import foreigncase.color
import foreigncase.fs
import foreigncase.html_template
import foreigncase.http
import foreigncase.image
import foreigncase.mail
import foreigncase.net
import foreigncase.regexp
import foreigncase.sync
import foreigncase.template
import foreigncase.time
import foreigncase.tree
import foreigncase.tree_html_template
import foreigncase.url
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_uint32: _typing.TypeAlias = int  # 0 to 4294967295, else OverflowError

__all__ = ["Forest", "GoError", "PanicError", "Pointer", "UUID", "abbreviation", "address", "apply", "build", "by_name", "by_value", "depth", "doubled", "each", "favourite", "first", "half", "host", "hosts", "inverted", "is_loopback", "joined", "matches", "mean", "month", "named", "parse_uuid", "picture", "sealed", "shortest", "status", "templates", "unseal", "version", "visitors", "walk"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from foreigncase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None
    value: _typing.Any
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
    def mu(self) -> foreigncase.sync.Mutex: ...
    @mu.setter
    def mu(self, value: foreigncase.sync.Mutex | dict[str, _typing.Any], /) -> None: ...
    @property
    def mode(self) -> foreigncase.fs.FileMode: ...
    @mode.setter
    def mode(self, value: foreigncase.fs.FileMode | _uint32, /) -> None: ...
    def __new__(cls, main: foreigncase.tree.Node | None = ..., other: foreigncase.tree.Node | dict[str, _typing.Any] = ..., look: foreigncase.tree._VisitorLike | _abc.Callable[[foreigncase.tree.Node], bool] | None = ..., all: _abc.Iterable[foreigncase.tree.Node | None] | None = ..., mu: foreigncase.sync.Mutex | dict[str, _typing.Any] = ..., mode: foreigncase.fs.FileMode | _uint32 = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("main", "other", "look", "all", "mu", "mode",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> foreigncase.aio.Forest: ...
    def visit(self, n: foreigncase.tree.Node | None) -> bool:
        """Visit makes a Forest a Visitor."""

@_disjoint_base
class UUID:
    """A UUID has the shape of those of many modules."""
    def __new__(cls, value: _Buffer, /) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[int]: ...
    def __contains__(self, x: object, /) -> bool: ...
    def __getitem__(self, key: int, /) -> int: ...
    @property
    def aio(self) -> foreigncase.aio.UUID: ...
    def string(self) -> str:
        """String is the usual text."""

def build(*names: str | _os.PathLike[str]) -> foreigncase.tree.Node:
    """Build makes a tree."""

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

def each(n: foreigncase.tree.Node | None) -> _abc.Iterator[foreigncase.tree.Node]:
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

def templates(text: foreigncase.template.Template | None, html: foreigncase.html_template.Template | None, own: foreigncase.tree_html_template.Template | None) -> str:
    """Templates are of three packages with one name."""

def status(h: foreigncase.http._HandlerLike | _abc.Callable[[foreigncase.http._ResponseWriterLike, foreigncase.http.Request], object] | None, path: str | _os.PathLike[str]) -> tuple[int, str]:
    """Status answers a request without a server."""

def month(m: foreigncase.time.Month | int) -> foreigncase.time.Month:
    """Month takes an enum of the standard library."""

def host(u: foreigncase.url.URL | str | None) -> str:
    """Host takes a URL, and its text."""

def matches(r: foreigncase.regexp.Regexp | str | _re.Pattern[str] | None, s: str | _os.PathLike[str]) -> bool:
    """Matches takes a regular expression, and its pattern."""

def abbreviation(zone: foreigncase.time.Location | str | _zoneinfo.ZoneInfo | None) -> str:
    """Abbreviation takes a time zone, and its name."""

def half(r: foreigncase.big.Rat | str | int | _decimal.Decimal | _fractions.Fraction | None) -> foreigncase.big.Rat:
    """Half takes a fraction."""

def shortest(f: foreigncase.big.Float | str | int | _decimal.Decimal | _fractions.Fraction | None) -> str:
    """Shortest is the text of a large float."""

def is_loopback(ip: foreigncase.net.IP | str | _ipaddress.IPv4Address | _ipaddress.IPv6Address | _Buffer | None) -> bool:
    """IsLoopback takes an address of the older kind."""

def hosts(all: _abc.Iterable[foreigncase.url.URL | str | None] | None, by_name: _abc.Mapping[str, foreigncase.url.URL | str | dict[str, _typing.Any]] | None) -> list[str]:
    """Hosts takes many."""

def parse_uuid(s: str | _os.PathLike[str]) -> UUID:
    """ParseUUID reads it."""

def version(u: UUID | str | _uuid.UUID | _Buffer) -> int:
    """Version takes a UUID, Python's too."""

def address(a: foreigncase.mail.Address | str | None) -> str:
    """Address takes one of a mail."""
