"""Iterators and channels as async iterators."""

import asyncio
import gc
import threading

import asynccase as c
import pytest
from asynccase import aio
from waiting import until, until_sync

info = c.__gophersnake__


@pytest.fixture(autouse=True)
def producers():
    yield
    gc.collect()
    until_sync(lambda: c.producing() == 0)


async def listed(stream):
    return [x async for x in stream]


def test_streams(run):
    async def main():
        assert await listed(aio.count(5)) == [0, 1, 2, 3, 4]
        assert await listed(aio.count(0)) == []
        assert await listed(aio.count(10_000)) == list(range(10_000))
        assert await listed(aio.channel(1000)) == list(range(1000))
        pairs = await listed(aio.pairs(3))
        assert [(i, x.name) for i, x in pairs] == [(0, "0"), (1, "1"), (2, "2")]
        assert {type(x) for _, x in pairs} == {aio.Client}

    run(main())


def test_many_at_once(run):
    async def main():
        assert await asyncio.gather(*[listed(aio.count(i)) for i in range(100)]) == [list(range(i)) for i in range(100)]

    run(main())


def test_errors_come_in_their_place(run):
    async def main():
        for stream, error, text in ((aio.failing(3), c.GoError, "enough"), (aio.panicking(3), c.PanicError, "a producer"), (aio.failing(0), c.GoError, "enough")):
            got = []
            with pytest.raises(error, match=text):
                async for x in stream:
                    got.append(x)
            assert got in ([0, 1, 2], [])

    run(main())


@pytest.mark.parametrize("turns", [0, 1, 3])
def test_items_are_asked_for_ahead(run, turns):
    """The next batch comes while the last one is gone through, with turns of the loop between the items or without: nothing changes its place, and Go is not further ahead than it may be."""

    async def main():
        asked, ahead = 0, 0
        async for x in aio.count(3000):
            assert x == asked
            asked += 1
            made = c.counted()
            assert asked <= made <= min(2 * asked, asked + 256 + 127)
            ahead = max(ahead, made - asked)
            for _ in range(turns):
                await asyncio.sleep(0)
            if turns == 3 and 500 < asked < 1500 and not asked % 8:
                await until(lambda: not info.awaiting)  # what was asked for has come
        assert asked == 3000
        if turns == 3:
            assert ahead >= 256, "nothing was asked for ahead"
        for stream, error in ((aio.failing(2000), c.GoError), (aio.panicking(2000), c.PanicError)):
            got = []
            with pytest.raises(error):
                async for x in stream:
                    got.append(x)
                    for _ in range(turns):
                        await asyncio.sleep(0)
            assert got == list(range(2000))
            with pytest.raises(StopAsyncIteration):
                await anext(stream)

    run(main())


def test_leaving_where_more_was_asked_for(run):
    async def main():
        for end in range(380, 390):  # about the place where the second full batch is asked for
            async for x in aio.count(1_000_000):
                if x == end:
                    break
            gc.collect()
            await until(lambda: c.producing() == 0)
            async with aio.count(1_000_000) as stream:
                async for x in stream:
                    if x == end:
                        break
            assert await listed(stream) == []
            await until(lambda: c.producing() == 0)

    run(main())


def test_a_stream_goes_on_in_another_loop(run):
    """What the first loop has asked for comes when that is closed."""

    async def begun():
        stream = aio.count(10_000)
        return stream, [await anext(stream) for _ in range(400)]

    async def waited(stream):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(stream), 0.001)

    async def goes_on(stream):
        task = asyncio.ensure_future(anext(stream))
        await until(lambda: c.waiting("another") == 1)
        c.open("another")
        return await task

    async def opened():
        return aio.gated("another", 3)

    stream, got = run(begun())
    assert got + run(listed(stream)) == list(range(10_000))
    stream = run(opened())
    run(waited(stream))
    assert run(goes_on(stream)) == 0
    assert run(goes_on(stream)) == 1
    run(waited(stream))
    until_sync(lambda: c.waiting("another") == 1)
    c.open("another")
    assert run(listed(stream)) == [2]


