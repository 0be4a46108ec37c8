"""What is a column, and what kind of column comes back."""

import collections
import datetime as dt
import pathlib

import batchcase as plain
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

b = plain.batch_  # the package has a function Batch

TEXTS = ["a b", "", "one two three"]
COUNTS = [2, 0, 3]


@pytest.mark.parametrize("column", [TEXTS, tuple(TEXTS), iter(TEXTS), collections.deque(TEXTS), (t for t in TEXTS)], ids=lambda c: type(c).__name__)
def test_lists(column):
    assert b.words(column) == COUNTS


def test_ranges_and_one_for_all():
    assert b.repeat("ab", range(3)) == ["", "ab", "abab"]
    assert b.repeat(["a", "b"], 2) == b.repeat(text=["a", "b"], times=2) == ["aa", "bb"]
    assert b.repeat(["a", "b"], [1, 2]) == ["a", "bb"]
    assert b.words("a b") == 2 and b.join("-", "x", "y") == "x-y"  # no column: the function itself
    assert b.words([]) == [] and b.divmod([], 1) == ([], [])
    assert b.words([pathlib.Path("a b")]) == [2] and b.words(pathlib.Path("a b")) == 2


def test_several_results_and_optional_ones():
    assert b.divmod([7, 9], [2, 4]) == ([3, 2], [1, 1])
    assert b.find(["abc", "xyz"], "b") == [1, None]
    assert b.rank([0.5, 2]) == [plain.Level.LOW, plain.Level.HIGH]
    div, mod = b.divmod(np.array([7, 9]), 2)
    assert div.tolist() == [3, 4] and mod.tolist() == [1, 1]


def test_numpy():
    roots = b.root(np.array([1.0, 4.0]))
    assert type(roots) is np.ndarray and roots.dtype == np.float64 and roots.tolist() == [1, 2] and roots.flags.writeable
    assert b.even(np.array([1, 2])).dtype == np.bool_
    assert b.half(np.array([8, 6], dtype=np.int64)).dtype == np.int8
    assert b.root(np.array([[1.0, 4.0], [9.0, 16.0]])).tolist() == [[1, 2], [3, 4]]
    assert b.root(np.arange(10.0)[::-3]).tolist() == np.sqrt(np.arange(10.0)[::-3]).tolist()
    assert b.upper(np.array(["a", "b"])).tolist() == ["A", "B"]
    assert b.upper(np.array(["a", "b"], dtype=np.dtypes.StringDType())).dtype == np.dtypes.StringDType()
    assert b.root(np.float64(4.0)) == 2.0 and b.root(np.array(4.0)) == 2.0
    with pytest.raises(ValueError, match="different shapes"):
        b.repeat(np.array([["a", "b"]]), np.ones((2, 1), int))
    with pytest.raises(OverflowError, match=r"half\(\) argument 'x': 300 does not fit"):
        b.half(np.array([1, 300]))
    with pytest.raises(TypeError, match=r"expected int, got float"):
        b.even(np.array([1.5]))


def test_masks():
    column = np.ma.array([1.0, -1.0, 4.0], mask=[0, 1, 0])
    roots = b.root(column)
    assert isinstance(roots, np.ma.MaskedArray) and roots.tolist() == [1.0, None, 2.0]
    assert b.root(np.ma.array([1.0, 4.0])).tolist() == [1.0, 2.0]
    assert b.root(np.ma.array([[1.0, 4.0]], mask=[[1, 0]])).tolist() == [[None, 2.0]]
    assert b.find(np.array(["abc", "x"]), "b").tolist() == [1, None]


@pytest.mark.parametrize("make", [pa.string(), pa.large_string(), pa.string_view()], ids=str)
def test_arrow(make):
    column = pa.array([*TEXTS, None], make)
    assert b.words(column).equals(pa.array([*COUNTS, None], pa.int64()))
    assert b.words(column[1:]).to_pylist() == [0, 3, None]
    assert b.upper(column).to_pylist() == ["A B", "", "ONE TWO THREE", None]
    chunked = b.words(pa.chunked_array([column[:2], column[2:]]))
    assert isinstance(chunked, pa.ChunkedArray) and chunked.to_pylist() == [*COUNTS, None]
    assert b.even(pa.array([1, 2, None])).equals(pa.array([False, True, None]))
    assert b.even(pa.chunked_array([], pa.int64())).to_pylist() == []
    assert b.mean(pa.array([[1.0, 3.0], [5.0]])).to_pylist() == [2.0, 5.0]


