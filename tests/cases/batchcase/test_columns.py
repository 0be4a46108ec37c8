"""What is a column, and what kind of column comes back."""

import collections
import datetime as dt
import math
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


def test_masks_of_other_results():
    """A masked array gives a masked one, also of objects and of times; what it masks is null, also where Go has a nil."""
    texts = np.ma.masked_array(np.array([["a b", "c"], ["", "d"]]), [[0, 1], [0, 0]])
    upper = b.upper(texts)
    assert upper.dtype == object and upper.mask.tolist() == texts.mask.tolist() and upper.tolist() == [["A B", None], ["", "D"]]
    assert b.upper(np.ma.masked_array(np.array(["a"]))).mask.tolist() == [False]
    positive = b.positive(np.ma.masked_array([1.0, 2.0, -3.0], [0, 1, 0]))
    assert positive.tolist() == [1.0, None, None] and positive.mask.tolist() == [False, True, True]
    assert b.length(np.ma.masked_array([1, 2], [0, 1])).tolist() == [1, None]
    errors = b.root(np.ma.masked_array([-1.0, 2.0], [0, 1]), errors="return")
    assert isinstance(errors[0], plain.ErrNegative) and errors.mask.tolist() == [False, True]
    times = np.ma.masked_array(np.array(["2026-01-01", "2026-01-02"], "M8[us]"), [0, 1])
    later = b.after(times, dt.timedelta(days=1))
    assert later.mask.tolist() == [False, True] and later[0] == dt.datetime(2026, 1, 2)


def test_masks_inside_of_rows():
    rows = np.ma.masked_array(np.ones((3, 2)))
    assert b.mean(rows).tolist() == [1.0, 1.0, 1.0]
    rows[1, 1] = np.ma.masked
    with pytest.raises(TypeError, match=r"mean\(\) argument 'v': expected list\[float\], got MaskedArray with masked values") as e:
        b.mean(rows)
    assert e.value.row == 1
    lists = np.ma.masked_array(np.array([[1.0], [2.0, 3.0]], dtype=object), [0, 1])
    assert b.mean(lists).tolist() == [1.0, None]


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


def test_results_that_are_no_column():
    assert [x.norm() for x in b.normed([0.5, 2.0])] == [0.5, 2.0]
    for column in (pa.array([0.5, 2.0]), pl.Series([2.0, 0.5])):
        with pytest.raises(Exception) as e:  # of pyarrow's or of Polars'
            b.normed(column)
        assert e.value.__notes__ == ["normed() has run, but no column of the kind of the first can be made of its results: of lists, it gives lists"]


def test_objects_in_polars():
    """Polars exports the addresses of Python objects for Arrow, as bytes."""
    made = pl.Series("o", [b"abc", b"d"], dtype=pl.Object)
    assert b.size(made).to_list() == [3, 1] and b.size(made).name == "o"
    assert b.upper(pl.Series(["a", None], dtype=pl.Object)).to_list() == ["A", None]
    assert b.Point.norm(pl.Series([plain.Point(3, 4)], dtype=pl.Object)).to_list() == [5.0]
    assert b.mean(pl.Series([[1.0, 3.0]], dtype=pl.Object)).to_list() == [2.0]
    assert b.kind(b.column(pl.Series([b"12345678"], dtype=pl.Object))).to_list() == ["[]uint8"]
    errors = b.root(pl.Series([1.0, -1.0]), errors="return")  # such a Series
    with pytest.raises(TypeError, match="expected float, got ErrNegative") as e:
        b.root(errors)
    assert e.value.row == 1
    with pytest.raises(TypeError, match="expected"):
        plain.names(pl.DataFrame({"name": pl.Series(["a"], dtype=pl.Object)}))
    assert b.size(pa.array([b"12345678"], pa.binary(8))).to_pylist() == [8]  # of others, they are bytes


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
    assert b.after(np.array([0, 1], "M8[s]"), np.array([1, 2], "m8[h]")).tolist() == [dt.datetime(1970, 1, 1, 1), dt.datetime(1970, 1, 1, 2, 0, 1)]
    assert b.size([b"abc", bytearray(2)]) == [3, 2] and b.size(b"abc") == b.size(np.zeros(3, np.uint8)) == 3
    assert b.size(pa.array([b"ab", None])).to_pylist() == [2, 0]  # None is a nil slice, which Go has
    assert b.length([1, None]) == [1, -1]
    assert b.twice([1, 2], lambda x: x + 1) == [3, 4]


