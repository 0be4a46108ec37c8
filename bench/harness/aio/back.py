"""Go (or Rust) that awaits a Python coroutine, again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter

from harness.aio.awaits import MICROSECONDS
from harness.aio.clock import metered
from harness.aio.section import REFERENCE as PYO3
from harness.aio.section import Row
from harness.aio.stage import Stage


async def answer() -> int:
    return 3


def by_hand(stage: Stage, n: int) -> Awaitable[int]:
    """What the sync face offers: a callback that sends a coroutine to the loop and waits for it."""
    loop = asyncio.get_running_loop()
    return asyncio.to_thread(stage.go.call, lambda: asyncio.run_coroutine_threadsafe(answer(), loop).result(), n)


def rows(stage: Stage, at_once: int) -> list[Row]:
    def row(name: str, needs: str, call: Callable[[int], Awaitable[int]], share: float = 1.0) -> Row:
        async def body(n: int) -> float:
            each = max(1, n // at_once)
            started = perf_counter()
            sums = await asyncio.gather(*[call(each) for _ in range(at_once)])
            took = perf_counter() - started
            if sums != [3 * each] * at_once:
                raise ValueError(f"wrong answer: {sums[0]} where {3 * each} is expected")
            return took

        def measure(n: int) -> dict[str, float]:
            return metered(stage, lambda: body(n), max(1, n // at_once) * at_once * MICROSECONDS)

        return Row(name, needs, measure, share)

    return [
        row("run_coroutine_threadsafe", "gopherasync", lambda n: by_hand(stage, n), 0.5),
        row(PYO3, "pyo3_async", lambda n: stage.rust.call(answer, n)),
        row("gophersnake", "aio", lambda n: stage.aio.call(answer, n)),
    ]
