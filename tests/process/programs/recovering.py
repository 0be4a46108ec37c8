"""A C library leaves its handlers of faults by siglongjmp(), any number of times in
any thread, before and after Go was loaded; and faults of Go's stay PanicErrors."""

import ctypes
import faulthandler
import signal
import sys
import threading
import time

import processcase as g
from everything import check

library, when, flags, save, second, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]), int(sys.argv[6])
c = ctypes.CDLL(library)
c.blocked.restype = ctypes.c_long
SIGNALS = [signal.SIGSEGV, signal.SIGFPE, signal.SIGSEGV, signal.SIGABRT, signal.SIGSEGV]


def install():
    c.install(flags)
    if second:
        c.install_passing(flags)


def recover(times=3):
    blocked = c.blocked()
    for how, expected in enumerate(SIGNALS[: 1 if second else None]):
        for depth in [0, 40, 3, 80][:times]:
            assert c.recover(how, depth, save) == expected, (how, depth)
            # The signal itself stays unblocked, as it was.
            assert c.blocked() == blocked, (how, depth, c.blocked(), blocked)


if when == "before":
    install()
    recover(0 if second else 2)
check(g)
if when == "after":
    install()
    # Handlers that come later are seen after 10 ms, at one of 16 calls that keep the GIL.
    time.sleep(0.03)
    for _ in range(16):
        g.add(1, 2)
    try:
        g.Counter(1).inner()
        raise AssertionError("a nil dereference passed")
    except g.PanicError:
        pass
if second:
    # It puts back what it had found: of two handlers both are called, once.
    assert c.recover(0, 2, save) == signal.SIGSEGV
    print("ok", flush=True)
    sys.exit()
recover()
check(g)
recover()


def both(barrier):
    try:
        recover(1)
        barrier.wait()  # all have left a handler and are alive
        recover(4)
        check(g)
        recover()
    except BaseException as e:
        failures.append(e)
        raise


failures = []
barrier = threading.Barrier(threads)
all = [threading.Thread(target=both, args=(barrier,)) for _ in range(threads)]
for t in all:
    t.start()
for t in all:
    t.join()
assert not failures
for how in (0, 2):
    assert c.threads(300, how) == 300
check(g)
recover()
print("ok", flush=True)
if when == "before":
    faulthandler.enable()
recover()
c.die()
