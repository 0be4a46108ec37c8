"""Channels that Python can send to, and functions and channels with methods."""

import asyncio
import threading

import pytest
import streamcase as c

from waiting import nothing_left, until_sync

info = c.__gophersnake__
c.make(1).put(1)  # threads and goroutines that stay are started
asyncio.run(c.aio.make(1))


def test_put_and_iteration():
    channel = c.make(3)
    for i in range(3):
        channel.put(i)
    assert c.filled(channel) == 3 and next(channel) == 0 and c.filled(channel) == 2  # one item, and no more
    channel.close()
    assert list(channel) == [1, 2] and list(channel) == []
    channel.close()
    with pytest.raises(c.PanicError, match="closed channel"):
        channel.put(4)
    with pytest.raises(TypeError, match=r"put\(\) argument 'item': expected int, got str"):
        c.make(1).put("x")


def test_a_full_channel_waits():
    channel = c.make(0)
    with pytest.raises(TimeoutError):
        channel.put(1, timeout=0.01)
    with pytest.raises(TimeoutError):
        channel.put(1, 0.01)
    got = []
    receiver = threading.Thread(target=lambda: got.extend(channel))
    receiver.start()
    for i in range(100):
        channel.put(i, timeout=60)
    channel.close()
    receiver.join()
    assert got == list(range(100))


def test_it_is_the_same_channel_in_go():
    a, b = c.make(1), c.make(1)
    assert c.identical(a, a) and not c.identical(a, b) and c.identicals(a, a)
    box = c.Mailbox.zero()
    box.both = a
    assert box.both == a and hash(box.both) == hash(a) and box.both != b and c.identical(box.both, a)
    box.both.put(5)
    assert next(a) == 5 and c.put(a, 6) is None and c.receive(a) == 6
    box.both = None
    assert box.both is None and c.is_nil(None) and c.Mailbox.zero().both is None
    several = c.each(3)
    several[1].put(7)
    assert c.filled(several[1]) == 1 and len(set(several)) == 3
    assert "channel of int" in repr(a)


def test_fields_and_variables():
    box = c.new_mailbox(4)
    box.in_.put("a")
    box.in_("b")
    with box.in_ as sender:
        sender.put("c")
    assert list(box.out) == ["a", "b", "c"] and not hasattr(box.in_, "__iter__")
    for item in ({"a": [1]}, None, "text"):
        box.any.put(item)
    assert next(box.any) == {"a": [1]} and next(box.any) is None
    box.at.put(c.Point(1, 2))
    assert next(box.at) == c.Point(1, 2)
    c.waiting.put(1)
    assert next(c.waiting) == 1


def test_directions():
    a, b = c.make(10), c.make(10)
    c.double(a, b)
    for i in range(5):
        a.put(i)
    a.close()
    assert list(b) == [0, 2, 4, 6, 8]
    got = []
    c.double([1, 2, 3], got.append)
    until_sync(lambda: got == [2, 4, 6])
    box = c.new_mailbox(1)
    with pytest.raises(TypeError, match="expected an iterable of int or None, got"):
        c.filled(box.in_)


def test_none_is_the_nil_channel():
    assert c.never_ends(None) and c.never_ends(None, None, None)
    assert not c.never_ends(None, c.make(0))
    watch = c.Watch(None)
    watch.done = None
    assert not watch.ends() and not c.Watch().ends()


def test_awaited():
    async def main():
        channel = await c.aio.make(0)
        got = []

        async def receive():
            async for item in channel:
                got.append(item)

        receiver = asyncio.create_task(receive())
        for i in range(100):
            await channel.put(i)
        await channel.close()
        await receiver
        assert got == list(range(100))
        with pytest.raises(TimeoutError):
            await (await c.aio.make(0)).put(1, timeout=0.01)
        box = await c.aio.new_mailbox(4)
        await box.in_.put("x")
        await box.in_("y")
        async with box.in_:
            pass
        assert [text async for text in box.out] == ["x", "y"]
        waiting = await c.aio.make(0)
        task = asyncio.ensure_future(waiting.put(1))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with await c.aio.make(1) as one:
            await one.put(1)
            assert await c.aio.filled(one) == 1

    asyncio.run(main())


def test_a_context_lives_as_long_as_its_channel():
    channel = c.make_soon()
    c.later(channel, 3, 0.01)
    assert next(channel) == 3
    assert list(c.make_soon(timeout=0.05)) == []


def test_nothing_is_left():
    with nothing_left(info, "handles"):
        for _ in range(100):
            box = c.new_mailbox(2)
            box.both.put(1)
            box.in_("x")
            next(box.both)
        del box


def test_a_channel_with_methods():
    queue = c.new_queue(4)
    queue.push(1)
    queue.put(2)
    assert queue.size() == 2
    queue.close()
    assert list(queue) == [1, 2] and isinstance(queue, c.Queue)
    assert list(c.Queue([1, 2])) == [1, 2]


def test_a_function_with_methods():
    exclaim = c.exclaim("!")
    assert isinstance(exclaim, c.Handler) and exclaim("a") == "a!" and exclaim.handle("b") == "b!"
    assert exclaim.twice()("c") == "c!!" and c.apply(exclaim, "d") == "d!" and c.run(exclaim, "e") == "e!"
    own = c.Handler(str.upper)
    assert own("x") == "X" and own.handle("y") == "Y" and own.twice()("z") == "Z" and c.apply(str.title, "abc") == "Abc"
    assert isinstance(c.as_handling(own), c.Handler) and c.as_handling(str.upper).handle("q") == "Q"
    assert c.no_handler() is None and c.Route().handler is None
    route = c.Route(handler=str.upper)
    assert route.handler("r") == "R" and route.handler.twice()("s") == "S"
    route.handler = None
    assert route.handler is None


