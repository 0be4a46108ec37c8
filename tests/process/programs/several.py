"""N extensions in one process, each with its own Go runtime."""

import importlib
import sys
import threading
import time

from everything import check
from preempting import preempted

names = sys.argv[2:]
seconds = float(sys.argv[1])
packages = [importlib.import_module(name) for name in names]
for g in packages:
    check(g)

# A collection must stop a loop without calls by a signal: without one it takes as long as the loop.
for g in (packages[0], packages[len(packages) // 2], packages[-1]):
    preempted(lambda: g.latency(0.5).total_seconds())

until = time.monotonic() + seconds
failures = []


def busy(g):
    try:
        while time.monotonic() < until:
            check(g)
    except BaseException as error:
        failures.append((g.__name__, error))
        raise


threads = [threading.Thread(target=busy, args=[g]) for g in packages for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert not failures, failures
print("ok")
