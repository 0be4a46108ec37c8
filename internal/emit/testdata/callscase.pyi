"""Package callscase has functions with all sorts of parameters."""

import collections.abc as _abc
import datetime as _datetime
import os as _os
import typing as _typing
import callscase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_uint8: _typing.TypeAlias = int  # 0 to 255, else OverflowError

__all__ = ["Command", "TWICE", "begin", "begun", "blank", "bounded", "deadline", "divide", "find", "joined", "keywords", "locked", "new_command", "noop", "pair", "raw", "snake_case", "spin", "split", "sum", "taken", "three", "twice", "unnamed", "wait"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from callscase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


@_disjoint_base
class Command:
    """A Command keeps the context that it was made with."""
    def __init__(self, name: str | _os.PathLike[str], *, timeout: _datetime.timedelta | float | None = None) -> None: ...
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
    def aio(self) -> callscase.aio.Command: ...
    def run(self) -> None:
        """Run waits for the end of the context, if it has a deadline."""

def noop() -> None: ...

def three(a: int, b: int, c: int) -> int: ...

def split(text: str | _os.PathLike[str], /, sep: str | _os.PathLike[str] = ' ', *, limit: int = -1, marks: _abc.Iterable[str | _os.PathLike[str]] | None = ['.', ',']) -> list[str]: ...

def joined(sep: str | _os.PathLike[str], *parts: str | _os.PathLike[str]) -> str: ...

def sum(first: int = 1, *rest: int, scale: int = 2) -> int: ...

def blank(arg0: int, arg1: str | _os.PathLike[str]) -> None: ...

def unnamed(arg0: int, arg1: str | _os.PathLike[str]) -> int: ...

def keywords(from_: int, import_: int, class_: str | _os.PathLike[str]) -> int: ...

def wait(d: _datetime.timedelta | float, *, timeout: _datetime.timedelta | float | None = None) -> None:
    """Wait waits."""

def deadline(*, timeout: _datetime.timedelta | float | None = None) -> float | None: ...

def new_command(name: str | _os.PathLike[str], *, timeout: _datetime.timedelta | float | None = None) -> Command:
    """NewCommand returns one that has not run."""

def begin(*, timeout: _datetime.timedelta | float | None = None) -> None:
    """Begin keeps the context, and returns nothing that says so."""

def begun() -> None:
    """Begun is the state of that context."""

def taken(timeout: int, *, timeout_: _datetime.timedelta | float | None = None) -> int: ...

def find(s: str | _os.PathLike[str]) -> int | None: ...

def pair() -> tuple[int, str]: ...

def divide(a: int, b: int) -> tuple[int, int] | None: ...

def bounded(a: int, b: int) -> int:
    """Bounded does nothing that could block, Locked may."""

def locked() -> int: ...

def spin(n: int) -> int:
    """Spin works for a while without a call that Python could see."""

def snake_case(ids: _abc.Iterable[int] | _Buffer | None, user_id: str | _os.PathLike[str]) -> int: ...

def twice(a: int) -> int: ...

def TWICE(a: int) -> int:
    """TWICE clashes with Twice in Python."""

def raw(out: _Buffer | None, *more: _uint8) -> bytes: ...
