"""Cancelling and limits."""

import asyncio

import asynccase as c
import pytest
from asynccase import aio
from waiting import until

info = c.__gophersnake__


@pytest.fixture
def limits():
    """What the limits were, afterwards."""
    before = info.limit
    yield
    info.limit = before
    for f in (aio.pass_, aio.pass_ctx, aio.Client.wait):
        f.limit = None


def test_cancelling_a_task_cancels_the_context(run):
    async def waits(x):
        return await x

    async def main():
        before = c.cancelled()
        task = asyncio.create_task(waits(aio.pass_ctx("cancel", 1)))
        other = asyncio.create_task(aio.pass_ctx("cancel", 2))  # the awaitable itself
        await asyncio.sleep(0)  # a task that has not begun would not await what it was given
        await until(lambda: c.waiting("cancel") == 2)
        for t in (task, other):
            t.cancel("enough")
            with pytest.raises(asyncio.CancelledError):
                await t
        await until(lambda: c.cancelled() == before + 2)

    run(main())


def test_cancelling_before_the_first_step(run):
    async def main():
        before = c.cancelled()
        for call in (aio.pass_ctx("first", 1), aio.pass_("first", 1)):
            task = asyncio.create_task(call)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        await until(lambda: info.awaiting == c.waiting("first") <= 1)  # what had begun by then, and has no context, is left to finish
        c.open("first")
        await until(lambda: info.awaiting == 0)
        assert c.cancelled() - before <= 1

    run(main())


def test_cancelling_the_awaitable(run):
    async def main():
        call = aio.pass_ctx("itself", 1)
        assert call.cancel("why") and call.cancelled() and not call.cancel()
        with pytest.raises(asyncio.CancelledError, match="why"):
            await call
        call = aio.pass_("no context", 1)
        await until(lambda: c.waiting("no context") == 1)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert c.waiting("no context") == 1
        c.open("no context")
        await until(lambda: info.awaiting == 0)

    run(main())


def test_cancelling_many(run):
    async def main():
        before = c.cancelled()
        tasks = [asyncio.ensure_future(aio.pass_ctx("many", i)) for i in range(2000)]
        await until(lambda: c.waiting("many") == 2000)
        for t in tasks:
            t.cancel()
        assert {type(x) for x in await asyncio.gather(*tasks, return_exceptions=True)} == {asyncio.CancelledError}
        await until(lambda: c.cancelled() == before + 2000)

    run(main())


def test_a_race_of_cancelling_and_finishing(run):
    async def main():
        ended = 0
        for i in range(500):
            call = asyncio.ensure_future(aio.pass_ctx("race", i, timeout=0.0001 * (i % 3)))
            await asyncio.sleep(0)
            call.cancel()
            try:
                await call
            except (asyncio.CancelledError, TimeoutError):
                ended += 1
        assert ended == 500

    run(main())


# ---- limits ----


def test_the_limit_of_a_function(run, limits):
    async def main():
        aio.pass_.limit = 3
        assert aio.pass_.limit == 3 and aio.pass_ctx.limit is None
        calls = [aio.pass_("function", i) for i in range(10)]
        other = aio.pass_ctx("function", 0)
        await until(lambda: c.waiting("function") == 4)
        assert info.awaiting == 4 and info.queued == 7
        calls[5].cancel()  # while it waits for its turn
        with pytest.raises(asyncio.CancelledError):
            await calls[5]
        for done in ({0, 1, 2}, {0, 1, 2, 3, 4, 6}, {0, 1, 2, 3, 4, 6, 7, 8, 9}):  # first come, first served
            await until(lambda: c.waiting("function") == 3 + (len(done) == 3))
            c.open("function")
            await until(lambda: {i for i, x in enumerate(calls) if x.done() and not x.cancelled()} == done)
        assert [x for x in await asyncio.gather(*calls, return_exceptions=True) if isinstance(x, int)] == [0, 1, 2, 3, 4, 6, 7, 8, 9]
        await other
        calls = [aio.pass_("function", i) for i in range(6)]
        await until(lambda: c.waiting("function") == 3)
        aio.pass_.limit = None
        await until(lambda: c.waiting("function") == 6)
        c.open("function")
        assert await asyncio.gather(*calls) == list(range(6))

    run(main())


def test_the_limit_of_a_module(run, limits):
    async def main():
        info.limit = 5
        client = aio.Client("limited")
        calls = [aio.pass_("module", i) for i in range(7)] + [client.wait("module") for _ in range(3)]
        await until(lambda: c.waiting("module") == 5)
        assert info.awaiting == 5 and info.queued == 5
        assert c.waiting("module") == 5
        info.limit = 8
        await until(lambda: c.waiting("module") == 8)
        info.limit = None
        await until(lambda: c.waiting("module") == 10)
        c.open("module")
        assert await asyncio.gather(*calls) == list(range(7)) + ["limited"] * 3

    run(main())


@pytest.mark.parametrize("wrong, error", [(0, ValueError), (-1, ValueError), (2**31, ValueError), ("5", TypeError), (1.5, TypeError)])
def test_wrong_limits(wrong, error):
    with pytest.raises(error):
        info.limit = wrong
    with pytest.raises(error):
        aio.pass_.limit = wrong
    with pytest.raises(TypeError):
        del aio.pass_.limit


def test_those_that_are_cancelled_in_the_queue_do_not_run(run, limits):
    async def main():
        aio.Client.call.limit = 1
        try:
            client, blocker = aio.Client("queue"), aio.pass_("blocker", 1)
            info.limit = 1
            await until(lambda: c.waiting("blocker") == 1)
            calls = [client.call(i) for i in range(100)]
            for call in calls[::2]:
                call.cancel()
            c.open("blocker")
            await blocker
            assert [x for x in await asyncio.gather(*calls, return_exceptions=True) if isinstance(x, int)] == list(range(1, 100, 2))
            assert client.calls == 50
        finally:
            aio.Client.call.limit = None

    run(main())


def test_a_flood(run):
    async def main():
        n = 30_000
        assert sum(await asyncio.gather(*[aio.double(i) for i in range(n)])) == n * (n - 1)

    run(main())
