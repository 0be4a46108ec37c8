"""What callbacks on threads of Go's find there, and what they leave: nothing of another's."""

import asyncio
import contextvars
import decimal
import gc
import threading
import weakref

import pytest
import sharecase as s

var = contextvars.ContextVar("var", default="none")
EMPTY = ("none", "none", 28)


class Local(threading.local):
    value = "none"


local = Local()


def look():
    return var.get(), local.value, decimal.getcontext().prec


class Mark:
    """What is set; weakly referable."""


@pytest.fixture
def seen():
    return []


@pytest.fixture
def callback(seen):
    def f(i):
        seen.append(look())
        var.set(i)
        local.value = i
        decimal.getcontext().prec = 50 + i
        return i

    return f


def awaited(f, n):
    asyncio.run(s.aio.goroutine(f, n))


# On threads of Go's, with the context of the call, or with none.
WITH = {
    "goroutine": s.goroutine,
    "goroutines": lambda f, n: s.goroutines(f, n, 4),
    "relay": s.relay,
    "stream": lambda f, n: list(s.mapped(f, n)),
    "iterable": lambda f, n: s.summed_apart(map(f, range(n))),
    "context": s.in_context,
    "awaited": awaited,
    "awaited stream": lambda f, n: asyncio.run(each(s.aio.mapped(f, n))),
    "kept": lambda f, n: (s.later(f), contextvars.Context().run(s.fire, n), s.later(None)),
}
WITHOUT = {"operations": s.operations_apart, "field": lambda f, n: s.Hook(call=f).fire(n)}


async def each(items):
    return [i async for i in items]


def in_request(function, *args):
    def request():
        var.set("request")
        decimal.getcontext().prec = 7
        function(*args)
        return look()

    return contextvars.copy_context().run(request)


@pytest.mark.parametrize("way", [*WITH, *WITHOUT])
def test_nothing_of_one_callback_is_seen_by_another(way, callback, seen):
    contextvars.Context().run((WITH | WITHOUT)[way], callback, 40)
    assert seen and set(seen) == {EMPTY}


@pytest.mark.parametrize("way", WITH)
def test_a_callback_begins_in_the_context_of_the_call(way, callback, seen):
    assert in_request(WITH[way], callback, 40) == ("request", "none", 7)
    assert seen and set(seen) == {("request", "none", 7)}


@pytest.mark.parametrize("way", WITHOUT)
def test_what_belongs_to_no_call_begins_in_an_empty_context(way, callback, seen):
    assert in_request(WITHOUT[way], callback, 10) == ("request", "none", 7)
    assert seen and set(seen) == {EMPTY}


def test_on_the_caller_s_thread_a_callback_is_a_function_called_there(callback, seen):
    def run(call):
        del seen[:]
        call(callback, 3)
        local.__dict__.clear()
        return seen[:]

    for call in s.released, s.kept, s.operations:
        assert contextvars.Context().run(run, call) == [EMPTY, (0, 0, 50), (1, 1, 51)]


def test_requests_at_once():
    def request(name):
        def f(i):
            mine = var.get()
            var.set(f"{mine} {i}")
            return int(mine == name and local.value == "none")

        def all_of_it():
            var.set(name)
            return all(s.goroutine(f, 1) for _ in range(200)) and list(s.mapped(f, 200)) == [1] * 200

        assert contextvars.copy_context().run(all_of_it)

    errors = []

    def guarded(name):
        try:
            request(name)
        except BaseException as e:
            errors.append(e)

    threads = [threading.Thread(target=guarded, args=(f"request {i}",)) for i in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not errors


def test_what_is_set_ends_with_the_callback():
    marks = []

    def f(i):
        m = Mark()
        marks.append(weakref.ref(m))
        if i % 2:
            var.set(m)
        else:
            local.value = m
        return i

    contextvars.Context().run(s.goroutine, f, 10)
    gc.collect()
    assert [m() for m in marks] == [None] * 10


def test_a_subclass_of_local_is_made_anew():
    made = []

    class Made(threading.local):
        def __init__(self):
            made.append(self)

    m = Made()

    def f(i):
        m.x = getattr(m, "x", 0) + 1
        return m.x

    assert s.goroutine(f, 5) == 1 and len(made) == 6
    del made[:]


def test_values_whose_end_calls_go():
    class Ends:
        def __del__(self):
            ended.append(s.goroutine(lambda i: int(local.value == "none"), 1) + s.released(abs, -1))

    ended = []

    def f(i):
        local.value = Ends()
        return i

    contextvars.Context().run(s.goroutine, f, 3)
    assert len(ended) == 3


def test_within_a_callback_all_is_one():
    def inner(i):
        return int(var.get() == "outer" and local.value == "outer")

    def outer(i):
        var.set("outer")
        local.value = "outer"
        return s.released(inner, 1) * s.kept(inner, 1)

    assert s.goroutine(outer, 1) == 1


def test_a_loop_in_a_callback_leaves_none_behind():
    async def nothing():
        return asyncio.get_running_loop()

    def f(i):
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        assert asyncio.run(nothing())
        local.value = i
        return i

    for _ in range(3):
        assert s.goroutine(f, 5) == 4


def test_a_callable_is_itself_again_whatever_its_context():
    def request():
        var.set(1)
        f = lambda i: i  # noqa: E731
        assert s.itself(f) is f

    contextvars.copy_context().run(request)