def test_two_loops_do_not_ask_at_once():
    """A loop that is new runs code of its own when it is first seen, and others may ask for the next items meanwhile."""
    seen, asked, empty = threading.Event(), threading.Event(), threading.Event()
    got, made = [], []

    class Slow(asyncio.SelectorEventLoop):
        def add_reader(self, *args):
            seen.set()
            assert asked.wait(60)
            return super().add_reader(*args)

    async def until_left(stream, left):
        x = await anext(stream)
        while c.counted() - x != 256:  # the first one of a full batch
            x = await anext(stream)
        for _ in range(255 - left):
            x = await anext(stream)
        return x

    async def other(stream):
        got.append(await anext(stream))  # half of the batch is left: this would ask
        await aio.double(1)  # which is asked later
        until_sync(lambda: not info.awaiting)
        made.append(c.counted())
        while (more := anext(stream)).done():
            got.append(await more)
        empty.set()
        got.append(await more)

    async def main():
        stream = aio.count(1_000_000)
        x = await until_left(stream, 128)
        thread = threading.Thread(target=lambda: asyncio.Runner(loop_factory=Slow).run(other(stream)))
        thread.start()
        assert await asyncio.to_thread(seen.wait, 60)
        y = await until_left(stream, 127)  # this has asked
        asked.set()
        assert empty.wait(60)  # without a turn of this loop
        await asyncio.to_thread(thread.join, 60)
        assert not thread.is_alive()
        assert made == [y + 1 + 127 + 256]
        assert got == [x + 1, *range(y + 1, y + 129)]
        await stream.aclose()

    asyncio.run(main())


def test_loops_in_threads_share_a_stream(run):
    got = [[] for _ in range(4)]

    async def consume(stream, into):
        async for x in stream:
            into.append(x)
            if not x % 100:
                await asyncio.sleep(0)

    async def opened():
        return aio.count(20_000)

    stream = run(opened())
    threads = [threading.Thread(target=lambda into=into: asyncio.run(consume(stream, into))) for into in got]
    for t in threads:
        t.start()
    for t in threads:
        t.join(60)
        assert not t.is_alive()
    assert sorted(x for into in got for x in into) == list(range(20_000))
    assert all(into == sorted(into) for into in got)


def test_a_stream_that_is_not_open_yet(run):
    async def main():
        stream = aio.opened("opened", 3)
        task = asyncio.create_task(listed(stream))
        await until(lambda: c.waiting("opened") == 1)
        c.open("opened")
        assert await task == [0, 1, 2]
        stream = aio.opened("opened", -1)
        await until(lambda: c.waiting("opened") == 1)
        c.open("opened")
        with pytest.raises(c.ErrShut):
            await anext(stream)
        with pytest.raises(StopAsyncIteration):
            await anext(stream)
        stream = aio.opened("opened", 3)
        await until(lambda: c.waiting("opened") == 1)
        await stream.aclose()
        assert await listed(stream) == []
        del stream
        stream = aio.opened("opened", 3)
        await until(lambda: c.waiting("opened") == 2)
        del stream
        c.open("opened")
        await until(lambda: c.waiting("opened") == 0)
        with pytest.raises(TypeError):
            aio.opened("opened", "three")

    run(main())


def test_an_end_that_never_began(run, monkeypatch):
    async def main():
        stream = aio.count(10)
        assert await anext(stream) == 0
        return stream

    async def queued():
        stream = await main()
        with monkeypatch.context() as m:
            m.setattr(c.__gophersnake__, "limit", 1)
            call = asyncio.ensure_future(aio.pass_("full", 1))
            await until(lambda: c.waiting("full") == 1)
            closing = asyncio.create_task(stream.aclose())
            await until(lambda: c.__gophersnake__.queued == 1)
            closing.cancel()
            with pytest.raises(asyncio.CancelledError):
                await closing
            c.open("full")
            await call

    stream = run(main())
    with pytest.warns(RuntimeWarning, match="'aclose' was never awaited"):
        stream.aclose()  # without a loop
    del stream
    until_sync(lambda: c.producing() == 0)
    run(queued())


def test_no_item_is_lost_when_a_wait_is_cancelled(run):
    async def main():
        stream, got = aio.gated("gated", 6), []
        for i in range(6):
            if i % 2:
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(anext(stream), 0.001)
            task = asyncio.create_task(awaited(anext(stream)))
            await until(lambda: c.waiting("gated") == 1)
            c.open("gated")
            got.append(await task)
        assert got == list(range(6))
        with pytest.raises(StopAsyncIteration):
            await anext(stream)

    async def awaited(x):
        return await x

    run(main())


