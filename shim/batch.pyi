import collections.abc
import inspect
import typing

_T = typing.TypeVar("_T")

OPTIONS: dict[str, typing.Any]
SCALARS: dict[str, type]
ERRORS: dict[str, int]

_Rows: typing.TypeAlias = collections.abc.Sequence[_T] | collections.abc.Iterator[_T]
_Progress: typing.TypeAlias = collections.abc.Callable[[int, int], object] | bool | None

class _OfArrow(typing.Protocol):
    @property
    def __arrow_c_array__(self) -> typing.Any: ...

class _StreamOfArrow(typing.Protocol):
    @property
    def __arrow_c_stream__(self) -> typing.Any: ...

class _OfNumPy(typing.Protocol):
    @property
    def __array__(self) -> typing.Any: ...

_Column: typing.TypeAlias = _OfArrow | _StreamOfArrow | _OfNumPy

class _Columns(typing.Protocol):
    __name__: str
    __qualname__: str

class _Untold(_Columns, typing.Protocol):
    def __call__(
        self,
        /,
        *args: typing.Any,
        nulls: typing.Literal["pass", "raise"] = "pass",
        errors: typing.Literal["raise", "null", "return"] = "raise",
        workers: int | None = None,
        timeout: float | None = None,
        progress: _Progress = None,
        **kwargs: typing.Any,
    ) -> typing.Any: ...

class _UntoldAsync(_Columns, typing.Protocol):
    async def __call__(
        self,
        /,
        *args: typing.Any,
        nulls: typing.Literal["pass", "raise"] = "pass",
        errors: typing.Literal["raise", "null", "return"] = "raise",
        workers: int | None = None,
        timeout: float | None = None,
        progress: _Progress = None,
        **kwargs: typing.Any,
    ) -> typing.Any: ...

class Function:
    __name__: str
    __qualname__: str
    __module__: str
    def __init__(self, rows: typing.Any, plain: typing.Any, module: str, qualname: str) -> None: ...
    @property
    def __signature__(self) -> inspect.Signature: ...
    def __call__(self, /, *args: typing.Any, **kwargs: typing.Any) -> typing.Any: ...

class AsyncFunction(Function):
    def __init__(
        self, rows: typing.Any, plain: typing.Any, module: str, qualname: str, stop: typing.Any, awaitable: typing.Any, cls: type | None
    ) -> None: ...
    async def __call__(self, /, *args: typing.Any, **kwargs: typing.Any) -> typing.Any: ...

def column(value: object) -> typing.Any: ...
def one(value: object) -> typing.Any: ...
def check(options: dict[str, typing.Any], errors: collections.abc.Container[str]) -> None: ...
def check_run(workers: int | None, timeout: float | None) -> None: ...
def to_arrow(rows: collections.abc.Iterable[object], cls: type | None = None) -> typing.Any: ...
def fill(names: dict[str, typing.Any], module: str, plain: str, is_async: bool = False) -> list[str]: ...
