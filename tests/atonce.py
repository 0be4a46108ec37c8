"""Programs whose threads do things at once that the GIL would have them do one after the other, each in a process of its own."""

import os
import subprocess
import sys
import textwrap

import freethreading
from cases import IMPORTABLE

# With a GIL there is little to find.
ROUNDS = int(os.environ.get("GOPHERSNAKE_THREAD_ROUNDS") or (20_000 if freethreading.FREE_THREADED else 1_000))

PROGRAM = """
import asyncio, gc, importlib, pickle, sys, threading
ROUNDS, free = int(sys.argv[1]), not getattr(sys, "_is_gil_enabled", lambda: True)()
s = importlib.import_module(sys.argv[3])
info = s.__gophersnake__
assert free == (sys.argv[2] == "True"), "importing it has switched the GIL on"
failures = []

def at_once(*bodies):
    barrier = threading.Barrier(len(bodies))

    def body(f):
        try:
            barrier.wait(60)
            f()
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=body, args=[f]) for f in bodies]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failures, failures
"""


def run(case, program):
    """What a program printed. It calls a case's package s, and has ROUNDS and at_once(); free: there is no GIL."""
    program = textwrap.dedent(PROGRAM) + textwrap.dedent(program)
    command = [sys.executable, "-X", "faulthandler", "-c", program, str(ROUNDS), str(freethreading.FREE_THREADED), case]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(IMPORTABLE)}, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr[-5000:]
    return done
