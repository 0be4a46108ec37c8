import collections.abc
import typing

class Function:
    __name__: str
    __qualname__: str
    __module__: str
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
