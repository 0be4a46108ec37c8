"""Loops for the tests, and what every test must leave as it found it."""

import asyncio
import sys

import asynccase as c
import loops
import pytest
import waiting

info = c.__gophersnake__
asyncio.run(c.aio.keep(abs))  # the core is loaded, and has the goroutines that stay
c.keep(None)
c.held("warm").close()
info.collect()

KINDS = [*loops.NAMES, "debug"] + (["eager"] if sys.version_info >= (3, 12) else [])


@pytest.fixture(params=KINDS)
def run(request):
    """Runs a coroutine on a new loop of each kind."""
    factory = None
    if request.param == "uvloop":
        factory = loops.FACTORIES[1]

    def run(coroutine):
        with asyncio.Runner(loop_factory=factory, debug=request.param == "debug") as runner:
            if request.param == "eager":
                runner.get_loop().set_task_factory(asyncio.eager_task_factory)
            return runner.run(coroutine)

    return run


@pytest.fixture(autouse=True)
def nothing_left():
    with waiting.nothing_left(info, "awaiting", "queued", "handles", "goroutines"):
        yield
