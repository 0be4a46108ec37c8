import typing

OPTIONS: dict[str, typing.Any]
ERRORS: dict[str, int]

class Expression:
    __name__: str
    __qualname__: str
    __module__: str
    def __init__(self, rows: typing.Any, module: str, symbol: str, fields: tuple[str, ...]) -> None: ...
    def __call__(
        self,
        /,
        *args: typing.Any,
        nulls: typing.Literal["pass", "raise"] = "pass",
        errors: typing.Literal["raise", "null"] = "raise",
        workers: int | None = None,
        timeout: float | None = None,
        whole: bool = False,
        **kwargs: typing.Any,
    ) -> typing.Any: ...

def fill(names: dict[str, typing.Any], module: str, plain: str, symbols: dict[str, tuple[str, tuple[str, ...]]]) -> list[str]: ...
