"""Go that awaits Python."""

import asyncio
import contextvars
import gc
import threading

import asynccase as c
import pytest
from asynccase import aio
from waiting import until, until_sync

info = c.__gophersnake__
variable = contextvars.ContextVar("variable", default=0)


async def tripled(x):
    await asyncio.sleep(0)
    return 3 * x


def test_async_functions(run):
    async def main():
        assert await aio.apply(10, tripled) == 135
        assert await aio.apply(10, lambda x: x) == 45  # any other function too
        assert await aio.apply(10, lambda x: tripled(x) if x % 2 else x) == 25 * 3 + 20
        assert await aio.apply_all(100, tripled) == 3 * 4950
        assert await aio.apply(3, aio.double) == 6  # a Go function of the async API

    run(main())


def test_it_runs_on_the_loop_of_the_call(run):
    async def main():
        seen = set()

        async def look(x):
            seen.add((threading.get_ident(), id(asyncio.get_running_loop()), variable.get()))
            return x

        variable.set(7)
        await aio.apply_all(20, look)
        assert seen == {(threading.get_ident(), id(asyncio.get_running_loop()), 7)}

    run(main())


def test_exceptions_pass_through_go(run):
    async def main():
        error = KeyError("lost")

        async def fails(*args):
            await asyncio.sleep(0)
            raise error

        with pytest.raises(ExceptionGroup) as e:  # joined with another
            await aio.try_(fails)
        assert e.value.exceptions[1] is error
        with pytest.raises(KeyError):
            await aio.apply(1, fails)

        async def wrong(x):
            return "text"

        with pytest.raises(TypeError, match="expected int, got str"):
            await aio.apply(1, wrong)

    run(main())


@pytest.mark.filterwarnings("ignore:coroutine 'tripled' was never awaited")
def test_what_gives_nothing(run):
    async def main():
        told = []

        async def tell(text):
            await asyncio.sleep(0)
            told.append(text)

        await aio.tell(tell)
        assert told == ["told"]

    run(main())
    with pytest.raises(TypeError, match="pass it to a function of the module's aio"):
        c.tell(tripled)
    with pytest.raises(TypeError):
        c.apply(1, tripled)


def test_a_function_that_is_kept(run):
    async def main():
        await aio.keep(tripled)
        assert await aio.kept() is tripled
        assert await aio.call_kept(5) == 30

    run(main())
    with pytest.raises(RuntimeError, match="the event loop of the call is closed"):
        c.call_kept(5)
    c.keep(None)


@pytest.mark.filterwarnings("ignore:coroutine 'tripled' was never awaited")
def test_a_loop_that_is_closed_meanwhile():
    never = []

    async def waits(x):
        never.append(asyncio.get_running_loop().create_future())
        return await never[0]

    async def main():
        call = aio.apply(1, waits)
        await until(lambda: never)
        return call

    loop = asyncio.new_event_loop()
    call = loop.run_until_complete(main())
    loop.close()
    never.clear()
    del loop
    gc.collect()
    until_sync(call.done)
    assert "closed before a coroutine" in str(call.exception())


def test_async_iterables(run):
    async def numbers(n):
        for i in range(n):
            await asyncio.sleep(0)
            yield i

    async def failing():
        yield 1
        raise LookupError("no more")

    async def main():
        assert await aio.total(numbers(100)) == 4950
        assert await aio.total(range(100)) == 4950
        assert await aio.total(aio.count(1000)) == 499_500
        assert await aio.first_over(numbers(10**9), 50) == 51
        with pytest.raises(LookupError, match="no more"):
            await aio.total(failing())
        with pytest.raises(TypeError):
            c.total(numbers(3))

    run(main())


# ---- Go that awaits Python that awaits Go, and so on ----


def descent(depth, bottom):
    """A call of Go in which depth calls wait for each other, and at last for bottom()."""

    async def down(left):
        return await aio.apply(1, lambda _: down(left - 1)) + 1 if left else await bottom()

    return down(depth)


def test_a_deep_circle(run):
    async def ten():
        await asyncio.sleep(0)
        return 10

    async def main():
        assert await descent(60, ten) == 70
        assert await asyncio.gather(*[descent(15, ten) for _ in range(20)]) == [25] * 20

        async def fails():
            raise KeyError("bottom")

        with pytest.raises(KeyError, match="bottom"):
            await descent(40, fails)

    run(main())


@pytest.mark.parametrize("limited", [aio.apply, info])
def test_a_circle_under_a_limit(run, limited):
    """The limit holds, also where all that are within it wait for those that are not."""
    before = limited.limit

    async def main():
        reached = []

        async def bottom():
            reached.append(info.awaiting)
            return 0

        limited.limit = 30
        assert await descent(30, bottom) == 30 and reached == [30]
        deeper = asyncio.ensure_future(descent(33, bottom))
        await until(lambda: info.awaiting == 30 and info.queued == 1)
        for _ in range(100):
            await asyncio.sleep(0)
        assert info.awaiting == 30 and len(reached) == 1
        limited.limit = 32
        await until(lambda: info.awaiting == 32 and info.queued == 1)
        limited.limit = None
        assert await deeper == 33 and reached == [30, 33]

        limited.limit = 30
        deeper = asyncio.ensure_future(descent(33, bottom))
        await until(lambda: info.awaiting == 30 and info.queued == 1)
        deeper.cancel()  # the awaiting task is released; Go, without a context here, still waits for its coroutines
        with pytest.raises(asyncio.CancelledError):
            await deeper
        limited.limit = before
        await until(lambda: info.awaiting == info.queued == 0)

    try:
        run(main())
    finally:
        limited.limit = before


def test_a_loop_that_is_closed_around_a_circle():
    never = []

    async def bottom():
        never.append(asyncio.get_running_loop().create_future())
        return await never[0]

    async def main():
        task = asyncio.ensure_future(descent(10, bottom))
        await until(lambda: never)
        assert info.awaiting == 10
        return task

    loop = asyncio.new_event_loop()
    task = loop.run_until_complete(main())
    loop.close()
    task._log_destroy_pending = False
    never.clear()
    del loop, task
    until_sync(lambda: gc.collect() is not None and info.awaiting == 0)  # from the bottom up: each lets go of the next
