"""Awaiting functions that do next to nothing: what is timed is the way there and back."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Awaitable, Callable
from functools import partial
from time import perf_counter

from harness.aio.clock import metered
from harness.aio.report import REFERENCE as PYO3
from harness.aio.report import Figure
from harness.aio.section import Row
from harness.aio.fixture import Fixture

# How the figures of these sections are printed.
COSTS = (
    Figure("wall", "wall, least", "min"),
    Figure("wall", "wall, median"),
    Figure("cpu", "CPU, median", ratio=True),
)

MICROSECONDS, MILLISECONDS = 1e-6, 1e-3

Call = Callable[[int], Awaitable[int]]


async def add1(x: int) -> int:
    return x + 1


async def add1_after_a_turn(x: int) -> int:
    """What awaits something that isn't there yet: one turn of the loop."""
    await asyncio.sleep(0)
    return x + 1


async def sequential(call: Call, n: int) -> float:
    started = perf_counter()
    for i in range(n):
        last = await call(i)
    took = perf_counter() - started
    check(last, n)
    return took


async def gathered(call: Call, n: int) -> float:
    started = perf_counter()
    answers = await asyncio.gather(*[call(i) for i in range(n)])
    took = perf_counter() - started
    check(answers[-1], n)
    return took


async def in_tasks(call: Call, n: int) -> float:
    async def task(i: int) -> int:
        return await call(i)

    return await gathered(task, n)


def check(last: int, n: int) -> None:
    if last != n:
        raise ValueError(f"wrong answer: {last!r} where {n} is expected")


def wall_and_cpu(way: Callable[[Call, int], Awaitable[float]]) -> Callable[[Fixture, Call, int], dict[str, float]]:
    """Both of an await, in microseconds, where n are awaited in one way or another."""
    return lambda fixture, call, n: metered(fixture, lambda: way(call, n), n * MICROSECONDS)


# x + 1.
ADD1 = (
    Row("asyncio alone", "", lambda fixture: add1),
    Row("asyncio alone, a turn", "", lambda fixture: add1_after_a_turn),
    Row("to_thread", "gopherasync", lambda fixture: partial(asyncio.to_thread, fixture.go.add1_looped), 0.1),
    Row(PYO3, "pyo3_async", lambda fixture: fixture.rust.add1),
    Row("gophersnake", "aio", lambda fixture: fixture.aio.add1_looped),
    Row("gophersnake, proven short", "aio", lambda fixture: fixture.aio.add1),
)

WAIT = 0.01

TIMERS = (
    Row("asyncio alone", "", lambda fixture: partial(asyncio.sleep, WAIT)),
    Row(PYO3, "pyo3_async", lambda fixture: partial(fixture.rust.sleep, WAIT)),
    Row("gophersnake", "aio", lambda fixture: partial(fixture.aio.sleep, datetime.timedelta(seconds=WAIT))),
)


def together(fixture: Fixture, sleep: Callable[[], Awaitable[object]], n: int) -> dict[str, float]:
    """Many that wait at once: all of them, in milliseconds."""

    async def body() -> float:
        started = perf_counter()
        await asyncio.gather(*[sleep() for _ in range(n)])
        return perf_counter() - started

    return metered(fixture, body, MILLISECONDS)
