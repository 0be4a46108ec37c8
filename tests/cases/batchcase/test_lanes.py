"""Rows of text that the goroutines read themselves (shim/batch/lanes.h): what they read, and what they leave to the caller."""

import contextvars
import gc
import os
import random
import signal
import sys
import threading
import time

import batchcase
import freethreading
import numpy
import pyarrow
import pytest

pytestmark = pytest.mark.skipif(os.environ.get("GOPHERSNAKE_GUARD", "0") not in ("", "0"), reason="in guard mode, which looks at each row, there are no lanes")

b = batchcase.batch_
MANY = 3000  # more than a lane reads at a time, and so few that no session ends for its time


class Text(str):
    pass


class Other(str):
    pass


def texts_of(kind, n=MANY):
    """Strings that CPython stores differently. New ones: none has UTF-8 beside its characters yet."""
    parts = {"ascii": "x", "latin": "xé", "two": "xé€", "four": "é€😀", "mixed": "xé€😀"}[kind]
    choose = random.Random(n).choice
    return ["".join(choose(parts) for _ in range(i % 90)) for i in range(n)]


@pytest.mark.parametrize("workers", [1, 2, 3, 8, 64, 100])
@pytest.mark.parametrize("kind", ["ascii", "latin", "two", "four", "mixed"])
def test_each_kind_of_string(kind, workers):
    for made in (list, tuple, lambda all_: [Text(t) for t in all_], lambda all_: list(numpy.array(all_))):
        rows = made(texts_of(kind))
        got = b.bytes_of(rows, workers=workers)
        again = b.bytes_of(rows, workers=workers)
        assert got == again == [len(t.encode()) for t in rows]
    rows = texts_of(kind)
    for t in rows[::2]:
        t.encode()
        batchcase.bytes_of(t)  # from now on, it has UTF-8
    assert b.bytes_of(rows, workers=workers) == [len(t.encode()) for t in rows]


def test_long_texts_that_are_not_ascii():
    rows = ["é" * (n * 997 % 50_000) for n in range(300)]
    assert b.bytes_of(rows) == [2 * len(t) for t in rows]
    batchcase.remembered()
    b.remember(rows)
    assert sorted(batchcase.remembered()) == sorted(rows)


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_rows_that_are_left(workers):
    """What a goroutine can't read is called by the thread that has the GIL: once, and in order with one worker."""
    rows = [f"row {i}" for i in range(MANY)]
    for i in range(0, MANY, 7):
        rows[i] = Other(f"row {i}")
    for i in range(3, MANY, 500):
        rows[i] = f"row {i} \udc80"
    batchcase.remembered()
    got = b.remember(rows, workers=workers)
    kept = batchcase.remembered()
    assert sorted(got) == list(range(1, MANY + 1))
    expected = [r.encode(errors="surrogateescape").decode(errors="replace") for r in rows]
    if workers == 1:
        assert [k.encode(errors="surrogateescape").decode(errors="replace") for k in kept] == expected
    assert len(kept) == MANY
    rows[11] = None
    rows[2000] = None
    for nulls in (rows, tuple(rows)):
        sizes = b.bytes_of(nulls, workers=workers)
        assert sizes[11] is None and sizes[2000] is None and sizes[12] == 6 and None not in sizes[12:2000]
    with pytest.raises(TypeError) as e:
        b.bytes_of(rows, nulls="raise", workers=workers)
    assert e.value.row == 11
    rows[1000] = 3
    with pytest.raises(TypeError, match="expected str, got int") as e:
        b.bytes_of(rows, workers=workers)
    assert e.value.row == 1000


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_the_first_row_that_fails(workers):
    rows = ["x"] * MANY
    rows[2500] = ""
    with pytest.raises(batchcase.PanicError, match="index out of range") as e:
        b.initial(rows, workers=workers)
    assert e.value.row == 2500
    rows[600] = None
    with pytest.raises(batchcase.PanicError) as e:
        b.initial(rows, workers=workers)
    assert e.value.row == 2500
    rows[700] = Other("")  # which is left, and comes before
    with pytest.raises(batchcase.PanicError) as e:
        b.initial(rows, workers=workers)
    assert e.value.row == 700
    rows[650] = 1.5
    with pytest.raises(TypeError) as e:
        b.initial(rows, workers=workers)
    assert e.value.row == 650
    with pytest.raises(batchcase.PanicError, match="Goexit") as e:
        b.ends(["a"] * 100 + ["end"] + ["b"] * 1000, workers=workers)
    assert e.value.row == 100


