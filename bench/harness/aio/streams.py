"""Async iteration over integers."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterable, AsyncIterator, Callable
from time import perf_counter

from harness.aio.clock import cpu_seconds
from harness.aio.report import REFERENCE as PYO3
from harness.aio.report import Figure
from harness.aio.section import Row
from harness.aio.fixture import Fixture

FIGURES = (
    Figure("items", "M items/s, best", "max", ".3f"),
    Figure("items", "median", form=".3f", ratio=True),
    Figure("cpu", "CPU us an item", form=".2f"),
)


async def generator(n: int) -> AsyncIterator[int]:
    for i in range(n):
        yield i


async def queue(n: int) -> AsyncIterator[int]:
    """Two tasks and a queue between them."""
    items: asyncio.Queue[int | None] = asyncio.Queue(1024)

    async def produce() -> None:
        for i in range(n):
            await items.put(i)
        await items.put(None)

    producer = asyncio.create_task(produce())
    while (item := await items.get()) is not None:
        yield item
    await producer


async def consume(items: AsyncIterable[int], n: int) -> dict[str, float]:
    before, started = cpu_seconds(), perf_counter()
    total = 0
    async for item in items:
        total += item
    took, cpu = perf_counter() - started, cpu_seconds() - before
    if total != n * (n - 1) // 2:
        raise ValueError(f"wrong answer: the sum of {n} items is {total}")
    return {"items": n / took / 1e6, "cpu": cpu / n * 1e6}


def in_thread(fixture: Fixture) -> Callable[[int], AsyncIterator[int]]:
    """What the sync API offers: each item by a thread of the pool."""

    async def items(n: int) -> AsyncIterator[int]:
        stream = iter(fixture.go.count(n))
        while (item := await asyncio.to_thread(next, stream, None)) is not None:
            yield item

    return items


def measure(fixture: Fixture, items: Callable[[int], AsyncIterable[int]], n: int) -> dict[str, float]:
    async def body() -> dict[str, float]:
        return await consume(items(n), n)

    gc.collect()
    return fixture.run(body)


ROWS = (
    Row("async generator", "", lambda fixture: generator),
    Row("asyncio.Queue", "", lambda fixture: queue, 0.2),
    Row("to_thread(next)", "gopherasync", in_thread, 0.004),
    # One future an item: a hundredth of the items takes as long.
    Row(f"{PYO3}, a future an item", "pyo3_async", lambda fixture: fixture.rust.count, 0.01),
    Row("gophersnake, iter.Seq", "aio", lambda fixture: fixture.aio.count),
    Row("gophersnake, channel", "aio", lambda fixture: fixture.aio.count_chan),
)
