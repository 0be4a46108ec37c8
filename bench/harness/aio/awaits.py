"""Awaiting functions that do next to nothing: what is timed is the way there and back."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Awaitable, Callable
from time import perf_counter

from harness.aio.clock import metered
from harness.aio.section import Figure, Row
from harness.aio.section import REFERENCE as PYO3
from harness.aio.stage import Stage

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


def trivial(stage: Stage, way: Callable[[Call, int], Awaitable[float]]) -> list[Row]:
    """Rows of x + 1, awaited in one way or another."""

    def row(name: str, needs: str, call: Callable[[], Call], share: float = 1.0) -> Row:
        return Row(name, needs, lambda n: metered(stage, lambda: way(call(), n), n * MICROSECONDS), share)

    go, aio, rust = (lambda: stage.go), (lambda: stage.aio), (lambda: stage.rust)
    return [
        row("asyncio alone", "", lambda: add1),
        row("asyncio alone, a turn", "", lambda: add1_after_a_turn),
        row("to_thread", "gopherasync", lambda: lambda x, f=go().add1_looped: asyncio.to_thread(f, x), 0.1),
        row(PYO3, "pyo3_async", lambda: rust().add1),
        row("gophersnake", "aio", lambda: aio().add1_looped),
        row("gophersnake, proven short", "aio", lambda: aio().add1),
    ]


def timers(stage: Stage) -> list[Row]:
    """Many that wait for 10 ms at once."""
    wait = 0.01

    def row(name: str, needs: str, call: Callable[[], Callable[[], Awaitable[object]]]) -> Row:
        async def body(n: int) -> float:
            sleep = call()
            started = perf_counter()
            await asyncio.gather(*[sleep() for _ in range(n)])
            return perf_counter() - started

        return Row(name, needs, lambda n: metered(stage, lambda: body(n), MILLISECONDS))

    span = datetime.timedelta(seconds=wait)
    return [
        row("asyncio alone", "", lambda: lambda: asyncio.sleep(wait)),
        row(PYO3, "pyo3_async", lambda: lambda f=stage.rust.sleep: f(wait)),
        row("gophersnake", "aio", lambda: lambda f=stage.aio.sleep: f(span)),
    ]