def test_a_function_with_methods_may_raise():
    def fails(text):
        raise KeyError(text)

    with pytest.raises(KeyError, match="lost"):
        c.Handler(fails).twice()("lost")
    with pytest.raises(TypeError):
        c.Handler(3)


def failing(n):
    yield from range(n)
    raise LookupError(n)


def test_an_exception_of_an_iterable_is_that_of_the_call_that_received_it():
    for n in range(1000):  # the call returned, and the next one raised it, if the channel was closed first
        with pytest.raises(LookupError, match=str(n % 3)):
            c.total(failing(n % 3))
        assert c.total(range(3)) == 3


def test_an_async_iterable_that_ends_with_its_loop_is_nobodys_error(capfd):
    async def endless(begun):
        yield 1
        begun.set()
        await asyncio.get_running_loop().create_future()

    async def main():
        begun = asyncio.Event()
        call = asyncio.ensure_future(c.aio.total(endless(begun)))
        await asyncio.wait_for(begun.wait(), 60)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call

    for _ in range(20):
        asyncio.run(main())  # cancels the task of the iterable's next item
        assert c.total([1, 2]) == 3
    assert capfd.readouterr().err == ""


def test_an_async_iterable_that_raises_cancellederror_fails_the_call():
    async def cancelled():
        yield 1
        raise asyncio.CancelledError("by itself")

    async def main():
        with pytest.raises(asyncio.CancelledError, match="by itself"):
            await c.aio.total(cancelled())

    for _ in range(20):
        asyncio.run(main())
    assert c.total([1, 2]) == 3


def test_other_calls_in_flight_do_not_have_the_exception():
    gate, got = threading.Event(), []

    def waiting():
        yield 1
        gate.wait()
        yield 2

    other = threading.Thread(target=lambda: got.append(c.total(waiting())))
    other.start()
    for n in range(20):
        with pytest.raises(LookupError, match=str(n)):
            c.total(failing(n))
    gate.set()
    other.join()
    assert got == [3] and c.total([1, 2]) == 3


def test_an_exception_after_the_call_comes_out_of_its_stream():
    gate, got = threading.Event(), []

    def waiting():
        yield 1
        gate.wait()

    other = threading.Thread(target=lambda: got.append(c.total(waiting())))
    other.start()
    for n in range(50):
        seen = []
        with pytest.raises(LookupError, match=str(n % 4)):
            for v in c.squares(failing(n % 4)):
                seen.append(v)
        assert seen == [v * v for v in range(n % 4)] and c.total(range(3)) == 3
    stream = c.endless(failing(2))
    assert next(stream) == 0 and next(stream) == 1
    with pytest.raises(LookupError):
        next(stream)
    gate.set()
    other.join()
    assert got == [1]


def test_an_exception_after_the_call_comes_out_of_its_async_stream():
    async def raising(n):
        for i in range(n):
            yield i
        raise LookupError(n)

    async def main():
        for n in range(20):
            seen = []
            with pytest.raises(LookupError, match=str(n % 4)):
                async for v in c.aio.squares(raising(n % 4)):
                    seen.append(v)
            assert seen == [v * v for v in range(n % 4)]

    asyncio.run(main())


def test_an_exception_before_the_end_of_the_call_comes_out_of_its_stream():
    def raising():
        yield from (1, 2)
        raise LookupError("late")

    stream = c.gathered(raising())
    with pytest.raises(LookupError, match="late"):
        list(stream)
    assert list(c.gathered([3, 4])) == [3, 4] and list(stream) == []
    seen = []
    with pytest.raises(LookupError, match="late"):
        for v in c.gathered(raising()):
            seen.append(v)
    assert seen == [1, 2]


def test_an_exception_for_a_stream_that_is_closed_is_not_lost(capfd):
    raised = threading.Event()

    def fails():
        yield 1
        raised.set()
        raise LookupError("late")

    stream = c.endless(fails())
    assert next(stream) == 1
    raised.wait()

    def close():  # the exception is on its way to Go
        stream.close()
        c.total([1])

    with pytest.raises(LookupError, match="late"):
        for _ in range(100000):
            close()
    capfd.readouterr()


def test_other_awaited_calls_do_not_have_the_exception():
    async def main():
        gate = asyncio.Event()

        async def waiting():
            yield 1
            await gate.wait()
            yield 2

        async def raising():
            yield 1
            raise LookupError("the call's own")

        other = asyncio.ensure_future(c.aio.total(waiting()))
        for _ in range(20):
            with pytest.raises(LookupError, match="the call's own"):
                await c.aio.total(raising())
        gate.set()
        assert await other == 3

    asyncio.run(main())


def test_an_exception_of_what_is_sent_to_is_that_of_the_call():
    got = []

    def takes(n):
        if n == 2:
            raise LookupError("full")
        got.append(n)

    for _ in range(20):
        with pytest.raises(LookupError, match="full"):
            c.send_all(takes, 5)
    assert got == [0, 1] * 20
    c.send_all(got.append, 2)


def test_a_channel_with_methods_awaited():
    async def main():
        queue = await c.aio.new_queue(4)
        await queue.push(1)
        await queue.put(2)
        with pytest.raises(TypeError, match="expected int, got str"):
            await queue.put("x")
        assert await queue.size() == 2
        await queue.close()
        assert [item async for item in queue] == [1, 2]
        assert not hasattr(c.Queue, "__aiter__")

    asyncio.run(main())
