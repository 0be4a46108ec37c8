"""Go (or Rust) that awaits a Python coroutine, again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from time import perf_counter

from harness.aio.awaits import MICROSECONDS
from harness.aio.clock import metered
from harness.aio.report import REFERENCE as PYO3
from harness.aio.section import Row
from harness.aio.fixture import Fixture


async def answer() -> int:
    return 3


def by_hand(fixture: Fixture) -> Callable[[int], Awaitable[int]]:
    """What the sync API offers: a callback that sends a coroutine to the loop and waits for it."""

    def call(n: int) -> Awaitable[int]:
        loop = asyncio.get_running_loop()
        return asyncio.to_thread(fixture.go.call, lambda: asyncio.run_coroutine_threadsafe(answer(), loop).result(), n)

    return call


# Each awaits `answer` as often as it is told.
ROWS = (
    Row("run_coroutine_threadsafe", "gopherasync", by_hand, 0.5),
    Row(PYO3, "pyo3_async", lambda fixture: partial(fixture.rust.call, answer)),
    Row("gophersnake", "aio", lambda fixture: partial(fixture.aio.call, answer)),
)


def at_once(many: int) -> Callable[[Fixture, Callable[[int], Awaitable[int]], int], dict[str, float]]:
    """Wall and CPU time of an await, where n are done by so many calls at once."""

    def measure(fixture: Fixture, call: Callable[[int], Awaitable[int]], n: int) -> dict[str, float]:
        each = max(1, n // many)

        async def body() -> float:
            started = perf_counter()
            sums = await asyncio.gather(*[call(each) for _ in range(many)])
            took = perf_counter() - started
            if sums != [3 * each] * many:
                raise ValueError(f"wrong answer: {sums[0]} where {3 * each} is expected")
            return took

        return metered(fixture, body, each * many * MICROSECONDS)

    return measure
