"""What becomes of single rows: errors, nulls, panics, and how a call ends."""

import contextvars
import datetime
import gc
import inspect
import pickle
import signal
import sys
import threading
import time
import tracemalloc
import typing

import batchcase as plain
import freethreading
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

b = plain.batch_


def test_errors_have_the_row():
    with pytest.raises(plain.ErrNegative, match="root of -1") as caught:
        b.root([1.0, -1.0, -2.0])
    assert caught.value.row == 1
    with pytest.raises(TypeError, match=r"words\(\) argument 'text': expected str, got int") as wrong:
        b.words(["a", 1])
    assert wrong.value.row == 1
    with pytest.raises(plain.ErrNegative) as first:  # that of Go comes first, as in a loop
        b.root([-1.0, "x"])
    assert first.value.row == 0
    with pytest.raises(plain.ErrNegative) as late:
        b.root(np.where(np.arange(10_000) == 9_000, -1.0, 1.0))
    assert late.value.row == 9_000


def test_errors_as_nulls_or_values():
    column = [1.0, -1.0, 4.0]
    assert b.root(column, errors="null") == [1.0, None, 2.0]
    assert b.root(np.array(column), errors="null").tolist() == [1.0, None, 2.0]
    assert b.root(pa.array(column), errors="null").equals(pa.array([1.0, None, 2.0]))
    assert b.root(pl.Series(column), errors="null").to_list() == [1.0, None, 2.0]
    assert b.root(pd.Series(column), errors="null").tolist() == [1.0, pd.NA, 2.0]
    for returned in (b.root(column, errors="return"), b.root(np.array(column), errors="return"), b.root(pd.Series(column), errors="return"), b.root(pl.Series(column), errors="return")):
        one, error, two = returned
        assert (one, two) == (1.0, 2.0) and isinstance(error, plain.ErrNegative) and error.row == 1
    with pytest.raises(ValueError, match="errors is one of raise, null, return; got 'ignore'"):
        b.root(column, errors="ignore")
    with pytest.raises(TypeError):  # an argument of a wrong type is a mistake of the caller's
        b.root([1.0, "x"], errors="null")


def test_panics():
    with pytest.raises(plain.PanicError, match="three") as caught:
        b.boom([1, 2, 3, 4])
    assert caught.value.row == 2
    with pytest.raises(plain.PanicError):
        b.boom([3], errors="null")
    [one, panic, four] = b.boom([1, 3, 4], errors="return")
    assert (one, four) == (1, 4) and isinstance(panic, plain.PanicError)


def test_nulls():
    assert b.words(["a b", None]) == [2, None] and b.repeat(["a", None], [None, 1]) == [None, None]
    with pytest.raises(TypeError, match="expected str, got None") as caught:
        b.words(["a", None], nulls="raise")
    assert caught.value.row == 1
    with pytest.raises(TypeError):
        b.words(pa.array(["a", None]), nulls="raise")
    with pytest.raises(ValueError, match="nulls is one of pass, raise"):
        b.words(["a"], nulls="drop")
    assert b.words([None, None]) == [None, None] and b.words(pa.nulls(2)).null_count == 2
    assert b.max([1, None], 0) == [1, None]


def test_exceptions_of_callbacks():
    def callback(x):
        if x == 2:
            raise KeyError(x)
        return x

    with pytest.raises(KeyError) as caught:
        b.twice([1, 2, 3], callback)
    assert caught.value.row == 1

    def leave(x):
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        b.twice([1], leave, errors="return")


def test_callbacks_are_in_the_context_of_the_call():
    request = contextvars.ContextVar("request")
    request.set(7)
    seen = set()
    assert b.twice([0] * 1_000, lambda x: (seen.add(request.get(None)), request.set(8), x)[-1]) == [0] * 1_000
    assert seen == {7} and request.get() == 7


def test_lengths():
    with pytest.raises(ValueError, match=r"repeat\(\) over columns of different lengths: 'text' has 2 rows, 'times' 3"):
        b.repeat(["a", "b"], [1, 2, 3])
    with pytest.raises(ValueError, match="different lengths"):
        b.max([1], [1, 2])
    with pytest.raises(TypeError, match="unexpected keyword argument 'limit'"):
        b.words(["a"], limit=1)
    with pytest.raises(TypeError, match="missing required argument: 'times'"):
        b.repeat(["a"])
    with pytest.raises(ValueError, match="workers is 1 or more"):
        b.words(["a"], workers=0)


@freethreading.change_is_seen
def test_a_list_that_shrinks():
    column = ["a"] * 10_000

    def progress(done, total):
        del column[:]

    with pytest.raises(RuntimeError, match="the list changed its size during the call") as caught:
        b.words(column, progress=progress)
    assert caught.value.row > 0


