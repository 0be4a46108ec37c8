"""The peers of a section, and the event loop that it runs on."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Coroutine, Mapping

from harness.calls import load

# Longer than the slowest peer needs for anything that is measured.
PATIENCE = 300.0

LOOPS = ("asyncio", "uvloop")


class Fixture:
    def __init__(self, peers: Mapping[str, Mapping[str, str]], missing: Mapping[str, str], loop: str):
        self.peers, self.loop = peers, loop
        modules, absent = load(peers)
        # What a row may need -> why it is not there.
        self.missing = dict(missing) | absent
        self.go = modules.get("gopherasync")
        self.rust = modules.get("pyo3_async")
        self.aio = None
        if self.go is not None:
            try:
                self.aio = importlib.import_module("gopherasync.aio")
            except ImportError as error:
                self.missing["aio"] = f"no async API: {error}"
        else:
            self.missing["aio"] = self.missing["gopherasync"]

    def run(self, body: Callable[[], Coroutine]):
        """Runs a coroutine function on a loop of its own."""
        factory = importlib.import_module("uvloop").new_event_loop if self.loop == "uvloop" else None

        async def bounded():
            async with asyncio.timeout(PATIENCE):
                return await body()

        with asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(bounded())