def seen(call):
    """What becomes of a call: its results, or all that its exception says."""
    try:
        return call()
    except Exception as e:
        return type(e), str(e), getattr(e, "results", "none"), getattr(e, "at", None), repr(e.__cause__), getattr(e, "row", None)


@pytest.mark.parametrize("workers", [1, 2, 8])
@pytest.mark.parametrize("given", [list, tuple, pyarrow.array])
def test_errors_are_those_of_one_call(workers, given):
    rows = ["(a (b))", "c", "é()"] * (MANY // 3)
    assert [list(column) if isinstance(column, list) else column.to_pylist() for column in b.depth(given(rows), workers=workers)] == [
        [2, 0, 1] * (MANY // 3),
        [1 / 3, 1.0, 0.5] * (MANY // 3),
    ]
    for wrong in ("((", "(é", "())", ")"):
        for at, nulls in ((0, []), (1999, []), (1999, [1990, 1998]), (MANY - 1, [5])):
            some = list(rows)
            for i in nulls:
                some[i] = None
            some[at] = wrong
            alone = seen(lambda wrong=wrong: batchcase.depth(wrong))
            assert issubclass(alone[0], batchcase.GoError)
            assert seen(lambda some=some: b.depth(given(some), workers=workers)) == (*alone[:-1], at)
            some[2500] = wrong
            with pytest.raises(batchcase.GoError) as e:
                b.depth(given(some), workers=workers)
            assert e.value.row == min(at, 2500)
            null = b.depth(given(some), errors="null", workers=workers)[0]
            null = null if isinstance(null, list) else null.to_pylist()
            assert [i for i, n in enumerate(null) if n is None] == sorted({at, 2500, *nulls})
            kept = list(b.depth(given(some), errors="return", workers=workers)[0])
            assert [i for i, e in enumerate(kept) if isinstance(e, batchcase.GoError)] == sorted({at, 2500})
    some = ["ab"] * MANY
    some[2222] = "a)"
    assert seen(lambda: b.closed(given(some), 4, workers=workers)) == (*seen(lambda: batchcase.closed("a)", 4))[:-1], 2222)
    some[2222] = ""
    assert seen(lambda: b.rest(given(some), workers=workers)) == (*seen(lambda: batchcase.rest(""))[:-1], 2222)


def items(column):
    return column if isinstance(column, list) else column.to_pylist()


GIVEN = {
    "list": list,
    "tuple": tuple,
    "array": pyarrow.array,
    "chunks": lambda rows: pyarrow.chunked_array([rows[:11], [], rows[11:1500], rows[1500:]], pyarrow.string()),
}


@pytest.mark.parametrize("workers", [1, 2, 8, 64])
@pytest.mark.parametrize("given", GIVEN)
def test_results_that_are_text(given, workers):
    make = GIVEN[given]
    for kind in ("ascii", "mixed"):
        rows = texts_of(kind)
        assert items(b.quoted(make(rows), workers=workers)) == [batchcase.quoted(r) for r in rows]
    rows = texts_of("ascii")
    for i in (0, 5, 64, 2500, MANY - 1):
        rows[i] = None
    rows[77] = "bad"
    expected = [None if r is None else batchcase.split(r, 7) for r in rows]
    got = b.split(make(rows), 7, workers=workers)
    if given in ("list", "tuple"):
        assert [tuple(row) if row[1] is not None else None for row in zip(*got, strict=True)] == expected
        rows[100], rows[101] = Other("left to the caller"), Text("left as well")
        expected[100:102] = [batchcase.split(str(r), 7) for r in rows[100:102]]
        for again in (make(rows), [Text(r) if r else r for r in rows]):
            got = b.split(again, 7, workers=workers)
            assert [tuple(row) if row[1] is not None else None for row in zip(*got, strict=True)] == expected
    else:
        assert items(got[1]) == [e and e[1] for e in expected] and items(got[2]) == [e and e[2] for e in expected]
        assert [g for g, r in zip(items(got[0].cast(pyarrow.binary())), rows, strict=True) if r == "bad"] == [b"\xffbad"]
        assert items(b.quoted(make(["x"] * 40 + [None] * 100), workers=workers)) == ['"x"'] * 40 + [None] * 100


@pytest.mark.parametrize("workers", [1, 3])
def test_texts_of_more_rows_than_lanes_may_be_ahead(workers):
    """What they are made of is used anew, also where rows are left, or null."""
    rows = [f"é {i}" * (i % 3) for i in range(300_000)]
    for i in range(0, len(rows), 1777):
        rows[i] = Other(f"o{i} x")
    rows[200_000] = None
    expected = [None if r is None else f'"{r}"' for r in rows]
    assert b.quoted(rows, workers=workers) == b.quoted(tuple(rows), workers=workers) == expected
    assert b.quoted(numpy.array(rows, object), workers=workers).tolist() == expected
    column = pyarrow.array([None if r is None else str(r) for r in rows])
    assert b.quoted(column, workers=workers).to_pylist() == expected
    assert b.quoted(pyarrow.chunked_array([column[:150_000], column[150_000:]]), workers=workers).to_pylist() == expected


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_texts_made_of_numbers(workers):
    n = numpy.arange(MANY) - 1500
    expected = [batchcase.numeral(int(i), True) for i in n]
    for given in (n, n.astype("i2"), numpy.repeat(n, 2)[::2], pyarrow.array(n)):
        got = b.numeral(given, True, workers=workers)
        assert list(got) == expected or items(got) == expected
    assert b.numeral(n.tolist(), True, workers=workers) == expected
    masked = numpy.ma.masked_array(n, n % 7 == 0)
    assert [i for i, t in enumerate(b.numeral(masked, False, workers=workers).tolist()) if t is None] == [i for i in range(MANY) if n[i] % 7 == 0]
    assert list(b.numeral(5, [True, False] * 50, workers=workers)) == ["+5", "5"] * 50


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_texts_that_are_long(workers):
    sizes = [0, 1, 70_000, 3, 65_536, 65_535, 1_000_000] * 20
    for given in (["é"] * len(sizes), pyarrow.array(["é"] * len(sizes))):
        got = items(b.long(given, sizes, workers=workers))
        assert [len(t) for t in got] == sizes and all(set(t) <= {"é"} for t in got)


@pytest.mark.parametrize("given", ["list", "array"])
@pytest.mark.parametrize("workers", [1, 2, 8])
def test_texts_beside_errors_and_calls_of_python(given, workers):
    make = GIVEN[given]
    rows = [f"x{i}" for i in range(50_000)]
    rows[40_000] = 'so far"'
    assert seen(lambda: b.quoted(make(rows), workers=workers)) == (*seen(lambda: batchcase.quoted('so far"'))[:-1], 40_000)
    assert seen(lambda: batchcase.quoted('so far"'))[2] == ("so far",)
    nulls = items(b.quoted(make(rows), errors="null", workers=workers))
    assert nulls[40_000] is None and nulls.count(None) == 1 and nulls[:40_000] == [f'"x{i}"' for i in range(40_000)]
    for i in range(100, 50_000, 999):
        rows[i] = "ask"
    batchcase.hook(len)
    batchcase.remembered()
    got = items(b.ask_for_text(make(rows), workers=workers))
    kept = batchcase.remembered()
    assert got == ["3" if r == "ask" else r[1:] for r in rows]
    assert kept == rows if workers == 1 else sorted(kept) == sorted(rows)
    rows[30_000] = ""
    with pytest.raises(batchcase.PanicError, match="out of range") as e:
        b.ask_for_text(make(rows), workers=workers)
    assert e.value.row == 30_000
    batchcase.hook(None)
    batchcase.remembered()


def test_texts_while_others_want_the_gil():
    """Sessions end, strings are made between them and during them, and each row has its own."""
    rows = [f"word {i} {'é' * (i % 3)}" for i in range(300_000)]
    expected = [f'"{r}"' for r in rows]
    stop, ran = threading.Event(), []

    def run():
        n = 0
        while not stop.is_set():
            n += 1
        ran.append(n)

    threads = [threading.Thread(target=run) for _ in range(2)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    for t in threads:
        t.start()
    try:
        for i in range(6):
            assert b.quoted(rows, workers=1 + i % 4) == expected
    finally:
        stop.set()
        for t in threads:
            t.join()
        sys.setswitchinterval(interval)
    assert all(ran)


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_errors_of_what_a_row_calls(workers):
    class Own(Exception):
        pass

    def fails(text):
        raise Own(text)

    batchcase.hook_or_fail(fails)
    rows = ["x"] * MANY
    rows[1234] = "ask me"
    rows[2000] = "ask you"
    for _ in range(5):
        got = seen(lambda: b.ask_or_fail(rows, workers=workers))
        assert got == (Own, "ask me", "none", None, "None", 1234) == (*seen(lambda: batchcase.ask_or_fail("ask me"))[:-1], 1234)
    batchcase.hook_or_fail(len)
    assert b.ask_or_fail(rows, workers=workers)[1234] == 7
    batchcase.hook_or_fail(None)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_of_each_kind(workers):
    rows = texts_of("mixed")
    rows[5] = rows[2999] = None
    sizes = [None if r is None else len(r.encode()) for r in rows]
    expected = [
        sizes,
        [None if n is None else n * n * 1_000_000 for n in sizes],
        [None if n is None else 1 / (n + 1) for n in sizes],
        [None if n is None else n > 20 for n in sizes],
        [None if n is None else n % 100 - 50 for n in sizes],
    ]
    for given in (rows, tuple(rows), pyarrow.array(rows), pyarrow.chunked_array([rows[:7], [], rows[7:2000], rows[2000:]])):
        got = b.measures(given, workers=workers)
        assert [column if isinstance(column, list) else column.to_pylist() for column in got] == expected
    assert b.turned(rows, workers=workers) == [None if n is None else complex(n, -1) for n in sizes]
    got = b.measures(numpy.array(["ab", "c"] * MANY, object), workers=workers)
    assert got[0].dtype == numpy.int64 and got[0].tolist() == [2, 1] * MANY and got[3].dtype == bool
    masked = numpy.ma.masked_array(numpy.array(["ab", "c"] * 100), [False, True] * 100)
    assert b.bytes_of(masked, workers=workers).tolist() == [2, None] * 100


@pytest.mark.parametrize("given", [list, pyarrow.array])
def test_numbers_that_look_as_negative_ones_do(given):
    for less in (0, 4, 5, 2**63, 2**64 - 257, 2**64 - 1):
        assert items(b.largest(given([""] * MANY), less)) == [2**64 - 1 - less] * MANY == [batchcase.largest("", less)] * MANY


def test_numbers_beside_texts():
    texts, at = ["a b a"] * MANY, list(range(MANY))
    starts = numpy.arange(MANY) % 3
    for given in (starts, starts.astype("i1"), starts[::-1][::-1], pyarrow.array(starts), pyarrow.chunked_array([starts[:100], starts[100:]])):
        found, n = b.position(texts, "a", given)
        assert found[:3] == [0, 3, 2] and set(n) == {2}
    nulls = pyarrow.array([None if i % 5 == 0 else i % 3 for i in at])
    found, n = b.position(pyarrow.array(texts), "a", nulls)
    assert found.null_count == n.null_count == MANY // 5 and found[1].as_py() == 3
    with pytest.raises(OverflowError) as e:
        b.position(texts, "a", numpy.full(MANY, 2**63, "u8"))
    assert e.value.row == 0
    found, n = b.position("abc", ["b"] * 100 + ["c"] * 100, 0)
    assert found == [1] * 100 + [2] * 100


@pytest.mark.skipif(freethreading.FREE_THREADED, reason="objects that are immortal have no counts")
def test_references_to_small_ints():
    words = texts_of("ascii")
    objects = [0, 1, 17, 89, None, True, False, -50]
    gc.collect()
    before = [sys.getrefcount(o) for o in objects]
    kept = [b.measures(words) for _ in range(5)]
    with pytest.raises(batchcase.PanicError):
        b.initial([*words, ""])
    if sys.version_info < (3, 12):
        assert sys.getrefcount(89) >= before[3] + 5 * 33
    del kept
    gc.collect()
    now = [sys.getrefcount(o) for o in objects]
    if sys.version_info < (3, 12):
        assert all(abs(a - b) < 50 for a, b in zip(before, now, strict=True)), (before, now)
    else:  # Their counts are so large that they mean nothing (PEP 683), and what is compiled for older releases too moves them.
        assert all(count > 1 << 31 for count in now[:-1]), (before, now)


def test_a_slow_function_lets_the_gil_go():
    """Its strings live on, also if the list has let go of them."""
    rows = [f"row {i} {'é' * (i % 2)}" * 3 for i in range(200)]
    expected = [len(r.encode()) for r in rows]
    ran = threading.Event()

    def change():
        for i in range(200):
            rows[i] = str(i)  # the strings have no other reference
        ran.set()

    got, thread = [], threading.Thread(target=lambda: got.extend(b.pause(rows, 30, workers=8)))
    thread.start()
    changer = threading.Thread(target=change)
    changer.start()
    assert ran.wait(20)
    thread.join()
    assert len(got) == 200
    new = [len(str(i)) for i in range(200)]
    assert all(g in (old, later) for g, old, later in zip(got, expected, new, strict=True))


def test_python_is_called_in_a_row():
    calls = []

    def answer(text):
        calls.append(text)
        return 1000 + len(text)

    batchcase.hook(answer)
    rows = ["x"] * MANY
    for i in range(0, MANY, 100):
        rows[i] = "ask"
    expected = [1003 if r == "ask" else 1 for r in rows]
    for workers in (1, 2, 8):
        calls.clear()
        assert b.ask(rows, workers=workers) == expected and len(calls) == 30
        thread_got = []
        thread = threading.Thread(target=lambda w=workers, to=thread_got: to.append(b.ask(rows, workers=w)))
        thread.start()
        thread.join()
        assert thread_got == [expected]

    def fails(text):
        raise KeyError(text)

    batchcase.hook(fails)
    with pytest.raises(KeyError) as e:
        b.ask(rows, workers=2)
    assert e.value.row == 0
    batchcase.hook(None)


@pytest.mark.parametrize("workers", [1, 2, 8])
@pytest.mark.parametrize("apart", [700, 3001, 20_011])
def test_rows_that_a_goroutine_has_taken_while_another_calls_python(workers, apart):
    """They run later, once, and in order with one worker. Results that are no small ints tell which row they are of."""
    rows = [f"row {i}" for i in range(100_000)]
    for i in range(5, len(rows), apart):
        rows[i] = "ask"
    calls = []

    def answer(text):
        calls.append(text)
        return 1_000_000 + len(calls)

    batchcase.hook(answer)
    batchcase.remembered()
    got = b.ask_and_remember(rows, workers=workers)
    kept = batchcase.remembered()
    assert len(kept) == len(rows) and (kept == rows if workers == 1 else sorted(kept) == sorted(rows))
    asked = [g for r, g in zip(rows, got, strict=True) if r == "ask"]
    assert sorted(asked) == [1_000_001 + i for i in range(len(calls))] and len(calls) == len(range(5, len(rows), apart))
    assert all(r == "ask" or g == 1000 + int(r[4:]) for r, g in zip(rows, got, strict=True))
    rows[60_000] = ""  # fails, when others have taken earlier rows
    for i in (70_000, 61_000, 59_000, 31_000):
        rows[i] = ""
        with pytest.raises(batchcase.PanicError) as e:
            b.ask_and_remember(rows, workers=workers)
        assert e.value.row == min(i, 60_000)
        ran = set(batchcase.remembered())
        assert all(r in ran for r in rows[: e.value.row])
    batchcase.hook(None)


@pytest.mark.parametrize("given", [list, pyarrow.array])
@pytest.mark.parametrize("workers", [1, 2, 8])
def test_a_function_that_becomes_slow_when_it_was_fast(workers, given):
    """Goroutines have taken many rows by then: each runs once, and who waits gets the GIL."""
    rows = ["x"] * 60_000
    rows[40_000] = "wait"
    for i in range(50_000, 50_300):
        rows[i] = "wait"
    looked = threading.Event()
    thread = threading.Thread(target=looked.set)
    batchcase.remembered()
    thread.start()
    got = b.wait_and_remember(given(rows), 3, workers=workers)
    thread.join()
    kept = batchcase.remembered()
    assert looked.is_set() and len(kept) == len(rows) and kept.count("wait") == 301
    assert (got if given is list else got.to_pylist()) == [len(r) for r in rows]
    with pytest.raises(TimeoutError):
        b.wait_and_remember(given(rows), 3, timeout=0.02, workers=workers)
    batchcase.remembered()


@pytest.mark.parametrize("workers", [2, 3, 8])
def test_the_first_row_that_fails_while_others_are_open(workers):
    """A row that is left may fail when a goroutine has taken earlier ones, and not read them yet: these are called first."""
    batchcase.hook(len)
    for seed in range(40):
        choose = random.Random(seed)
        rows = [f"row {i}" for i in range(20_000)]
        for i in range(5, len(rows), 300):
            rows[i] = "ask"
        first = choose.randrange(1000, 19_000)
        rows[first], rows[min(first + choose.randrange(10, 6000), 19_999)] = "", 7
        with pytest.raises(batchcase.PanicError) as e:
            b.ask_and_remember(rows, workers=workers)
        assert e.value.row == first
        kept = set(batchcase.remembered())
        assert all(r in kept for r in rows[:first])
    batchcase.hook(None)


def test_a_collection_that_changes_the_list():
    """What begins a session makes objects. So a collection may run then, with code of Python's."""
    kept = []
    for at in range(1, 80):
        rows = [f"word {i} " * 5 for i in range(5000)]
        expected, n = [len(r) for r in rows], 0

        def collects(phase, info, rows=rows, at=at):
            nonlocal n
            if phase == "stop":
                kept.append([])  # so that the next object that is made leads to a collection
                return
            n += 1
            if n == at:
                rows.clear()

        kept += [contextvars.copy_context() for _ in range(300)]  # CPython has none set aside then
        gc.collect()
        before = gc.get_threshold()
        gc.callbacks.append(collects)
        gc.set_threshold(1)
        try:
            got = b.bytes_of(rows, workers=2)
        except RuntimeError as error:
            assert "changed its size" in str(error)
        else:
            assert got in ([], expected)
        finally:
            gc.callbacks.remove(collects)
            gc.set_threshold(*before)


def test_a_list_that_becomes_shorter():
    """Between two sessions, another thread may change the list."""
    for _ in range(20):
        rows = [f"word {i}" for i in range(200_000)]
        thread = threading.Thread(target=rows.clear)
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        try:
            thread.start()
            n = len(rows)
            try:
                got = b.bytes_of(rows)
            except RuntimeError as error:
                assert "changed its size" in str(error)
            else:
                assert len(got) in (n, 0)
        finally:
            sys.setswitchinterval(interval)
            thread.join()


def test_lists_that_others_change_and_collectors():
    rows = [f"word {i} " * (1 + i % 5) + "é" * (i % 2) for i in range(60_000)]
    allowed = {len(r.encode()) - len(f"{i}") * r.count(f"{i}") for i, r in enumerate(rows)}
    assert allowed
    stop = threading.Event()

    def change(seed):
        r = random.Random(seed)
        while not stop.is_set():
            i = r.randrange(len(rows))
            rows[i] = "é" * r.randrange(50) if r.random() < 0.5 else f"{i} " * r.randrange(50)
            if r.random() < 0.001:
                gc.collect(0)

    def collect():
        while not stop.is_set():
            batchcase.__gophersnake__.collect()

    threads = [threading.Thread(target=change, args=(i,)) for i in range(2)] + [threading.Thread(target=collect)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    for t in threads:
        t.start()
    try:
        for i in range(30):
            got = b.bytes_of(rows, workers=1 + i % 4)
            assert len(got) == 60_000 and all(type(n) is int and 0 <= n < 1000 for n in got)
    finally:
        stop.set()
        for t in threads:
            t.join()
        sys.setswitchinterval(interval)


def test_ctrl_c_and_timeouts():
    rows = ["x"] * 5000

    def interrupt(*args):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            b.pause(rows, 20, workers=2)
        assert time.monotonic() - began < 30
    finally:
        signal.signal(signal.SIGALRM, before)
    with pytest.raises(TimeoutError):
        b.pause(rows, 20, timeout=0.1, workers=2)
    with pytest.raises(TimeoutError):
        b.pause(pyarrow.array(rows), 20, timeout=0.1, workers=2)


@pytest.mark.parametrize("function", ["wait_and_remember", "wait_for_text"])
@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize("workers", [1, 2])
def test_no_row_begins_after_a_stop(function, given, workers):
    """Goroutines have taken thousands of rows by then, and read dozens."""
    rows = GIVEN[given](["x"] * 50_000 + ["wait"] * 2000)
    call = getattr(b, function)
    batchcase.remembered()

    def interrupt(*args):
        raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        call(rows, 50, timeout=0.5, workers=workers)
    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        with pytest.raises(KeyboardInterrupt):
            call(rows, 50, workers=workers)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - began < 20  # of 100 s and more
    # blocks would have run to their end: 64 rows of lists, 256 of columns
    assert batchcase.remembered().count("wait") < 2 * 64


def test_arrow_text_that_is_wrong():
    array = pyarrow.array(["ab", "cd", "ef"] * 100)
    offsets = numpy.frombuffer(array.buffers()[1], "i4").copy()
    offsets[151] = -5
    broken = pyarrow.Array.from_buffers(pyarrow.string(), 300, [None, pyarrow.py_buffer(offsets), array.buffers()[2]])
    with pytest.raises(ValueError, match="offsets") as e:
        b.bytes_of(broken)
    assert e.value.row == 150
