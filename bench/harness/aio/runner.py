"""Runs one section.

    python -m harness.aio.runner

reads a job from stdin and writes its findings to the file that the job names. A
section has a process of its own, since what one leaves behind (threads, heaps,
a peer that has crashed) must not touch the next.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from harness.aio.section import Row, Section, Target
from harness.aio.sections import SECTIONS
from harness.aio.fixture import Fixture
from harness.measure import interleaved


def find(section: Section, fixture: Fixture, quick: bool) -> dict:
    n = section.quick if quick else section.n
    missing, timers = {}, {}

    def attempt(row: Row, target: Target, size: int) -> dict[str, float] | None:
        """A measurement; what failed once is not tried again."""
        if row.name in missing:
            return None
        try:
            return section.measure(fixture, target, size)
        except Exception as error:
            missing[row.name] = f"{type(error).__name__}: {error}"
            return None

    for row in section.rows:
        if row.needs in fixture.missing:
            missing[row.name] = fixture.missing[row.needs]
            continue
        size = max(1, int(n * row.share))
        try:
            target = row.target(fixture)
        except Exception as error:
            missing[row.name] = f"{type(error).__name__}: {error}"
            continue
        # A small one, to warm up and to see whether it works at all.
        if attempt(row, target, max(1, size // 100)) is not None:
            timers[row.name] = lambda row=row, target=target, size=size: attempt(row, target, size)
    found, rounds = interleaved(
        timers,
        rounds=1 if quick else section.rounds,
        seconds=section.seconds,
        least=1 if quick else section.least,
    )
    samples = {name: [sample for sample in samples if sample] for name, samples in found.items()}
    return {"samples": {name: kept for name, kept in samples.items() if kept}, "missing": missing, "rounds": rounds}


def main() -> None:
    job = json.load(sys.stdin)
    section = SECTIONS[job["section"]]
    fixture = Fixture(job["peers"], job["missing"], job["loop"])
    found = find(section, fixture, job["quick"])
    with open(job["output"], "w") as output:
        json.dump(found | {"figures": [asdict(figure) for figure in section.figures]}, output)


if __name__ == "__main__":
    main()
