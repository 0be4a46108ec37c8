"""Two extensions of different releases in one process: what they share, and that each works beside the other."""

import ctypes
import faulthandler
import importlib
import os
import sys

from everything import check, check_in_threads
from preempting import preempted

guests = [importlib.import_module(name) for name in sys.argv[1:]]
one, other = guests
for g in guests:
    check(g)
faulthandler.enable()
for g in guests:
    check(g)

assert one.GoError is other.GoError and one.PanicError is other.PanicError
for g in guests:
    preempted(lambda: g.latency(0.3).total_seconds(), times=2)
    check_in_threads(g)

child = os.fork()
if not child:
    for g in guests:
        check(g)
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
print("ok", flush=True)
ctypes.string_at(8)
