"""An awaitable that was taken as a future may be dropped. As with a task, the call goes
on, nothing says that it was never awaited, and an exception that nobody saw is reported."""

import asyncio
import gc
import warnings

import asynccase as c
import pytest
from asynccase import aio
from waiting import until, until_sync


def told_by(loop):
    told = []
    loop.set_exception_handler(lambda loop, context: told.append((type(context["exception"]), str(context["exception"]))))
    return told


def isfuture(call):
    assert asyncio.isfuture(call)
    return call


TAKERS = [asyncio.ensure_future, isfuture, lambda call: asyncio.ensure_future(asyncio.ensure_future(call)), lambda call: asyncio.wrap_future(call), lambda call: asyncio.shield(call)]
FAILING = {
    "error": (lambda: aio.fail("lost"), (c.GoError, "lost")),
    "sentinel": (aio.shut, (c.ErrShut, "it is shut")),
    "panic": (aio.boom, (c.PanicError, "boom")),
    "method": (lambda: aio.Client("x").wait("lost", timeout=0.001), (TimeoutError, None)),
}


@pytest.mark.parametrize("take", TAKERS, ids=["ensure_future", "isfuture", "twice", "wrap_future", "shield"])
@pytest.mark.parametrize("what", FAILING)
def test_an_exception_that_is_let_go_is_told(run, take, what):
    call, (kind, text) = FAILING[what]

    async def main():
        told = told_by(asyncio.get_running_loop())
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for _ in range(3):
                take(call())
            await until(lambda: gc.collect() is not None and len(told) == 3)  # some stand in cycles, as those of asyncio do
        assert all(issubclass(k, kind) and (text is None or text in t) for k, t in told), told

    run(main())


@pytest.mark.parametrize("take", TAKERS, ids=["ensure_future", "isfuture", "twice", "wrap_future", "shield"])
def test_a_call_that_is_let_go_goes_on(run, take):
    async def main():
        told, cancelled = told_by(asyncio.get_running_loop()), c.cancelled()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            for i in range(20):
                take(aio.pass_ctx("taken", i))
                take(aio.double(i))
            await until(lambda: c.waiting("taken") == 20)
            gc.collect()
            c.open("taken")
            await until(lambda: c.waiting("taken") == 0)
            await asyncio.sleep(0)
        assert not told and c.cancelled() == cancelled

    run(main())


def test_one_that_is_kept_and_never_looked_at(run):
    async def main():
        told = told_by(asyncio.get_running_loop())
        kept = [asyncio.ensure_future(aio.fail("kept")) for _ in range(5)]
        await asyncio.wait(kept)
        assert all(x.done() for x in kept) and not told
        kept.clear()
        gc.collect()
        assert len(told) == 5

    run(main())


def test_what_is_seen_is_not_told(run):
    async def in_a_group():
        # In a task of its own: before Python 3.13 a group whose eager task fails at once leaves
        # the task that it is in with a cancellation.
        async with asyncio.TaskGroup() as group:
            group.create_task(aio.fail("seen"))

    async def main():
        told = told_by(asyncio.get_running_loop())
        for _ in range(3):
            with pytest.raises(c.GoError):
                await asyncio.ensure_future(aio.fail("seen"))
            with pytest.raises(c.GoError):
                await asyncio.wait_for(aio.fail("seen"), 10)
            with pytest.raises(c.GoError):
                await asyncio.gather(aio.fail("seen"), aio.fail("seen too"), aio.double(1))
            assert len(await asyncio.gather(aio.fail("seen"), asyncio.ensure_future(aio.boom()), return_exceptions=True)) == 2
            with pytest.raises(c.GoError):
                await asyncio.shield(aio.fail("seen"))
            with pytest.raises(ExceptionGroup):
                await asyncio.ensure_future(in_a_group())
            for x in asyncio.as_completed([aio.fail("seen")]):
                with pytest.raises(c.GoError):
                    await x
            done, _ = await asyncio.wait([asyncio.ensure_future(aio.fail("seen"))])
            assert [str(x.exception()) for x in done] == ["seen"]
        del done, x
        gc.collect()
        await asyncio.sleep(0)
        assert not told

    run(main())


def test_a_cancelled_one_is_not_told(run):
    async def main():
        told = told_by(asyncio.get_running_loop())
        asyncio.ensure_future(aio.pass_ctx("cancelled", 1)).cancel()
        call = asyncio.ensure_future(aio.fail("late"))
        in_time = call.cancel()  # or it was over already, and nobody looked at it
        del call
        await asyncio.sleep(0.01)
        gc.collect()
        assert told == ([] if in_time else [(c.GoError, "late")])

    run(main())


def test_without_a_loop_and_after_it(run, caplog):
    async def main():
        asyncio.ensure_future(aio.fail("at the end"))
        asyncio.ensure_future(aio.pass_("end", 1))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(20):
            run(main())
        until_sync(lambda: c.waiting("end") == 20)
        c.open("end")
        until_sync(lambda: c.__gophersnake__.awaiting == 0)
    with pytest.warns(RuntimeWarning, match="'double' was never awaited"):
        assert asyncio.isfuture(aio.double(1)) is False  # not begun: a coroutine
        gc.collect()
    caplog.clear()  # the log has the exceptions, and they keep their errors of Go
