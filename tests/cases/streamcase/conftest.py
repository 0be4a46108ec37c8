"""What every test must leave as it found it."""

import asyncio

import pytest
import streamcase as c
import waiting

info = c.__gophersnake__
list(c.mapped(abs, 1))  # the goroutine that gives references back stays for good
asyncio.run(c.aio.make(1))  # and the one that serves loops
info.collect()


@pytest.fixture(autouse=True)
def nothing_left():
    with waiting.nothing_left(info, "handles", "references", "goroutines", "calls"):
        yield
