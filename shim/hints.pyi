import inspect
from collections.abc import Callable
from typing import Any

def annotations(module: str, qualname: str) -> dict[str, Any]: ...
def signature(function: object, module: str, qualname: str) -> inspect.Signature: ...
def annotated(function: Callable[..., Any], /) -> Callable[..., Any]: ...

IMPORTS: dict[str, str]
HINTS: dict[str, dict[str, dict[str, str]]]
