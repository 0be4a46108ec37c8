"""Package deepcase has values that may be of any depth."""

import collections.abc as _abc
import os as _os
import typing as _typing
import builtins
import deepcase.aio
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["Chain", "GoError", "Knot", "Node", "PanicError", "Part", "Piece", "apply", "call_with_itself", "collect", "count", "deepest", "depth", "elsewhere", "from_", "from_itself", "keep", "keep_each", "keep_knot", "kept", "kept_knot", "made_knot", "new_chain", "object", "panic_itself", "same", "tree"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from deepcase import aio as aio

class GoError(Exception):
    results: tuple[builtins.object, ...] | None
    value: _typing.Any
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


@_disjoint_base
class Knot:
    """A Knot refers to Python objects."""
    @property
    def each(self) -> _abc.Callable[[int], int] | None: ...
    @each.setter
    def each(self, value: _abc.Callable[[int], int] | None, /) -> None: ...
    @property
    def other(self) -> _abc.Callable[[], Knot | None] | None: ...
    @other.setter
    def other(self, value: _abc.Callable[[], Knot | None] | None, /) -> None: ...
    @property
    def any(self) -> _typing.Any: ...
    @any.setter
    def any(self, value: _typing.Any, /) -> None: ...
    @property
    def text(self) -> str: ...
    @text.setter
    def text(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def in_(self) -> Part: ...
    @in_.setter
    def in_(self, value: Part | dict[str, _typing.Any], /) -> None: ...
    @property
    def knots(self) -> list[Knot]: ...
    @knots.setter
    def knots(self, value: _abc.Iterable[Knot | dict[str, _typing.Any]] | None, /) -> None: ...
    @property
    def part(self) -> Part: ...
    @part.setter
    def part(self, value: Part | dict[str, _typing.Any], /) -> None: ...
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    @property
    def done(self) -> _abc.Callable[[], None] | None: ...
    @done.setter
    def done(self, value: _abc.Callable[[], builtins.object] | None, /) -> None: ...
    @property
    def more(self) -> Piece: ...
    @more.setter
    def more(self, value: Piece | dict[str, _typing.Any], /) -> None: ...
    def __new__(cls, each: _abc.Callable[[int], int] | None = ..., other: _abc.Callable[[], Knot | None] | None = ..., any: _typing.Any = ..., text: str | _os.PathLike[str] = ..., in_: Part | dict[str, _typing.Any] = ..., knots: _abc.Iterable[Knot | dict[str, _typing.Any]] | None = ..., part: Part | dict[str, _typing.Any] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("each", "other", "any", "text", "in_", "knots", "part",)
    def __eq__(self, other: builtins.object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> deepcase.aio.Knot: ...
    def run(self, n: int) -> int:
        """Run calls what stands in the fields."""
    def len(self) -> int:
        """Len is the length of the text."""

@_disjoint_base
class Part:
    """A Part is a part of a Knot."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    @property
    def done(self) -> _abc.Callable[[], None] | None: ...
    @done.setter
    def done(self, value: _abc.Callable[[], builtins.object] | None, /) -> None: ...
    @property
    def more(self) -> Piece: ...
    @more.setter
    def more(self, value: Piece | dict[str, _typing.Any], /) -> None: ...
    def __new__(cls, n: int = ..., done: _abc.Callable[[], builtins.object] | None = ..., more: Piece | dict[str, _typing.Any] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n", "done", "more",)
    def __eq__(self, other: builtins.object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> deepcase.aio.Part: ...

@_disjoint_base
class Piece:
    """A Piece is a part of a Part."""
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
    def __eq__(self, other: builtins.object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> deepcase.aio.Piece: ...

@_disjoint_base
class Node:
    """A Node is a tree."""
    @property
    def v(self) -> int: ...
    @v.setter
    def v(self, value: int, /) -> None: ...
    @property
    def kids(self) -> list[Node]: ...
    @kids.setter
    def kids(self, value: _abc.Iterable[Node | dict[str, _typing.Any]] | None, /) -> None: ...
    @property
    def by(self) -> dict[str, Node]: ...
    @by.setter
    def by(self, value: _abc.Mapping[str, Node | dict[str, _typing.Any]] | None, /) -> None: ...
    @property
    def pair(self) -> list[list[Node]]: ...
    @pair.setter
    def pair(self, value: _abc.Iterable[_abc.Iterable[Node | dict[str, _typing.Any]] | None], /) -> None: ...
    def __new__(cls, v: int = ..., kids: _abc.Iterable[Node | dict[str, _typing.Any]] | None = ..., by: _abc.Mapping[str, Node | dict[str, _typing.Any]] | None = ..., pair: _abc.Iterable[_abc.Iterable[Node | dict[str, _typing.Any]] | None] = ...) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("v", "kids", "by", "pair",)
    def __eq__(self, other: builtins.object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> deepcase.aio.Node: ...

@_disjoint_base
class Chain:
    """A Chain is a list of any length."""
    @property
    def n(self) -> int: ...
    @n.setter
    def n(self, value: int, /) -> None: ...
    @property
    def next(self) -> Chain | None: ...
    @next.setter
    def next(self, value: Chain | None, /) -> None: ...
    @property
    def any(self) -> dict[str, list[Chain]]: ...
    @any.setter
    def any(self, value: _abc.Mapping[str, _abc.Iterable[Chain | None] | None] | None, /) -> None: ...
    def __new__(cls, n: int) -> _typing.Self: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n", "next", "any",)
    def __eq__(self, other: builtins.object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> deepcase.aio.Chain: ...
    def loop(self) -> None:
        """Loop closes a chain to a ring."""

def keep_knot(k: Knot | None) -> None:
    """KeepKnot keeps k for KeptKnot."""

def kept_knot() -> Knot | None:
    """KeptKnot is what was kept, or nil."""

def keep_each(k: Knot | dict[str, _typing.Any]) -> None:
    """KeepEach keeps the func of a copy for Kept."""

def same(k: Knot | dict[str, _typing.Any]) -> Knot:
    """Same returns a copy."""

def made_knot() -> Knot:
    """MadeKnot is a knot that Go made."""

def depth(n: Node | dict[str, _typing.Any]) -> int:
    """Depth is how deep a tree is."""

def deepest(nodes: _abc.Mapping[str, _abc.Iterable[Node | dict[str, _typing.Any]] | None] | None) -> int:
    """Deepest is the depth of the deepest of some trees."""

def tree(depth: int) -> Node:
    """Tree makes a tree of one branch."""

def new_chain(n: int) -> Chain:
    """NewChain makes a chain."""

def count(o: _typing.Any) -> int:
    """Count is how many values there are in a Python value."""

def from_(depth: int, dicts: bool) -> _typing.Any:
    """From makes a deep Python value, of lists or dicts."""

def from_itself(as_map: bool) -> _typing.Any:
    """FromItself makes Python values of values that hold themselves."""

def call_with_itself(f: _typing.Any) -> _typing.Any:
    """CallWithItself calls a Python function with such a value."""

def panic_itself(as_map: bool) -> None:
    """PanicItself panics with such a value."""

def apply(f: _abc.Callable[[int], int] | None, n: int) -> int:
    """Apply calls f."""

def object(f: _typing.Any, n: int) -> _typing.Any:
    """Object calls f as a Python object."""

def collect(items: _abc.Callable[[_abc.Callable[[int], bool]], builtins.object] | None) -> list[int]:
    """Collect returns what an iterator gives."""

def keep(f: _abc.Callable[[int], int] | None) -> None:
    """Keep keeps f for Kept."""

def kept(n: int) -> int:
    """Kept calls what was kept, without the GIL."""

def elsewhere(f: _abc.Callable[[int], int] | None, n: int) -> int:
    """Elsewhere calls f on a goroutine of its own."""
