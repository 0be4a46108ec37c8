"""What commands cost: CPU seconds of them and of all that they start and wait for."""

from __future__ import annotations

import resource
from collections.abc import Callable


def cpu_seconds(action: Callable[[], None]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    action()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def least(times: int, prepare: Callable[[int], None], action: Callable[[], None]) -> float:
    """The minimum of some, each with something of its own before it that does not count."""
    found = []
    for turn in range(times):
        prepare(turn)
        found.append(cpu_seconds(action))
    return min(found)
