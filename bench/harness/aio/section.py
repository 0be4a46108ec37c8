"""What a section is: data, which sections.py lists and runner.py carries out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from harness.aio.report import Figure
from harness.aio.fixture import Fixture

# What a row awaits: a function, a stream, ... as its section's `measure` expects it.
Target = Any


@dataclass(frozen=True)
class Row:
    name: str
    # Which peer it needs: "gopherasync", its async API "aio", "pyo3_async", or none.
    needs: str
    # Finds the target among the peers; asked once, before anything is measured.
    target: Callable[[Fixture], Target]
    # Of what is slow by nature, a part is enough.
    share: float = 1.0


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    figures: tuple[Figure, ...]
    rows: tuple[Row, ...]
    # One measurement of n awaits of a target.
    measure: Callable[[Fixture, Target, int], dict[str, float]]
    # The n of a measurement, and of one by which only to see that all works.
    n: int
    quick: int
    rounds: int = 15
    # Rounds stop after so many seconds, but not before `least`.
    seconds: float = 20.0
    least: int = 3
    # One on each loop, or one for all.
    per_loop: bool = True
