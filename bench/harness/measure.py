"""Timing that stands a busy machine: interleaved rounds, of which minima are taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

T = TypeVar("T")


def interleaved(
    timers: Mapping[Hashable, Callable[[], T]],
    *,
    rounds: int,
    seconds: float,
    least: int = 3,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[dict[Hashable, list[T]], int]:
    """Runs every timer once a round; returns what each one said, and the rounds run.

    Interleaved, because a machine's speed drifts: a slow second then touches all
    timers instead of the one that was running. It stops early after `seconds`, but
    not before `least` rounds.
    """
    found: dict[Hashable, list[T]] = {key: [] for key in timers}
    keys = list(timers)
    end = clock() + seconds
    done = 0
    while done < rounds and (done < least or clock() < end):
        for key in keys:
            found[key].append(timers[key]())
        # No timer shall always follow the same neighbour and its cold caches.
        keys.reverse()
        done += 1
    return found, done


def interleaved_minima(timers: Mapping[Hashable, Callable[[], float]], **limits) -> tuple[dict[Hashable, float], int]:
    """The minimum of every timer: other work can make a run slower but never faster."""
    found, done = interleaved(timers, **limits)
    return {key: min(times) for key, times in found.items()}, done
