"""Functions over columns that are awaited."""

import asyncio
import contextvars
import gc
import inspect
import os
import pickle
import signal
import sys
import threading
import time
import types

import batchcase as plain
import batchcase.aio.batch_ as b
import numpy as np
import polars as pl
import pyarrow as pa
import pytest


def run(coroutine):
    return asyncio.run(asyncio.wait_for(coroutine, 60))


def test_the_same_results():
    async def main():
        assert await b.words(["to be", "or"]) == [2, 1] and await b.words("to be") == 2
        assert await b.words(pl.Series("t", ["a b"])) is not None
        assert (await b.root(np.array([4.0, 9.0]))).tolist() == [2, 3]
        assert (await b.upper(pa.array(["a", None]))).to_pylist() == ["A", None]
        assert await b.divmod([7, 8], 2) == ([3, 4], [1, 0])
        assert await b.max([1, 2], [3, 1]) == [3, 2]  # which are several in Go
        assert await b.twice([1, 2], lambda x: x + 1) == [3, 4]
        both = await asyncio.gather(b.slow([1] * 20), b.words(["x"] * 10_000))
        assert both == [[1] * 20, [1] * 10_000]

    run(main())
    assert asyncio.run(b.words(["a"])) == [1]


def test_methods():
    async def main():
        p, q = plain.Point(3, 4), plain.Point(6, 8).aio
        assert await b.Point.norm([p, q]) == [5, 10] and await b.Point.norm(p) == await b.Point.norm(p.aio) == 5
        (scaled,) = await b.Point.scale([p], 2.0)
        assert type(scaled) is plain.aio.Point and await scaled.norm() == 10
        assert (await b.Point.move([q], 1.0))[0] is q

    run(main())


def test_errors():
    async def main():
        with pytest.raises(plain.ErrNegative) as caught:
            await b.root([1.0, -1.0])
        assert caught.value.row == 1
        assert await b.root([1.0, -1.0], errors="null") == [1.0, None]
        with pytest.raises(plain.PanicError):
            await b.boom([1, 3])
        with pytest.raises(TypeError):
            await b.words([1])
        with pytest.raises(ValueError, match="errors is one of"):
            await b.words(["a"], errors="x")
        with pytest.raises(TimeoutError):
            await b.slow([20] * 1000, timeout=0.05)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await b.slow([20] * 1000)

    run(main())


@pytest.mark.parametrize("call", [lambda: b.slow([10] * 100_000), lambda: b.wait([1] * 1000), lambda: b.max([1] * 3_000_000, 2)], ids=["slow", "context", "generic"])
def test_cancelling_ends_the_rows(call):
    async def main():
        before = threading.active_count()
        task = asyncio.ensure_future(call())
        await asyncio.sleep(0.1)  # it is in the midst of them
        assert not task.done()
        task.cancel()
        started = time.monotonic()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - started < 10
        await asyncio.wait_for(asyncio.get_running_loop().shutdown_default_executor(), 30)  # the thread has ended
        assert threading.active_count() <= before

    run(main())
    count = plain.counted()
    plain.slow(1)
    assert plain.counted() == count + 1  # no row runs any more


def test_cancelling_a_loop_over_blocks_of_rows():
    texts = [f"not interned {i} " + "w " * 200 for i in range(100_000)]
    counts = [sys.getrefcount(t) for t in texts[::100]]

    async def main():
        for wait in (0, 0, 0.001, 0.01, 0.05):
            task = asyncio.ensure_future(b.words(texts))
            await asyncio.sleep(wait)
            if task.cancel():  # it has not ended yet
                with pytest.raises(asyncio.CancelledError):
                    await task
        assert await b.words(texts[:20_000]) == [203] * 20_000
        await asyncio.wait_for(asyncio.get_running_loop().shutdown_default_executor(), 60)

    run(main())
    assert [sys.getrefcount(t) for t in texts[::100]] == counts


def test_a_call_that_has_not_begun_is_cancelled():
    async def main():
        for _ in range(50):
            task = asyncio.ensure_future(b.slow([1] * 10_000))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        await asyncio.wait_for(asyncio.get_running_loop().shutdown_default_executor(), 60)

    started = time.monotonic()
    run(main())
    assert time.monotonic() - started < 55


