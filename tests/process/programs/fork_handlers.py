"""os.register_at_fork, subprocess with a preexec_fn, and the parent's state."""

import os
import subprocess
import sys

import processcase as g
from children import fork, wait
from everything import check

seen = []
os.register_at_fork(before=lambda: seen.append(g.add(1, 0)), after_in_parent=lambda: seen.append(g.add(1, 1)), after_in_child=lambda: seen.append(g.add(1, 2)))


def child():
    assert seen == [1, 3], seen
    check(g)


check(g)
assert wait(fork(child)) == 0 and seen == [1, 2]
out = subprocess.run([sys.executable, "-c", "print('program')"], stdout=subprocess.PIPE, text=True, preexec_fn=lambda: None)
assert out.stdout == "program\n" and len(seen) == 4
check(g)
print("ok")
