"""Results that are iterators or channels."""

import asyncio
import collections.abc
import datetime
import gc
import itertools
import math
import pathlib
import runpy
import threading
import time
import typing

import pytest
import streamcase as c
from waiting import until_sync

info = c.__gophersnake__
UTC = datetime.timezone.utc
ITEMS = {
    c.bools: [True, False, True],
    c.uint8s: [0, 255, 7],
    c.floats: [0.5, -0.0, math.inf],
    c.complexes: [1j, 2.5 - 1j, 0j],
    c.texts: ["", "a", "Grüße", "\udcff", "x" * 5000],
    c.raw: [b"", b"\0\xff", b"y" * 100_000],
    c.arrays: [b"1234", b"abcd", b"\0\0\0\0"],
    c.numbers: [[], [1, -2], list(range(1000))],
    c.lists: [[], ["a", "bb"], ["c"] * 50],
    c.maps: [{}, {"a": [1]}, {"b": [], "c": [2, 3]}],
    c.sets: [set(), {1, 2}, {3}],
    c.optionals: [None, 1, 0],
    c.points: [c.Point(1, 2), c.Point(), c.Point(3, 4)],
    c.point_ptrs: [c.Point(1, 2), None, c.Point(3, 4)],
    c.point_lists: [[], [c.Point(1, 2), c.Point(3, 4)], [c.Point()]],
    c.keys: ["a", "", "b"],
    c.colors: [c.Color.RED, c.Color.GREEN, c.Color(7)],
    c.times: [datetime.datetime(2024, 2, 29, tzinfo=UTC), datetime.datetime(1970, 1, 1, 1, 2, 3, 4, tzinfo=UTC)],
    c.durations: [datetime.timedelta(0), datetime.timedelta(seconds=-1, microseconds=5)],
}


@pytest.mark.parametrize("function", ITEMS, ids=lambda f: f.__name__)
def test_items_of_every_family(function):
    items = ITEMS[function]
    for n in (0, 1, 2, len(items)):
        assert list(function(*items[:n])) == items[:n]
    got = list(function(*items * 40))  # batches of more than one
    assert got == items * 40
    assert [type(x) for x in got[: len(items)]] == [type(x) for x in function(*items)]
    with function(*items * 40) as stream:  # items that came and were never asked for
        assert list(itertools.islice(stream, 4)) == (items * 40)[:4]


def test_items_are_of_their_classes():
    assert {type(x) for x in c.keys("a")} == {c.Key} and {type(x) for x in c.colors(0)} == {c.Color}
    points = list(c.points(*[c.Point(1, 2)] * 10))
    points[0].x = 5
    assert [p.x for p in points] == [5] + [1] * 9


def test_functions_come_out():
    def double(x):
        return 2 * x

    assert list(c.functions(double, abs)) == [double, abs]


def test_methods():
    assert list(c.Point(5).steps()) == [0, 1, 2, 3, 4]


def test_arguments_are_kept():
    """A view of them would be of memory that is no longer theirs."""
    data = bytearray(b"abcdef")
    chunks = c.chunks(data, 2)
    words = c.words(" ".join(["word"] * 1000))
    data[:] = b"......"
    assert list(chunks) == [b"ab", b"cd", b"ef"]
    noise = [str(i) * 500 for i in range(1000)]
    assert list(words) == ["word"] * 1000
    del noise


def test_pairs_are_tuples():
    assert list(c.indexed(300)) == [(i, str(i)) for i in range(300)]
    assert dict(c.pairs({"a": c.Point(1), "b": c.Point(2)})) == {"a": c.Point(1), "b": c.Point(2)}


def test_streams_of_streams():
    assert [list(s) for s in c.streams(20)] == [list(range(i)) for i in range(20)]
    assert [list(s) for s in c.several(5)] == [list(range(i)) for i in range(5)]


def test_empty_and_nil():
    for stream in (c.count(0), c.nil(), c.nil_pairs(), c.nil_errors(), c.nil_channel(), c.full(0)):
        assert list(stream) == []
        assert next(stream, "end") == "end"
        stream.close()


def test_beside_an_error():
    assert list(c.maybe(False)) == [0, 1, 2]
    with pytest.raises(c.ErrBad):
        c.maybe(True)


def test_many_items():
    assert sum(c.count(1_000_000)) == sum(range(1_000_000))


