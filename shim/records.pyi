import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

__all__ = ["JSONFormatter"]

def start(flush: Callable[[], None], set_level: Callable[[int], None]) -> Callable[..., list[int] | None]: ...
def logger_name(package: str) -> str: ...
def refresh() -> None: ...
def take(records: Sequence[Sequence[Any]], contexts: Sequence[Any], here: int) -> list[int] | None: ...

class JSONFormatter(logging.Formatter):
    """Formats each record as one line of JSON: time (UTC, microseconds), level, logger, message, pid, source, all that was
    given beside it (`extra`, the attributes of slog), and the exception.

    fields: further ones that each line has, a dict of JSON values."""

    fields: dict[str, Any]

    def __init__(self, fields: Mapping[str, Any] | None = None) -> None: ...
