"""Go's first call, and a fork, under a limit."""

import errno
import os
import resource
import sys
import threading

import processcase as g
from children import fork, wait
from everything import check


def no_files():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = len(os.listdir("/proc/self/fd"))
    resource.setrlimit(resource.RLIMIT_NOFILE, (used, hard))
    while True:
        try:
            os.open(os.devnull, os.O_RDONLY)
        except OSError as error:
            assert error.errno == errno.EMFILE
            return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def fails(use, kind):
    try:
        use()
    except kind as error:
        return str(error)
    raise AssertionError("no error")


def files():
    restore = no_files()
    fails(lambda: g.add(1, 2), ImportError)
    restore()
    check(g)  # nothing is left of the attempt

    def child():
        restore = no_files()
        # The parent's copy is open already; if not, it is a clear error, and the next call works.
        try:
            g.add(1, 2)
        except ImportError as error:
            assert "Too many open files" in str(error), error
        restore()
        check(g)

    assert wait(fork(child)) == 0


def threads():
    """Go can't do without threads, but a call with a context can do without one more."""
    check(g)
    if os.getuid() == 0:
        os.setuid(65534)  # limits of processes are not for root
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    try:
        threading.Thread(target=int).start()
    except RuntimeError:
        pass
    else:
        raise AssertionError("the limit does not hold")
    assert g.nap(0.001) == "slept"


{"files": files, "threads": threads}[sys.argv[1]]()
print("ok")
