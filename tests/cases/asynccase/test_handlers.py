"""What asyncio does beside awaiting: handlers of exceptions and signals, groups that
fail; and who goes while something is on its way to him."""

import asyncio
import contextvars
import datetime
import gc
import logging
import os
import signal
import threading
import warnings
import weakref

import asynccase as c
import pytest
from asynccase import aio
from waiting import until, until_sync

info = c.__gophersnake__
variable = contextvars.ContextVar("variable", default="none")


@pytest.fixture(autouse=True)
def producers():
    yield
    gc.collect()
    until_sync(lambda: c.producing() == 0)


def told_by(loop):
    """What the loop's handler of exceptions gets from now on."""
    told = []
    loop.set_exception_handler(lambda loop, context: told.append(context))
    return told


def test_an_exception_that_nobody_retrieved_is_told(run):
    async def main():
        told = told_by(asyncio.get_running_loop())
        call = asyncio.ensure_future(aio.fail("unseen"))
        gone = weakref.ref(call)
        done = []
        call.add_done_callback(lambda x: done.append(1))
        await until(lambda: done)
        del call
        gc.collect()
        assert gone() is None
        assert [(x["message"], str(x["exception"])) for x in told] == [("the exception of 'fail' was never retrieved", "unseen")]
        told.clear()
        for see in (lambda x: x.exception(), lambda x: pytest.raises(c.GoError, x.result)):
            call = asyncio.ensure_future(aio.fail("seen"))
            done.clear()
            call.add_done_callback(lambda x: done.append(see(x)))
            await until(lambda: done)
            del call
            done.clear()
        call = asyncio.ensure_future(aio.pass_ctx("unseen", 1))  # a cancellation is no failure
        call.add_done_callback(lambda x: None)
        call.cancel()
        del call
        stream = aio.count(0)
        end = asyncio.ensure_future(anext(stream))  # nor is the end of a stream
        end.add_done_callback(lambda x: done.append(1))
        await until(lambda: done)
        del end
        await asyncio.gather(aio.fail("gathered"), aio.double(1), return_exceptions=True)
        gc.collect()
        assert not told

    run(main())


def test_a_handler_that_keeps_what_it_is_told(run):
    async def main():
        told = told_by(asyncio.get_running_loop())
        for i in range(50):
            asyncio.ensure_future(aio.fail(str(i))).add_done_callback(lambda x: None)
        await until(lambda: len(told) == 50)
        assert sorted(int(str(x["exception"])) for x in told) == list(range(50))

    run(main())


def test_interrupted_while_awaiting():
    """Ctrl-C cancels the main task, and so the Go context (Python 3.11 and later)."""
    before = c.cancelled()

    async def main():
        asyncio.get_running_loop().run_in_executor(None, interrupt)
        await aio.pass_ctx("interrupt", 1)

    def interrupt():
        until_sync(lambda: c.waiting("interrupt") == 1)
        os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(main())
    until_sync(lambda: c.cancelled() == before + 1)


def test_a_signal_handler_of_the_loop(run):
    async def main():
        loop, got = asyncio.get_running_loop(), []
        loop.add_signal_handler(signal.SIGUSR1, got.append, 1)
        call = asyncio.ensure_future(aio.pass_("signal", 4))
        await until(lambda: c.waiting("signal") == 1)
        busy = [asyncio.ensure_future(aio.spin(1_000_000)) for _ in range(4)]
        for n in range(1, 20):
            os.kill(os.getpid(), signal.SIGUSR1)
            await until(lambda: len(got) == n)
        c.open("signal")
        assert await call == 4
        await asyncio.gather(*busy)
        loop.remove_signal_handler(signal.SIGUSR1)

    run(main())


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_loop_loses_no_result(error):
    """Tasks are stepped many at a time; one that ends the loop leaves the others their results."""
    got = []

    async def ends(x):
        await x
        raise error

    async def keeps(x):
        got.append(await x)

    loop = asyncio.new_event_loop()

    async def begin():
        calls = [aio.pass_("ends", i) for i in range(20)]
        tasks = [asyncio.ensure_future((ends if i % 5 == 2 else keeps)(x)) for i, x in enumerate(calls)]
        await until(lambda: c.waiting("ends") == 20)
        await asyncio.sleep(0)
        return tasks

    tasks = loop.run_until_complete(begin())
    c.open("ends")
    raised = 0
    while not all(t.done() for t in tasks):
        try:
            loop.run_until_complete(asyncio.wait(tasks))
        except error:
            raised += 1
    assert sorted(got) == [i for i in range(20) if i % 5 != 2]
    assert raised and all(isinstance(t.exception(), error) for i, t in enumerate(tasks) if i % 5 == 2)
    loop.close()


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_loop_loses_no_item(error):
    loop, got = asyncio.new_event_loop(), []
    stream = aio.gated("items", 4)

    async def begin():
        return [asyncio.ensure_future(x()) for x in (ends, keeps, ends, keeps)]

    async def ends():
        got.append(await anext(stream))
        raise error

    async def keeps():
        got.append(await anext(stream))

    async def ended():
        assert [x async for x in stream] == []

    tasks = loop.run_until_complete(begin())
    for n in range(4):
        loop.run_until_complete(until(lambda: c.waiting("items") == 1))
        c.open("items")
        try:
            loop.run_until_complete(asyncio.wait(tasks[n : n + 1], timeout=10))
        except error:
            assert isinstance(tasks[n].exception(), error)
        else:
            assert n % 2 == 1
    assert got == [0, 1, 2, 3]
    loop.run_until_complete(ended())
    loop.close()


