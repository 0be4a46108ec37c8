"""Package pyobjectcase uses Python objects as they are."""

import collections.abc as _abc
import os as _os
import typing as _typing

__all__ = ["Pointer", "again", "as_yaml", "attr", "call", "call_keywords", "caught", "concurrently", "describe", "each", "forget", "import_", "is_", "is_none", "item", "keep", "kept", "len", "make", "make_big", "measure", "method", "object_as_yaml", "raise_key", "raise_nothing", "raise_of", "same", "same_list", "same_map", "same_str", "set_attr", "set_item", "sum", "texts", "true", "unmakeable", "zero", "zero_str"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from pyobjectcase import aio as aio, batch as batch, polars as polars

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


def same(o: _typing.Any) -> _typing.Any:
    """Same gives back what it gets."""

def same_list(o: _abc.Iterable[_typing.Any] | None) -> list[_typing.Any]: ...

def same_map(o: _abc.Mapping[str, _typing.Any] | None) -> dict[str, _typing.Any]: ...

def same_str(s: str) -> str: ...

def is_none(o: _typing.Any) -> bool: ...

def is_(a: _typing.Any, b: _typing.Any) -> bool: ...

def zero() -> _typing.Any: ...

def zero_str() -> str: ...

def keep(o: _typing.Any) -> None: ...

def kept() -> _typing.Any: ...

def forget() -> None: ...

def measure(s: str) -> tuple[int, int, str]:
    """Measure tells of a str without a conversion."""

def call(f: _typing.Any, a: int, b: str | _os.PathLike[str]) -> _typing.Any: ...

def call_keywords(f: _typing.Any) -> _typing.Any: ...

def method(o: _typing.Any, name: str | _os.PathLike[str], arg: str | _os.PathLike[str]) -> _typing.Any: ...

def attr(o: _typing.Any, name: str | _os.PathLike[str]) -> _typing.Any: ...

def set_attr(o: _typing.Any, name: str | _os.PathLike[str], v: int) -> None: ...

def item(o: _typing.Any, key: _typing.Any) -> _typing.Any: ...

def set_item(o: _typing.Any, key: str | _os.PathLike[str], v: _typing.Any) -> None: ...

def len(o: _typing.Any) -> int: ...

def import_(name: str | _os.PathLike[str]) -> _typing.Any: ...

def texts(o: _typing.Any) -> tuple[str, str, str]: ...

def true(o: _typing.Any) -> bool: ...

def sum(o: _typing.Any) -> int:
    """Sum adds up what an iterable gives, until it gives a negative number."""

def describe(o: _typing.Any) -> str:
    """Describe shows the Go value of an object."""

def again(o: _typing.Any) -> _typing.Any:
    """Again is the way there and back of a value."""

def make() -> _typing.Any: ...

def make_big() -> _typing.Any:
    """MakeBig is integers of any size, and a pointer to none."""

def unmakeable() -> _typing.Any: ...

def raise_key(text: str | _os.PathLike[str]) -> None:
    """RaiseKey raises a KeyError with a text."""

def raise_of(class_: _typing.Any, text: str | _os.PathLike[str]) -> None:
    """RaiseOf raises an exception of a class."""

def raise_nothing() -> None: ...

def caught(f: _typing.Any) -> tuple[str, str, _typing.Any]:
    """Caught looks at the exception that a call raises."""

def concurrently(f: _typing.Any, n: int) -> int:
    """Concurrently calls f on n goroutines."""

def each(f: _abc.Callable[[_typing.Any], _typing.Any] | None, *objects: _typing.Any) -> list[_typing.Any]:
    """Each calls back with objects."""

def as_yaml(v: object) -> _typing.Any:
    """AsYAML is what an encoder of YAML asks of a value."""

def object_as_yaml(o: _typing.Any) -> str:
    """ObjectAsYAML is the same of an object."""
