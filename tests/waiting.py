"""Waiting for what other threads and goroutines do."""

import asyncio
import contextlib
import gc
import time

SECONDS = 30  # a machine may be busy


async def until(true):
    """Lets the loop turn until something is so."""
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        await asyncio.sleep(0)


def until_sync(true, described=lambda: "it did not come to pass"):
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, described()
        time.sleep(0.0005)


@contextlib.contextmanager
def nothing_left(info, *names):
    """The block leaves no more than was there of what module.__gophersnake__ counts, as soon as goroutines that were
    told to have ended. It may leave less: what a test before it had told to end may still be counted at the start, and
    runtime.NumGoroutine() counts threads that are in Go for a moment."""

    def counts():
        return {name: info.as_dict()[name] for name in names}

    def collect():
        for _ in range(2):  # what Go has dropped may be in a cycle of Python's
            gc.collect()
            info.collect()

    collect()
    before = counts()
    yield
    collect()
    until_sync(lambda: all(0 <= now <= before[name] for name, now in counts().items()), lambda: f"{before} is now {counts()}")
