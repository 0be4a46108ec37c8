"""Go that computes for 50 us at a time, beside a heart that beats every millisecond."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from functools import cached_property, partial
from time import perf_counter

from harness.aio.clock import cpu_seconds, quantile
from harness.aio.report import REFERENCE as PYO3
from harness.aio.report import Figure
from harness.aio.section import Row
from harness.aio.fixture import Fixture

FIGURES = (
    Figure("total", "all done, ms", form=".0f"),
    Figure("p50", "lag p50, ms", form=".2f"),
    Figure("p99", "p99", form=".2f", ratio=True),
    Figure("max", "max", form=".1f"),
    Figure("cpu", "CPU, ms", form=".0f"),
)

BEAT = 0.001
SECONDS = 50e-6
WORKERS = 64

Call = Callable[[], Awaitable[object]]


class Heart:
    """How much later than asked a loop comes back to a task that sleeps."""

    def __init__(self) -> None:
        self.lags: list[float] = []
        self.task = asyncio.create_task(self.beat())

    async def beat(self) -> None:
        while True:
            started = perf_counter()
            await asyncio.sleep(BEAT)
            self.lags.append((perf_counter() - started - BEAT) * 1000)

    async def end(self) -> dict[str, float]:
        # The beat that was due while the last work went on counts too.
        heard = len(self.lags)
        while len(self.lags) == heard:
            await asyncio.sleep(BEAT)
        self.task.cancel()
        return {"p50": quantile(self.lags, 0.5), "p99": quantile(self.lags, 0.99), "max": max(self.lags)}


async def at_once(call: Call, n: int) -> None:
    await asyncio.gather(*[call() for _ in range(n)])


async def by_workers(call: Call, n: int) -> None:
    left = iter(range(n))

    async def worker() -> None:
        for _ in left:
            await call()

    await asyncio.gather(*[worker() for _ in range(WORKERS)])


def steps(spin: Callable[[int], int], seconds: float = SECONDS) -> int:
    """How many steps of the loop take the time; for each peer its own, since compilers differ."""
    n = 20_000
    least = float("inf")
    for _ in range(50):
        started = perf_counter()
        spin(n)
        least = min(least, perf_counter() - started)
    return max(1, int(n * seconds / least))


class Work:
    """A loop of some steps: by a call that waits for it, and by one that is awaited."""

    def __init__(self, spin: Callable[[int], int], awaited: Callable[[int], Awaitable[object]]) -> None:
        self.spin, self.awaited = spin, awaited

    @cached_property
    def steps(self) -> int:
        """So many that they take SECONDS; found out once."""
        return steps(self.spin)


def of_rust(fixture: Fixture) -> Work:
    if fixture.go is not None and fixture.go.spin(1000) != fixture.rust.spin_sync(1000):
        raise ValueError("wrong answer: Rust's loop is not Go's")
    return Work(fixture.rust.spin_sync, fixture.rust.spin)


ROWS = (
    Row("to_thread", "gopherasync", lambda fixture: Work(fixture.go.spin, partial(asyncio.to_thread, fixture.go.spin))),
    Row(PYO3, "pyo3_async", of_rust),
    Row("gophersnake", "aio", lambda fixture: Work(fixture.go.spin, fixture.aio.spin)),
)


def beside_a_heart(way: Callable[[Call, int], Awaitable[None]]) -> Callable[[Fixture, Work, int], dict[str, float]]:
    def measure(fixture: Fixture, work: Work, n: int) -> dict[str, float]:
        call = partial(work.awaited, work.steps)

        async def body() -> dict[str, float]:
            heart = Heart()
            await asyncio.sleep(10 * BEAT)
            heart.lags.clear()
            before, started = cpu_seconds(), perf_counter()
            await way(call, n)
            took, cpu = perf_counter() - started, cpu_seconds() - before
            return {"total": took * 1000, "cpu": cpu * 1000} | await heart.end()

        gc.collect()
        return fixture.run(body) | {"steps": work.steps}

    return measure
