"""Very many threads, small stacks, deep recursion, and calls at the end of everything."""

import atexit
import os
import sys
import threading
import time

import processcase as g
from everything import check


def rss():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def thread_count():
    return len(os.listdir("/proc/self/task"))


def in_threads(n, body, size=0):
    threading.stack_size(size)
    failures = []

    def guarded():
        try:
            body()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=guarded) for _ in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    threading.stack_size(0)
    assert not failures, failures[:3]


def concurrent():
    """A thousand calls that are in Go at the same time."""
    barrier = threading.Barrier(1000)

    def one():
        barrier.wait()
        g.sleep(0.2)

    in_threads(1000, one, 256 * 1024)
    check(g)


def short():
    """Threads that live for one call."""
    n = int(os.environ.get("GOPHERSNAKE_THREADS", "5000"))
    in_threads(200, lambda: g.spawn(2))
    time_to_settle()
    before = rss(), thread_count()
    for _ in range(n // 50):
        in_threads(50, lambda: g.add(1, 2))
    time_to_settle()
    after = rss(), thread_count()
    print("RSS and threads before", before, "and after", n, "threads:", after, file=sys.stderr)
    assert after[0] < before[0] + 8_000_000 and after[1] <= before[1] + 4


def time_to_settle():
    until = time.monotonic() + 10
    while threading.active_count() > 1 and time.monotonic() < until:
        time.sleep(0.001)


def deep():
    """Go's stacks are its own: a small stack of Python's is enough for any depth."""
    g.add(0, 0)  # the first call imports, for which CPython 3.15 wants a larger one
    in_threads(20, lambda: g.recurse(100_000), 64 * 1024)
    in_threads(4, lambda: g.recurse(1_000_000), 64 * 1024)

    def down(n):
        return g.add(n, 0) if n == 0 else down(n - 1) + g.add(0, 0)

    in_threads(4, lambda: down(900))


class Late:
    def __del__(self, g=g, os=os):  # modules may have lost their names by then
        assert g.Counter(1).up() == 2 and g.spawn(3) == 6
        os.write(1, b"deleted\n")


def deleting():
    """__del__ at the interpreter's end."""
    globals().update(late=Late(), counters=[g.Counter(i) for i in range(100)])


def exiting():
    """atexit, and daemon threads inside of Go."""
    atexit.register(lambda: (check(g), os.write(1, b"atexit\n")))
    for _ in range(4):
        threading.Thread(target=g.sleep, args=[60], daemon=True).start()

    def busy():
        while True:
            g.add(1, 2)
            g.spawn(3)

    for _ in range(4):
        threading.Thread(target=busy, daemon=True).start()
    while g.in_flight() < 4:
        pass
    sys.exit(7)


{"concurrent": concurrent, "short": short, "deep": deep, "exiting": exiting, "deleting": deleting}[sys.argv[1]]()
print("ok")
