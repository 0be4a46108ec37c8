"""What a function that takes long does to Python's other threads.

Runs as a process of its own (python -m harness.threads): reads a job from stdin
and writes its findings as JSON to the file that the job names. Each peer is asked
for `spin`; `detached_spin` is the same by an author who lets others run.
"""

from __future__ import annotations

import array
import json
import multiprocessing
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection

from harness.calls import load
from harness.measure import interleaved_minima

# A call takes about this long: many switches of Python's threads, which come every 5 ms.
LONG = 0.2
BEAT = 0.001
# For how long short calls are counted beside a busy thread.
BUSY = 0.3
# How long a slow callback takes.
SLOW = 0.001


def serve(peer: dict, name: str, n: int, pipe: Connection) -> None:
    """A process that calls the function whenever it is told to."""
    modules, _ = load({"peer": peer})
    function = getattr(modules["peer"], name)
    function(1)
    while True:
        pipe.send("ready")
        if not pipe.recv():
            return
        function(n)


class Pair:
    """Two processes that do the same at once."""

    def __init__(self, peer: dict, name: str, n: int):
        spawn = multiprocessing.get_context("spawn")
        self.pipes = []
        for _ in range(2):
            here, there = spawn.Pipe()
            spawn.Process(target=serve, args=(peer, name, n, there), daemon=True).start()
            here.recv()
            self.pipes.append(here)

    def seconds(self) -> float:
        started = time.perf_counter()
        for pipe in self.pipes:
            pipe.send(True)
        for pipe in self.pipes:
            pipe.recv()
        return time.perf_counter() - started

    def end(self) -> None:
        for pipe in self.pipes:
            pipe.send(False)


def alone(function: Callable[[int], object], n: int) -> float:
    started = time.perf_counter()
    function(n)
    return time.perf_counter() - started


def two_threads(pool: ThreadPoolExecutor, function: Callable[[int], object], n: int) -> float:
    started = time.perf_counter()
    for call in [pool.submit(function, n) for _ in range(2)]:
        call.result()
    return time.perf_counter() - started


def longest_silence(function: Callable[[int], object], n: int) -> float:
    """The longest that a thread which beats every millisecond is not heard during a call."""
    beats: list[float] = []
    beating, over = threading.Event(), threading.Event()

    def beat() -> None:
        while not over.is_set():
            beats.append(time.perf_counter())
            beating.set()
            time.sleep(BEAT)

    heart = threading.Thread(target=beat)
    heart.start()
    beating.wait()
    started = time.perf_counter()
    function(n)
    ended = time.perf_counter()
    over.set()
    heart.join()
    heard = [started, *(b for b in beats if started < b < ended), ended]
    return max(b - a for a, b in zip(heard, heard[1:]))


def each(function: Callable[[], object], seconds: float) -> float:
    """What a short call costs, counted for a while."""
    calls, started = 0, time.perf_counter()
    while (now := time.perf_counter()) - started < seconds:
        for _ in range(100):
            function()
        calls += 100
    return (now - started) / calls


def beside_a_busy_thread(function: Callable[[], object]) -> float:
    over = threading.Event()
    running = threading.Event()

    def work() -> None:
        running.set()
        while not over.is_set():
            sum(range(100))

    busy = threading.Thread(target=work)
    busy.start()
    running.wait()
    try:
        return each(function, BUSY)
    finally:
        over.set()
        busy.join()


def left_to_a_busy_thread(work: Callable[[], object]) -> float:
    """What part of the time a thread that is busy in Python has while something is done again and again."""
    over = False
    had = 0.0
    running = threading.Event()

    def be_busy() -> None:
        nonlocal had
        running.set()
        started = time.thread_time()
        while not over:
            pass
        had = time.thread_time() - started

    busy = threading.Thread(target=be_busy)
    busy.start()
    running.wait()
    started = time.perf_counter()
    while (now := time.perf_counter()) - started < BUSY:
        work()
    over = True
    busy.join()
    return had / (now - started)


def slow_callable() -> Callable[[int], int]:
    """A callable of about SLOW, without any Python code."""
    n = 1000
    while True:
        count = array.array("q", bytes(8 * n)).count
        started = time.perf_counter()
        count(1)
        if (took := time.perf_counter() - started) > SLOW / 2:
            return count
        n = int(n * min(2, SLOW / took)) + 1


def shares(module: object) -> dict[str, float]:
    """The same, of what a peer does that takes the GIL, or releases it, again and again."""
    slow, found = slow_callable(), {}
    call_back, call = getattr(module, "sum_of", None), module.spin
    if call_back is not None:
        found["left_by_quick_callbacks"] = left_to_a_busy_thread(lambda: call_back(abs, 100_000))
        found["left_by_slow_callbacks"] = left_to_a_busy_thread(lambda: call_back(slow, 100))
    found["left_by_calls"] = left_to_a_busy_thread(lambda: [(call(1), slow(1)) for _ in range(100)])
    return found


def length_of_call(function: Callable[[int], object]) -> int:
    n = 1000
    while (took := min(alone(function, n) for _ in range(3))) < LONG / 20:
        n *= 4
    return int(n * LONG / took)


def measure(modules: dict, peers: dict, rounds: int, seconds: float) -> dict[str, dict[str, float]]:
    pool = ThreadPoolExecutor(2)
    timers, pairs = {}, []
    for peer, module in modules.items():
        for name in ("spin", "detached_spin"):
            function = getattr(module, name, None)
            if function is None:
                continue
            n = length_of_call(function)
            pair = Pair(peers[peer], name, n)
            pairs.append(pair)
            row = peer if name == "spin" else f"{peer}, detached"
            timers |= {
                (row, "alone"): lambda f=function, n=n: alone(f, n),
                (row, "threads"): lambda f=function, n=n: two_threads(pool, f, n),
                (row, "processes"): pair.seconds,
                (row, "silence"): lambda f=function, n=n: longest_silence(f, n),
            }
            if name == "spin":
                short, data = module.bytes_len, bytes(1024)
                timers |= {
                    (row, "short"): lambda f=short, d=data: each(lambda: f(d), BUSY / 10),
                    (row, "short_busy"): lambda f=short, d=data: beside_a_busy_thread(lambda: f(d)),
                }
    minima, _ = interleaved_minima(timers, rounds=rounds, seconds=seconds)
    for pair in pairs:
        pair.end()
    found: dict[str, dict[str, float]] = {}
    for (row, figure), least in minima.items():
        found.setdefault(row, {})[figure] = least
    for peer, module in modules.items():
        found[peer] |= shares(module)
    return found


def main() -> None:
    job = json.load(sys.stdin)
    modules, _ = load(job["peers"])
    modules = {name: module for name, module in modules.items() if hasattr(module, "spin")}
    found = measure(modules, job["peers"], job["rounds"], job["seconds"])
    with open(job["output"], "w") as output:
        json.dump(found, output)


if __name__ == "__main__":
    main()
