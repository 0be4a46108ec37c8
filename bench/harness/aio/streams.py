"""Async iteration over integers."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterable, AsyncIterator, Callable
from time import perf_counter

from harness.aio.clock import cpu_seconds
from harness.aio.section import REFERENCE as PYO3
from harness.aio.section import Figure, Row
from harness.aio.stage import Stage

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


async def in_thread(stage: Stage, n: int) -> dict[str, float]:
    """What the sync face offers: each item by a thread of the pool."""

    async def items() -> AsyncIterator[int]:
        stream = iter(stage.go.count(n))
        while (item := await asyncio.to_thread(next, stream, None)) is not None:
            yield item

    return await consume(items(), n)


def rows(stage: Stage) -> list[Row]:
    def row(name: str, needs: str, items: Callable[[int], AsyncIterable[int]], share: float = 1.0) -> Row:
        async def body(n: int) -> dict[str, float]:
            return await consume(items(n), n)

        def measure(n: int) -> dict[str, float]:
            gc.collect()
            return stage.run(lambda: body(n))

        return Row(name, needs, measure, share)

    return [
        row("async generator", "", generator),
        row("asyncio.Queue", "", queue, 0.2),
        Row("to_thread(next)", "gopherasync", lambda n: stage.run(lambda: in_thread(stage, n)), 0.004),
        # One future an item: a hundredth of the items takes as long.
        row(f"{PYO3}, a future an item", "pyo3_async", lambda n: stage.rust.count(n), 0.01),
        row("gophersnake, iter.Seq", "aio", lambda n: stage.aio.count(n)),
        row("gophersnake, channel", "aio", lambda n: stage.aio.count_chan(n)),
    ]
