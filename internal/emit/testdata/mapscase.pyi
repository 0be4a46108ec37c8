"""Package mapscase takes and returns maps and sets."""

import collections.abc as _abc
import os as _os
import typing as _typing
import builtins

_uint16: _typing.TypeAlias = int  # 0 to 65535, else OverflowError

__all__ = ["by_array", "by_float", "by_number", "counts", "is_nil", "is_nil_set", "len", "nested", "nil", "numbers", "set"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from mapscase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None
    value: _typing.Any
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


def counts(m: _abc.Mapping[str, int] | None) -> dict[str, int]: ...

def by_number(m: _abc.Mapping[int, float] | None) -> dict[int, float]: ...

def by_float(m: _abc.Mapping[float, bool] | None) -> dict[float, bool]: ...

def nested(m: _abc.Mapping[str, _abc.Mapping[int, _abc.Iterable[str | _os.PathLike[str]] | None] | None] | None) -> dict[str, dict[int, list[str]]]: ...

def set(m: _abc.Set[str | _os.PathLike[str]] | None) -> builtins.set[str]: ...

def numbers(m: _abc.Set[_uint16] | None) -> builtins.set[int]: ...

def by_array(m: _abc.Mapping[bytes, int] | None) -> dict[bytes, int]: ...

def is_nil(m: _abc.Mapping[str, int] | None = None) -> bool: ...

def is_nil_set(m: _abc.Set[str | _os.PathLike[str]] | None = None) -> bool: ...

def nil() -> tuple[dict[str, int], builtins.set[str]]: ...

def len(m: _abc.Mapping[str, str | _os.PathLike[str]] | None) -> int: ...