def test_items_go_to_waiting_tasks_in_order(run):
    async def main():
        stream = aio.gated("line", 4)
        waiting = [asyncio.ensure_future(anext(stream)) for _ in range(6)]
        waiting[1].cancel()
        for n in range(4):
            await until(lambda: c.waiting("line") == 1)
            c.open("line")
        got = await asyncio.gather(*waiting, return_exceptions=True)
        assert [x for x in got if isinstance(x, int)] == [0, 1, 2, 3]
        assert got[0] == 0 and got[2] == 1
        assert isinstance(got[1], asyncio.CancelledError) and isinstance(got[5], StopAsyncIteration)

    run(main())


def test_leaving(run):
    async def main():
        async for x in aio.count(1_000_000):
            if x == 10:
                break
        await until(lambda: c.producing() == 0)
        stream = aio.count(1_000_000)
        assert await anext(stream) == 0
        await stream.aclose()
        await stream.aclose()
        assert c.producing() == 0
        assert await listed(stream) == []
        async with aio.count(1_000_000) as stream:
            assert await anext(stream) == 0
        assert c.producing() == 0
        waiting = asyncio.ensure_future(anext(aio.gated("leaving", 1)))  # it alone keeps the stream
        await until(lambda: c.waiting("leaving") == 1)
        c.open("leaving")
        assert await waiting == 0
        waiting = asyncio.ensure_future(anext(aio.gated("leaving", 2)))
        await until(lambda: c.waiting("leaving") == 1)
        waiting.cancel()
        del waiting
        await asyncio.sleep(0)
        c.open("leaving")
        await until(lambda: c.producing() == 0)

    run(main())


def test_a_context_lasts_as_long_as_the_stream(run):
    async def main():
        stream = aio.held("held")
        for i in range(3):
            item = asyncio.ensure_future(anext(stream))
            await until(lambda: c.waiting("held") == 1)
            c.open("held")
            assert await item == i
        item = asyncio.ensure_future(anext(stream))
        await until(lambda: c.waiting("held") == 1)
        closing = asyncio.ensure_future(stream.aclose())  # cancels the context
        with pytest.raises(StopAsyncIteration):
            await item
        await closing
        await until(lambda: c.producing() == 0)
        with pytest.raises(TimeoutError):  # a deadline is one for the items too
            async for _ in aio.held("held", timeout=0.01):
                pass

    run(main())
    with c.held("held", timeout=30) as stream:  # and so in the sync API
        threading.Timer(0, lambda: until_sync(lambda: c.waiting("held") == 1) or c.open("held")).start()
        assert next(stream) == 0


def test_readers(run):
    async def main():
        assert [len(x) async for x in aio.read(150_000)] == [65536, 65536, 150_000 - 2 * 65536]
        assert b"".join(await listed(aio.read(0))) == b""
        with pytest.raises(c.ErrShut):
            await anext(aio.read(-1))
        got = []
        with pytest.raises(c.ErrShut):
            async for x in aio.read_plain(10):
                got.append(x)
        assert b"".join(got) == b"y" * 10
        await until(lambda: c.files() == 0)
        stream = aio.read_gated("read")
        item = asyncio.ensure_future(anext(stream))
        await until(lambda: c.waiting("read") == 1)
        c.open("read")
        assert await item == b"a" and c.files() == 1
        item = asyncio.ensure_future(anext(stream))
        await until(lambda: c.waiting("read") == 1)
        item.cancel()
        del item, stream  # while it reads: Close ends that
        await until(lambda: c.files() == 0)
        c.open("read")
        unread = aio.read(5)
        await until(lambda: c.files() == 1)
        del unread
        await until(lambda: c.files() == 0)

    run(main())
    assert b"".join(c.read(100_000)) == b"x" * 100_000
    with c.read(10) as chunks:
        assert c.files() == 1 and next(chunks) == b"x" * 10
    assert c.files() == 0


def test_closing_ends_waiting_tasks(run):
    async def main():
        stream = aio.gated("closing", 5)
        waiting = asyncio.ensure_future(anext(stream))
        await until(lambda: c.waiting("closing") == 1)
        closing = asyncio.ensure_future(stream.aclose())
        with pytest.raises(StopAsyncIteration):
            await waiting
        c.open("closing")
        await closing
        await until(lambda: c.producing() == 0)

    run(main())
