"""Package shapescase has types of the shapes that no other case has."""

import collections.abc as _abc
import os as _os
import typing as _typing
import shapescase.aio as _shapescase_aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["Builder", "Cell", "Config", "Config_By", "Config_Server", "Config_Server_TLS", "Config_Users", "DEBUG", "Defaults", "Dir", "GoError", "INFO", "Label", "Log_l", "Matrix", "Measure_s", "Named", "OFF", "ON", "Option", "Order", "Page", "Pair", "PanicError", "Pointer", "Rows", "Rows_item", "Shape", "Sink", "Sum256", "Swap_p", "Switch", "Tag", "Tree", "Writer", "Zeroed", "area_of", "array_at", "arrays", "at", "big", "board", "boxed", "builders", "channels", "copy", "count", "create", "defaults", "down", "first", "grow", "join", "level_name", "little", "local", "log", "longest", "measure", "name_of", "new_matrix", "new_sink", "new_text", "numbers", "open", "pairs", "paths", "pointer_to", "run", "seen", "send", "signals", "split", "sum", "sum_of", "sums", "swap", "tallies", "unit", "with_count", "with_text", "x_of"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from shapescase import aio as aio

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

DEBUG: _typing.Final[int]
INFO: _typing.Final[int]
defaults: Defaults
ON: Switch
OFF: Switch
little: Order | None
big: Order | None

@_disjoint_base
class Config:
    """A Config has a struct that has no name."""
    @property
    def server(self) -> Config_Server: ...
    @server.setter
    def server(self, value: Config_Server | dict[str, _typing.Any], /) -> None: ...
    @property
    def users(self) -> list[Config_Users]: ...
    @users.setter
    def users(self, value: _abc.Iterable[Config_Users | dict[str, _typing.Any]] | None, /) -> None: ...
    @property
    def done(self) -> _abc.Iterator[None]: ...
    @done.setter
    def done(self, value: _abc.Iterable[None], /) -> None: ...
    @property
    def by(self) -> dict[str, Config_By]: ...
    @by.setter
    def by(self, value: _abc.Mapping[str, Config_By | dict[str, _typing.Any]] | None, /) -> None: ...
    def __new__(cls, server: Config_Server | dict[str, _typing.Any] = ..., users: _abc.Iterable[Config_Users | dict[str, _typing.Any]] | None = ..., done: _abc.Iterable[None] = ..., by: _abc.Mapping[str, Config_By | dict[str, _typing.Any]] | None = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("server", "users", "done", "by",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Config: ...
    def address(self) -> str:
        """Address is text."""

@_disjoint_base
class Defaults:
    @property
    def retries(self) -> int: ...
    @retries.setter
    def retries(self, value: int, /) -> None: ...
    @property
    def limit(self) -> float: ...
    @limit.setter
    def limit(self, value: float, /) -> None: ...
    def __new__(cls, retries: int = ..., limit: float = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("retries", "limit",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Defaults: ...

@_disjoint_base
class Swap_p:
    @property
    def a(self) -> int: ...
    @a.setter
    def a(self, value: int, /) -> None: ...
    @property
    def b(self) -> int: ...
    @b.setter
    def b(self, value: int, /) -> None: ...
    def __new__(cls, a: int = ..., b: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("a", "b",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Swap_p: ...

@_disjoint_base
class Rows_item:
    @property
    def x(self) -> int: ...
    @x.setter
    def x(self, value: int, /) -> None: ...
    @property
    def y(self) -> int: ...
    @y.setter
    def y(self, value: int, /) -> None: ...
    def __new__(cls, x: int = ..., y: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "y",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Rows_item: ...

@_disjoint_base
class Rows:
    """Rows are unnamed in a named type."""
    def __new__(cls, value: _abc.Iterable[Rows_item | dict[str, _typing.Any]] | None, /) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[Rows_item]: ...
    def __contains__(self, x: object, /) -> bool: ...
    def __getitem__(self, key: int, /) -> Rows_item: ...
    @property
    def aio(self) -> _shapescase_aio.Rows: ...
    def total(self) -> int:
        """Total is the sum."""

@_typing.runtime_checkable
class Measure_s(_typing.Protocol):
    @property
    def aio(self) -> _shapescase_aio.Measure_s: ...
    def area(self) -> float: ...

class _Measure_sLike(_typing.Protocol):
    def area(self) -> float: ...

@_typing.runtime_checkable
class Log_l(_typing.Protocol):
    @property
    def aio(self) -> _shapescase_aio.Log_l: ...
    def printf(self, arg0: str | _os.PathLike[str], /, *arg1: object) -> None: ...

class _Log_lLike(_typing.Protocol):
    def printf(self, arg0: str, /, *args: _typing.Any) -> object: ...

@_disjoint_base
class Label:
    """A Label has a field and a method with the name of the package."""
    @property
    def shapescase(self) -> str: ...
    @shapescase.setter
    def shapescase(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def at(self) -> Cell: ...
    @at.setter
    def at(self, value: Cell | dict[str, _typing.Any], /) -> None: ...
    def __new__(cls, shapescase: str | _os.PathLike[str] = ..., at: Cell | dict[str, _typing.Any] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("shapescase", "at",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Label: ...

@_disjoint_base
class Tag:
    """A Tag has a method of that name."""
    @property
    def text(self) -> str: ...
    @text.setter
    def text(self, value: str | _os.PathLike[str], /) -> None: ...
    def __new__(cls, text: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("text",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Tag: ...
    def shapescase(self) -> Label:
        """Shapescase returns a Label."""

@_disjoint_base
class Tree:
    """A Tree contains itself."""
    def __new__(cls, value: _abc.Iterable[Tree] | None, /) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[Tree]: ...
    def __contains__(self, x: object, /) -> bool: ...
    def __getitem__(self, key: int, /) -> Tree: ...
    @property
    def aio(self) -> _shapescase_aio.Tree: ...
    def depth(self) -> int:
        """Depth is how deep it is."""

@_disjoint_base
class Dir:
    """A Dir is a map of itself."""
    def __new__(cls, value: _abc.Mapping[str, Dir] | None, /) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[str]: ...
    def __contains__(self, x: object, /) -> bool: ...
    def __getitem__(self, key: str, /) -> Dir: ...
    def keys(self) -> _abc.KeysView[str]: ...
    def values(self) -> _abc.ValuesView[Dir]: ...
    def items(self) -> _abc.ItemsView[str, Dir]: ...
    @property
    def aio(self) -> _shapescase_aio.Dir: ...

@_disjoint_base
class Sink:
    """A Sink is sent to."""
    @property
    def in_(self) -> _abc.Callable[[str | _os.PathLike[str]], None] | None: ...
    @in_.setter
    def in_(self, value: _abc.Callable[[str], object] | None, /) -> None: ...
    def __new__(cls) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("in_",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Sink: ...
    def close(self) -> list[str]:
        """Close closes the channel and returns what came."""

@_disjoint_base
class Cell:
    """A Cell is a key."""
    @property
    def x(self) -> int: ...
    @x.setter
    def x(self, value: int, /) -> None: ...
    @property
    def y(self) -> int: ...
    @y.setter
    def y(self, value: int, /) -> None: ...
    def __new__(cls, x: int = ..., y: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "y",)
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> _shapescase_aio.Cell: ...
    def name(self) -> str:
        """Name is one."""

@_disjoint_base
class Sum256:
    """A Sum256 is a key."""
    def __new__(cls, value: _Buffer, /) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[int]: ...
    def __contains__(self, x: object, /) -> bool: ...
    def __getitem__(self, key: int, /) -> int: ...
    @property
    def aio(self) -> _shapescase_aio.Sum256: ...

@_disjoint_base
class Pair:
    """A Pair is a key too."""
    def __new__(cls, value: _abc.Iterable[int], /) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[int]: ...
    def __contains__(self, x: object, /) -> bool: ...
    def __getitem__(self, key: int, /) -> int: ...
    @property
    def aio(self) -> _shapescase_aio.Pair: ...

@_typing.runtime_checkable
class Named(_typing.Protocol):
    """A Named is an interface."""
    @property
    def aio(self) -> _shapescase_aio.Named: ...
    def name(self) -> str: ...

class _NamedLike(_typing.Protocol):
    def name(self) -> str | _os.PathLike[str]: ...

@_disjoint_base
class Switch:
    """A Switch is a bool with a method."""
    def __new__(cls, value: bool, /) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> _shapescase_aio.Switch: ...
    def flip(self) -> Switch:
        """Flip is a method."""

@_typing.runtime_checkable
class Builder(_typing.Protocol):
    """builder has no name that others know."""
    @property
    def count(self) -> int: ...
    @count.setter
    def count(self, value: int, /) -> None: ...
    @property
    def at(self) -> Cell: ...
    @at.setter
    def at(self, value: Cell | dict[str, _typing.Any], /) -> None: ...
    @property
    def aio(self) -> _shapescase_aio.Builder: ...
    def add(self, *parts: str | _os.PathLike[str]) -> Builder:
        """Add returns the builder."""
    def join(self, o: Builder | None, n: int, /) -> Builder:
        """Join takes another."""
    def inner(self) -> Builder | None:
        """Inner may be nil."""
    def string(self) -> str:
        """String is the text."""
    def each(self, f: _abc.Callable[[Builder, str], bool] | None, /) -> None:
        """Each calls back."""

@_typing.runtime_checkable
class Order(_typing.Protocol):
    """order has a value receiver."""
    @property
    def aio(self) -> _shapescase_aio.Order: ...
    def uint16(self, b: _Buffer | None, /) -> int:
        """Uint16 reads two bytes."""

@_typing.runtime_checkable
class Option(_typing.Protocol):
    """option is a func type."""
    @property
    def aio(self) -> _shapescase_aio.Option: ...

@_disjoint_base
class Page:
    """A Page has one for a field."""
    @property
    def head(self) -> Builder | None: ...
    @head.setter
    def head(self, value: Builder | None, /) -> None: ...
    @property
    def order(self) -> Order | None: ...
    @order.setter
    def order(self, value: Order | None, /) -> None: ...
    @property
    def level(self) -> int: ...
    @level.setter
    def level(self, value: int, /) -> None: ...
    def __new__(cls, head: Builder | None = ..., order: Order | None = ..., level: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("head", "order", "level",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Page: ...

@_typing.runtime_checkable
class Shape(_typing.Protocol):
    """shape is an interface."""
    @property
    def aio(self) -> _shapescase_aio.Shape: ...
    def area(self) -> float: ...

@_disjoint_base
class Matrix:
    """A Matrix has a constructor with parameters, and a useful zero value."""
    def __new__(cls, rows: int, cols: int) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> _shapescase_aio.Matrix: ...
    def size(self) -> int:
        """Size is rows times columns."""
    def grow(self, cols: int) -> None:
        """Grow appends a row of zeros."""

@_disjoint_base
class Writer:
    """A Writer is of no use unless Open or Create has made it.

    Instances come from open() and create().
    """
    def __new__(cls) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    @property
    def aio(self) -> _shapescase_aio.Writer: ...
    def write(self, text: str | _os.PathLike[str]) -> int:
        """Write appends."""

@_disjoint_base
class Zeroed:
    """A Zeroed has a method that has the name."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    def __new__(cls, n: int = ...) -> _typing.Self: ...
    @classmethod
    def zero_(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Zeroed: ...
    def zero(self) -> int:
        """Zero is the method."""

@_disjoint_base
class Config_Server:
    @property
    def host(self) -> str: ...
    @host.setter
    def host(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def port(self) -> int: ...
    @port.setter
    def port(self, value: int, /) -> None: ...
    @property
    def tls(self) -> Config_Server_TLS | None: ...
    @tls.setter
    def tls(self, value: Config_Server_TLS | None, /) -> None: ...
    def __new__(cls, host: str | _os.PathLike[str] = ..., port: int = ..., tls: Config_Server_TLS | None = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("host", "port", "tls",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Config_Server: ...

@_disjoint_base
class Config_Users:
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def age(self) -> int: ...
    @age.setter
    def age(self, value: int, /) -> None: ...
    def __new__(cls, name: str | _os.PathLike[str] = ..., age: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name", "age",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Config_Users: ...

@_disjoint_base
class Config_By:
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    def __new__(cls, n: int = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Config_By: ...

@_disjoint_base
class Config_Server_TLS:
    @property
    def cert(self) -> str: ...
    @cert.setter
    def cert(self, value: str | _os.PathLike[str], /) -> None: ...
    def __new__(cls, cert: str | _os.PathLike[str] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("cert",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> _shapescase_aio.Config_Server_TLS: ...

def tallies(all: _abc.Iterable[_abc.Mapping[str, int] | None] | None, ask: _abc.Callable[[dict[str, int], list[int]], int] | None) -> list[dict[str, int]]:
    """Tallies doubles them."""

def swap(p: Swap_p | dict[str, _typing.Any]) -> Swap_p:
    """Swap takes and returns one."""

def measure(s: _Measure_sLike | _abc.Callable[[], float] | None) -> float:
    """Measure takes an interface without a name."""

def log(l: _Log_lLike | _abc.Callable[..., object] | None, text: str | _os.PathLike[str]) -> None:
    """Log writes to an interface without a name, whose method takes text."""

def boxed(n: float) -> Measure_s:
    """Box is an interface without a name."""

def signals(n: int) -> _abc.Iterator[None]:
    """Signals sends nothing."""

def count(c: _abc.Iterable[None]) -> int:
    """Count counts signals."""

def grow(depth: int) -> Tree:
    """Grow makes a tree of a depth."""

def paths(d: Dir | _abc.Mapping[str, Dir] | None) -> list[str]:
    """Paths are all paths."""

def run(s: _abc.Callable[[int], _abc.Callable[..., _typing.Any] | None] | None) -> int:
    """Run goes through states until there is none."""

def down(n: int) -> _abc.Callable[[int], _abc.Callable[..., _typing.Any] | None] | None:
    """Down counts down."""

def sum(in_: _abc.Iterable[int]) -> int:
    """Sum receives all."""

def first(in_: _abc.Iterable[str | _os.PathLike[str]]) -> str:
    """First receives one of both."""

def join(words: _abc.Iterable[str | _os.PathLike[str]]) -> str:
    """Join receives all."""

def split(text: str | _os.PathLike[str]) -> _abc.Iterator[str]:
    """Split sends words."""

def send(n: int, out: _abc.Callable[[int], object] | None) -> None:
    """Send sends numbers, and closes."""

def new_sink() -> Sink:
    """NewSink makes one."""

def channels(all: _abc.Iterable[_abc.Iterable[int]] | None) -> int:
    """Channels takes several."""

def board(n: int) -> dict[Cell, str]:
    """Board has cells by place."""

def at(b: _abc.Mapping[Cell, str | _os.PathLike[str]] | None, x: int, y: int) -> str:
    """At looks a cell up."""

def arrays() -> dict[tuple[int, ...], list[list[int]]]:
    """Arrays have arrays for keys."""

def array_at(m: _abc.Mapping[tuple[int, ...], str | _os.PathLike[str]] | None, a: int, b: int) -> str:
    """ArrayAt looks one up."""

def seen(cells: _abc.Iterable[Cell | dict[str, _typing.Any]] | None) -> set[Cell]:
    """Seen is a set of cells."""

def sums() -> dict[Sum256, int]:
    """Sums have boxes for keys."""

def pairs() -> dict[Pair, int]:
    """Pairs have boxes of numbers for keys."""

def sum_of(m: _abc.Mapping[Sum256, int] | None, k: Sum256 | _Buffer) -> int:
    """SumOf looks one up."""

def pointer_to(n: int) -> Cell | None:
    """PointerTo is a pointer to a pointer."""

def x_of(p: Cell | None) -> int:
    """XOf looks through it."""

def numbers(a: _abc.Iterable[int] | _Buffer | None, m: _abc.Mapping[str, int] | None) -> int:
    """Numbers is through pointers to slices and maps."""

def name_of(n: _NamedLike | _abc.Callable[[], str | _os.PathLike[str]] | None) -> str:
    """NameOf looks through a pointer."""

def new_text(first: str | _os.PathLike[str]) -> Builder:
    """NewText makes one."""

def level_name(l: int) -> tuple[str, int]:
    """LevelName takes and returns plain values."""

def with_count(n: int) -> Option:
    """WithCount makes one."""

def with_text(text: str | _os.PathLike[str], *options: Option | None) -> Builder:
    """WithText takes options."""

def builders(n: int) -> list[Builder]:
    """Texts are several."""

def longest(all: _abc.Iterable[Builder | None] | None, by_name: _abc.Mapping[str, Builder | None] | None) -> Builder | None:
    """Longest is of several."""

def unit() -> Shape:
    """Unit is one."""

def area_of(s: Shape | None) -> float:
    """AreaOf takes one."""

def local() -> _typing.Any:
    """Local returns what is declared in a function."""

def new_matrix(rows: int, cols: int) -> Matrix:
    """NewMatrix makes one."""

def open(name: str | _os.PathLike[str]) -> Writer:
    """Open makes a Writer."""

def create() -> Writer:
    """Create makes one too."""

def copy(w: Writer | None) -> Writer | None:
    """Copy returns another one."""
