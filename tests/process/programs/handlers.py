"""Python's handlers of signals, beside Go."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time

import processcase as g
from everything import check

early, late = sys.argv[1:] == ["early"], sys.argv[1:] == ["late"]
SIGNALS = [signal.SIGTERM, signal.SIGALRM, signal.SIGCHLD, signal.SIGUSR1, signal.SIGURG, signal.SIGHUP, signal.SIGPROF, signal.SIGVTALRM]
seen = []


def install():
    for s in SIGNALS:
        signal.signal(s, lambda number, frame: seen.append(number))


if early:
    install()
check(g)
if late:
    install()
    check(g)
    g.sleep(0.02)  # the dispatcher looks every 10 ms, at a call, whether somebody has come after it
    g.sleep(0)
for s in SIGNALS:
    del seen[:]
    os.kill(os.getpid(), s)
    assert seen == [s], (s, seen)

# Timers of signals: Go's own preemptions are no SIGURG for Python.
del seen[:]
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
until = time.monotonic() + 0.5
while time.monotonic() < until:
    g.latency(0.01)
signal.setitimer(signal.ITIMER_REAL, 0)
signal.setitimer(signal.ITIMER_PROF, 0)
assert seen.count(signal.SIGALRM) > 5 and seen.count(signal.SIGPROF) > 5 and signal.SIGURG not in seen, seen

# Each child is waited for by the code that started it.
del seen[:]
assert subprocess.run([sys.executable, "-c", "print(7)"], capture_output=True).stdout == b"7\n"
assert g.run("echo", "8") == "8\n"
assert seen.count(signal.SIGCHLD) >= 1

# A pipe whose reader is gone is an error in both languages.
assert signal.getsignal(signal.SIGPIPE) is signal.SIG_IGN
r, w = os.pipe()
os.close(r)
try:
    os.write(w, b"x")
except BrokenPipeError:
    pass
else:
    raise AssertionError("no BrokenPipeError")
print("ok")
