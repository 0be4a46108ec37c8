# pyright: reportOverlappingOverload=false
"""Package errorvaluecase has errors that are parameters, fields and items, and error types."""

import collections.abc as _abc
import os as _os
import typing as _typing
import errorvaluecase.aio
from typing_extensions import disjoint_base as _disjoint_base

_Error: _typing.TypeAlias = BaseException | type[BaseException]

__all__ = ["Code", "Coder", "ErrNotFound", "ErrStop", "Many", "OpError", "Result", "Text", "all", "call", "fail", "failures", "identical", "is_", "is_deadline", "is_hidden", "last", "make", "make_coder", "nil_pointer", "op_of", "same", "stream", "text_of", "texts", "through", "type_of", "visit", "wrap"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from errorvaluecase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

last: Result
failures: dict[str, Exception | None]

class ErrNotFound(GoError):
    ...

class ErrStop(GoError):
    ...

class OpError(GoError):
    """An OpError says which operation failed."""
    @property
    def op(self) -> str: ...
    @op.setter
    def op(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def err(self) -> Exception | None: ...
    @err.setter
    def err(self, value: _Error | None, /) -> None: ...
    def __init__(self, op: str | _os.PathLike[str] = '', err: _Error | None = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("op", "err",)
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    def error(self) -> str: ...
    def unwrap(self) -> Exception | None:
        """Unwrap is the cause."""
    def check(self) -> str:
        """Check fails if the operation is forbidden."""

class Code(GoError):
    """A Code is an error by value."""
    @property
    def number(self) -> int: ...
    @number.setter
    def number(self, value: int, /) -> None: ...
    def __init__(self, number: int = 0) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("number",)
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    def error(self) -> str: ...

class Text(GoError):
    """A Text is a string that is an error."""
    def __init__(self, value: str | _os.PathLike[str] = ..., /) -> None: ...
    @property
    def value(self) -> str: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def error(self) -> str: ...

class Many(GoError, _abc.Sequence[Exception | None]):
    """Many is several errors."""
    def __init__(self, value: _abc.Iterable[_Error | None] | None, /) -> None: ...
    __match_args__: _typing.Final = ()
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> _abc.Iterator[Exception | None]: ...
    def __contains__(self, x: object, /) -> bool: ...
    @_typing.overload
    def __getitem__(self, index: int, /) -> Exception | None: ...
    @_typing.overload
    def __getitem__(self, index: slice, /) -> list[Exception | None]: ...
    def error(self) -> str: ...
    def unwrap(self) -> list[Exception | None]: ...
    def __reversed__(self) -> _abc.Iterator[Exception | None]: ...
    def index(self, value: object, start: int = 0, stop: int = ..., /) -> int: ...
    def count(self, value: object, /) -> int: ...

@_typing.runtime_checkable
class Coder(_typing.Protocol):
    """A Coder is an error with a number."""
    @property
    def aio(self) -> errorvaluecase.aio.Coder: ...
    def error(self) -> str: ...
    def code(self) -> int: ...

class _CoderLike(_typing.Protocol):
    def code(self) -> int: ...
    def error(self) -> str | _os.PathLike[str]: ...

@_disjoint_base
class Result:
    """A Result has an error for a field."""
    @property
    def name(self) -> str: ...
    @name.setter
    def name(self, value: str | _os.PathLike[str], /) -> None: ...
    @property
    def err(self) -> Exception | None: ...
    @err.setter
    def err(self, value: _Error | None, /) -> None: ...
    def __init__(self, name: str | _os.PathLike[str] = '', err: _Error | None = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("name", "err",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __replace__(self, /, *, name: str | _os.PathLike[str] = ..., err: _Error | None = ...) -> _typing.Self: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> errorvaluecase.aio.Result: ...

def make_coder(n: int) -> Coder:
    """MakeCoder returns one."""

def fail(kind: str | _os.PathLike[str]) -> None:
    """Fail fails in some way."""

def make(kind: str | _os.PathLike[str]) -> Exception | None:
    """Make is Fail as a value."""

def same(err: _Error | None) -> tuple[Exception | None, int]:
    """Same returns its argument."""

def is_(err: _Error | None, target: _Error | None) -> bool:
    """Is asks errors.Is of two errors."""

def identical(a: _Error | None, b: _Error | None) -> bool:
    """Identical asks ==."""

def is_hidden(err: _Error | None) -> bool:
    """IsHidden asks for an error that is not exported."""

def is_deadline(err: _Error | None) -> bool:
    """IsDeadline asks for a deadline."""

def op_of(err: _Error | None) -> str:
    """OpOf is the operation of an OpError in the tree."""

def type_of(err: _Error | None) -> str:
    """TypeOf is the dynamic type."""

def text_of(err: _Error | None = None) -> str:
    """TextOf is the text, or "nil"."""

def all() -> list[Exception | None]:
    """All are errors of all kinds."""

def texts(errs: _abc.Iterable[_Error | None] | None) -> list[str]:
    """Texts are the texts of errors."""

def stream(n: int) -> _abc.Iterator[Exception | None]:
    """Stream sends errors."""

def visit(errs: _abc.Iterable[_Error | None] | None, f: _abc.Callable[[Exception | None], object] | None) -> int:
    """Visit calls f with errors, until it says ErrStop."""

def call(f: _abc.Callable[[], object] | None) -> str:
    """Call calls f and says what its error is."""

def through(f: _abc.Callable[[], object] | None) -> None:
    """Through returns what f returns."""

def wrap(err: _Error | None) -> tuple[Exception, int]:
    """Wrap returns an error that wraps another."""

def nil_pointer() -> tuple[Exception, int]:
    """NilPointer is an error that is a nil pointer."""
