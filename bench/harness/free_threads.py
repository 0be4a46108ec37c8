"""What threads gain where Python has no GIL, in a process of its own: `make bench-free-threaded` runs it on such a Python.

    python -m harness.free_threads FOLDERS ROUNDS SECONDS    # prints JSON

FOLDERS, separated as in PYTHONPATH, have the modules of the peers.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable

from harness.measure import interleaved_minima

CALLS = 20_000
NAMES = [f"name{i}" for i in range(64)]


class Pure:
    """The same in Python."""

    @staticmethod
    def nothing() -> None:
        pass

    @staticmethod
    def add(a: int, b: int) -> int:
        return a + b

    class Counts:
        def __init__(self) -> None:
            self.lock, self.counts = threading.Lock(), {}

        def hit(self, name: str) -> int:
            with self.lock:
                n = self.counts[name] = self.counts.get(name, 0) + 1
                return n


def peers(folders: str) -> dict[str, object]:
    sys.path += folders.split(os.pathsep)
    import bench_pyo3_threads
    import threads

    return {"gophersnake": threads, "pyo3": bench_pyo3_threads, "pure": Pure}


def side_by_side(n: int, run: Callable[[int], object]) -> float:
    """Seconds by the clock for n threads that begin together, by the clocks of the threads: where other work has the processors,
    a thread that waits for them may see neither their beginning nor their end."""
    begin = threading.Barrier(n)
    times: list[tuple[float, float]] = []

    def work(i: int) -> None:
        begin.wait()
        started = time.perf_counter()
        run(i)
        times.append((started, time.perf_counter()))

    all = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for t in all:
        t.start()
    for t in all:
        t.join()
    return max(ended for _, ended in times) - min(started for started, _ in times)


def processor_time(n: int, run: Callable[[], object]) -> float:
    """Seconds of a processor that one of n threads needs: the mean."""
    used = [0.0] * n

    def work(i: int) -> None:
        started = time.thread_time()
        run()
        used[i] = time.thread_time() - started

    side_by_side(n, work)
    return sum(used) / n


def calls(f: Callable[[], object]) -> None:
    for _ in range(CALLS):
        f()


def computing(add: Callable[[int, int], int]) -> int:
    """Python's own work, with a short call in each step of it."""
    total = 0
    for i in range(CALLS):
        a = i * 3 % 7 + (i >> 2)
        b = total % 1000 if a & 1 else i - a
        total = add(total ^ a, b)
    return total


def hits(hit: Callable[[str], int]) -> None:
    for i in range(CALLS):
        hit(NAMES[i & 63])


def main() -> None:
    folders, rounds, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    assert not sys._is_gil_enabled(), "the GIL is on"
    timers: dict[str, Callable[[], float]] = {}
    for name, m in peers(folders).items():
        assert m.add(2, 3) == 5 and [m.Counts().hit("x") for _ in "ab"] == [1, 1]
        for n in 1, 4:
            timers[f"{name} nothing {n}"] = lambda n=n, f=m.nothing: processor_time(n, lambda: calls(f)) / CALLS
        for n in 1, 2:
            timers[f"{name} computing {n}"] = lambda n=n, f=m.add: side_by_side(n, lambda i: computing(f)) / n / CALLS
            timers[f"{name} one map {n}"] = lambda n=n, m=m: one_map(n, m.Counts()) / n / CALLS
    minima, done = interleaved_minima(timers, rounds=rounds, seconds=seconds)
    print(json.dumps({"nanoseconds": {name: 1e9 * took for name, took in minima.items()}, "rounds": done}))


def one_map(n: int, counts) -> float:
    return side_by_side(n, lambda i: hits(counts.hit))


if __name__ == "__main__":
    main()
