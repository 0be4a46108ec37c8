"""A Go library of another maker is loaded while Go works, and takes its preemptions until the next call."""

import ctypes
import importlib
import sys
import threading
import time

from preempting import preempted

library, *names = sys.argv[1:]
packages = [importlib.import_module(name) for name in names]
waiting = [threading.Thread(target=g.latency_after, args=(0.2, 0.3)) for g in packages]
for t in waiting:
    t.start()
while not all(g.__gophersnake__.calls for g in packages):
    time.sleep(0.001)
ctypes.CDLL(library).ForeignNil()
for t in waiting:
    t.join()
for g in packages:
    preempted(lambda: g.latency(0.3).total_seconds(), times=2)
print("ok")
