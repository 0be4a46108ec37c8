"""How soon the work hears that nobody waits for it any more."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import ModuleType

from harness.aio.clock import cpu_seconds, quantile
from harness.aio.report import REFERENCE as PYO3
from harness.aio.report import Figure
from harness.aio.section import Row
from harness.aio.fixture import Fixture

MANY = (
    Figure("awaiters", "awaiters done, ms", "min"),
    Figure("awaiters", "median"),
    Figure("stopped", "work stopped, ms", "min"),
    Figure("stopped", "median", ratio=True),
    Figure("cpu", "CPU, ms", form=".0f"),
)
ONE = (
    Figure("p50", "p50, us"),
    Figure("p99", "p99"),
    Figure("max", "max"),
)


@dataclass(frozen=True)
class Waiter:
    """Work that goes on until it is cancelled."""

    wait: Callable[[], Awaitable[None]]
    # Tells how many are at work (live), and when the last one was cancelled (seen).
    peer: ModuleType


ROWS = (
    Row(PYO3, "pyo3_async", lambda fixture: Waiter(fixture.rust.wait, fixture.rust)),
    Row("gophersnake", "aio", lambda fixture: Waiter(fixture.aio.wait, fixture.go)),
)


def in_loop(way: Callable[[Waiter, int], Awaitable]) -> Callable[[Fixture, Waiter, int], dict[str, float]]:
    def measure(fixture: Fixture, waiter: Waiter, n: int) -> dict[str, float]:
        gc.collect()
        return fixture.run(lambda: way(waiter, n))

    return measure


async def until(condition: Callable[[], bool]) -> None:
    """Lets the loop turn, as what is waited for may need it."""
    while not condition():
        await asyncio.sleep(0)


async def many(waiter: Waiter, n: int) -> dict[str, float]:
    async def awaiter() -> None:
        await waiter.wait()

    tasks = [asyncio.create_task(awaiter()) for _ in range(n)]
    await until(lambda: waiter.peer.live() == n)
    before, started = cpu_seconds(), time.perf_counter()
    for task in tasks:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    done = time.perf_counter() - started
    await until(lambda: waiter.peer.live() == 0)
    stopped = time.perf_counter() - started
    if not all(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes):
        raise ValueError("wrong answer: not every task was cancelled")
    return {"awaiters": done * 1000, "stopped": stopped * 1000, "cpu": (cpu_seconds() - before) * 1000}


async def one_after_another(waiter: Waiter, n: int) -> dict[str, float]:
    """From task.cancel() to the moment that the work itself noted."""

    async def awaiter() -> None:
        await waiter.wait()

    latencies = []
    for _ in range(n):
        task = asyncio.create_task(awaiter())
        await until(lambda: waiter.peer.live() == 1)
        # Cancel a task that has waited for a while, not one that is just being started.
        await asyncio.sleep(0.001)
        cancelled = time.time_ns()
        task.cancel()
        await asyncio.wait([task])
        await until(lambda: waiter.peer.live() == 0)
        latencies.append((waiter.peer.seen() - cancelled) / 1000)
    return {"p50": quantile(latencies, 0.5), "p99": quantile(latencies, 0.99), "max": max(latencies)}
