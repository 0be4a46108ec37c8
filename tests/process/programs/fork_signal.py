"""Go took SIGINT in the parent: its child gets Ctrl-C again."""

import os
import signal
import time

import processcase as g
from children import fork, wait

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started us with SIGINT ignored
g.take_interrupt()


def child():
    if os.environ["CALL"] == "yes":
        g.add(1, 2)
    try:
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):  # it may have come to another thread
            time.sleep(0.01)
    except KeyboardInterrupt:
        return
    raise AssertionError("SIGINT was lost")


print(wait(fork(child), 10))
