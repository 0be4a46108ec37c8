"""the GIL is shared by time: a thread that is busy in Python gets its part of it, whatever Go calls meanwhile.

Parts of the processor's time are compared, which other work on the machine makes less for all. What a thread that is never let in gets is some hundredths.
"""

import array
import asyncio
import itertools
import sys
import threading
import time

import pytest
import sharecase as s

pytestmark = pytest.mark.measures

LEAST = 0.3
SECONDS = 0.15
ATTEMPTS = 4

# How long a callback takes. One of 5 ms is a turn of its own: then others have a turn after each, but on a busy machine theirs is less than a turn's worth.
LENGTHS = {"0.1 us": (1e-7, LEAST), "50 us": (5e-5, LEAST), "1 ms": (1e-3, LEAST), "5 ms": (5e-3, LEAST * 2 / 3)}


def least(f):
    def once():
        started = time.perf_counter()
        f(1)
        return time.perf_counter() - started

    return min(once() for _ in range(20))


def in_c(seconds):
    """A callable without any Python code."""
    if seconds < 1e-6:
        return abs

    def zeros(n):
        return array.array("q", bytes(8 * n)).count

    return zeros(int(1000 * seconds / least(zeros(1000))))


def in_python(seconds):
    if seconds < 1e-6:
        return lambda i: i

    def loop(n):
        def f(i):
            for _ in range(n):
                pass
            return i

        return f

    return loop(int(1000 * seconds / least(loop(1000))))


@pytest.fixture(scope="module")
def callables():
    return {(make, length): make(seconds) for make in (in_c, in_python) for length, (seconds, _) in LENGTHS.items()}


def part(call, f):
    """What part of the processor's time a busy thread gets beside call(f, n), for any n."""
    began, over = threading.Event(), False
    busy = 0.0

    def work():
        nonlocal busy
        began.set()
        start = time.thread_time()
        while not over:
            pass
        busy = time.thread_time() - start

    t = threading.Thread(target=work)
    t.start()
    began.wait()
    start, all_of_it, n = time.perf_counter(), time.process_time(), 1
    while (now := time.perf_counter()) < start + SECONDS:
        call(f, n)
        if time.perf_counter() - now < SECONDS / 8:
            n *= 2
    all_of_it = time.process_time() - all_of_it
    over = True
    t.join()
    return busy / all_of_it


def each(items, f):
    for i in items:
        f(i)


def awaited(f, n):
    async def main():
        for i in range(n):
            f(await s.aio.once(i))

    asyncio.run(main())


def awaited_at_once(f, n):
    async def one(i):
        f(await s.aio.once(i))

    async def main():
        await asyncio.gather(*map(one, range(n)))

    asyncio.run(main())


WAYS = {
    "kept": s.kept,
    "released": s.released,
    "goroutine": s.goroutine,
    "goroutines": lambda f, n: s.goroutines(f, n + 3, 4),
    "relay": s.relay,
    "operations": s.operations,
    "short calls": lambda f, n: each(map(s.once, range(n)), f),
    "kept within released": lambda f, n: s.released(lambda i: s.kept(f, 1), n),
    "released within kept": lambda f, n: s.kept(lambda i: s.released(f, 1), n),
    "released functions": lambda f, n: s.kept(s.then(f), n),
    "stream": lambda f, n: each(s.numbers(n), f),
    "channel": lambda f, n: each(s.singly(n), f),
    "stream of callbacks": lambda f, n: each(s.mapped(f, n), abs),
    "iterable": lambda f, n: s.summed(map(f, range(n))),
    "with a context": lambda f, n: each(map(s.with_context, range(n)), f),
    "awaited": awaited,
    "awaited at once": awaited_at_once,
    "awaited, calls back": lambda f, n: asyncio.run(s.aio.released(f, n)),
}


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("make", [in_c, in_python])
@pytest.mark.parametrize("way", WAYS)
def test_a_busy_thread_gets_its_part(way, make, length, callables):
    f, enough = callables[make, length], LENGTHS[length][1]
    parts = []
    while len(parts) < ATTEMPTS and max(parts, default=0) < enough:
        parts.append(part(WAYS[way], f))
    assert max(parts) >= enough, parts


# An interval that nobody sets makes the threads change so often, or so seldom in the time of a test, that the
# part is not as even; one that starves has 0.05.
SOME = 0.2


@pytest.mark.parametrize("interval", [1e-6, 1e-3, 0.02])
def test_by_the_interval_that_is_set(interval, callables):
    before = sys.getswitchinterval()
    sys.setswitchinterval(interval)
    try:
        for way, make in itertools.product(("kept", "released", "goroutine"), (in_c, in_python)):
            parts = []
            while len(parts) < ATTEMPTS and max(parts, default=0) < SOME:
                parts.append(part(WAYS[way], callables[make, "1 ms"]))
            assert max(parts) >= SOME, (way, make, parts)
    finally:
        sys.setswitchinterval(before)
