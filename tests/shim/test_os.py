"""os/: the dispatcher of signals, and how deep a walk may go. Each in a process of its own, whose handlers they change."""

import os
import signal
import subprocess
import sys
import threading

PROGRAM = """
import ctypes, sys
shim = ctypes.PyDLL(sys.argv[1])
shim.dispatch.restype = ctypes.py_object
print(*[shim.dispatch(int(raised), int(dead)) for raised, dead in (a.split(",") for a in sys.argv[2:])])
"""


def dispatch(shim, *cases):
    arguments = [f"{int(raised)},{dead}" for raised, dead in cases]
    return subprocess.run([sys.executable, "-c", PROGRAM, shim._name, *arguments], check=True, capture_output=True, text=True).stdout.strip()


def test_a_preemption_goes_to_every_core_that_lives(shim):
    """(handlers of Go's, the one before, that of faults), with none, one and both cores dead."""
    assert dispatch(shim, (signal.SIGURG, 0), (signal.SIGURG, 1), (signal.SIGURG, 2)) == "(2, 1, 0) (1, 1, 0) (0, 1, 0)"


def test_a_fault_of_nobodys_goes_to_the_handler_before(shim):
    assert dispatch(shim, (signal.SIGFPE, 0), (signal.SIGFPE, 2)) == "(0, 0, 1) (0, 0, 1)"


def test_a_walk_ends_before_the_stack_does(shim):
    depths = []
    for size in (256 << 10, 4 << 20):
        threading.stack_size(size)
        thread = threading.Thread(target=lambda: depths.append(shim.depth()))
        thread.start()
        thread.join()
    threading.stack_size(0)
    small, large = depths
    assert 100 < small < (256 << 10) // 512
    assert large > 8 * small
