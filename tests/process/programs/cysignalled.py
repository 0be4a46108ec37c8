"""cysignals recovers from faults, and Go does."""

import functools
import sys
import threading

import cysignals.tests as t
import processcase as g
from cysignals.signals import SignalError
from everything import check


# Milliseconds after which a signal comes. A child sends it, and the jump out of its handler may not meet fork() in the
# parent: on a busy machine that has taken more than 10 ms, and glibc's lock of its handlers stayed held for ever.
SOON = 60

FAULTS = [
    t.test_dereference_null_pointer,
    *(functools.partial(f, SOON) for f in (t.test_signal_segv, t.test_signal_fpe, t.test_signal_bus, t.test_signal_abrt)),
    t.test_abort,
]


def recover():
    for f in FAULTS:
        for _ in range(3):
            try:
                f()
            except (SignalError, FloatingPointError, RuntimeError):
                pass
            else:
                raise AssertionError(f)


if "before" in sys.argv:
    recover()
check(g)
for _ in range(8):
    recover()
check(g)
failures = []


def one():
    try:
        check(g)
    except BaseException as e:
        failures.append(e)
        raise


for _ in range(3):
    thread = threading.Thread(target=one)
    thread.start()
    thread.join()
    recover()
assert not failures
print("ok")
