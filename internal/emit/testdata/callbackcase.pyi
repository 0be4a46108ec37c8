"""Package callbackcase takes functions, keeps them, calls them and gives them back."""

import collections.abc as _abc
import datetime as _datetime
import os as _os
import typing as _typing
import callbackcase.aio
from typing_extensions import Buffer as _Buffer
from typing_extensions import disjoint_base as _disjoint_base

_int32: _typing.TypeAlias = int  # -2147483648 to 2147483647, else OverflowError
_uint8: _typing.TypeAlias = int  # 0 to 255, else OverflowError

__all__ = ["Key", "Point", "Renamer", "Splitter", "adder", "adders", "after", "all_or_nil", "apply", "arrays", "bools", "chain", "changed", "collect", "collect_later", "complexes", "compose", "concurrently", "configured", "divider", "durations", "error_text", "evens", "every_time", "fails", "fails_with_value", "filter", "floats", "forever", "forever_must", "forget", "forget_stored", "found", "gradient", "handed", "higher", "is_all_or_nil", "is_nil", "joined_errors", "keep", "keep_split", "keys", "lists", "locked", "map_runes", "mapped", "maps", "named", "nil_func", "no_option", "nothing", "numbers", "on_a_thread_that_ends", "once", "optionals", "or_else", "parallel", "partly", "point_lists", "point_ptrs", "points", "raw", "recovered", "rename_all", "rename_later", "repanics", "rounds", "run", "run2", "same", "sets", "shortcut", "skips_at_first", "sleeper", "sort_by", "sorted", "sorted_func", "splits", "stage", "start", "store", "stored", "tabled", "texts", "three", "times", "times2", "token_is_nil", "total", "turn", "two", "uint8s", "variadic", "variadic_bytes", "waiting", "while_true", "with_context", "with_name", "with_size", "wrapped"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from callbackcase import aio as aio, batch as batch

class GoError(Exception):
    results: tuple[object, ...] | None
    @property
    def value(self) -> _typing.Any: ...
    def __copy__(self) -> _typing.Self: ...

class PanicError(RuntimeError):
    results: None
    def __copy__(self) -> _typing.Self: ...

stage: _abc.Callable[[int], int] | None

@_disjoint_base
class Point:
    """A Point has a function among its fields."""
    @property
    def x(self) -> int: ...
    @x.setter
    def x(self, value: int, /) -> None: ...
    @property
    def y(self) -> int: ...
    @y.setter
    def y(self, value: int, /) -> None: ...
    @property
    def on_move(self) -> _abc.Callable[[Point | None, int, int], None] | None: ...
    @on_move.setter
    def on_move(self, value: _abc.Callable[[Point, int, int], object] | None, /) -> None: ...
    def __init__(self, x: int = 0, y: int = 0, on_move: _abc.Callable[[Point, int, int], object] | None = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("x", "y", "on_move",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, x: int = ..., y: int = ..., on_move: _abc.Callable[[Point, int, int], object] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> callbackcase.aio.Point: ...
    def move(self, dx: int, dy: int) -> None: ...

class Key(str):
    """A Key is a named type that keys are read as."""

@_disjoint_base
class Splitter:
    """Splitter has one in a field."""
    @property
    def split(self) -> _abc.Callable[[_Buffer | None, bool], bytes] | None: ...
    @split.setter
    def split(self, value: _abc.Callable[[bytes, bool], _Buffer | None] | None, /) -> None: ...
    def __init__(self, split: _abc.Callable[[bytes, bool], _Buffer | None] | None = None) -> None: ...
    @classmethod
    def zero(cls) -> _typing.Self: ...
    __match_args__: _typing.Final = ("split",)
    def __eq__(self, other: object, /) -> bool: ...
    __hash__: _typing.ClassVar[None]  # type: ignore[assignment]
    def __copy__(self) -> _typing.Self: ...
    def __deepcopy__(self, memo: _typing.Any, /) -> _typing.Self: ...
    def __replace__(self, /, *, split: _abc.Callable[[bytes, bool], _Buffer | None] | None = ...) -> _typing.Self: ...
    def __rich_repr__(self) -> _abc.Iterator[tuple[str, _typing.Any]]: ...
    def _asdict(self) -> dict[str, _typing.Any]: ...
    @property
    def aio(self) -> callbackcase.aio.Splitter: ...
    def is_own(self) -> bool:
        """IsOwn tells whether the field has AllOrNil."""

@_typing.runtime_checkable
class Renamer(_typing.Protocol):
    """Renamer writes to what it gets, or fails."""
    @property
    def aio(self) -> callbackcase.aio.Renamer: ...
    def rename(self, n: int, names: _abc.Iterable[str | _os.PathLike[str]] | None, /) -> None: ...

class _RenamerLike(_typing.Protocol):
    def rename(self, arg0: int, arg1: list[str], /) -> object: ...

def apply(f: _abc.Callable[[int], int] | None, x: int) -> int:
    """Apply calls f once."""

def two(f: _abc.Callable[[int, str], bool] | None, n: int, text: str | _os.PathLike[str]) -> bool:
    """Two passes two arguments, and returns what comes."""

def nothing(f: _abc.Callable[[], object] | None) -> None: ...

def three(f: _abc.Callable[[int, str, float], tuple[str | _os.PathLike[str], int]] | None) -> tuple[str, int]: ...

def times(f: _abc.Callable[[int], object] | None, n: int) -> None: ...

def is_nil(f: _abc.Callable[[], object] | None = None) -> bool: ...

def filter(keep: _abc.Callable[[int], bool] | None, numbers: _abc.Iterable[int] | _Buffer | None) -> list[int]: ...

def sort_by(words: _abc.Iterable[str | _os.PathLike[str]] | None, less: _abc.Callable[[str, str], bool] | None) -> list[str]: ...

def bools(f: _abc.Callable[[bool], bool] | None, v: bool) -> bool: ...

def uint8s(f: _abc.Callable[[int], _uint8] | None, v: _uint8) -> int: ...

def floats(f: _abc.Callable[[float], float] | None, v: float) -> float: ...

def complexes(f: _abc.Callable[[complex], complex] | None, v: complex) -> complex: ...

def texts(f: _abc.Callable[[str], str | _os.PathLike[str]] | None, v: str | _os.PathLike[str]) -> str: ...

def raw(f: _abc.Callable[[bytes], _Buffer | None] | None, v: _Buffer | None) -> bytes: ...

def arrays(f: _abc.Callable[[bytes], _Buffer] | None, v: _Buffer) -> bytes: ...

def numbers(f: _abc.Callable[[list[int]], _abc.Iterable[_int32] | _Buffer | None] | None, v: _abc.Iterable[_int32] | _Buffer | None) -> list[int]: ...

def lists(f: _abc.Callable[[list[str]], _abc.Iterable[str | _os.PathLike[str]] | None] | None, v: _abc.Iterable[str | _os.PathLike[str]] | None) -> list[str]: ...

def maps(f: _abc.Callable[[dict[str, list[int]]], _abc.Mapping[str, _abc.Iterable[int] | _Buffer | None] | None] | None, v: _abc.Mapping[str, _abc.Iterable[int] | _Buffer | None] | None) -> dict[str, list[int]]: ...

def sets(f: _abc.Callable[[set[int]], _abc.Set[int] | None] | None, v: _abc.Set[int] | None) -> set[int]: ...

def optionals(f: _abc.Callable[[int | None], int | None] | None, v: int | None) -> int | None: ...

def points(f: _abc.Callable[[Point], Point | dict[str, _typing.Any]] | None, v: Point | dict[str, _typing.Any]) -> Point: ...

def point_ptrs(f: _abc.Callable[[Point], Point | None] | None, v: Point | None) -> Point | None: ...

def point_lists(f: _abc.Callable[[list[Point]], _abc.Iterable[Point | None] | None] | None, v: _abc.Iterable[Point | None] | None) -> list[Point]: ...

def keys(f: _abc.Callable[[Key], str | _os.PathLike[str]] | None, v: str | _os.PathLike[str]) -> Key: ...

def times2(f: _abc.Callable[[_datetime.datetime], _datetime.datetime] | None, v: _datetime.datetime) -> _datetime.datetime: ...

def durations(f: _abc.Callable[[_datetime.timedelta], _datetime.timedelta | float] | None, v: _datetime.timedelta | float) -> _datetime.timedelta: ...

def higher(f: _abc.Callable[[_abc.Callable[[int], int]], _abc.Callable[[int], int] | None] | None, g: _abc.Callable[[int], int] | None, x: int) -> int: ...

def found(f: _abc.Callable[[str], int | None] | None, key: str | _os.PathLike[str]) -> str: ...

def variadic(f: _abc.Callable[..., str | _os.PathLike[str]] | None) -> str: ...

def variadic_bytes(f: _abc.Callable[..., int] | None) -> int: ...

def with_context(f: _abc.Callable[[int], int] | None) -> int: ...

def chain(x: int, *steps: _abc.Callable[[int], int] | None) -> int: ...

def named(table: _abc.Mapping[str, _abc.Callable[[int], int] | None] | None, name: str | _os.PathLike[str], x: int) -> int: ...

def adder(n: int) -> _abc.Callable[[int], int]: ...

def nil_func() -> _abc.Callable[[int], int] | None: ...

def same(f: _abc.Callable[[int], int] | None) -> _abc.Callable[[int], int] | None: ...

def adders(n: int) -> list[_abc.Callable[[int], int]]: ...

def compose(f: _abc.Callable[[int], int] | None, g: _abc.Callable[[int], int] | None) -> _abc.Callable[[int], int]: ...

def divider() -> _abc.Callable[[int, int], int]: ...

def sleeper() -> _abc.Callable[[float], None]: ...

def keep(f: _abc.Callable[[int], int] | None) -> None:
    """Keep keeps f for Run."""

def run(x: int) -> int: ...

def forget() -> None:
    """Forget drops what was kept, and collects garbage."""

def collect() -> None:
    """Collect runs Go's collector."""

def collect_later() -> None:
    """CollectLater collects when the call is over."""

def fails(f: _abc.Callable[[], object] | None) -> None: ...

def fails_with_value(f: _abc.Callable[[int], int] | None, x: int) -> int: ...

def wrapped(f: _abc.Callable[[], object] | None) -> None: ...

def joined_errors(f: _abc.Callable[[], object] | None) -> None: ...

def error_text(f: _abc.Callable[[], object] | None) -> str:
    """ErrorText is what Go sees of an exception."""

def recovered(f: _abc.Callable[[int], int] | None) -> str:
    """Recovered recovers the panic that an exception is."""

def repanics(f: _abc.Callable[[int], int] | None) -> None: ...

def store(f: _abc.Callable[[], object] | None) -> None: ...

def stored() -> None: ...

def forget_stored() -> None: ...

def partly(f: _abc.Callable[[], object] | None) -> int: ...

def concurrently(f: _abc.Callable[[int], int] | None, n: int, times: int) -> int:
    """Concurrently calls f from n goroutines at once, times calls each, and adds up."""

def forever(f: _abc.Callable[[], object] | None, n: int) -> None:
    """Forever starts n goroutines that call f until it fails."""

def forever_must(f: _abc.Callable[[], object] | None, n: int) -> None:
    """ForeverMust is the same for a function without an error."""

def after(f: _abc.Callable[[], object] | None, ms: int) -> None:
    """After calls f later, on a goroutine."""

def on_a_thread_that_ends(f: _abc.Callable[[], object] | None) -> None:
    """OnAThreadThatEnds calls f on a thread that ends with its goroutine."""

def locked(f: _abc.Callable[[], object] | None) -> None:
    """Locked calls f with a lock of Go's held."""

def every_time(f: _abc.Callable[[int], int] | None, n: int) -> int: ...

def while_true(f: _abc.Callable[[], bool] | None) -> int: ...

def mapped(f: _abc.Callable[[float], float] | None, numbers: _abc.Iterable[float] | _Buffer | None) -> list[float]: ...

def sorted(words: _abc.Iterable[str | _os.PathLike[str]] | None, less: _abc.Callable[[str, str], bool] | None) -> list[str]: ...

def sorted_func(words: _abc.Iterable[str | _os.PathLike[str]] | None, compare: _abc.Callable[[str, str], int] | None) -> list[str]: ...

def map_runes(f: _abc.Callable[[int], _int32] | None, s: str | _os.PathLike[str]) -> str: ...

def evens(f: _abc.Callable[[int], object] | None, numbers: _abc.Iterable[int] | _Buffer | None) -> None:
    """Evens calls for some of its items only."""

def skips_at_first(f: _abc.Callable[[int], int] | None, n: int) -> int: ...

def shortcut(f: _abc.Callable[[int], bool] | None, n: int) -> int: ...

def or_else(f: _abc.Callable[[int], int] | None, x: int) -> int: ...

def changed(f: _abc.Callable[[int], int] | None, x: int) -> int: ...

def rounds(f: _abc.Callable[[int], object] | None, n: int) -> None: ...

def handed(f: _abc.Callable[[int], int] | None, x: int) -> int: ...

def parallel(f: _abc.Callable[[int], int] | None, n: int) -> int: ...

def waiting() -> _abc.Callable[[int], int]:
    """Waiting returns a Go function that waits for Turn."""

def turn(x: int) -> None: ...

def with_name(name: str | _os.PathLike[str]) -> _abc.Callable[..., _typing.NoReturn]:
    """WithName names it."""

def with_size(size: int) -> _abc.Callable[..., _typing.NoReturn]:
    """WithSize sizes it."""

def no_option() -> _abc.Callable[..., _typing.NoReturn] | None:
    """NoOption returns nil."""

def configured(*options: _abc.Callable[..., _typing.NoReturn] | None, with_name: str | _os.PathLike[str] | None = None, with_size: int | None = None, no_option: bool = False) -> str:
    """Configured takes any number of options."""

def once(o: _abc.Callable[..., _typing.NoReturn] | None) -> int:
    """Once takes one, and does not keep it."""

def tabled(options: _abc.Mapping[str, _abc.Callable[..., _typing.NoReturn] | None] | None) -> int:
    """Tabled takes them by name."""

def start() -> _abc.Callable[[int], _abc.Callable[..., _typing.Any] | None]:
    """Start is the first state."""

def run2(s: _abc.Callable[[int], _abc.Callable[..., _typing.Any] | None] | None, inputs: _abc.Iterable[int] | _Buffer | None) -> int:
    """Run2 runs a machine."""

def all_or_nil(data: _Buffer | None, at_end: bool) -> bytes:
    """AllOrNil is a Split whose empty tokens and missing ones differ."""

def is_all_or_nil(f: _abc.Callable[[bytes, bool], _Buffer | None] | None) -> bool:
    """IsAllOrNil tells whether that function came itself."""

def token_is_nil(f: _abc.Callable[[bytes, bool], _Buffer | None] | None) -> bool:
    """TokenIsNil calls f at the end."""

def keep_split(f: _abc.Callable[[bytes, bool], _Buffer | None] | None) -> _abc.Callable[[_Buffer | None, bool], bytes] | None:
    """KeepSplit keeps a function."""

def splits(*all: _abc.Callable[[bytes, bool], _Buffer | None] | None) -> int:
    """Splits counts those that are AllOrNil."""

def gradient(grad: _abc.Callable[[list[float], list[float]], object] | None, x: _abc.Iterable[float] | _Buffer | None) -> list[float]:
    """Gradient fills a slice by a function that writes to it."""

def rename_all(r: _RenamerLike | _abc.Callable[[int, list[str]], object] | None, *names: str | _os.PathLike[str]) -> list[str]:
    """RenameAll returns what a Renamer has made of names."""

def rename_later(r: _RenamerLike | _abc.Callable[[int, list[str]], object] | None, *names: str | _os.PathLike[str]) -> list[str]:
    """RenameLater is the same on another goroutine."""

def total(sum: _abc.Callable[[list[float]], float] | None) -> float:
    """Total gives what a function that returns something gets, which it only reads."""
