"""A stream that is asked by what it waits for: ValueError, as of a generator."""

import asyncio
import contextvars
import threading

import pytest
import sharecase as s

SAYS = "already executing"


def plain(make):
    """What comes of it where the callback asks by next()."""

    def f(i):
        return next(stream)

    stream = make(f)
    return next(stream)


def asking_generator(make):
    def items():
        yield next(stream)

    stream = make(items())
    return next(stream)


MAKES = {
    "callable": lambda f: s.mapped(f, 3),
    "field": lambda f: s.Hook(call=f).mapped(3),
    "another goroutine": lambda f: s.mapped_apart(f, 3),
    "object": lambda f: s.mapped_object(f, 3),
    "within": lambda f: s.mapped(lambda i: s.released(f, 1), 3),
    "far within": lambda f: s.mapped(lambda i: s.apart(lambda j: s.kept(f, 1), 1), 3),
    "for": lambda f: s.mapped(lambda i: [f(i) for _ in (1,)][0], 3),
    "no context": lambda f: s.mapped(lambda i: contextvars.Context().run(f, i), 3),
    "a loop in it": lambda f: s.mapped(lambda i: asyncio.run(asyncio.to_thread(f, i)), 3),
    "stream of a stream": lambda f: s.mapped(lambda i: next(s.mapped(f, 3)), 3),
    "streams by turns": lambda f: s.chained(s.chained(s.mapped(f, 3))),
}


@pytest.mark.parametrize("make", MAKES)
def test_a_stream_that_asks_itself(make):
    with pytest.raises(ValueError, match=SAYS):
        plain(MAKES[make])


def test_an_iterable_that_asks_what_is_made_of_it():
    with pytest.raises(ValueError, match=SAYS):
        asking_generator(s.chained)


def test_two_streams_that_ask_each_other():
    a = s.mapped(lambda i: next(b), 3)
    b = s.mapped(lambda i: next(a), 3)
    with pytest.raises(ValueError, match=SAYS):
        next(a)


def test_the_callback_may_catch_it_and_go_on():
    def f(i):
        with pytest.raises(ValueError, match=SAYS):
            next(stream)
        return i

    stream = s.mapped(f, 3)
    assert list(stream) == [0, 1, 2]


def test_others_may_be_asked_in_a_callback():
    other = s.numbers(100)
    assert list(s.mapped(lambda i: next(other), 5)) == [0, 1, 2, 3, 4]
    assert list(s.mapped(lambda i: sum(s.mapped(lambda j: j, 4)), 2)) == [6, 6]


def test_threads_share_a_stream_still():
    """A thread that waits for its turn at a stream, whose callback takes a while, is none that waits for itself."""
    entered, go_on = threading.Semaphore(0), threading.Semaphore(0)

    def f(i):
        entered.release()
        go_on.acquire()
        return i

    stream, got = s.mapped(f, 4), []
    threads = [threading.Thread(target=lambda: got.extend(stream)) for _ in range(4)]
    for t in threads:
        t.start()
    for _ in range(4):
        entered.acquire()
        go_on.release()
    for t in threads:
        t.join()
    assert sorted(got) == [0, 1, 2, 3]


def test_when_the_callback_has_ended_its_context_may_ask():
    contexts = []

    def f(i):
        contexts.append(contextvars.copy_context())
        return i

    stream = s.mapped(f, 3)
    assert next(stream) == 0
    other = s.mapped(abs, 3)
    assert contexts[0].run(next, other) == 0


@pytest.mark.parametrize("through", ["await", "task", "thread", "gather"])
def test_an_async_stream_that_asks_itself(through):
    async def f(i):
        if through == "await":
            return await anext(stream)
        if through == "task":
            return await asyncio.create_task(one())
        if through == "gather":
            return (await asyncio.gather(one(), one()))[0]
        return await asyncio.to_thread(lambda: asyncio.run(one()))

    async def one():
        return await anext(stream)

    async def main():
        nonlocal stream
        stream = s.aio.mapped(f, 3)
        with pytest.raises(ValueError, match=SAYS):
            await anext(stream)

    stream = None
    asyncio.run(asyncio.wait_for(main(), 30))


def test_a_plain_callback_of_an_async_stream():
    async def main():
        def f(i):
            return next(plain)

        plain = s.mapped(abs, 3)
        assert [i async for i in s.aio.mapped(f, 3)] == [0, 1, 2]

    asyncio.run(asyncio.wait_for(main(), 30))
