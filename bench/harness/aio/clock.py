"""Wall and CPU time of one measurement."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable, Coroutine

from harness.aio.fixture import Fixture

# For this long the process is left alone after a measurement, and its CPU time
# still counts: threads that linger for more work shall not do so for free.
REST = 0.02


def cpu_seconds() -> float:
    """What all threads of this process have used."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def metered(fixture: Fixture, body: Callable[[], Coroutine[object, object, float]], per: float) -> dict[str, float]:
    """Wall and CPU time of a coroutine that tells the wall time of its timed part.

    Both are divided by `per`: how many awaits there are, times the unit in seconds.
    """
    gc.collect()
    before = cpu_seconds()
    wall = fixture.run(body)
    time.sleep(REST)
    return {"wall": wall / per, "cpu": (cpu_seconds() - before) / per}


def quantile(values: list[float], share: float) -> float:
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]
