"""What happens in init functions is the first call's, and every later one's."""

import os
import subprocess
import sys

import pytest
from cases import IMPORTABLE

CALLS = """
import initcase
for _ in range(2):
    try:
        print(initcase.ready())
    except initcase.PanicError as error:
        print(error, "|", "init.go:" in error.__notes__[0])
"""

LATENCY = "import initcase; print(initcase.latency().total_seconds())"


def test_loops_are_stopped_while_a_core_starts():
    done = subprocess.run([sys.executable, "-c", LATENCY], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(IMPORTABLE), "INITCASE": "busy"})
    assert done.returncode == 0 and float(done.stdout) < 0.1, done


@pytest.mark.parametrize(
    "what, expected",
    [
        ("", "yes"),
        ("slow", "yes"),
        ("panic", "an init function of the package panicked: runtime error: invalid memory address or nil pointer dereference | True"),
        ("exit", "an init function of the package called os.Exit(4) | True"),
    ],
)
def test_init(what, expected):
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(IMPORTABLE), "INITCASE": what})
    assert done.stdout.splitlines() == [expected] * 2 and done.returncode == 0, done.stderr


BOTH = """
import asyncio, initcase
async def awaited(f):
    return await f()
for call in [initcase.ready, lambda: asyncio.run(awaited(initcase.aio.latency)), lambda: asyncio.run(awaited(initcase.aio.ready)), initcase.ready, initcase.latency]:
    try:
        print(call())
    except initcase.PanicError as error:
        print("refused")
"""


def test_a_panic_in_init_is_every_calls_in_both_apis():
    done = subprocess.run([sys.executable, "-c", BOTH], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(IMPORTABLE), "INITCASE": "panic"})
    assert done.stdout.splitlines() == ["refused"] * 5 and done.returncode == 0, done.stderr
