"""Package filecase reads and writes what Python opens."""

import collections.abc as _abc
import datetime as _datetime
import os as _os
import typing as _typing
import filecase.aio
from _typeshed import SupportsRead as _SupportsRead
from _typeshed import SupportsWrite as _SupportsWrite
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_uint8: _typing.TypeAlias = int  # 0 to 255, else OverflowError

__all__ = ["Buffer", "ErrBroken", "Lines", "asks", "asks_writer", "at", "by_name", "by_offset", "close_reader", "close_writer", "closed", "closing", "compress", "concatenate", "consume", "copy", "decompress", "drain", "failing", "fill", "first", "first_byte", "halves", "in_goroutine", "is_nil", "maker", "many", "named", "new_lines", "no_reader", "no_writer", "of_context", "open_buffer", "open_file", "out", "patch", "plain", "put_byte", "put_string", "read_all", "reread", "rewriter", "rows", "runes", "same", "say", "seekable", "size", "sizes", "split", "tail", "talk", "text", "through", "type_of", "unzipped", "upper", "write", "zipped"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from filecase import aio as aio, batch as batch, polars as polars

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

out: _typing.BinaryIO | None

class ErrBroken(GoError):
    ...

@_disjoint_base
class Lines:
    """Lines keeps a reader, and gives its lines as they are asked for."""
    def __init__(self, r: _SupportsRead[bytes] | _Buffer | None) -> None: ...
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
    def aio(self) -> filecase.aio.Lines: ...
    def next(self) -> str | None: ...
    def __iter__(self) -> _typing.Self: ...
    def __next__(self) -> str: ...

@_disjoint_base
class Buffer:
    """Buffer is written by Python, and says what it has got."""
    @property
    def w(self) -> _typing.BinaryIO | None: ...
    @w.setter
    def w(self, value: _SupportsWrite[bytes] | None, /) -> None: ...
    @property
    def r(self) -> _typing.BinaryIO | None: ...
    @r.setter
    def r(self, value: _SupportsRead[bytes] | _Buffer | None, /) -> None: ...
    @property
    def all(self) -> list[_typing.BinaryIO]: ...
    @all.setter
    def all(self, value: _abc.Iterable[_SupportsRead[bytes] | _Buffer | None] | None, /) -> None: ...
    def __init__(self, w: _SupportsWrite[bytes] | None = None, r: _SupportsRead[bytes] | _Buffer | None = None, all: _abc.Iterable[_SupportsRead[bytes] | _Buffer | None] | None = []) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("w", "r", "all",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __replace__(self, /, *, w: _SupportsWrite[bytes] | None = ..., r: _SupportsRead[bytes] | _Buffer | None = ..., all: _abc.Iterable[_SupportsRead[bytes] | _Buffer | None] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> filecase.aio.Buffer: ...
    def content(self) -> str: ...
    def buffered(self) -> _typing.BinaryIO:
        """Buffered has to be flushed."""

def read_all(r: _SupportsRead[bytes] | _Buffer | None) -> bytes:
    """ReadAll reads to the end."""

def first(r: _SupportsRead[bytes] | _Buffer | None, n: int) -> bytes:
    """First reads n bytes and no more."""

def is_nil(r: _SupportsRead[bytes] | _Buffer | None = None, w: _SupportsWrite[bytes] | None = None) -> tuple[bool, bool]:
    """IsNil says whether Go got nil."""

def sizes(r: _SupportsRead[bytes] | _Buffer | None, size: int) -> list[int]:
    """Sizes reads with buffers of a size, and gives what each Read gave."""

def write(w: _SupportsWrite[bytes] | None, *pieces: _Buffer | None) -> int:
    """Write writes pieces, and gives how many bytes that were."""

def copy(w: _SupportsWrite[bytes] | None, r: _SupportsRead[bytes] | _Buffer | None) -> int:
    """Copy copies."""

def compress(w: _SupportsWrite[bytes] | None, r: _SupportsRead[bytes] | _Buffer | None) -> None:
    """Compress and Decompress are gzip's."""

def decompress(r: _SupportsRead[bytes] | _Buffer | None) -> bytes: ...

def rows(r: _SupportsRead[bytes] | _Buffer | None) -> list[list[str]]:
    """Rows reads CSV."""

def new_lines(r: _SupportsRead[bytes] | _Buffer | None) -> Lines: ...

def concatenate(*readers: _SupportsRead[bytes] | _Buffer | None) -> bytes:
    """Concatenate reads one after the other."""

def by_name(readers: _abc.Mapping[str, _SupportsRead[bytes] | _Buffer | None] | None) -> dict[str, int]:
    """ByName reads each."""

def asks(r: _SupportsRead[bytes] | _Buffer | None) -> list[str]:
    """Asks says which interfaces Go finds in a value."""

def asks_writer(w: _SupportsWrite[bytes] | None) -> list[str]: ...

def close_reader(r: _SupportsRead[bytes] | _Buffer | None) -> None:
    """CloseReader and CloseWriter close."""

def close_writer(w: _SupportsWrite[bytes] | None, last: str | _os.PathLike[str]) -> None: ...

def tail(r: _typing.BinaryIO | _Buffer | None, n: int) -> bytes:
    """Tail reads the last n bytes."""

def size(s: _typing.BinaryIO | _Buffer | None) -> int:
    """Size seeks."""

def at(r: _typing.BinaryIO | _Buffer | None, n: int, offset: int) -> bytes:
    """At reads n bytes at an offset."""

def patch(w: _typing.BinaryIO | None, p: _Buffer | None, offset: int) -> int:
    """Patch writes at an offset."""

def upper(f: _typing.BinaryIO | None) -> None:
    """Upper reads the first line of a file and appends it in capitals."""

def talk(c: _typing.BinaryIO | None, question: str | _os.PathLike[str]) -> str:
    """Talk writes a question and reads the answer."""

def first_byte(r: _SupportsRead[bytes] | _Buffer | None) -> int:
    """FirstByte, Runes, PutByte, PutString, Drain and Fill are of the small interfaces."""

def runes(r: _SupportsRead[bytes] | _Buffer | None) -> tuple[list[int], list[int]]: ...

def put_byte(w: _SupportsWrite[bytes] | None, c: _uint8) -> None: ...

def put_string(w: _SupportsWrite[bytes] | None, s: str | _os.PathLike[str]) -> int: ...

def drain(r: _SupportsRead[bytes] | _Buffer | None) -> bytes: ...

def fill(w: _SupportsWrite[bytes] | None, n: int) -> int: ...

def in_goroutine(r: _SupportsRead[bytes] | _Buffer | None) -> bytes:
    """InGoroutine reads in a goroutine of its own."""

def reread(r: _SupportsRead[bytes] | _Buffer | None) -> _typing.BinaryIO | None:
    """Reread hands a reader back."""

def consume(f: _abc.Callable[[_typing.BinaryIO], object] | None) -> None:
    """Consume calls f with a reader of its own."""

def text(s: str | _os.PathLike[str]) -> _typing.BinaryIO: ...

def plain(b: _Buffer | None) -> _typing.BinaryIO | None:
    """Plain reads and does nothing else."""

def halves(b: _Buffer | None) -> _typing.BinaryIO | None:
    """Halves gives half of what it is asked for."""

def failing() -> _typing.BinaryIO | None:
    """Failing gives some bytes and then an error."""

def no_reader() -> _typing.BinaryIO | None: ...

def no_writer() -> _typing.BinaryIO | None: ...

def seekable(s: str | _os.PathLike[str]) -> _typing.BinaryIO: ...

def by_offset(s: str | _os.PathLike[str]) -> _typing.BinaryIO: ...

def closed() -> int: ...

def closing(s: str | _os.PathLike[str]) -> _typing.BinaryIO: ...

def of_context(*, timeout: _datetime.timedelta | float | None = None) -> _typing.BinaryIO:
    """OfContext reads until its context ends."""

def open_file(name: str | _os.PathLike[str]) -> _typing.BinaryIO: ...

def open_buffer() -> Buffer: ...

def zipped(w: _SupportsWrite[bytes] | None) -> _typing.BinaryIO:
    """Zipped compresses what is written to w."""

def unzipped(r: _SupportsRead[bytes] | _Buffer | None) -> _typing.BinaryIO: ...

def say(s: str | _os.PathLike[str]) -> None:
    """Say writes to it."""

def split(s: str | _os.PathLike[str]) -> list[_typing.BinaryIO]: ...

def named(s: str | _os.PathLike[str]) -> dict[str, _typing.BinaryIO]: ...

def rewriter(w: _SupportsWrite[bytes] | None) -> _typing.BinaryIO | None: ...

def through(f: _abc.Callable[[_typing.BinaryIO], _SupportsRead[bytes] | _Buffer | None] | None) -> tuple[str, str]:
    """Through calls f with a writer, and returns what it returns with what was written."""

def maker(prefix: str | _os.PathLike[str]) -> _abc.Callable[[str | _os.PathLike[str]], _typing.BinaryIO | None]: ...

def many(n: int) -> _abc.Iterator[_typing.BinaryIO]: ...

def same(a: _SupportsRead[bytes] | _Buffer | None, b: _SupportsRead[bytes] | _Buffer | None) -> bool: ...

def type_of(r: _SupportsRead[bytes] | _Buffer | None) -> str:
    """What it is in Go."""
