"""Holds many awaits at once and tells what they take.

    python -m harness.aio.memory_process

reads a job from stdin and prints its findings.
"""

from __future__ import annotations

import asyncio
import datetime
import gc
import json
import os
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from harness.aio.clock import cpu_seconds
from harness.aio.fixture import Fixture

# How long each await waits where it does wait.
SLEEP = 0.005


def kilobytes(field: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1])
    raise LookupError(field)


class Threads:
    """The most threads that were seen, the one that looks not counted."""

    def __init__(self) -> None:
        self.most = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()

    def look(self) -> None:
        while not self.over.wait(0.01):
            self.count()

    def count(self) -> None:
        self.most = max(self.most, len(os.listdir("/proc/self/task")) - 1)

    def end(self) -> int:
        self.count()
        self.over.set()
        self.thread.join()
        return self.most


def caller(fixture: Fixture, kind: str) -> Callable[[], Awaitable[object]]:
    span = datetime.timedelta(seconds=SLEEP)
    match kind.split():
        case ["tasks"]:
            return lambda: asyncio.create_task(asyncio.sleep(SLEEP))
        case ["rust", "add1"]:
            return lambda f=fixture.rust.add1: f(1)
        case ["rust", "sleep"]:
            return lambda f=fixture.rust.sleep: f(SLEEP)
        case ["aio", "add1"]:
            return lambda f=fixture.aio.add1_looped: f(1)
        case ["aio", "sleep", *unlimited]:
            if unlimited:
                fixture.go.__gophersnake__.limit = None
            return lambda f=fixture.aio.sleep: f(span)
    raise ValueError(kind)


async def hold(call: Callable[[], Awaitable[object]], n: int) -> dict[str, float]:
    # What a first call loads is not an await's.
    await call()
    gc.collect()
    threads = Threads()
    # From here on the peak is counted anew.
    Path("/proc/self/clear_refs").write_text("5")
    base = kilobytes("VmRSS")
    before, started = cpu_seconds(), time.perf_counter()
    pending = [call() for _ in range(n)]
    submitted = time.perf_counter()
    for awaitable in pending:
        await awaitable
    done = time.perf_counter()
    cpu = cpu_seconds() - before
    return {
        # The list that holds them is counted too: 8 bytes each, and what it has to spare.
        "bytes": (kilobytes("VmHWM") - base) * 1024 / n,
        "threads": threads.end(),
        "submit": submitted - started,
        "total": done - started,
        "cpu": cpu,
    }


def main() -> None:
    job = json.load(sys.stdin)
    fixture = Fixture(job["peers"], {}, job["loop"])
    print(json.dumps(fixture.run(lambda: hold(caller(fixture, job["kind"]), job["n"]))))


if __name__ == "__main__":
    main()