def test_slow_callbacks_are_told_in_debug_mode(caplog):
    async def slow():
        await aio.double(1)
        c.later(datetime.timedelta(milliseconds=150))  # blocks the loop

    with caplog.at_level(logging.WARNING, "asyncio"):
        asyncio.run(slow(), debug=True)
    assert any("took" in r.getMessage() for r in caplog.records)


def test_a_timeout_around_a_stream(run):
    async def main():
        got = []
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                async for x in aio.gated("timed", 3):
                    got.append(x)
        assert got == []
        c.open("timed")
        gc.collect()

        async def begun():
            while c.producing():
                c.open("timed")
                await asyncio.sleep(0)

        await begun()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                async for x in aio.count(10**12):
                    await asyncio.sleep(0)
        gc.collect()
        await until(lambda: c.producing() == 0)

    run(main())


def test_a_group_that_fails_cancels_contexts(run):
    async def fails():
        await until(lambda: c.waiting("group") == 20)
        raise LookupError("group")

    async def main():
        before = c.cancelled()
        with pytest.raises(ExceptionGroup) as e:
            async with asyncio.TaskGroup() as group:
                for i in range(20):
                    group.create_task(aio.pass_ctx("group", i))
                group.create_task(fails())
        assert [type(x) for x in e.value.exceptions] == [LookupError]
        await until(lambda: c.cancelled() == before + 20)

    run(main())


def test_context_variables_in_async_callbacks(run):
    async def one(i):
        variable.set(i)

        async def look(x):
            assert variable.get() == i
            variable.set("inner")
            await asyncio.sleep(0)
            assert variable.get() == "inner"
            return i

        assert await aio.apply_all(5, look) == 5 * i
        assert variable.get() == i

    async def main():
        await asyncio.gather(*[asyncio.create_task(one(i)) for i in range(10)])
        assert variable.get() == "none"

    run(main())


# ---- when objects are freed ----


def test_nothing_comes_after_aclose(run):
    async def main():
        stream = aio.gated("after", 3)
        waiting = asyncio.ensure_future(anext(stream))
        await until(lambda: c.waiting("after") == 1)
        closing = asyncio.ensure_future(stream.aclose())
        with pytest.raises(StopAsyncIteration):
            await waiting
        c.open("after")
        await closing
        await until(lambda: info.awaiting == 0)
        for _ in range(5):
            await asyncio.sleep(0)
            with pytest.raises(StopAsyncIteration):
                await anext(stream)

    run(main())


@pytest.mark.parametrize("closed", [False, True])
def test_a_loop_goes_with_what_it_was_for(closed):
    loop = asyncio.new_event_loop()
    gone = weakref.ref(loop)

    async def begin():
        calls, stream = [aio.pass_("loop", i) for i in range(5)], aio.gated("loop", 1)
        waiting = anext(stream)
        await until(lambda: c.waiting("loop") == 6)
        return calls, stream, waiting

    calls, stream, waiting = loop.run_until_complete(begin())
    if closed:
        loop.close()
    c.open("loop")
    until_sync(lambda: info.awaiting == 0)
    if not closed:
        assert loop.run_until_complete(asyncio.wait_for(calls[0], 30)) == 0
        loop.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        del calls, stream, waiting
        del loop
        gc.collect()
    until_sync(lambda: gc.collect() is not None and gone() is None)


@pytest.mark.filterwarnings("ignore:.*was never awaited:RuntimeWarning")
def test_an_awaitable_that_is_freed_during_delivery(run):
    """Warnings run code, in which another thread may take a turn of the loop's."""

    async def main():
        for i in range(100):
            stream = aio.count(3)
            a = anext(stream)
            b = weakref.ref(a, lambda r: gc.collect())
            if i % 3:
                await asyncio.sleep(0)
            del a
            assert b() is None
            call = aio.pass_ctx("served", i) if i % 2 else aio.double(i)
            del call
        await until(lambda: info.awaiting == info.queued == 0)

    run(main())


def test_a_dropped_wait_lets_other_code_run_the_loop(run):
    """The hook of the warning runs the loop, whose results must not reach the object that is being freed."""

    async def main():
        old = warnings.showwarning
        loop = asyncio.get_running_loop()
        turns = []

        def show(*args):
            c.open("dropping")
            until_sync(lambda: info.awaiting == 0)
            thread = threading.Thread(target=gc.collect)
            thread.start()
            thread.join()
            for key in list(loop._selector.get_map().values()) if hasattr(loop, "_selector") else []:
                reader, writer = key.data
                if reader and "Reader" in repr(reader._callback):
                    reader._callback()  # what the loop would do in its next turn
                    turns.append(1)

        warnings.showwarning = show
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("always")
                warnings.showwarning = show
                stream = aio.gated("dropping", 2)
                waiting = anext(stream)
                await until(lambda: c.waiting("dropping") == 1)
                del waiting
        finally:
            warnings.showwarning = old
        assert turns or not hasattr(loop, "_selector")
        assert await anext(stream) == 0
        await stream.aclose()

    run(main())
