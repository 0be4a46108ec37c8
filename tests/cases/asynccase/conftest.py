"""Loops for the tests, and what every test must leave as it found it."""

import asyncio
import gc
import sys

import asynccase as c
import pytest
import uvloop
from waiting import until_sync

info = c.__gophersnake__
asyncio.run(c.aio.keep(abs))  # the core is loaded, and has the goroutines that stay
c.keep(None)
c.held("warm").close()
info.collect()

KINDS = ["asyncio", "uvloop", "debug"] + (["eager"] if sys.version_info >= (3, 12) else [])


@pytest.fixture(params=KINDS)
def run(request):
    """Runs a coroutine on a new loop of each kind."""
    factory = None
    if request.param == "uvloop":
        factory = uvloop.new_event_loop

    def run(coroutine):
        with asyncio.Runner(loop_factory=factory, debug=request.param == "debug") as runner:
            if request.param == "eager":
                runner.get_loop().set_task_factory(asyncio.eager_task_factory)
            return runner.run(coroutine)

    return run


@pytest.fixture(autouse=True)
def nothing_left():
    gc.collect()
    info.collect()
    before = info.as_dict()
    yield
    gc.collect()
    info.collect()
    until_sync(lambda: info.awaiting == before["awaiting"] and info.queued == 0)
    until_sync(lambda: info.handles <= before["handles"])
    until_sync(lambda: info.goroutines <= before["goroutines"])
