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


def until_sync(true):
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.0005)


@contextlib.contextmanager
def nothing_left(info, *names):
    """The block leaves what module.__gophersnake__ counts as it was, as soon as goroutines that were told to have ended."""

    def counts():
        return {name: info.as_dict()[name] for name in names}

    gc.collect()
    info.collect()
    before = counts()
    yield
    gc.collect()
    info.collect()
    until_sync(lambda: counts() == before)
