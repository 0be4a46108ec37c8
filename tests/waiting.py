"""Waiting for what other threads and goroutines do."""

import asyncio
import time


async def until(true):
    """Lets the loop turn until something is so."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        await asyncio.sleep(0)


def until_sync(true):
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.0005)
