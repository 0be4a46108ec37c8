"""What a section is; and the process that runs one.

    python -m harness.aio.section

reads a job from stdin and writes its findings to the file that the job names. A
section has a process of its own, since what one leaves behind (threads, heaps,
a peer that has crashed) must not touch the next.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

from harness.aio.stage import Stage
from harness.measure import interleaved

# The row that others are compared with.
REFERENCE = "pyo3-async-runtimes"


@dataclass(frozen=True)
class Row:
    name: str
    # Which peer it needs: "gopherasync", its async face "aio", "pyo3_async", or none.
    needs: str
    # One measurement of so many awaits.
    measure: Callable[[int], dict[str, float]]
    # Of what is slow by nature, a part is enough.
    share: float = 1.0


@dataclass(frozen=True)
class Figure:
    """One number of a cell, out of those that measurements gave under a name."""

    name: str
    label: str
    # Of all rounds: "min", "median" or "max".
    statistic: str = "median"
    # Printed so: a format specification.
    form: str = ".1f"
    # Also in units of the reference's.
    ratio: bool = False


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    figures: tuple[Figure, ...]
    rows: Callable[[Stage], list[Row]]
    # The n of a measurement, and of one by which only to see that all works.
    n: int
    quick: int
    rounds: int = 15
    # Rounds stop after so many seconds, but not before `least`.
    seconds: float = 20.0
    least: int = 3
    # One on each loop, or one for all.
    per_loop: bool = True


def find(section: Section, stage: Stage, quick: bool) -> dict:
    n = section.quick if quick else section.n
    missing, timers = {}, {}
    for row in section.rows(stage):
        if row.needs in stage.missing:
            missing[row.name] = stage.missing[row.needs]
            continue
        size = max(1, int(n * row.share))
        try:
            # A small one, to warm up and to see whether it works at all.
            row.measure(max(1, size // 100))
        except Exception as error:
            missing[row.name] = f"{type(error).__name__}: {error}"
            continue
        timers[row.name] = lambda row=row, size=size: attempt(row, size, missing)
    found, rounds = interleaved(
        timers,
        rounds=1 if quick else section.rounds,
        seconds=section.seconds,
        least=1 if quick else section.least,
    )
    samples = {name: [sample for sample in samples if sample] for name, samples in found.items()}
    return {"samples": {name: kept for name, kept in samples.items() if kept}, "missing": missing, "rounds": rounds}


def attempt(row: Row, size: int, missing: dict[str, str]) -> dict[str, float] | None:
    """A measurement; what failed once is not tried again."""
    if row.name in missing:
        return None
    try:
        return row.measure(size)
    except Exception as error:
        missing[row.name] = f"{type(error).__name__}: {error}"
        return None


def main() -> None:
    from harness.aio.sections import SECTIONS

    job = json.load(sys.stdin)
    section = SECTIONS[job["section"]]
    stage = Stage(job["peers"], job["missing"], job["loop"])
    found = find(section, stage, job["quick"])
    with open(job["output"], "w") as output:
        json.dump(found | {"figures": [asdict(figure) for figure in section.figures]}, output)


if __name__ == "__main__":
    main()