def test_the_loop_runs_meanwhile_and_hears_of_progress():
    async def main():
        ticks, seen, thread = 0, [], threading.get_ident()

        async def tick():
            nonlocal ticks
            while True:
                ticks += 1
                await asyncio.sleep(0.001)

        ticking = asyncio.ensure_future(tick())
        assert await b.slow([0] * 8192, workers=1, progress=lambda done, n: seen.append((done, n, threading.get_ident()))) == [0] * 8192
        ticking.cancel()
        for _ in range(50):  # also where the thread has ended before the task waits for it
            heard = []
            await b.slow([0] * 8192, workers=1, progress=lambda done, n: heard.append(done))
            assert heard == sorted(heard) and heard[-1] == 8192
        assert ticks and seen == sorted(seen) and seen[-1] == (8192, 8192, thread)

        def fails(done, n):
            raise KeyError(done)

        with pytest.raises(KeyError):
            await b.slow([1] * 100_000, progress=fails)
        with pytest.raises(KeyError):
            await b.words(["a"], progress=fails)

    run(main())


def test_the_bar_of_tqdm_sees_all_rows(monkeypatch):
    """It is told in the loop, and closed after that."""
    told = []

    class Bar:
        n, total = 0, None

        def update(self, rows):
            self.n += rows
            told.append((self.n, self.total, threading.get_ident()))

        def close(self):
            told.append("closed")

    monkeypatch.setitem(sys.modules, "tqdm", types.ModuleType("tqdm"))
    monkeypatch.setitem(sys.modules, "tqdm.auto", types.SimpleNamespace(tqdm=Bar))

    async def main():
        assert await b.words(["a"] * 10_000, progress=True) == [1] * 10_000
        assert told[-2:] == [(10_000, 10_000, threading.get_ident()), "closed"] and told.count("closed") == 1
        told.clear()
        task = asyncio.ensure_future(b.slow([50] * 100, progress=True, workers=1))
        while not told:
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        while told[-1] != "closed":
            await asyncio.sleep(0.001)

    run(main())


def test_the_context_is_the_tasks():
    variable = contextvars.ContextVar("variable", default=0)

    async def main():
        variable.set(7)
        assert await b.twice([1, 2], lambda x: x + variable.get()) == [15, 16]

    run(main())


def test_names():
    assert "words" in b.__all__ and inspect.iscoroutinefunction(type(b.words).__call__)
    for function in (b.words, b.Point.norm):
        assert pickle.loads(pickle.dumps(function)) is function
    assert b.words.__module__ == "batchcase.aio.batch_" and plain.aio.batch_ is b and "batch_" in dir(plain.aio)
    assert b.root.__doc__.startswith("Root fails for negative numbers.")


def test_a_fork_while_rows_run():
    """The child has a loop that waits for the parent's thread: it fails there, or is dropped; the parent gets its rows."""

    async def main():
        n = 200
        before = plain.counted()
        task = asyncio.ensure_future(b.slow([5] * n, workers=2))
        while plain.counted() == before:  # rows run
            await asyncio.sleep(0.001)
        pid = os.fork()
        if not pid:
            status = 1
            signal.alarm(50)
            try:
                assert plain.batch_.words(["a b", "c"]) == [2, 1] and plain.words("a") == 1
                assert not task.done()
                status = 0
            finally:
                os._exit(status)
        _, status = await asyncio.to_thread(os.waitpid, pid, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert len(await task) == n

    run(main())


def test_nothing_is_left():
    async def some():
        for _ in range(20):
            await b.upper(["a"] * 100)
            task = asyncio.ensure_future(b.slow([1] * 1000))
            await asyncio.sleep(0)
            task.cancel()
        await asyncio.wait_for(asyncio.get_running_loop().shutdown_default_executor(), 60)

    run(some())
    gc.collect()
    plain.__gophersnake__.collect()
    held = plain.__gophersnake__.handles
    run(some())
    gc.collect()
    plain.__gophersnake__.collect()
    assert plain.__gophersnake__.handles <= held + 5
