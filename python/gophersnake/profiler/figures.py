"""What is known of the calls of a function, or of the calls on a line."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Sequence


@dataclass
class Figures:
    """Sums over calls. Times are seconds; they follow one another, and their sum is `total`."""

    calls: float = 0
    failed: float = 0
    """How many of the calls raised an exception."""
    converting_in: float = 0.0
    """Until Go runs: arguments are checked and converted. Of awaited calls: until Go begins with them."""
    go: float = 0.0
    """In Go, without callbacks."""
    gil: float = 0.0
    """Go has returned, and the thread waits for the GIL."""
    converting_out: float = 0.0
    """The result is made. Of awaited calls: until the event loop has come to it."""
    callbacks: float = 0.0
    """In Python code that Go has called meanwhile, on the thread of the call."""
    borrowed: float = 0
    """Bytes of arguments of which Go saw Python's own memory."""
    copied: float = 0
    """Bytes of arguments that Go copied, since it may keep them."""
    packed: float = 0
    """Bytes of arguments that were written item by item: lists, dicts, and what is in them."""
    results: float = 0
    """Bytes of results that were copied to Python."""
    rows: float = 0
    """Rows of columns, of calls by `batch`. Their bytes are not counted."""

    @property
    def total(self) -> float:
        """Seconds from the beginning of the calls to their end, without callbacks."""
        return self.converting_in + self.go + self.gil + self.converting_out

    @property
    def crossing(self) -> float:
        """Seconds that are not Go's own."""
        return self.total - self.go

    def each(self, seconds: float) -> float:
        """Of one call, on average."""
        return seconds / self.calls if self.calls else 0.0

    def add(self, other: Figures) -> None:
        for f in fields(self):
            setattr(self, f.name, getattr(self, f.name) + getattr(other, f.name))

    def scaled(self, by: float) -> Figures:
        return Figures(*(getattr(self, f.name) * by for f in fields(self)))

    def as_dict(self) -> dict[str, float]:
        return {f.name: getattr(self, f.name) for f in fields(self)}


COUNTED = 12
"""How many numbers an extension counts: GS_PROFILE_COUNTS in shim/call/profile.h."""


def figures(new: Sequence[int], old: Sequence[int] | None, seconds: float) -> Figures:
    """From what an extension has counted (`profiled()` of its native module), as the difference of two readings.

    seconds: how long a unit of its times is. An extension that another version of gophersnake has built may count less, or more.
    """
    n = [a - b for a, b in zip(new, old)] if old else list(new)
    n = [*n, *[0] * COUNTED][:COUNTED]
    calls, failed, into, go, gil, out, python, borrowed, copied, packed, results, rows = n
    go = max(go - python, 0)
    return Figures(calls, failed, into * seconds, go * seconds, gil * seconds, out * seconds, python * seconds, borrowed, copied, packed, results, rows)
