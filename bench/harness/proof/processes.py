"""Measures that need a process of their own: first calls, memory that stays, panics, and load.

    python -m harness.proof.processes MEASURE FOLDER MODULE SCALE

prints the figure, or figures by name, as JSON.
"""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def runtime(name: str, scale: int) -> dict[str, float]:
    """Microseconds."""
    started = time.perf_counter()
    module = __import__(name)
    module.noop()
    first = time.perf_counter() - started
    n = 100_000 // scale
    started = time.perf_counter()
    for _ in range(n):
        module.noop()
    return {"import and first call": first * 1e6, "later call": (time.perf_counter() - started) / n * 1e6}


def resident() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise AssertionError


def leak(name: str, scale: int) -> float:
    """Megabytes that stay."""
    module = __import__(name)

    def cycles(n: int) -> None:
        for _ in range(n):
            holder = module.Holder()
            ballast = bytes(200)
            holder.made = lambda holder=holder, ballast=ballast: len(ballast)
        del holder
        gc.collect()
        if hasattr(module, "__gophersnake__"):
            module.__gophersnake__.collect()

    cycles(20_000 // scale)
    before = resident()
    cycles(100_000 // scale)
    return max(resident() - before, 0.0)


def is_exception(what: Callable[[], object]) -> int:
    try:
        what()
    except BaseException as e:
        return int(type(e).__name__ in ("PanicError", "PanicException"))
    return 0


def panic(name: str, scale: int) -> int:
    """How many panics were exceptions. A process that one has ended prints nothing."""
    module = __import__(name)
    seen = is_exception(module.panic)
    if hasattr(module, "aio"):

        async def awaited() -> object:
            return await module.aio.panic()

        seen += is_exception(lambda: asyncio.run(awaited()))
        seen += is_exception(lambda: module.panic_apart(timeout=2))
    return seen


def python_serve(wait: float, n: int) -> int:
    time.sleep(wait)
    x = 88172645463325252
    for _ in range(n):
        x ^= x << 13 & 0xFFFFFFFFFFFFFFFF
    return x


def awaited(name: str, scale: int) -> dict[str, float]:
    """Milliseconds: how late the slowest in a hundred requests are. Both compute about 20 us."""
    module = __import__(name)
    requests, wait = 5000 // scale, 0.1

    async def one(call: Callable[[], Any]) -> float:
        started = time.perf_counter()
        await call()
        return time.perf_counter() - started - wait

    async def all_(call: Callable[[], Any]) -> float:
        late = await asyncio.gather(*(one(call) for _ in range(requests)))
        return statistics.quantiles(late, n=100)[98] * 1e3

    return {
        "gophersnake (aio)": asyncio.run(all_(lambda: module.aio.serve(wait, 10_000))),
        "Python (asyncio.to_thread, its own pool)": asyncio.run(all_(lambda: asyncio.to_thread(python_serve, wait, 200))),
    }


def rate(name: str, scale: int) -> float:
    """Per cent of the calls that were answered as they should be: 10,000 a second, one in a thousand panicking."""
    module = __import__(name)
    seconds, good, made = 10 / scale, 0, 0
    began = time.perf_counter()
    while (now := time.perf_counter() - began) < seconds:
        while made < now * 10_000:
            made += 1
            good += is_exception(module.panic) if made % 1000 == 0 else module.size("request") == 7
        time.sleep(0.0005)
    return 100 * good / max(made, int(seconds * 10_000) - 10)


MEASURES: dict[str, Callable[[str, int], Any]] = {"runtime": runtime, "leak": leak, "panic": panic, "awaited": awaited, "rate": rate}


def main() -> None:
    measure, folder, module, scale = sys.argv[1:]
    sys.path.insert(0, folder)
    print(json.dumps(MEASURES[measure](module, int(scale))))


if __name__ == "__main__":
    main()
