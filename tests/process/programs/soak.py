"""Everything at once, for some time: calls, forks, short threads, panics,
callbacks, exceptions, signals, and loops that await calls, streams and async
callbacks. No result may be lost, and memory stays flat.

    soak.py SECONDS PANICKING_COPY
"""

import asyncio
import collections
import concurrent.futures.thread  # now: it has locks taken before a fork and released after it, also where it came in between
import datetime
import gc
import importlib
import os
import signal
import sys
import threading
import time

import asynccase as a
import callbackcase as c
import processcase as g
from asynccase import aio
from children import fork, wait
from everything import check

seconds = float(sys.argv[1])
panicking = importlib.import_module(sys.argv[2])  # panics of its goroutines fail all calls in flight there
until = time.monotonic() + seconds
done = collections.Counter()
failures = []


def forks():
    code = wait(fork(check, g))
    assert code == 0, code


def short_threads():
    results = []
    threads = [threading.Thread(target=lambda i=i: results.append(g.add(i, 1))) for i in range(20)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(results) == list(range(1, 21))


def panics():
    for how in ("literal", "function", "method", "group", "timer"):
        try:
            panicking.panic_in_goroutine(how)
        except panicking.PanicError as error:
            assert str(error) == how
        else:
            raise AssertionError(how)


def callbacks():
    assert c.chain(1, lambda x: x + 1, abs, c.adder(5)) == 7
    assert c.texts(lambda s: s * 2, "ä" * 100) == "ä" * 200
    assert c.points(lambda p: p, c.Point(1, 2)) == c.Point(1, 2)
    kept = c.same(lambda x: x)
    assert kept(3) == 3
    try:
        c.apply(lambda x: [][x], 3)
    except IndexError:
        pass
    else:
        raise AssertionError("an exception was lost")


def exceptions():
    for n in range(20):
        try:
            g.divide(n, 0)
        except g.PanicError:
            continue
        raise AssertionError("an exception was lost")
    try:
        g.nap("not a number")
    except TypeError:
        return
    raise AssertionError("an exception was lost")


def objects():
    counters = [g.Counter(i) for i in range(500)]
    assert [x.up() for x in counters] == list(range(1, 501))


async def awaits():
    assert await asyncio.gather(*[aio.double(i) for i in range(200)]) == [2 * i for i in range(200)]
    assert [x async for x in aio.count(1000)] == list(range(1000))
    async for x in aio.count(10**9):  # left by break: the producer ends
        if x == 100:
            break
    tasks = [asyncio.ensure_future(aio.pass_ctx("soak", i)) for i in range(50)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(isinstance(x, asyncio.CancelledError) for x in ended), ended

    async def later(x):
        await asyncio.sleep(0)
        return x + 1

    assert await aio.apply_all(20, later) == 20 * 19 // 2 + 20
    try:
        await aio.fail("expected")
    except a.GoError as error:
        assert str(error) == "expected"
    else:
        raise AssertionError("an error was lost")


def loops():
    asyncio.run(awaits())


async def awaits_in_flight():
    calls = [aio.later(datetime.timedelta(milliseconds=5)) for _ in range(20)]
    pid = fork(in_child, calls)
    code = await asyncio.get_running_loop().run_in_executor(None, wait, pid)
    assert code == 0, code
    assert len(await asyncio.gather(*calls)) == 20


def in_child(calls):
    """The calls are the parent's; the child's own go well."""
    for call in calls:
        try:
            call.result()
        except (RuntimeError, asyncio.InvalidStateError):
            continue
        # One that was done before the fork has its result, or is refused.
    got = []
    thread = threading.Thread(target=lambda: got.append(asyncio.run(aio.double(21))))
    thread.start()
    thread.join()
    assert got == [42], got


def forks_of_loops():
    asyncio.run(awaits_in_flight())


def worker(work):
    try:
        while time.monotonic() < until:
            work()
            done[work.__name__] += 1
    except BaseException as error:
        failures.append((work.__name__, error))
        raise


def settled_rss():
    gc.collect()
    for m in (g, c, a, panicking):
        m.__gophersnake__.collect()
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


alarms = []
signal.signal(signal.SIGALRM, lambda number, frame: alarms.append(number))
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
threads = [threading.Thread(target=worker, args=[work]) for work in (forks, short_threads, panics, callbacks, exceptions, objects, loops, forks_of_loops)]
for t in threads:
    t.start()
early, naps = 0, 0
while time.monotonic() < until and not failures:
    assert g.nap(0.01) == "slept"
    naps += 1
    if not early and time.monotonic() > until - seconds / 2:
        early = settled_rss()
signal.setitimer(signal.ITIMER_REAL, 0)
for t in threads:
    t.join()
late = settled_rss()
end = time.monotonic() + 10  # nothing waits for the end of cancelled calls
while a.__gophersnake__.awaiting + a.__gophersnake__.queued and time.monotonic() < end:
    time.sleep(0.001)
assert not failures, failures
assert set(done) == {"forks", "short_threads", "panics", "callbacks", "exceptions", "objects", "loops", "forks_of_loops"}, done
assert naps and len(alarms) > seconds, (naps, len(alarms))
held = {m.__name__: m.__gophersnake__.as_dict() for m in (g, c, a, panicking)}
for name, what in held.items():
    assert what["handles"] <= 1 and what["references"] <= 8 and what["calls"] == 0 and what["awaiting"] == what["queued"] == 0, (name, what)
print(f"RSS in the middle {early / 1e6:.1f} MB, at the end {late / 1e6:.1f} MB; {naps} naps, {len(alarms)} alarms, {dict(done)}", file=sys.stderr)
assert late < early + 10_000_000, (early, late)
print("ok")