def test_it_is_an_iterator():
    stream = c.count(3)
    assert iter(stream) is stream
    assert [next(stream) for _ in range(3)] == [0, 1, 2]
    for _ in range(2):
        with pytest.raises(StopIteration):
            next(stream)
    with pytest.raises(TypeError, match="cannot create"):
        type(stream)()
    assert type(stream).__name__ == "Stream" and type(stream).close.__doc__


# ---- laziness ----


def test_nothing_runs_before_the_first_item_is_asked_for():
    stream = c.forever()
    assert c.made() == 0
    assert next(stream) == 0
    assert c.made() == 1
    stream.close()


def test_it_is_at_most_a_batch_ahead():
    stream = c.forever()
    for asked in range(1, 2000):
        assert next(stream) == asked - 1
        assert asked <= c.made() <= min(2 * asked, asked + 256)
    stream.close()


def test_nothing_runs_between_items():
    stream = c.forever()
    for _ in range(100):
        next(stream)
        made = c.made()
        c.open_gates(0)
        assert c.made() == made
    stream.close()


def test_large_items_are_not_gathered():
    for item in c.large(20, 1 << 20):
        assert len(item) == 1 << 20
    with c.large(1 << 30, 1 << 20) as stream:
        for _ in range(20):
            next(stream)


def test_what_is_there_is_not_kept_back():
    stream = c.gated(100, 200)  # then it waits for ever
    assert [next(stream) for _ in range(100)] == list(range(100))
    c.open_gates(100)
    assert list(stream) == list(range(100, 200))


def test_a_producer_that_waits_for_its_consumer():
    got = []
    for i in c.gated(1, 30):
        got.append(i)
        c.open_gates(1)
    assert got == list(range(30))
    c.shut_gates()


# ---- ends ----


def test_break_ends_the_producer():
    ended = c.ended()
    for i in c.forever():
        if i == 1000:
            break
    until_sync(lambda: c.ended() == ended + 1)


def test_close_waits_for_the_end_of_a_producer_that_rests():
    ended = c.ended()
    stream = c.forever()
    next(stream)
    stream.close()
    assert c.ended() == ended + 1
    assert next(stream, "end") == "end"
    stream.close()


def test_with():
    ended = c.ended()
    with c.forever() as stream:
        assert [next(stream) for _ in range(5)] == list(range(5))
    assert c.ended() == ended + 1 and list(stream) == []
    with pytest.raises(KeyError), c.forever() as stream:
        raise KeyError(next(stream))


def test_a_stream_that_was_not_begun():
    stream = c.forever()
    stream.close()
    assert c.made() == 0 and next(stream, "end") == "end"


def test_close_while_another_thread_waits():
    ended, waits = c.ended(), c.waits()
    stream, got = c.gated(0, 1), []
    waiting = threading.Thread(target=lambda: got.append(next(stream, "end")))
    waiting.start()
    until_sync(lambda: c.waits() == waits + 1)
    stream.close()
    waiting.join()
    assert got == ["end"]
    c.open_gates(1)
    until_sync(lambda: c.ended() == ended + 1)


def test_a_producer_that_does_not_stop():
    ended = c.ended()
    stream = c.careless(1000)
    assert next(stream) == 0
    stream.close()
    assert c.ended() == ended + 1


# ---- failures ----


@pytest.mark.parametrize("n", [0, 1, 2, 3, 100])
def test_a_panic_comes_after_the_items_before_it(n):
    stream = c.panics(n)
    assert [next(stream) for _ in range(n)] == list(range(n))
    with pytest.raises(c.PanicError, match="^the producer broke(\n|$)") as raised:
        next(stream)
    assert "streams.go" in raised.value.__notes__[0]
    assert list(stream) == []


def test_a_panic_when_the_loop_is_left():
    stream = c.panics_at_end()
    assert next(stream) == 1
    with pytest.raises(c.PanicError, match="left badly"):
        stream.close()
    stream.close()
    stream = c.panics_at_end()
    next(stream)
    del stream  # nobody is there to hear of it


def test_goexit_and_exit():
    with pytest.raises(c.PanicError, match="Goexit"):
        list(c.goexits(3))
    with pytest.raises(SystemExit) as raised:
        list(c.exits(3))
    assert raised.value.code == 3


def test_errors_are_raised_in_the_place_of_their_items():
    stream, got = c.errors(9), []
    while True:
        try:
            got.append(next(stream))
        except c.ErrBad as e:
            got.append(str(e))
        except StopIteration:
            break
    assert got == [0, 1, "item 2: bad item", 3, 4, "item 5: bad item", 6, 7, "item 8: bad item"]
    with pytest.raises(c.ErrBad, match="item 2"):
        list(c.errors(5))


