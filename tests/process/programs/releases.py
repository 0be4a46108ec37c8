"""Two extensions of different releases in one process: what they share, and that each works beside the other."""

import ctypes
import faulthandler
import importlib
import os
import sys

from everything import check, check_in_threads
from preempting import preempted

packages = [importlib.import_module(name) for name in sys.argv[1:]]
one, other = packages
for g in packages:
    check(g)
faulthandler.enable()
for g in packages:
    check(g)

assert one.GoError is other.GoError and one.PanicError is other.PanicError
# The dispatcher of signals is that of the first. The earlier one loses a preemption now and then, and Go
# sends none again to a thread that owes it one.
tries = 25 if sys.argv[1] == "earlier" else 5
for g in packages:
    preempted(lambda: g.latency(0.3).total_seconds(), times=2, of=tries)
    check_in_threads(g)

child = os.fork()
if not child:
    for g in packages:
        check(g)
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
print("ok", flush=True)
ctypes.string_at(8)
