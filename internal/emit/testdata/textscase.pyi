"""Package textscase takes and returns str and bytes."""

import collections.abc as _abc
import os as _os
import typing as _typing
import builtins
from typing_extensions import Buffer as _Buffer

__all__ = ["bad", "blobs", "bytes", "caps", "four", "is_nil", "keep", "kept", "len", "list", "measure", "nil_bytes", "repeat", "runes", "scribbled", "str", "two"]

def __dir__() -> builtins.list[builtins.str]: ...

__gophersnake__: _typing.Any

from textscase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None
    value: _typing.Any
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...


def str(s: builtins.str | _os.PathLike[builtins.str]) -> builtins.str: ...

def len(s: builtins.str | _os.PathLike[builtins.str]) -> int: ...

def bytes(b: _Buffer | None) -> builtins.bytes: ...

def is_nil(b: _Buffer | None = None) -> bool: ...

def caps(b: _Buffer | None) -> bool: ...

def four(b: _Buffer) -> builtins.bytes: ...

def measure(s: builtins.str | _os.PathLike[builtins.str] | _Buffer, sep: builtins.str | _os.PathLike[builtins.str]) -> int:
    """Measure takes text and bytes alike."""

def runes(s: builtins.str | _os.PathLike[builtins.str]) -> builtins.list[int]: ...

def bad() -> builtins.str: ...

def repeat(s: builtins.str | _os.PathLike[builtins.str], n: int) -> builtins.str: ...

def nil_bytes() -> builtins.bytes: ...

def two(n: int) -> tuple[builtins.str, builtins.str]: ...

def list(s: _abc.Iterable[builtins.str | _os.PathLike[builtins.str]] | None) -> builtins.list[builtins.str]: ...

def blobs(s: _abc.Iterable[_Buffer | None] | None) -> builtins.list[builtins.bytes]: ...

def scribbled(b: _Buffer | None) -> builtins.bytes: ...

def keep(s: builtins.str | _os.PathLike[builtins.str]) -> None:
    """Keep keeps what it is given, as Go code may."""

def kept() -> builtins.list[builtins.str]: ...
