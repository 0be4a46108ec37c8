"""Functions of numbers only, over arrays of just these numbers: a loop in Go."""

import signal

import batchcase as plain
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

b = plain.batch_


@pytest.mark.parametrize("n", [0, 1, 7, 16_384, 100_001])
@pytest.mark.parametrize("workers", [1, 3])
def test_loops(n, workers):
    x, y = np.linspace(-5, 5, n), np.linspace(1, 9, n)
    assert np.array_equal(b.square(x, workers=workers), x * x)
    assert np.allclose(b.hypot(x, y, workers=workers), np.hypot(x, y), rtol=1e-15)
    assert np.allclose(b.hypot(x, 2, workers=workers), np.hypot(x, 2), rtol=1e-15)
    assert np.array_equal(b.square(x[::-2], workers=workers), (x * x)[::-2])
    assert np.array_equal(b.square(x.astype("f4"), workers=workers), x.astype("f4").astype("f8") ** 2)  # the general way
    assert np.array_equal(b.square(x.byteswap().view(x.dtype.newbyteorder())), x * x)


def test_all_kinds():
    levels = np.array([0, 1, 1], "i8")
    scaled, high = b.level2(levels, np.array([3, 4, 255], "u1"))
    assert scaled.dtype == np.int16 and scaled.tolist() == [0, 4, 255] and high.dtype == bool and high.tolist() == [False, True, True]
    z = np.array([1 + 2j, 3 - 1j])
    assert b.phase(z).dtype == np.complex64 and np.array_equal(b.phase(z), (z * z).astype("c8"))
    unaligned = np.frombuffer(b"x" + np.array([1.0, 2.0]).tobytes(), "f8", offset=1)
    assert b.square(unaligned).tolist() == [1, 4]
    matrix = np.arange(12.0).reshape(3, 4)
    assert np.array_equal(b.square(matrix), matrix * matrix) and np.array_equal(b.square(matrix[:, ::2]), (matrix * matrix)[:, ::2])
    assert b.square(np.ma.array([1.0, 2.0, 3.0], mask=[0, 1, 0])).tolist() == [1, None, 9]


def test_other_columns():
    x = [1.0, 2.0, 3.0]
    assert b.square(x) == b.square(pa.array(x)).to_pylist() == b.square(pl.Series(x)).to_list() == b.square(pd.Series(x)).tolist() == [1, 4, 9]
    assert b.square(pa.array([1.0, None])).to_pylist() == [1, None]


def test_a_panic_tells_the_first_row():
    x = np.ones(200_000, "i8")
    x[150_000] = x[150_003] = x[199_999] = 0
    for workers in (1, 4):
        with pytest.raises(plain.PanicError, match="divide by zero") as caught:
            b.inverse(x, workers=workers)
        assert caught.value.row == 150_000
    returned = b.inverse(x[149_999:150_002], errors="return")
    assert returned[0] == 100 and isinstance(returned[1], plain.PanicError) and returned[2] == 100
    assert b.inverse(x[:150_000]).sum() == 15_000_000


def test_arguments_that_do_not_fit():
    with pytest.raises(TypeError, match=r"hypot\(\) argument 'y': expected float, got str"):
        b.hypot(np.ones(3), "2")
    with pytest.raises(OverflowError, match="256 does not fit in uint8"):
        b.level2(np.ones(2, "i8"), 256)
    with pytest.raises(ValueError, match="different lengths"):
        b.hypot(pa.array([1.0, 2, 3]), np.ones(2))
    with pytest.raises(ValueError, match="could not be broadcast"):
        b.hypot(np.ones(3), np.ones(2))


def test_it_ends_in_time():
    x = np.ones(30_000_000)
    with pytest.raises(TimeoutError, match=r"hypot\(\) over columns ran out of time"):
        b.hypot(x, x, timeout=0.001, workers=1)

    def interrupt(*args):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    try:
        with pytest.raises(KeyboardInterrupt):
            while True:
                b.hypot(x, x, workers=1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_progress():
    seen = []
    assert b.square(np.ones(10_000), progress=lambda done, total: seen.append(done)).sum() == 10_000
    assert seen[-1] == 10_000


def test_rows_of_numbers_are_arrays():
    expected = [[[0.0, 0.0], [0.0, 1.0]], [], [[0.0]]]
    for column in ([2, 0, 1], np.array([2, 0, 1]), pd.Series([2, 0, 1])):
        rows = b.outer(column)
        assert [r.tolist() for r in rows] == expected and rows[0].shape == (2, 2)
        assert np.asarray(rows[0]).dtype == np.float64
    assert b.outer(pa.array([2, 0, 1])).to_pylist() == expected
    assert b.outer(pl.Series([2, 0, 1])).to_list() == expected
    triangle = b.outer([-3])[0]  # rows of different lengths are no array
    assert isinstance(triangle, list) and [r.tolist() for r in triangle] == [[], [0.0], [0.0, 2.0]]
    assert b.outer(pa.array([-2, 1])).to_pylist() == [[[], [0.0]], [[0.0]]]
    corners = b.corners([2, 0])
    assert corners[1] is None and corners[0].shape == (4, 2) and corners[0].tolist() == [[0, 0], [2, 0], [2, 2], [0, 2]]
    assert b.outer([2], errors="return")[0].tolist() == expected[0]
