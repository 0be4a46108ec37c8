"""Go that awaits Python."""

import asyncio
import contextvars
import threading

import asynccase as c
import pytest
from asynccase import aio
from waiting import until, until_sync

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
        assert await aio.apply(3, aio.double) == 6  # a Go function of the async face

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

        with pytest.raises(KeyError) as e:
            await aio.try_(fails)
        assert e.value is error
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
    import gc

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
