"""Imports an extension and calls it, with the nth allocation of its shim failing; and again."""

import ctypes
import sys

fail = ctypes.CDLL(None).fail_allocation  # failing.c
fail.argtypes, fail.restype = [ctypes.c_long], ctypes.c_long


fail(int(sys.argv[1]))
try:
    import processcase
except MemoryError:  # an extension is imported once in a process, well or not
    print("failed")
    sys.exit()
try:
    assert processcase.add(1, 2) == 3
    print("through" if fail(0) > 0 else "not missed")
except MemoryError:
    print("failed")
assert processcase.add(1, 2) == 3