def test_rows_run_at_once_and_in_order():
    n = 20_000
    assert b.repeat("x", list(range(50)) * 400, workers=4) == ["x" * (i % 50) for i in range(n)]
    assert b.even(np.arange(n)).tolist() == [i % 2 == 0 for i in range(n)]
    many = [f"{i} {'x' * (i % 300)}" for i in range(n)]
    assert b.upper(many) == [t.upper() for t in many] == b.upper(pa.array(many)).to_pylist()


def test_progress():
    seen = []
    b.words(["a"] * 10_000, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (10_000, 10_000) and seen == sorted(seen) and len(seen) > 1
    with pytest.raises(ZeroDivisionError):
        b.words(["a"] * 10_000, progress=lambda done, total: 1 / 0)
    with pytest.raises(TypeError, match="progress is a function of two ints, or True, got int"):
        b.words(["a"], progress=3)


def test_progress_of_rows_that_take_long():
    seen = []
    b.slow([60] * 8, workers=1, progress=lambda done, total: seen.append(done))
    assert seen == list(range(1, 9))


def interrupted(call):
    """How many rows of slow() have begun where a signal comes after a tenth of a second."""

    def interrupt(*args):
        raise KeyboardInterrupt

    begun, before = plain.counted(), signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        with pytest.raises(KeyboardInterrupt):
            call()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return plain.counted() - begun


@pytest.mark.parametrize("column", [[500] * 64, np.full(64, 500), pa.array([500] * 64)], ids=["list", "numpy", "arrow"])
def test_no_row_begins_after_a_signal(column):
    assert interrupted(lambda: b.slow(column, workers=1)) == 1


def test_rows_that_are_quick_at_first():
    """Goroutines take many rows at a time then, and none of these begins after a signal."""
    column = [0] * 200_000 + [500] * 64
    assert interrupted(lambda: b.slow(np.array(column), workers=1)) <= 200_001


def test_no_row_begins_after_a_timeout():
    before = plain.counted()
    with pytest.raises(TimeoutError):
        b.slow([300] * 64, workers=1, timeout=0.1)
    assert plain.counted() - before == 1


def test_rows_with_much_in_them():
    """Blocks get small where reading and results take long; the results are those of one block."""
    rows = [[float(i)] * 20_000 for i in range(600)]
    assert b.mean(rows) == [float(i) for i in range(600)]
    texts = [str(i) * 100_000 for i in range(600)]
    assert b.upper(texts) == texts == b.upper(pa.array(texts)).to_pylist()
    got = b.root([float(i) for i in range(600)] + [-1.0] + [4.0] * 600, errors="return")
    assert got[:600] == [i**0.5 for i in range(600)] and str(got[600]) == "root of -1: negative" and got[601:] == [2.0] * 600


def test_a_timeout_ends_it():
    before = plain.counted()
    with pytest.raises(TimeoutError, match=r"slow\(\) over columns ran out of time"):
        b.slow([20] * 5_000, timeout=0.1)
    assert 0 < plain.counted() - before < 2_000
    with pytest.raises(TimeoutError):
        b.wait([1, 2], timeout_=0.1)  # its contexts are cancelled
    with pytest.raises(TimeoutError):
        b.wait([1, 2], timeout=0.05)  # the function's own parameter


@pytest.mark.parametrize("call", [lambda: b.slow([20] * 5_000), lambda: b.wait([1] * 100)], ids=["slow", "context"])
def test_ctrl_c_ends_it(call):
    def interrupt(*args):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    started = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            call()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - started < 30  # of 100 s and 50 min


def test_other_threads_run_meanwhile():
    ended = []
    thread = threading.Thread(target=lambda: ended.append(b.slow([300, 300], workers=1)))
    thread.start()
    assert b.slow([1, 1]) == [1, 1] and not ended
    thread.join()
    assert ended == [[300, 300]]


def test_functions_from_many_threads():
    column = [f"word {i}" for i in range(3_000)]
    wanted, got = [2] * 3_000, []
    threads = [threading.Thread(target=lambda: got.append(b.words(column) == wanted)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [True] * 6


def test_names():
    assert plain.batch(5) == 5 and b.batch([5, 6]) == [5, 6]  # the author's keeps its name
    assert b.options([1, 2], 3, "e", workers_=1) == ["1 3e", "2 3e"]
    assert str(inspect.signature(b.root)) == "(x: float) -> float" and str(inspect.signature(b.Point.scale)) == "(self, by: float)"
    assert b.size.__annotations__ == {"b": bytes, "return": int}
    assert typing.get_type_hints(b.repeat) == b.repeat.__annotations__ == {"text": str, "times": int, "return": str}
    assert b.root.__doc__.startswith("Root fails for negative numbers.") and "over columns" in repr(b.root)
    for function in (b.root, b.Point.norm):
        assert pickle.loads(pickle.dumps(function)) is function
    assert "words" in dir(b) and set(b.__all__) >= {"words", "Point", "column", "one"}


def test_results_that_are_kept_by_others():
    array = pa.array([1.0, 4.0] * 1000)
    roots = [b.root(array) for _ in range(50)]
    views = [memoryview(r.buffers()[1]) for r in roots]
    del roots
    assert all(v.cast("d").tolist() == [1.0, 2.0] * 1000 for v in views)


def test_nothing_is_left():
    texts, points = [f"text {i}" for i in range(500)], [plain.Point(i, 0) for i in range(500)]

    def work():
        b.words(texts), b.upper(texts), b.upper(pa.array(texts)), b.root(np.arange(500.0)), b.Point.scale(points, 2.0)
        b.root([1.0, -1.0] * 200, errors="null"), b.root([1.0, -1.0] * 200, errors="return"), b.mean([[1.0, 2.0]] * 300)
        for bad in (lambda: b.root([1.0] * 300 + [-1.0] * 200), lambda: b.words([*texts, 1]), lambda: b.boom([1] * 100 + [3] * 100)):
            with pytest.raises((plain.GoError, plain.PanicError, TypeError)):
                bad()

    work()
    gc.collect()
    plain.__gophersnake__.collect()
    held, references = plain.__gophersnake__.handles, sys.getrefcount(texts[0])
    tracemalloc.start()
    work()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(20):
        work()
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    gc.collect()
    assert after - before < 100_000
    now = sys.getrefcount(texts[0])  # not within an assert, which holds its parts
    assert now == references
    plain.__gophersnake__.collect()
    assert plain.__gophersnake__.handles <= held + 5


@pytest.mark.parametrize("workers", [1000, 2**40, 2**60, 2**61, 2**63 - 1])
def test_more_workers_than_rows(workers):
    assert b.words(["a b"] * 5000, workers=workers) == [2] * 5000
    assert list(b.root(np.full(5000, 4.0), workers=workers)) == [2.0] * 5000
    assert list(b.square(np.full(5000, 4.0), workers=workers)) == list(b.square([4.0] * 5000, workers=workers)) == [16.0] * 5000


def test_a_timeout_for_each_row():
    short = datetime.timedelta(milliseconds=10)
    assert b.wait([1, 2, 3], timeout=[0.01, 0, short], errors="null") == [None] * 3
    assert b.wait([1, 2], timeout=np.array([0.01, 0.02]), errors="null") == [None] * 2
    with pytest.raises(TypeError, match="timeout") as caught:
        b.wait([1, 2], timeout=[0.01, "x"], errors="null")
    assert caught.value.row == 1


def test_a_method_that_gives_its_receiver():
    p, q = plain.Point(1, 2), plain.Point(3, 4)
    moved = b.Point.move([p, q, p], 1.0, workers=1)
    assert moved[0] is p and moved[1] is q and moved[2] is p and (p.x, q.x) == (3, 4)
    assert b.Point.scale([p], 1.0)[0] is not p


def test_results_behind_one_that_can_not_be_converted():
    far = [2000, 20_000, 2000]
    for work in (lambda: b.far(far), lambda: b.far(np.array(far)), lambda: b.far(pa.array(far))):
        with pytest.raises((ValueError, OverflowError)) as caught:
            work()
        assert caught.value.row == 1
    gc.collect()
    plain.__gophersnake__.collect()
    held = plain.__gophersnake__.handles
    for _ in range(50):
        with pytest.raises((ValueError, OverflowError)):
            b.far(far)
    plain.__gophersnake__.collect()
    assert plain.__gophersnake__.handles <= held + 3


def test_functions_that_write_variables_of_their_package():
    plain.forget()
    n = 30_000
    assert b.running([1] * n) == list(range(1, n + 1))
    assert b.running(np.ones(n, dtype=np.int64)).tolist() == list(range(n + 1, 2 * n + 1))
    assert b.seen(["a"] * n) == list(range(1, n + 1))  # a map that is written at once ends the process
    assert b.locked(["a"] * n) == ["a"] * n
    serial = {name for name in b.__all__ if getattr(getattr(getattr(b, name), "_rows", None), "serial", False)}
    assert {"running", "seen", "forget"} <= serial and not {"locked", "words", "counted", "slow"} & serial
    plain.forget()


@pytest.mark.parametrize("errors", ["raise", "null", "return"])
def test_what_rows_write_arrives_also_beside_rows_that_fail(errors):
    held = plain.__gophersnake__.handles
    for _ in range(50):
        rows = [["a"], ["b", "c", "d"], ["e", "f"]]
        if errors == "raise":
            with pytest.raises(plain.ErrNegative) as caught:
                b.label(rows, "!", workers=1, errors=errors)
            assert caught.value.row == 1
        else:
            b.label(rows, "!", errors=errors)
        assert rows == [["a!"], ["b!", "c!", "d!"], ["e!", "f!"]]
    assert plain.__gophersnake__.handles <= held + 5
