"""What asyncio does with awaitables."""

import asyncio
import collections.abc
import contextvars
import gc
import inspect
import threading
import warnings
import weakref

import asynccase as c
import loops
import pytest
from asynccase import aio
from waiting import until, until_sync

info = c.__gophersnake__
variable = contextvars.ContextVar("variable", default="none")


async def awaited(awaitable):
    return await awaitable


def test_gather_takes_futures_without_tasks(run):
    async def main():
        before = len(asyncio.all_tasks())
        together = asyncio.gather(*[aio.pass_("gather", i) for i in range(100)])
        assert len(asyncio.all_tasks()) == before
        await until(lambda: c.waiting("gather") == 100)
        c.open("gather")
        assert await together == list(range(100))

    run(main())


def test_tasks(run):
    async def main():
        task = asyncio.create_task(aio.double(4), name="own")
        assert await task == 8
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(aio.double(i)) for i in range(50)]
            tasks += [group.create_task(awaited(aio.double(i))) for i in range(50)]
        assert [t.result() for t in tasks] == [2 * (i % 50) for i in range(100)]
        assert await asyncio.ensure_future(aio.double(1)) == 2
        with pytest.raises(c.GoError):
            await asyncio.create_task(aio.fail("in a task"))

    run(main())


def test_wait(run):
    async def main():
        slow = asyncio.ensure_future(aio.pass_("wait", 1))
        done, pending = await asyncio.wait([asyncio.ensure_future(aio.double(i)) for i in range(20)] + [slow], return_when=asyncio.FIRST_COMPLETED)
        assert slow in pending and len(done) >= 1
        await until(lambda: c.waiting("wait") == 1)
        c.open("wait")
        done, pending = await asyncio.wait([slow])
        assert done == {slow} and slow.result() == 1
        with pytest.raises(TypeError, match="[Cc]oroutines"):  # as of any async function
            refused = aio.double(1)
            try:
                await asyncio.wait([refused])
            finally:
                await refused

    run(main())


def test_as_completed(run):
    async def main():
        assert sorted([await x for x in asyncio.as_completed([aio.double(i) for i in range(50)])]) == [2 * i for i in range(50)]

    run(main())


def test_wait_for_and_timeout(run):
    async def main():
        for limited in (lambda x: asyncio.wait_for(x, 0.01), within):
            with pytest.raises(TimeoutError):
                await limited(aio.pass_ctx("timeout", 1))
            await until(lambda: info.awaiting == info.queued == 0)  # by its context, or not even begun
        assert await asyncio.wait_for(aio.double(2), 30) == 4
        with pytest.raises(TimeoutError):  # Go's own
            await aio.pass_ctx("timeout", 1, timeout=0.01)
        await until(lambda: c.waiting("timeout") == 0)

    async def within(x):
        async with asyncio.timeout(0.01):
            return await x

    run(main())


def test_shield(run):
    async def main():
        call = aio.pass_("shield", 5)
        shielded = asyncio.shield(call)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(shielded, 0.001)
        assert not call.done() and shielded.cancelled()
        await until(lambda: c.waiting("shield") == 1)
        c.open("shield")
        assert await call == 5

    run(main())


def test_two_wait_for_one(run):
    async def main():
        call = aio.pass_("two", 9)
        both = asyncio.gather(awaited(call), awaited(call))
        await until(lambda: c.waiting("two") == 1)
        c.open("two")
        assert await both == [9, 9]
        assert await call == 9 and call.result() == 9

    run(main())


def test_callbacks(run):
    async def main():
        seen = []
        call = aio.pass_("callbacks", 1)
        variable.set("outside")
        context = contextvars.copy_context()
        context.run(variable.set, "inside")
        call.add_done_callback(lambda x: seen.append((variable.get(), x is call)))
        call.add_done_callback(lambda x: seen.append((variable.get(), x.result())), context=context)
        gone = seen.clear
        call.add_done_callback(gone)
        call.add_done_callback(gone)
        assert call.remove_done_callback(gone) == 2 and call.remove_done_callback(gone) == 0
        await until(lambda: c.waiting("callbacks") == 1)
        c.open("callbacks")
        await call
        await until(lambda: len(seen) == 2)
        assert seen == [("outside", True), ("inside", 1)]
        call.add_done_callback(lambda x: seen.append("late"))
        assert len(seen) == 2
        await until(lambda: len(seen) == 3)

    run(main())


def test_a_callback_that_raises_is_told_and_nothing_is_lost(run):
    async def main():
        told = []
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: told.append(context["exception"]))
        calls = [aio.pass_("raising", i) for i in range(10)]
        for call in calls:
            call.add_done_callback(lambda x: 1 / 0)
        await until(lambda: c.waiting("raising") == 10)
        c.open("raising")
        assert [await call for call in calls] == list(range(10))
        await until(lambda: len(told) == 10)
        assert {type(x) for x in told} == {ZeroDivisionError}

    run(main())


def test_context_variables(run):
    async def one(i):
        variable.set(i)
        await aio.later(0.0005 * (20 - i % 20))
        assert variable.get() == i
        await aio.double(i)
        assert variable.get() == i
        assert asyncio.current_task().get_name() == str(i)

    async def main():
        await asyncio.gather(*[asyncio.create_task(one(i), name=str(i)) for i in range(100)])
        assert variable.get() == "none"

    run(main())


