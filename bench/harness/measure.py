"""Timing that stands a busy machine: minima of interleaved rounds."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping


def interleaved_minima(
    timers: Mapping[Hashable, Callable[[], float]],
    *,
    rounds: int,
    seconds: float,
    least: int = 3,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[dict[Hashable, float], int]:
    """Runs every timer once a round; returns each one's minimum and the rounds run.

    Interleaved, because a machine's speed drifts: a slow second then touches all
    timers instead of the one that was running. A minimum, because other work can
    make a run slower but never faster. It stops early after `seconds`, but not
    before `least` rounds.
    """
    minima: dict[Hashable, float] = {key: float("inf") for key in timers}
    keys = list(timers)
    end = clock() + seconds
    done = 0
    while done < rounds and (done < least or clock() < end):
        for key in keys:
            minima[key] = min(minima[key], timers[key]())
        # No timer shall always follow the same neighbour and its cold caches.
        keys.reverse()
        done += 1
    return minima, done
