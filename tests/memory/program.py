"""Makes one call of calls.py with the nth allocation of Python's or of the shim's
failing, for every n, until one has gone through whole; and looks at what is left
behind."""

import ctypes
import gc
import os
import sys
import time
import warnings
from _testcapi import remove_mem_hooks, set_nomemory

import calls
from loop import close

call, whose = calls.CALLS[sys.argv[1]], sys.argv[2]
modules = [calls.a, calls.an, calls.cb, calls.callscase, calls.ev, calls.f, calls.g, calls.ic, calls.l, calls.le, calls.m, calls.n, calls.numberscase, calls.o, calls.st, calls.t, calls.ti, calls.v]


if whose == "python on this thread":
    library = ctypes.PyDLL(os.environ["FAILING"])  # failing.c
    fail, ahead = library.fail_python, ctypes.c_long.in_dll(library, "ahead")
    fail.argtypes, fail.restype = [ctypes.c_long], None

    def fail_no_more():
        ahead.value = 0
elif whose == "python":
    fail_no_more = remove_mem_hooks

    def fail(n):
        set_nomemory(n, n + 1)
else:
    preloaded = ctypes.CDLL(None).fail_allocation  # failing.c
    preloaded.argtypes, preloaded.restype = [ctypes.c_long], ctypes.c_long
    fail = preloaded

    def fail_no_more():
        preloaded(0)


def held():
    close(0)
    gc.collect()
    counts = []
    for module in modules:
        module.__gophersnake__.collect()
        now = module.__gophersnake__.as_dict()
        counts.append([now[name] for name in ("handles", "references", "awaiting", "queued")])
    return counts


def held_at_last():
    """Calls that were left in Go need a moment to end."""
    end = time.monotonic() + 10
    while (now := held()) != before and time.monotonic() < end:
        time.sleep(0.001)
    return now


def attempt(n):
    """Whether the call got to the end of what fails."""
    fail(n)
    try:
        call()
    except MemoryError:
        return False
    except SystemError as e:
        # CPython 3.11's own, where a frame or a traceback has no memory. Of an extension it would be "<built-in function f> returned NULL ..."
        assert whose != "shim" and str(e) == "error return without exception set" or str(e).startswith("<function "), e
        return False
    finally:
        fail_no_more()
    return True


warnings.simplefilter("ignore", RuntimeWarning)  # awaitables that were never awaited
for _ in range(3):
    call()  # caches are filled, free lists too
before = held()
through = failed = n = 0
while through < 30:  # an allocation may fail where it is not missed
    n += 1
    if attempt(n):
        through += 1
    else:
        through = 0
        failed += 1
call()
after = held_at_last()
assert after == before, f"left behind: {[(m.__name__, b, a) for m, b, a in zip(modules, before, after) if a != b]}"
print(failed)