def test_states():
    async def main():
        call = aio.pass_("states", 3)
        assert not call.done() and not call.cancelled() and call.get_loop() is asyncio.get_running_loop()
        for ask in (call.result, call.exception):
            with pytest.raises(asyncio.InvalidStateError):
                ask()
        assert "pass_() pending" in repr(call)
        await until(lambda: c.waiting("states") == 1)
        c.open("states")
        await until(call.done)
        assert call.result() == 3 and call.exception() is None and not call.cancel()
        assert "finished 3" in repr(call)
        failed = aio.fail("why")
        await until(failed.done)
        assert str(failed.exception()) == "why"
        assert "failed" in repr(failed)

    asyncio.run(main())


def test_kinds():
    async def main():
        call = aio.double(1)
        assert isinstance(call, collections.abc.Coroutine) and inspect.isawaitable(call)
        assert asyncio.isfuture(call)
        assert not isinstance(call, collections.abc.Coroutine) and isinstance(call, collections.abc.Awaitable)  # from now on a future
        assert await call == 2
        assert weakref.ref(call)() is call

    asyncio.run(main())


def test_a_call_without_a_loop_begins_when_it_is_awaited():
    call = aio.double(21)
    assert "not begun" in repr(call) and not call.done()
    assert asyncio.run(call) == 42
    assert asyncio.run(awaited(aio.double(2))) == 4
    call = aio.pass_ctx("never", 1)
    loop = asyncio.new_event_loop()
    assert loop.run_until_complete(aio.double(3)) == 6
    loop.close()
    call.close()
    assert call.cancelled() and c.waiting("never") == 0


def test_a_call_in_another_thread():
    async def main():
        loop = asyncio.get_running_loop()
        got = []
        thread = threading.Thread(target=lambda: got.append(asyncio.run_coroutine_threadsafe(aio.double(5), loop).result(30)))
        thread.start()
        await until(lambda: got)
        thread.join()
        assert got == [10]

    asyncio.run(main())


def test_a_wrong_loop():
    async def begin():
        return aio.pass_("wrong", 1)

    async def wrong(call):
        with pytest.raises((RuntimeError, ValueError), match="loop"):
            await awaited(call)

    loop = asyncio.new_event_loop()
    call = loop.run_until_complete(begin())
    asyncio.run(wrong(call))
    until_sync(lambda: c.waiting("wrong") == 1)
    c.open("wrong")
    assert loop.run_until_complete(call) == 1
    loop.close()


def test_trio_is_refused():
    import trio

    async def main():
        with pytest.raises(RuntimeError, match="'double' works with asyncio, uvloop, and anyio on these, but not with trio"):
            await aio.double(1)

    trio.run(main)


def test_anyio():
    import anyio

    async def main():
        got = []

        async def one(i):
            got.append(await aio.double(i))

        async with anyio.create_task_group() as group:
            for i in range(10):
                group.start_soon(one, i)
            group.start_soon(aio.double, 7)
        assert sorted(got) == [2 * i for i in range(10)]
        with anyio.move_on_after(0.01) as scope:
            await aio.pass_ctx("anyio", 1)
        assert scope.cancelled_caught
        await until(lambda: info.awaiting == info.queued == 0)

    anyio.run(main, backend="asyncio")
    if "uvloop" in loops.NAMES:
        anyio.run(main, backend="asyncio", backend_options={"use_uvloop": True})


def test_never_awaited(run):
    async def main():
        before = c.cancelled()
        with pytest.warns(RuntimeWarning, match="'pass_ctx' was never awaited"):
            call = aio.pass_ctx("dropped", 1)
            await until(lambda: c.waiting("dropped") == 1)
            del call
        await until(lambda: c.cancelled() == before + 1)  # its context is cancelled
        with pytest.warns(RuntimeWarning, match="'pass_' was never awaited"):
            call = aio.pass_("dropped", 1)
            await until(lambda: c.waiting("dropped") == 1)
            del call
        c.open("dropped")  # it is left to finish
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for i in range(1000):
                asyncio.ensure_future(aio.double(i)).add_done_callback(lambda x: None)
            await asyncio.sleep(0)

    run(main())
    with pytest.warns(RuntimeWarning, match="'double' was never awaited"):
        aio.double(1)
        gc.collect()


def test_many_loops_in_many_threads():
    got = []

    async def many():
        total = 0
        for _ in range(5):
            total += sum(await asyncio.gather(*[aio.double(i) for i in range(200)]))
        return total

    def work():
        for _ in range(3):
            got.append(asyncio.run(many()))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got == [5 * 2 * sum(range(200))] * 24


@pytest.mark.parametrize("done", [False, True], ids=["not done yet", "done before the await"])
def test_a_task_with_one_short_await_after_another_leaves_turns_to_others(run, done):
    """Go answers before the loop would have to be asked; a loop that is never asked would starve."""
    turns = 0

    async def other():
        nonlocal turns
        for turns in range(1, 101):
            await asyncio.sleep(0)

    async def main():
        task = asyncio.create_task(other())
        awaits = 10_000 if done else 1_000_000
        for i in range(awaits):
            call = aio.double(i)
            if done:
                until_sync(lambda: not info.awaiting)
            assert await call == 2 * i
            if task.done():
                return
        pytest.fail(f"in {awaits} awaits the other task had {turns} turns")

    run(main())


def test_a_task_with_one_short_await_after_another_can_be_cancelled(run):
    async def busy():
        while True:
            assert await aio.double(4) == 8

    async def main():
        task = asyncio.create_task(busy())
        await aio.double(1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(busy(), 0.01)

    run(main())