def test_an_exception_of_a_callback_is_itself():
    error = ValueError("no")

    def f(x):
        if x == 50:
            raise error
        return -x

    stream = c.mapped(f, 100)
    assert [next(stream) for _ in range(50)] == [-x for x in range(50)]
    with pytest.raises(ValueError) as raised:
        next(stream)
    assert raised.value is error and next(stream, None) is None
    error.__traceback__ = None


def test_a_stop_iteration_is_not_the_end():
    stop = StopIteration(3)

    def f(x):
        raise stop

    with pytest.raises(RuntimeError, match="raised StopIteration") as raised:
        list(c.mapped(f, 3))
    assert raised.value.__cause__ is stop
    stop.__traceback__ = None


def test_a_callback_is_kept_for_as_long_as_the_stream():
    before = info.callables
    stream = c.mapped(lambda x: x + 1, 10)
    gc.collect()
    info.collect()
    assert info.callables == before + 1
    assert list(stream) == list(range(1, 11))


# ---- channels ----


def test_channels():
    assert list(c.full(1000)) == list(range(1000))
    for room in (0, 1, 10, 2000):
        assert list(c.sent(2000, room)) == list(range(2000))


def test_a_channel_is_not_closed_and_is_drained_as_far_as_asked():
    stream = c.feed(100)
    c.send(*range(100))
    assert next(stream) == 0 and c.left() == 99
    assert next(stream) == 1 and c.left() >= 97
    stream.close()
    assert c.left() >= 97 and not c.closed()
    c.close()


def test_a_slow_channel_gives_what_is_there():
    stream = c.feed(100)
    sent = 0
    for n in (1, 2, 5, 1, 30, 3):
        c.send(*range(sent, sent + n))
        assert [next(stream) for _ in range(n)] == list(range(sent, sent + n))
        sent += n
    c.close()
    assert list(stream) == []


def test_a_closed_stream_leaves_its_channel():
    stream = c.feed(0)
    got = []
    waiting = threading.Thread(target=lambda: got.append(next(stream, "end")))
    waiting.start()
    until_sync(lambda: info.calls == 1)
    stream.close()
    waiting.join()
    assert got == ["end"]


# ---- threads ----


def test_threads_get_each_item_once():
    for make in (c.count, lambda n: c.sent(n, 16)):
        stream, got = make(50_000), []

        def consume(stream=stream, got=got):
            got.append(list(stream))

        threads = [threading.Thread(target=consume) for _ in range(8)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        assert sorted(itertools.chain(*got)) == list(range(50_000))
        assert len(got) == 8


def test_a_stream_goes_from_thread_to_thread():
    stream, got = c.mapped(lambda x: x, 200), []
    for _ in range(200):
        t = threading.Thread(target=lambda: got.append(next(stream)))
        t.start()
        t.join()
    assert got == list(range(200)) and next(stream, None) is None


def test_threads_that_close_and_ask():
    for _ in range(50):
        stream = c.forever()
        threads = [threading.Thread(target=list, args=(stream,)) for _ in range(3)]
        for t in threads:
            t.start()
        stream.close()
        for t in threads:
            t.join()


def test_the_lock_is_released_while_the_producer_runs():
    waits = c.waits()
    stream, got = c.gated(0, 1), []
    waiting = threading.Thread(target=lambda: got.extend(stream))
    waiting.start()
    until_sync(lambda: c.waits() == waits + 1)  # this thread runs meanwhile
    c.open_gates(1)
    waiting.join()
    assert got == [0]


def test_what_users_write():
    uses = runpy.run_path(str(pathlib.Path(__file__).parent / "uses_streams.py"))
    assert uses["use"]() == ["A", 1, [5], 9, {"0": 1, "1": 2}, 0, [8], [7, 0], 1]
    assert asyncio.run(uses["use_async"]()) == ["A", 0, [1, 2], [0, 1]]


def test_annotations_are_iterators():
    annotated = c.__gophersnake__.annotated
    assert typing.get_type_hints(annotated(c.count))["return"] == collections.abc.Iterator[int]
    assert typing.get_type_hints(annotated(c.several))["return"] == list[collections.abc.Iterator[int]]
    assert typing.get_type_hints(c.aio.count)["return"] == collections.abc.AsyncIterator[int]
    assert typing.get_type_hints(c.aio.several)["return"] == list[collections.abc.AsyncIterator[int]]
