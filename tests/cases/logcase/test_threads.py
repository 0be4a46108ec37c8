"""First calls, which import what receives Go's log records, of several threads at once, and forks beside them."""

import os
import subprocess
import sys

import atonce
import freethreading
from cases import IMPORTABLE

PROCESSES = 10 if freethreading.FREE_THREADED else 2

FIRST = """
import logging, os, signal, sys, threading, logcase
lines = []

class Handler(logging.Handler):
    def emit(self, record):
        lines.append(record.getMessage())

logging.getLogger().addHandler(Handler())
logging.getLogger().setLevel("INFO")
barrier, failures = threading.Barrier(10), []

def first(n):
    barrier.wait(60)
    try:
        logcase.say(f"said {n}", 0)
    except BaseException as error:
        failures.append(error)

def forks():
    barrier.wait(60)
    for again in range(4):
        pid = os.fork()
        if not pid:
            signal.alarm(60)  # ends a child that waits for a thread which it does not have
            logcase.say("child", 0)
            os._exit(0 if "child" in lines else 1)
        status = os.waitpid(pid, 0)[1]
        if status:
            failures.append(status)

threads = [threading.Thread(target=first, args=(n,)) for n in range(8)] + [threading.Thread(target=forks) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert not failures, failures
assert sorted(set(lines)) == ["initialised", *(f"said {n}" for n in range(8))] and len(lines) == 9, lines
"""


def test_first_calls_and_forks():
    for _ in range(PROCESSES):
        command = [sys.executable, "-X", "faulthandler", "-W", "ignore", "-c", FIRST]
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(IMPORTABLE)}, capture_output=True, text=True, timeout=200)
        assert done.returncode == 0, done.stdout + done.stderr[-5000:]


def test_forks_beside_calls():
    """A child has its own copy of the core, whatever other threads were doing."""
    atonce.run(
        "logcase",
        """
        import logging, os, signal, warnings
        warnings.simplefilter("ignore")
        logging.getLogger().addHandler(logging.NullHandler())
        done = []

        def calls(n):
            while len(done) < 2 and not failures:
                s.say(str(n), 0)
                s.apply(lambda: None)

        def forks():
            try:
                for again in range(20 if free else 5):
                    pid = os.fork()
                    if not pid:
                        signal.alarm(60)
                        s.say("child", 0)
                        s.apply(lambda: None)
                        os._exit(0)
                    assert os.waitpid(pid, 0)[1] == 0
            finally:
                done.append(1)

        at_once(*[lambda n=n: calls(n) for n in range(4)], forks, forks)
        """,
    )
