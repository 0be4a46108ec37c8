"""A child whose parent could leave it no copy in memory, or whose descriptors
were closed as a daemon does it."""

import os
import sys

import processcase as g
from children import fork, wait
from everything import check


def child(close):
    if close:
        os.closerange(3, 256)
        for _ in range(8):  # the numbers are somebody else's now
            os.open(os.devnull, os.O_RDONLY)
    check(g)
    if close:
        assert wait(fork(check, g)) == 0


check(g)
print(wait(fork(child, sys.argv[1] == "close")))
