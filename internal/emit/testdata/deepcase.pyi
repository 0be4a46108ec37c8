"""Package deepcase has values that may be of any depth."""

import collections.abc as _abc
import typing as _typing
import builtins
import deepcase.aio
from typing_extensions import disjoint_base as _disjoint_base

__all__ = ["Chain", "GoError", "Node", "PanicError", "apply", "call_with_itself", "collect", "count", "deepest", "depth", "elsewhere", "from_", "from_itself", "keep", "kept", "new_chain", "object", "panic_itself", "tree"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from deepcase import aio as aio

class GoError(Exception):
    results: tuple[builtins.object, ...] | None

class PanicError(RuntimeError):
    results: None


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
    def any(self) -> dict[str, list[Chain | None]]: ...
    @any.setter
    def any(self, value: _abc.Mapping[str, _abc.Iterable[Chain | None] | None] | None, /) -> None: ...
    def __new__(cls, n: int) -> _typing.Self: ...
    __match_args__: _typing.Final = ("n", "next", "any",)
    def __eq__(self, other: builtins.object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    @property
    def aio(self) -> deepcase.aio.Chain: ...
    def loop(self) -> None:
        """Loop closes a chain to a ring."""

def depth(n: Node | dict[str, _typing.Any]) -> int:
    """Depth is how deep a tree is."""

def deepest(nodes: _abc.Mapping[str, _abc.Iterable[Node | dict[str, _typing.Any]] | None] | None) -> int:
    """Deepest is the depth of the deepest of some trees."""

def tree(depth: int) -> Node:
    """Tree makes a tree of one branch."""

def new_chain(n: int) -> Chain | None:
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

def collect(items: _abc.Callable[[_abc.Callable[[int], bool] | None], builtins.object] | None) -> list[int]:
    """Collect returns what an iterator gives."""

def keep(f: _abc.Callable[[int], int] | None) -> None:
    """Keep keeps f for Kept."""

def kept(n: int) -> int:
    """Kept calls what was kept, without Python's lock."""

def elsewhere(f: _abc.Callable[[int], int] | None, n: int) -> int:
    """Elsewhere calls f on a goroutine of its own."""
