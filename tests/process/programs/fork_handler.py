"""A handler of signals forks while the call that it came into runs in Go."""

import os
import signal
import sys
import threading
import time

import processcase as g
from children import wait

here, how = os.getpid(), sys.argv[1]
children = []


class Enough(Exception):
    pass


def handler(number, frame):
    children.append(os.fork())
    if not children[0] and how == "raises":
        raise Enough


signal.signal(signal.SIGUSR1, handler)
threading.Timer(0.2, os.kill, (here, signal.SIGUSR1)).start()
try:
    done = g.nap(1)
except (Enough, RuntimeError) as e:
    assert os.getpid() != here
    assert how == "raises" if isinstance(e, Enough) else "forked" in str(e), e
    assert g.nap(0.001) == "slept" and g.add(1, 2) == 3
    os._exit(0)
assert os.getpid() == here and done == "slept", done
assert wait(children[0], 20) == 0
print("ok")