def test_iterators_of_lists():
    assert b.mean(iter([[1.0], [2.0, 4.0]])) == [1.0, 3.0] == b.mean(v for v in ([1.0], (2.0, 4.0)))
    assert b.mean(iter([1.0, 2.0])) == 1.5  # one list
    assert b.reached(iter([[plain.Point(3, 4)], []])) == [5.0, 0.0]
    with pytest.raises(TypeError, match="could be one value for all rows or a column"):
        b.mean(iter([]))


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


UTC = dt.timezone.utc
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=UTC)


def test_times_are_of_the_kind_of_the_first_column():
    later = b.after(np.array(["2026-01-01T12", "NaT"], "M8[ns]"), 1)
    assert later.dtype == "M8[us]" and later[0] == np.datetime64("2026-01-01T12:00:01") and np.isnat(later[1])
    assert b.since(np.array([[0], [1]], "M8[s]"), dt.datetime(1970, 1, 1, tzinfo=UTC)).tolist() == [[dt.timedelta(0)], [dt.timedelta(0, 1)]]
    assert b.after(np.array([NOON], object), 1).tolist() == [NOON + dt.timedelta(0, 1)]  # objects stay objects
    series = b.after(pd.Series([NOON, None], index=[5, 6], name="t"), 1)
    assert series.name == "t" and series.dtype == "datetime64[us, UTC]" and series.index.tolist() == [5, 6] and series.isna().tolist() == [False, True]
    assert b.since(pd.Series([], dtype="datetime64[ns, UTC]"), NOON).dtype == "timedelta64[us]"
    assert b.after(pl.Series("t", [NOON]), 1).dtype == pl.Datetime("us", "UTC")


def test_nanoseconds_arrive_wherever_they_stand():
    for column in (
        np.array([1, 1000], "M8[ns]"),
        pd.Series(np.array([1, 1000], "M8[ns]")).dt.tz_localize("UTC"),
        pl.Series(np.array([1, 1000], "M8[ns]")).dt.replace_time_zone("UTC"),
        pa.array([1, 1000], pa.timestamp("ns", "Europe/Berlin")),
    ):
        assert list(b.nanosecond(column)) == [1, 1000] if not isinstance(column, pa.Array) else b.nanosecond(column).to_pylist() == [1, 1000]
    lists = pa.array([[1, None, 1999], []], pa.list_(pa.timestamp("ns", "UTC")))
    assert b.rests(lists, pa.array([-1, 5], pa.duration("ns"))).to_pylist() == [[-1, 1, 999], [5]]
    assert b.rests(pl.Series(lists), 0).to_list() == [[0, 1, 999], [0]]
    rows = plain.names(pd.DataFrame({"name": ["a"], "at": pd.to_datetime([1], utc=True), "took": pd.to_timedelta([1])}))
    assert rows == ["a"]


EMPTY_TYPES = {
    "after": pa.timestamp("us", "UTC"),
    "since": pa.duration("ns"),
    "positive": pa.float64(),
    "fields": pa.large_list(pa.large_string()),
    "letters": pa.large_list(pa.int32()),
    "lengths": pa.map_(pa.large_string(), pa.int64()),
    "diagonal": pa.large_list(pa.struct({"x": pa.float64(), "y": pa.float64()})),
    "sum": pa.struct({"x": pa.float64(), "y": pa.float64()}),
    "rank": pa.int64(),
}


@pytest.mark.parametrize("name", EMPTY_TYPES)
def test_types_of_results_follow_from_go_also_without_rows(name):
    first = {"after": pa.timestamp("us", "UTC"), "since": pa.timestamp("us", "UTC"), "fields": pa.string(), "lengths": pa.string(), "letters": pa.string(), "diagonal": pa.int64()}
    none = pa.array([], first.get(name, pa.float64() if name != "sum" else pa.struct({"x": pa.float64()})))
    rest = {"after": [dt.timedelta(1)], "since": [NOON], "sum": [plain.Point()]}.get(name, [])
    for column in (none, pa.concat_arrays([none, pa.nulls(2, none.type)])):
        result = getattr(b, name)(column, *rest)
        assert result.type == EMPTY_TYPES[name] and result.null_count == len(column)
        result.validate(full=True)
        assert getattr(b, name)(pl.Series(column), *rest).dtype == pl.Series(pa.array([], EMPTY_TYPES[name])).dtype


