"""What waiting costs: a process that awaits now and then, and one that does nothing."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from time import perf_counter

from harness.aio.awaits import Call, add1
from harness.aio.clock import cpu_seconds, quantile
from harness.aio.report import REFERENCE as PYO3
from harness.aio.report import Figure
from harness.aio.section import Row
from harness.aio.fixture import Fixture

PACED = (
    Figure("p50", "an await, p50"),
    Figure("p99", "p99"),
    Figure("cpu", "CPU, pause included", ratio=True),
)
IDLE = (Figure("cpu", "CPU, ms a second", "min", ".2f"),)

PAUSE = 0.001


async def paced(call: Call, n: int) -> dict[str, float]:
    """One await every millisecond: so seldom that nobody should wait for it on a processor."""
    waits = []
    before = cpu_seconds()
    for i in range(n):
        await asyncio.sleep(PAUSE)
        started = perf_counter()
        await call(i)
        waits.append((perf_counter() - started) * 1e6)
    cpu = (cpu_seconds() - before) / n * 1e6
    return {"p50": quantile(waits, 0.5), "p99": quantile(waits, 0.99), "cpu": cpu}


async def idle(call: Call, n: int) -> dict[str, float]:
    """A second (n milliseconds) in which nothing is to be done, after many awaits."""
    for i in range(1000):
        await call(i)
    # What still lingers then may do so for a moment.
    await asyncio.sleep(0.05)
    gc.collect()
    before, started = cpu_seconds(), time.perf_counter()
    await asyncio.sleep(n / 1000)
    return {"cpu": (cpu_seconds() - before) * 1000 / (time.perf_counter() - started)}


def in_loop(way: Callable[[Call, int], Awaitable]) -> Callable[[Fixture, Call, int], dict[str, float]]:
    return lambda fixture, call, n: fixture.run(lambda: way(call, n))


ROWS = (
    Row("asyncio alone", "", lambda fixture: add1),
    Row(PYO3, "pyo3_async", lambda fixture: fixture.rust.add1),
    Row("gophersnake", "aio", lambda fixture: fixture.aio.add1_looped),
)
