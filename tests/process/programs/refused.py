"""A child that may not have what a fresh copy of the core is usually made of."""

import ctypes
import errno
import os
import sys

import processcase as g
from children import fork, wait
from everything import check

SCMP_ACT_ALLOW = 0x7FFF0000
SCMP_ACT_ERRNO = 0x00050000 | errno.ENOSYS


def refuse(*calls):
    """From now on these system calls fail, as in a sandbox."""
    seccomp = ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    filter = ctypes.c_void_p(seccomp.seccomp_init(SCMP_ACT_ALLOW))
    for call in calls:
        number = seccomp.seccomp_syscall_resolve_name(call.encode())
        assert seccomp.seccomp_rule_add(filter, SCMP_ACT_ERRNO, number, 0) == 0
    assert seccomp.seccomp_load(filter) == 0


def child():
    check(g)
    assert wait(fork(check, g)) == 0


def no_proc():
    assert ctypes.CDLL(None, use_errno=True).mount(b"tmpfs", b"/proc", b"tmpfs", 0, None) == 0


def nowhere():
    no_proc()
    for folder in (b"/tmp", b"/dev/shm", b"/var/tmp"):
        assert ctypes.CDLL(None, use_errno=True).mount(b"tmpfs", folder, b"tmpfs", 1 | 8, None) == 0  # read-only, no programs


def helpless():
    try:
        g.add(1, 2)
    except ImportError as error:
        assert "can't load the Go half" in str(error) and "gophersnake-core" in str(error), error
    else:
        raise AssertionError("no error")


what = sys.argv[1]
check(g)
if what == "memfd":
    refuse("memfd_create")
elif what == "proc":
    no_proc()
elif what == "everything":
    nowhere()
print(wait(fork(helpless if what == "everything" else child)))