def test_lists_of_structs_and_maps():
    assert b.diagonal(pl.Series([0, None, 2])).to_list() == [[], None, [{"x": 0.0, "y": 0.0}, {"x": 1.0, "y": 1.0}]]
    maps = b.lengths(pa.chunked_array([["a bc"], [None, ""]]))
    maps.validate(full=True)
    assert [m and dict(m) for m in maps.to_pylist()] == [{"a": 1, "bc": 2}, None, []]
    assert [m and dict(m) for m in b.lengths(pl.Series(["a bc", None])).to_list()] == [{"a": 1, "bc": 2}, None]
    assert b.fields(pa.array(["a ä", None])).to_pylist() == [["a", "ä"], None]
    assert b.anything(pa.array([1.5, 2.5])).to_pylist() == [1.5, 2.5]  # of which Go knows no type


def test_the_type_says_how_deep_lists_are_where_there_are_none():
    for column in (pl.Series([], dtype=pl.List(pl.Float64)), pl.Series([None], dtype=pl.List(pl.Float64)), pa.array([[]], pa.list_(pa.float64())), pa.array([], pa.list_(pa.float64(), 2))):
        assert len(b.mean(column)) == len(column)
    assert math.isnan(b.mean(pl.Series([], dtype=pl.Float64))) and math.isnan(b.mean(pa.array([], pa.float64())))  # one list


def test_columns_of_nulls_alone():
    assert b.positive(pl.Series([None, None])).to_list() == [None, None]
    assert b.length(pa.nulls(2)).to_pylist() == [-1, -1]


def test_rows_of_tables_are_self():
    rows = [{"x": 3.0, "y": 4.0}, {"x": 0.0, "y": 1.0}]
    for table in (rows, pl.DataFrame(rows), pl.Series(rows), pa.Table.from_pylist(rows), pd.DataFrame(rows), b.to_arrow([plain.Point(3, 4), plain.Point(0, 1)])):
        assert list(b.Point.norm(table)) == [5, 1] if not isinstance(table, pa.Table) else b.Point.norm(table).to_pylist() == [5, 1]
    frame = pd.DataFrame(rows)[1:]  # of which the index is no range
    moved = b.sum(frame, plain.Point(1, 1))
    assert moved.tolist() == [plain.Point(1, 2)] and moved.index.tolist() == [1] and moved.name is None
    assert plain.names(pd.DataFrame({"name": ["a", "b"]}, index=["r", "s"])) == ["a", "b"]
    assert b.kind(b.column(pd.DataFrame({"name": ["a"]}))).name is None  # which has a column of that name
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'") as raised:
        b.Point.norm([{"x": 1.0}, {"z": 1.0}])
    assert raised.value.row == 1
    assert b.Point.norm([{"x": 3.0, "y": 4.0}, None]) == [5, None]


def test_columns_for_variadic_parameters():
    assert b.join("-", ["a", "b"], ["c", "d"]) == ["a-c", "b-d"]
    assert b.join(["-", "+"], "a", iter(["c", "d"])) == ["a-c", "a+d"]
    assert b.join("-", pl.Series("s", ["a", None]), "z").to_list() == ["a-z", None]
    assert b.join("-", pl.Series("s", ["a"]), "z").name == "s"
    assert b.join("-", pa.array(["a", "b"]), ["c", "d"]).to_pylist() == ["a-c", "b-d"]
    assert b.join(["-", "+"], "x", "y") == ["x-y", "x+y"]
    with pytest.raises(ValueError, match="different lengths: 1, 2"):
        b.join("-", ["a"], ["c", "d"])
    with pytest.raises(TypeError, match="expected str") as raised:
        b.join("-", ["a", None], "z", nulls="raise")
    assert raised.value.row == 1


def test_columns_of_arrow_for_functions_that_are_several():
    assert b.max(pa.array(["a", "d"]), "b").to_pylist() == ["b", "d"]
    assert b.max(pl.Series([1, 3]), 2).to_list() == [2, 3]
