"""Functions of numbers as ufuncs of NumPy. No other library is needed here: scripts/engines.py runs this with several versions of it."""

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import warnings

import batchcase as plain
import cloudpickle
import numpy as np
import pytest

b = plain.batch_


def test_what_it_is():
    assert isinstance(b.hypot.ufunc, np.ufunc) and b.hypot.ufunc is b.hypot.ufunc
    assert (b.hypot.nin, b.hypot.nout, b.hypot.nargs, b.hypot.ntypes, b.hypot.types, b.hypot.signature) == (2, 1, 3, 1, ["dd->d"], None)
    assert b.larger.types == ["ii->i", "ll->l", "dd->d"] and b.max.types == ["ll->l", "dd->d"]
    assert b.level2.types == ["lB->h?"] and b.phase.types == ["D->F"]
    assert b.mean.signature == "(n)->()" and b.dot.signature == "(n),(n)->()" and b.spread.signature == "(n),()->(n)" and b.total.signature == "(n),()->()"
    assert "of numbers only" in b.hypot.ufunc.__doc__ and "reduce" in dir(b.hypot)
    assert not hasattr(b.words, "ufunc") and not hasattr(b.hypot, "no_such_thing")


def test_the_module_does_not_import_numpy():
    code = "import sys, batchcase; b = batchcase.batch_; assert b.square([1.0, 2.0]) == [1, 4] and b.square(3.0) == 9; assert 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": ":".join(sys.path)})


@pytest.mark.parametrize("n", [0, 1, 100, 1000, 70_000])
def test_broadcasting(n):
    x, y = np.linspace(-5, 5, n), np.linspace(1, 9, 7)
    assert np.allclose(b.hypot(x[:, None], y), np.hypot(x[:, None], y), rtol=1e-15)
    assert np.allclose(b.hypot(x[::-2], 3), np.hypot(x[::-2], 3), rtol=1e-15)
    assert np.allclose(b.hypot.outer(x, y), np.hypot.outer(x, y), rtol=1e-15)
    assert b.square(x.reshape(n, 1).T).shape == (1, n)
    assert np.array_equal(b.square(x.astype("f4")), x.astype("f4").astype(float) ** 2)
    assert np.array_equal(b.square(x.astype(">f8")), x * x)
    assert b.square(np.array(3.0)) == 9 and type(b.square(np.array(3.0))) is np.float64
    scaled, high = b.level2(np.ones((n, 1), "i4"), np.arange(3, dtype="u1"))
    assert scaled.dtype == np.int16 and scaled.tolist() == [[0, 1, 2]] * n and high.all()


def test_out_and_where():
    x, out = np.arange(4.0), np.zeros(4)
    assert b.square(x, out=out) is out and out.tolist() == [0, 1, 4, 9]
    assert b.square(x, out) is out and b.square(x, out=(out,)) is out
    assert b.square(x, where=x > 1, out=np.full(4, -1.0)).tolist() == [-1, -1, 4, 9]
    assert b.square([1, 2], dtype="f8").tolist() == [1, 4]
    x = np.arange(200_000.0)
    assert b.square(x, out=x) is x and x[-1] == 199_999**2
    high = np.zeros(3, bool)
    assert b.level2(np.ones(3, int), np.uint8(2), out=(None, high))[1] is high and high.all()
    with pytest.raises(TypeError, match="Cannot cast|did not contain a loop|cast"):
        b.square(x, out=np.zeros(200_000, "i4"))


def test_casting_is_numpys():
    assert b.larger(np.array([1], "i1"), np.array([2], "i4")).dtype == np.int32
    assert b.larger(np.array([1], "u4"), np.array([2], "i4")).dtype == np.int64
    assert b.larger(np.array([1], "i4"), np.array([2.5], "f4")).dtype == np.float64
    assert b.larger(np.array([1], "i4"), 2**40).dtype == np.int64
    assert b.larger(np.array([1], "i4"), 2.5).tolist() == [2.5]
    assert b.half(np.array([8], "i8"), casting="unsafe", dtype="i1").dtype == np.int8
    with pytest.raises(TypeError, match="half"):
        b.half(np.array([[8]], "i8"), out=np.zeros((1, 1), "i1"))
    # what NumPy would not cast is converted with checks, as in other columns
    assert b.half(np.array([8, 6])).tolist() == [4, 3]
    with pytest.raises(OverflowError, match="200"):
        b.half(np.array([200]))


