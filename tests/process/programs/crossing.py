"""Which way into Go is taken, as the module says: none before the first call, and in a forked
child again none, and then the same.
"""

import sys

import processcase as g
from children import fork, wait

expected = sys.argv[1]
info = g.__gophersnake__
assert info.crossing is None
assert g.add(1, 2) == 3
assert info.crossing == expected, info.crossing


def child():
    assert info.crossing is None, info.crossing
    assert g.add(2, 2) == 4
    assert info.crossing == expected, info.crossing


assert wait(fork(child)) == 0
print("ok")
