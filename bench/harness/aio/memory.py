"""What awaits hold that are submitted all at once: each figure from a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from harness.aio.report import REFERENCE as PYO3
from harness.aio.report import Figure
from harness.aio.section import Row
from harness.aio.fixture import Fixture

FIGURES = (
    Figure("bytes", "peak bytes an await", "min", ".0f", ratio=True),
    Figure("threads", "threads", "max", ".0f"),
    Figure("submit", "submitted, s", "min", ".2f"),
    Figure("total", "all done, s", "min", ".2f"),
    Figure("cpu", "CPU, s", "min", ".1f"),
)

MANY, MORE = 100_000, 1_000_000
# A process that takes longer is ended.
PATIENCE = 120


class Kind:
    """A kind of await, as memory_process knows it."""

    def __init__(self, name: str) -> None:
        self.name = name
        # Why no more of it are tried.
        self.slow = ""


KINDS = (
    ("asyncio.sleep in tasks", "", Kind("tasks")),
    (f"{PYO3}, x + 1", "pyo3_async", Kind("rust add1")),
    (f"{PYO3}, sleep", "pyo3_async", Kind("rust sleep")),
    ("gophersnake, x + 1", "aio", Kind("aio add1")),
    ("gophersnake, sleep", "aio", Kind("aio sleep")),
    ("gophersnake, sleep, no limit", "aio", Kind("aio sleep unlimited")),
)


@dataclass(frozen=True)
class Crowd:
    kind: Kind
    # How many times n there are.
    times: int


# n is how many awaits there are in the rows of MANY; those of MORE have ten times as many.
ROWS = tuple(
    Row(f"{name}, {times * MANY:,}", needs, lambda fixture, crowd=Crowd(kind, times): crowd)
    for times in (1, MORE // MANY)
    for name, needs, kind in KINDS
)


def measure(fixture: Fixture, crowd: Crowd, n: int) -> dict[str, float]:
    kind, n = crowd.kind, n * crowd.times
    if kind.slow:
        raise RuntimeError(kind.slow)
    try:
        found = in_new_process({"peers": fixture.peers, "loop": fixture.loop, "kind": kind.name, "n": n})
    except subprocess.TimeoutExpired:
        kind.slow = f"not tried: fewer took longer than {PATIENCE} s"
        raise RuntimeError(f"{n:,} took longer than {PATIENCE} s") from None
    if crowd.times == 1 and found["total"] * MORE / MANY > PATIENCE:
        kind.slow = f"not tried: a tenth of it took {found['total']:.0f} s"
    return found


def in_new_process(job: Mapping) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "harness.aio.memory_process"],
        input=json.dumps(job), capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1])
    return json.loads(done.stdout)