def test_polars():
    column = pl.Series("t", [*TEXTS, None])
    assert b.words(column).equals(pl.Series("t", [*COUNTS, None])) and b.words(column).name == "t"
    assert b.upper(column[1:]).to_list() == ["", "ONE TWO THREE", None]
    assert b.root(pl.Series([1.0, 4.0])).dtype == pl.Float64
    assert b.repeat(pl.Series(["a", "b"]), pl.Series([1, 2])).to_list() == ["a", "bb"]
    assert pl.Series(["a b"]).to_frame("t").select(pl.col("t").map_batches(b.words, return_dtype=pl.Int64))["t"].to_list() == [2]


def test_pandas():
    column = pd.Series([*TEXTS, None], index=[3, 5, 7, 9], name="t")
    pd.testing.assert_series_equal(b.words(column), pd.Series([*COUNTS, None], index=column.index, name="t", dtype="Int64"))
    pd.testing.assert_series_equal(b.root(pd.Series([1.0, 4.0], index=["x", "y"])), pd.Series([1.0, 2.0], index=["x", "y"]))
    assert b.upper(column).tolist()[:3] == ["A B", "", "ONE TWO THREE"]
    assert b.words(pd.Index(["a b"])).tolist() == [2]
    with pytest.raises(ValueError, match="different indices"):
        b.divmod(pd.Series([1, 2]), pd.Series([1, 2], index=[1, 0]))


def test_other_values():
    utc = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)
    assert b.after([utc, utc], [dt.timedelta(1), 60]) == [utc + dt.timedelta(1), utc + dt.timedelta(minutes=1)]
    assert b.after(pa.array([utc]), 1.0) == pa.array([utc + dt.timedelta(seconds=1)])
    assert b.after(np.array([0, 1], "M8[s]"), np.array([1, 2], "m8[h]")).tolist() == [dt.datetime(1970, 1, 1, 1, tzinfo=dt.timezone.utc), dt.datetime(1970, 1, 1, 2, 0, 1, tzinfo=dt.timezone.utc)]
    assert b.size([b"abc", bytearray(2)]) == [3, 2] and b.size(b"abc") == b.size(np.zeros(3, np.uint8)) == 3
    assert b.size(pa.array([b"ab", None])).to_pylist() == [2, 0]  # None is a nil slice, which Go has
    assert b.length([1, None]) == [1, -1]
    assert b.twice([1, 2], lambda x: x + 1) == [3, 4]


def test_lists_in_columns():
    assert b.mean([[1.0, 3.0], [5.0]]) == [2.0, 5.0] and b.mean([1.0, 3.0]) == 2.0
    assert b.mean(np.array([[1.0, 3.0], [5.0, 7.0]])).tolist() == [2.0, 6.0]
    assert b.mean([np.array([1.0, 3.0]), (5.0,)]) == [2.0, 5.0]
    assert b.mean([[], [1.0]])[1] == 1.0 and len(b.mean(b.column([]))) == 0
    matrix = np.zeros((2, 3))
    assert b.fill(matrix, [1.0, 2.0]) is None and matrix.tolist() == [[1.0] * 3, [2.0] * 3]


def test_what_could_be_both_is_told():
    for ambiguous in ([], [1], np.zeros(2), pl.Series([1])):
        with pytest.raises(TypeError, match="argument 'v' could be one value for all rows or a column"):
            b.kind(ambiguous)
    with pytest.raises(TypeError, match="could be one value"):
        b.mean([])
    assert b.kind(b.one([1])) == plain.kind([1]) and b.kind(b.column([1, "a"])) == ["int", "string"]
    assert b.kind(1) == "int" and b.repeat(b.one("a"), b.column([1])) == ["a"]


def test_methods():
    points = [plain.Point(3, 4), plain.Point(1, 0)]
    assert b.Point.norm(points) == [5.0, 1.0] and b.Point.norm(points[0]) == 5.0
    assert b.Point.scale(points[0], [1.0, 2.0]) == [plain.Point(3, 4), plain.Point(6, 8)]
    assert b.sum(points, plain.Point(1, 1)) == [plain.Point(4, 5), plain.Point(2, 1)]
    b.Point.add(points[0], [1.0] * 100)  # one after the other
    assert points[0].x == 103.0
    with pytest.raises(TypeError, match=r"needs a Point as its self, got int"):
        b.Point.norm([1])
    with pytest.raises(TypeError, match="missing its self"):
        b.Point.norm()
    assert b.Point.norm([points[1], None]) == [1.0, None]


def test_several_functions_of_go_and_streams():
    assert b.max([1, 5], 3) == [3, 5] and b.max(["a", "z"], "m") == ["m", "z"]
    assert [list(s) for s in b.up([1, 3])] == [[0], [0, 1, 2]]
