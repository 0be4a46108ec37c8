"""Package initcase does in its init function what the environment tells it."""

import typing as _typing

__all__ = ["GoError", "PanicError", "ready"]

def __dir__() -> list[str]: ...

__gophersnake__: _typing.Any

from initcase import aio as aio

class GoError(Exception):
    results: tuple[object, ...] | None

class PanicError(RuntimeError):
    results: None


def ready() -> str:
    """Ready tells whether init has ended."""
