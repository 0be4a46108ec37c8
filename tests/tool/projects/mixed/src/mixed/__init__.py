"""Python around Go."""

from ._native import shout
from ._native.html import bold

__all__ = ["bold", "loud", "shout"]


def loud(text: str) -> str:
    return bold(shout(text))
