"""N forks while the parent's goroutines and threads are busy; every fourth child
forks on, to great-grandchildren."""

import collections
import sys
import threading

import processcase as g
from children import fork, wait
from everything import check, check_in_threads

parents = [g.Counter(1), g.new_tags("a")]


def refused(use):
    try:
        use()
    except RuntimeError as error:
        assert "before the process was forked" in str(error), error
    else:
        raise AssertionError("an object of the parent was used")


def child(descendants):
    check_in_threads(g) if descendants == 0 else check(g)
    c, t = parents
    for use in (c.up, c.inner, lambda: c.n, lambda: setattr(c, "n", 2), lambda: c == g.Counter(1), lambda: len(t), lambda: t[0], lambda: t == ["a"], t.len):
        refused(use)
    assert repr(c) == str(c) == "<Counter of a parent process>" and repr(t) == "<Tags of a parent process>"
    if descendants:
        parents[:] = [g.Counter(1), g.new_tags("a")]
        assert wait(fork(child, descendants - 1)) == 0


def main():
    check(g)
    g.work(2)
    stop = threading.Event()

    def busy():
        while not stop.is_set():
            assert g.spawn(20) == 210

    threads = [threading.Thread(target=busy) for _ in range(2)]
    for t in threads:
        t.start()
    codes = collections.Counter(wait(fork(child, 3 if i % 4 == 3 else 0)) for i in range(int(sys.argv[1])))
    stop.set()
    for t in threads:
        t.join()
    check(g)
    print(dict(codes))


main()
