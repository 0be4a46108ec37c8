# pyright: reportOverlappingOverload=false
"""Package absentcase has names of all kinds that can't be bound, beside such that are."""

import collections.abc as _abc
import enum as _enum
import typing as _typing
import absentcase.aio
import absentcase.inner
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["Color", "EDNS0NSID", "EDNS0_NSID", "GREEN", "LOW", "Level", "Point", "RED", "Stack", "Whole", "http_url", "new_point", "other"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from absentcase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

LOW: _typing.Final[Level]
RED: _typing.Final[Color]
GREEN: _typing.Final[Color]
EDNS0NSID: _typing.Final[int]

@_disjoint_base
class Point:
    """A Point lacks some of what it has in Go."""
    @property
    def x(self) -> int: ...
    @x.setter
    def x(self, value: int, /) -> None: ...
    def __init__(self, x: int) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __replace__(self, /, *, x: int = ...) -> _typing.Self: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> absentcase.aio.Point: ...
    def move(self, by: int) -> int:
        """Move is bound."""
    def distance_to(self, q: Point | dict[str, _typing.Any]) -> int:
        """DistanceTo is bound under another spelling."""

@_disjoint_base
class Whole:
    """A Whole lacks nothing."""
    @property
    def x(self) -> int: ...
    @x.setter
    def x(self, value: int, /) -> None: ...
    def __init__(self, x: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __replace__(self, /, *, x: int = ...) -> _typing.Self: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> absentcase.aio.Whole: ...
    def move(self, by: int) -> int:
        """Move is bound."""

class Level(int):
    """A Level is a number."""
    def double(self) -> Level:
        """Double is bound."""

class Color(_enum.IntEnum):
    """A Color is an enum."""
    RED = 0
    GREEN = 1

@_disjoint_base
class Stack(_abc.Sequence[int]):
    """A Stack is a box."""
    def __init__(self, value: _abc.Iterable[int] | _Buffer | None, /) -> None: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[int]: ...
    def __contains__(self, x: object, /) -> bool: ...
    @_typing.overload
    def __getitem__(self, index: int, /) -> int: ...
    @_typing.overload
    def __getitem__(self, index: slice, /) -> list[int]: ...
    @property
    def aio(self) -> absentcase.aio.Stack: ...
    def push(self, n: int) -> None:
        """Push is bound."""
    def __reversed__(self) -> _abc.Iterator[int]: ...
    def index(self, value: object, start: int = 0, stop: int = ..., /) -> int: ...
    def count(self, value: object, /) -> int: ...

@_disjoint_base
class EDNS0_NSID:
    """An EDNS0_NSID keeps its name."""
    @property
    def code(self) -> int: ...
    @code.setter
    def code(self, value: int, /) -> None: ...
    def __init__(self, code: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("code",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __replace__(self, /, *, code: int = ...) -> _typing.Self: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> absentcase.aio.EDNS0_NSID: ...

def new_point(x: int) -> Point:
    """NewPoint is bound under another spelling."""

def other() -> absentcase.inner.Thing:
    """Other needs a type of a package that is not bound."""

def http_url() -> int:
    """Http_URL is bound under another spelling."""
