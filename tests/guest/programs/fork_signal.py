"""Go took SIGINT in the parent: its child gets Ctrl-C again."""

import os
import signal

import guestcase as g
from children import fork, wait

g.take_interrupt()


def child():
    if os.environ["CALL"] == "yes":
        g.add(1, 2)
    try:
        os.kill(os.getpid(), signal.SIGINT)
        signal.pause()
    except KeyboardInterrupt:
        return
    raise AssertionError("SIGINT was lost")


print(wait(fork(child), 10))