def test_reductions():
    x = np.arange(1.0, 100_001)
    assert b.hypot.reduce(x[:3]) == pytest.approx(np.hypot.reduce(x[:3]), rel=1e-15)
    assert np.allclose(b.hypot.accumulate(x), np.hypot.accumulate(x), rtol=1e-11)
    assert np.allclose(b.hypot.reduce(x.reshape(10, -1), axis=1, keepdims=True), np.hypot.reduce(x.reshape(10, -1), axis=1, keepdims=True), rtol=1e-11)
    assert b.larger.reduce(np.array([3, 9, 4], "i4")) == 9 and b.larger.reduce(np.arange(100_000), workers=3) == 99_999
    assert b.larger.reduceat(np.array([3, 9, 4, 1]), [0, 2]).tolist() == [9, 4]
    y = np.ones(3)
    b.hypot.at(y, [1, 1], 1.0)
    assert y.tolist() == [1, pytest.approx(3**0.5), 1]
    with pytest.raises(ValueError, match="not reorderable"):
        b.hypot.reduce(x.reshape(10, -1), axis=(0, 1))
    with pytest.raises(ValueError, match="binary"):
        b.square.reduce(x)


def test_lists():
    x = np.arange(24.0).reshape(2, 3, 4)
    assert np.array_equal(b.mean(x), x.mean(axis=-1)) and b.mean(x[0, 0]) == 1.5
    assert np.array_equal(b.mean(x, axis=0), x.mean(axis=0)) and np.array_equal(b.mean(x[..., ::2]), x[..., ::2].mean(axis=-1))
    assert np.array_equal(b.mean(x.astype("i4")), x.mean(axis=-1))
    assert np.array_equal(b.dot(x, x[0]), (x * x[0]).sum(axis=-1))
    assert np.array_equal(b.total(x, np.array([[10.0], [20.0]])), x.sum(axis=-1) + [[10], [20]])
    ints = np.arange(8, dtype="i4").reshape(2, 4)
    assert np.array_equal(b.spread(ints, 3), ints * 3) and np.array_equal(b.spread(ints.T, np.array([1, 2, 3, 4], "i4")), ints.T * np.array([[1], [2], [3], [4]]))
    assert b.mean([[1.0, 3.0], [5.0]]) == [2, 5]
    with pytest.raises(ValueError, match="mismatch"):
        b.dot(x, np.ones(3))
    with pytest.raises(ValueError, match="mismatch"):
        b.dot(np.ones((2, 3)), np.ones((2, 4)))


def test_lists_that_go_keeps_are_copies():
    x = np.ones((100, 3))
    assert b.keep(x).tolist() == [3] * 100
    x[:] = 5
    assert plain.kept() == 300


@pytest.mark.parametrize("n", [4, 40_000])
def test_bools_that_are_other_bytes(n):
    odd = np.resize(np.array([0, 1, 2, 255], "u1"), n).view(bool)
    is_set = odd.view("u1") != 0
    for flags, wanted in ((odd, is_set), (odd[::-1], is_set[::-1]), (np.stack([odd, odd], axis=1), np.stack([is_set, is_set], axis=1))):
        assert np.array_equal(b.not_(flags).view("u1"), ~wanted)
        assert np.array_equal(b.place(flags), np.where(wanted, 20.0, 10.0))
        assert np.array_equal(b.place(flags, workers=1), np.where(wanted, 20.0, 10.0))
        assert np.array_equal(b.how_many(flags[..., None]), wanted)
    assert b.how_many.ufunc(odd) == 3 * n // 4 and b.how_many.ufunc(odd[::2]) == n // 4
    with pytest.raises(ValueError, match="only 0 and 1"):
        plain.how_many(odd)


def test_errors_tell_the_row():
    x = np.ones((300, 4))
    x[200, 3] = x[201, 0] = -2
    for array, row in ((x, 803), (x.ravel(), 803), (x[200:201], 3), (x.T, 3 * 300 + 200), (np.asfortranarray(x), 804), (x.astype("f4"), 803), (x[::-1], 392)):
        with pytest.raises(plain.GoError, match="root of -2: negative") as caught:
            b.checked(array, np.int32(2))
        assert isinstance(caught.value, plain.ErrNegative) and caught.value.row == row  # the first that NumPy runs, which is that of the memory
    with pytest.raises(plain.GoError) as caught:
        b.checked(x, np.int32(2), where=x < 0, out=np.zeros_like(x))
    assert not hasattr(caught.value, "row")
    with pytest.raises(plain.GoError, match="root of -2"):
        b.checked.ufunc(x, 2)
    with pytest.raises(plain.GoError, match="root of -2"):
        b.checked.ufunc(np.where(np.arange(100_000) == 99_998, -2.0, 1.0), 2)
    with pytest.raises(plain.PanicError, match="thirteen") as caught:
        b.spread(np.array([[1, 2], [3, 4], [13, 5]], "i4"), 2)
    assert caught.value.row == 2
    with pytest.raises(plain.GoError, match="2 items, and its signature says 3"):
        b.spread(np.ones((2, 3), "i4"), 2)
    with pytest.raises(plain.GoError, match="nothing"):
        b.total(np.ones((2, 0)), 1.0)
    assert b.checked(x[:200], 2).tolist() == [[2] * 4] * 200  # and all is well after it


