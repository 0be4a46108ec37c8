"""Libraries that call ufuncs of NumPy, with functions of numbers."""

import batchcase as plain
import dask.array
import numpy as np
import pandas as pd
import polars as pl
import pytest
import scipy
import xarray
from scipy import integrate, ndimage

b = plain.batch_



def test_pandas():
    frame = pd.DataFrame({"x": [3.0, 6.0], "y": [4.0, 8.0]}, index=["a", "b"])
    assert b.square(frame).equals(frame * frame)
    assert b.hypot(frame["x"], frame["y"]).tolist() == [5, 10] and list(b.hypot(frame["x"], frame["y"]).index) == ["a", "b"]
    nullable = pd.Series([1.0, None], dtype="Float64")
    assert b.square(nullable).tolist()[0] == 1 and b.square(nullable).isna().tolist() == [False, True]
    assert b.square.ufunc(nullable).isna().tolist() == [False, True]
    assert frame["x"].apply(b.square.ufunc).tolist() == [9, 36] == frame["x"].map(b.square).tolist() == frame["x"].transform(b.square).tolist()
    with pytest.raises(plain.GoError) as caught:
        b.checked(-frame, np.int32(1))
    assert not hasattr(caught.value, "row")


def test_polars():
    frame = pl.DataFrame({"x": [3.0, None], "y": [4.0, 8.0]})
    assert frame.lazy().select(b.square(pl.col("x"))).collect()["x"].to_list() == [9, None]
    assert frame.select(b.square.ufunc(pl.col("y")))["y"].to_list() == [16, 64]
    assert b.square(frame["x"]).to_list() == [9, None] == b.square.ufunc(frame["x"]).to_list()


def test_dask():
    x = dask.array.from_array(np.arange(100.0), chunks=30)
    lazy = b.square(x)
    assert isinstance(lazy, dask.array.Array) and lazy.compute(scheduler="threads").tolist() == (np.arange(100.0) ** 2).tolist()
    assert b.hypot(x, x).sum().compute(scheduler="sync") == pytest.approx(np.hypot(np.arange(100.0), np.arange(100.0)).sum())
    rows = dask.array.from_array(np.arange(20.0).reshape(5, 4), chunks=(2, 4))
    assert dask.array.apply_gufunc(b.mean, "(n)->()", rows, output_dtypes=float).compute(scheduler="sync").tolist() == [1.5, 5.5, 9.5, 13.5, 17.5]


def test_xarray():
    x = xarray.DataArray(np.arange(6.0).reshape(2, 3), dims=("a", "b"), coords={"a": [10, 20]}, attrs={"unit": "m"})
    y = xarray.DataArray(np.arange(3.0), dims="b")
    assert b.square(x).dims == ("a", "b") and b.square(x).a.values.tolist() == [10, 20] and np.array_equal(b.square(x), x.values**2)
    assert np.allclose(b.hypot(x, y), np.hypot(x.values, y.values))
    assert xarray.apply_ufunc(b.mean, x, input_core_dims=[["b"]]).values.tolist() == [1, 4]


def test_scipy():
    square = scipy.LowLevelCallable(b.square.low_level_callable)
    assert integrate.quad(square, 0, 3)[0] == pytest.approx(9)
    hypot = scipy.LowLevelCallable(b.hypot.low_level_callable)
    assert integrate.nquad(hypot, [[0, 1], [0, 1]])[0] == pytest.approx(integrate.nquad(np.hypot, [[0, 1], [0, 1]])[0])
    assert integrate.quad(hypot, 0, 1, args=(0,))[0] == pytest.approx(0.5)
    image = np.arange(25.0).reshape(5, 5)
    mean = scipy.LowLevelCallable(b.mean.low_level_callable)
    assert np.allclose(ndimage.generic_filter(image, mean, 3), ndimage.generic_filter(image, np.mean, 3))
