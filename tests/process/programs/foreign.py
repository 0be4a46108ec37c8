"""A Go library of another maker in the same process, loaded before or after ours,
and a fault of C's at the end."""

import ctypes
import faulthandler
import importlib
import sys

from everything import check
from preempting import preempted

library, order, *names = sys.argv[1:]
packages = [importlib.import_module(name) for name in names]


def load_foreign():
    global foreign
    foreign = ctypes.CDLL(library)
    foreign.ForeignLatency.restype = ctypes.c_longlong
    assert foreign.ForeignNil() == 1


if order == "before":
    load_foreign()
for g in packages:
    check(g)
if order == "after":
    load_foreign()
faulthandler.enable()
for _ in range(2):
    for g in packages:
        check(g)
        preempted(lambda: g.latency(0.3).total_seconds())
    assert foreign.ForeignNil() == 1
    preempted(lambda: foreign.ForeignLatency(300) / 1e6)
print("ok", flush=True)
ctypes.string_at(8)