def test_panics_of_reductions_and_raw_calls():
    x = np.ones(1000, "i8")
    x[700] = 0
    for run in (b.inverse, b.inverse.ufunc):
        with pytest.raises(plain.PanicError, match="divide by zero"):
            run(x)
    assert b.inverse.ufunc(x[:700]).sum() == 70_000


def test_options():
    x = np.array([[4.0, -1.0], [9.0, 16.0]])
    nulls = b.checked(x, np.array([1, 2], "i4"), errors="null")
    assert nulls.tolist() == [[2, None], [3, 8]] and isinstance(nulls, np.ma.MaskedArray)
    returned = b.checked(x, 1, errors="return")
    assert isinstance(returned[0, 1], plain.GoError) and returned[1, 1] == 4
    seen = []
    assert b.square(x, progress=lambda done, total: seen.append((done, total))).tolist() == [[16, 1], [81, 256]] and seen[-1] == (4, 4)
    with pytest.raises(TypeError, match="can't have out together with the option errors"):
        b.checked(x, 1, errors="null", out=np.zeros((2, 2)))
    with pytest.raises(ValueError, match="errors is one of"):
        b.square(x, errors="no")
    with pytest.raises(ValueError, match="workers is 1 or more"):
        b.square(x, workers=0)
    assert b.options.__class__ is b.words.__class__
    with pytest.raises(TypeError, match=r"batch.column\(\)"):
        b.square(b.column([1.0]), out=np.zeros(1))
    assert b.hypot(x, b.one(3.0)).shape == (2, 2)


def test_timeout_and_ctrl_c():
    x = np.full(500, 2, "i8")
    began = time.monotonic()
    with pytest.raises(TimeoutError, match=r"slow\(\) over columns ran out of time"):
        b.slow(x, timeout=0.05, workers=1)
    with pytest.raises(TimeoutError):
        b.slow(x.reshape(5, 100), timeout=0)
    seconds = threading.Event()

    def interrupt(*args):
        seconds.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        for run in (b.slow, b.slow.ufunc):
            for rows in (x, np.full(2000, 5)):
                signal.setitimer(signal.ITIMER_REAL, 0.05)
                with pytest.raises(KeyboardInterrupt):
                    run(rows)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert seconds.is_set() and time.monotonic() - began < 5


def test_other_threads_run_meanwhile():
    done = threading.Event()
    threading.Timer(0.01, done.set).start()
    x = np.full(100, 1)
    while not done.is_set():  # the GIL is free while Go sleeps
        b.slow.ufunc(x)
    results = [None] * 4

    def run(i):
        results[i] = b.hypot(np.full(200_000, 3.0 * i), np.full(200_000, 4.0 * i)).sum()

    threads = [threading.Thread(target=run, args=(i,)) for i in range(4)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    assert results == [200_000 * 5.0 * i for i in range(4)]


def test_no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isnan(b.square(np.array([np.nan, np.inf]))[0])
        b.hypot(np.full(1000, 1e308), 1e308)


def test_pickles():
    for f in (b.hypot, b.hypot.ufunc, b.mean.ufunc):
        assert pickle.loads(pickle.dumps(f)) is f and pickle.loads(cloudpickle.dumps(f)) is f


def test_nothing_leaks():
    def live():
        gc.collect()
        return len(gc.get_objects())

    x = np.ones((50, 3))

    def all_of_it():
        b.hypot(x, 2)
        b.mean(x)
        b.hypot.reduce(x[0])
        with pytest.raises(plain.GoError):
            b.checked(-x, 2)

    all_of_it()
    before = live()
    for _ in range(100):
        all_of_it()
    assert live() - before < 50


def test_low_level_callables():
    for name in ("larger", "checked", "dot", "half", "level2"):
        with pytest.raises(AttributeError, match="has no low_level_callable"):
            getattr(b, name).low_level_callable
    assert repr(b.square.low_level_callable).startswith('<capsule object "double (double, void *)"')
    assert repr(b.mean.low_level_callable).startswith('<capsule object "int (double *, intptr_t, double *, void *)"')
