import collections.abc
import inspect
import typing

OPTIONS: dict[str, typing.Any]
SCALARS: dict[str, type]
ERRORS: dict[str, int]

class Function:
    __name__: str
    __qualname__: str
    __module__: str
    def __init__(self, rows: typing.Any, plain: typing.Any, module: str, qualname: str) -> None: ...
    @property
    def __signature__(self) -> inspect.Signature: ...
    def __call__(
        self,
        /,
        *args: typing.Any,
        nulls: typing.Literal["pass", "raise"] = "pass",
        errors: typing.Literal["raise", "null", "return"] = "raise",
        workers: int | None = None,
        timeout: float | None = None,
        progress: collections.abc.Callable[[int, int], object] | bool | None = None,
        **kwargs: typing.Any,
    ) -> typing.Any: ...

def column(value: object) -> typing.Any: ...
def one(value: object) -> typing.Any: ...
def fill(names: dict[str, typing.Any], module: str, plain: str) -> list[str]: ...
