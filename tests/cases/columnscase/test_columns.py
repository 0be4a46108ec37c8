"""Columns of Arrow, Polars and pandas are lists of their items."""

import datetime as dt
import decimal
import os

import columnscase as c
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import xarray

GUARDED = os.environ.get("GOPHERSNAKE_GUARD", "0") not in ("", "0")
UTC = dt.timezone.utc
TEXTS = ["a", "", "a text that is longer than twelve bytes", "é€", "\0"]


def ids(value):
    return f"{type(value).__module__.split('.')[0]}-{type(value).__name__}"


FLOATS = [1.0, -2.5, 0.0, 1e300]
FLOAT_COLUMNS = [
    pa.array(FLOATS), pa.chunked_array([FLOATS[:1], [], FLOATS[1:]]), pa.array([9.0, *FLOATS, 9.0])[1:5], pl.Series(FLOATS),
    pl.Series([9.0, *FLOATS])[1:], pd.Series(FLOATS), pd.Series(FLOATS, dtype="Float64"), pd.Series(FLOATS, dtype="double[pyarrow]"),
    pd.Index(FLOATS), pd.Series([9.0, *FLOATS])[1:], pd.Series(FLOATS, dtype=object),
]  # fmt: skip


@pytest.mark.parametrize("column", FLOAT_COLUMNS, ids=ids)
def test_floats(column):
    assert c.floats(column) == FLOATS and c.sum(column) == sum(FLOATS)
    assert c.by_name({"a": column}) == {"a": FLOATS}


@pytest.mark.skipif(GUARDED, reason="guard mode passes protected copies instead of the memory itself")
@pytest.mark.parametrize("column", [pa.array(FLOATS), pl.Series(FLOATS), pd.Series(FLOATS), pd.Series(FLOATS, dtype="double[pyarrow]")], ids=ids)
def test_numbers_are_read_where_they_lie(column):
    where = column.__array__().__array_interface__["data"][0] if isinstance(column, (pd.Series, pl.Series)) else column.buffers()[1].address
    assert c.address(column) == where
    if isinstance(column, pa.Array):
        assert c.address(column[1:]) == where + 8


def test_numbers_of_other_types():
    for column in (pa.array([1, 2]), pl.Series([1, 2], dtype=pl.UInt8), pa.array([1, 2], pa.float32()), pa.array([1, 2], pa.float16()),
                   pa.array(["1", "2"]).cast(pa.decimal128(5, 2)), pa.array([1, 2]).dictionary_encode()):  # fmt: skip
        assert c.floats(column) == [1.0, 2.0]
    for column in (pa.array([1, -2], pa.int8()), pl.Series([1, -2], dtype=pl.Int32), pa.array([1, -2]).dictionary_encode(), pd.Series([1, -2], dtype="Int64")):
        assert c.ints(column) == [1, -2] and c.ints8(column) == [1, -2]
    with pytest.raises(OverflowError, match=r"ints8\(\) argument 'v\[1\]': 200 does not fit in int8"):
        c.ints8(pa.array([1, 200]))
    with pytest.raises(TypeError, match=r"ints\(\) argument 'v\[0\]': expected int, got float"):
        c.ints(pl.Series([1.5]))
    with pytest.raises(TypeError, match=r"ints\(\) argument 'v\[0\]': expected int, got bool"):
        c.ints(pa.array([True]))
    halves = [0.0, -0.0, 1.5, 65504.0, 2.0**-24, float("inf"), -float("inf")]
    assert c.floats(pa.array(halves, pa.float16())) == halves


def test_bools_are_bits():
    bits = [i % 3 == 0 for i in range(21)]
    assert c.bools(pa.array(bits)) == bits and c.bools(pa.array(bits)[5:]) == bits[5:] and c.bools(pl.Series(bits)) == bits
    assert c.bools(pd.Series(bits)) == bits


def test_nulls_are_told_with_their_row():
    for column in (pa.array([1.0, None]), pl.Series([1.0, None]), pd.Series([1.0, None], dtype="Float64"), pa.chunked_array([[1.0], [None]]), pa.array([0.0, 1.0, None])[1:]):
        with pytest.raises(TypeError, match=r"floats\(\) argument 'v\[1\]': expected float, got null \(fill or drop missing values"):
            c.floats(column)
    for column in (pa.array(["a", None]), pl.Series(["a", None]), pa.array(["a", "b"]).take(pa.array([0, None]))):
        with pytest.raises(TypeError, match=r"texts\(\) argument 'v\[1\]': expected str, got null \(fill or drop missing values"):
            c.texts(column)
    assert c.maybe(pa.array([1, None])) == c.maybe(pl.Series([1, None])) == [1, None]
    assert c.anything(pa.array(["a", None])) == ["a", None]
    assert np.isnan(c.floats(pd.Series([1.0, None]))[1])  # NaN there


TEXT_COLUMNS = [
    *(pa.array(TEXTS, t) for t in (pa.string(), pa.large_string(), pa.string_view())), pl.Series(TEXTS), pa.chunked_array([TEXTS[:2], TEXTS[2:]]),
    pa.array(["x", *TEXTS])[1:], pl.Series(["x", *TEXTS])[1:], pd.Series(TEXTS), pd.Series(TEXTS, dtype=object), pd.Series(TEXTS, dtype="string"),
    pd.Series(TEXTS, dtype="category"), pl.Series(TEXTS, dtype=pl.Categorical), pl.Series(TEXTS, dtype=pl.Enum(TEXTS)), pa.array(TEXTS).dictionary_encode(), pd.Index(TEXTS),
]  # fmt: skip


@pytest.mark.parametrize("column", TEXT_COLUMNS, ids=ids)
def test_texts(column):
    assert c.texts(column) == TEXTS and c.grades(column) == TEXTS


def test_bytes():
    blobs = [b"a", b"", b"\xff" * 20]
    for column in (*(pa.array(blobs, t) for t in (pa.binary(), pa.large_binary(), pa.binary_view())), pl.Series(blobs)):
        assert c.blobs(column) == blobs
    assert c.blobs(pa.array([b"ab", b"cd"], pa.binary(2))) == [b"ab", b"cd"]


def test_times_with_their_nanoseconds():
    ns = [1_234_567_890_123_456_789, -1, 0]
    for column in (pa.array(ns, pa.timestamp("ns", "UTC")), pl.Series(ns).cast(pl.Datetime("ns", "UTC")), pd.Series(pd.to_datetime(ns, utc=True))):
        assert c.unix(column) == [[x, 0] for x in ns]
    assert c.unix(pa.array(ns[:1], pa.timestamp("ns", "Europe/Berlin"))) == [[ns[0], 3600]]
    assert c.unix(pa.array(ns, pa.timestamp("ns", "-01:30"))) == [[x, -5400] for x in ns]
    for unit, by in (("s", 10**9), ("ms", 10**6), ("us", 10**3)):
        assert c.unix(pa.array([7, -7], pa.timestamp(unit, "UTC"))) == [[7 * by, 0], [-7 * by, 0]]
        assert c.nanoseconds(pa.array([7, -7], pa.duration(unit))) == [7 * by, -7 * by]
    assert c.nanoseconds(pa.array(ns, pa.duration("ns"))) == c.nanoseconds(pd.Series(ns).astype("timedelta64[ns]")) == ns
    for column in (pa.array([1], pa.timestamp("s")), pl.Series([dt.datetime(2026, 1, 1)]), pd.Series(pd.to_datetime(["2026-01-01"]))):
        with pytest.raises(ValueError, match=r"unix\(\) argument 'v\[0\]': expected an aware datetime"):
            c.unix(column)
    with pytest.raises(OverflowError):
        c.unix(pa.array([2**62], pa.timestamp("s", "UTC")))


def test_dates_of_numpy():
    days = np.array(["2026-01-02", "1969-12-31"], "M8[D]")
    at = [int(d) * 10**9 * 86400 for d in days.astype("i8")]
    for unit in ("D", "h", "m", "s", "ms", "us", "ns"):
        assert c.unix(days.astype(f"M8[{unit}]")) == [[x, 0] for x in at]
    assert c.unix(np.array([1, -1], "M8[ns]")) == [[1, 0], [-1, 0]] and c.unix(days[::-1]) == [[at[1], 0], [at[0], 0]]
    assert c.unix(days.astype(">M8[s]")) == [[x, 0] for x in at] and c.unix(days[:0]) == []
    assert c.nanoseconds(np.array([1, -7], "m8[ns]")) == [1, -7] and c.nanoseconds(np.array([2], "m8[h]")) == [7200 * 10**9]
    with pytest.raises(TypeError, match=r"unix\(\) argument 'v\[1\]': expected datetime, got null"):
        c.unix(np.array([1, "NaT"], "M8[ns]"))
    with pytest.raises(OverflowError):
        c.nanoseconds(np.array([2**60], "m8[s]"))
    for wrong in (np.array([1, 2]), np.array([[1]], "M8[s]"), np.array([1], "m8[s]")):
        with pytest.raises(TypeError):
            c.unix(wrong)


ROWS = [{"x": 1.0, "y": 2.0, "name": "a"}, {"x": 3.0, "y": 4.0, "name": "b"}]
BATCH = pa.RecordBatch.from_pylist(ROWS)
TABLES = [pa.array(ROWS), BATCH, pa.Table.from_pylist(ROWS), pl.DataFrame(ROWS), pl.Series(ROWS), pd.DataFrame(ROWS), pl.DataFrame([*ROWS, *ROWS])[2:], BATCH.slice(0, 2)]


@pytest.mark.parametrize("table", TABLES, ids=ids)
def test_rows_are_structs(table):
    assert c.points(table) == [c.Point(**row) for row in ROWS]
    assert c.anything(table) == ROWS


def test_rows():
    assert c.points(pa.RecordBatchReader.from_batches(BATCH.schema, [BATCH, BATCH])) == [c.Point(**row) for row in ROWS * 2]
    assert c.points(pl.DataFrame({"x": [5]})) == [c.Point(x=5.0)]
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'z'\npoints\(\) argument 'v\[0\]'"):
        c.points(pl.DataFrame({"z": [1]}))
    with pytest.raises(TypeError, match=r"points\(\) argument 'v\[1\]': expected Point, got null"):
        c.points(pa.array([*ROWS[:1], None]))
    assert c.maps(pl.DataFrame({"a": [1, 2]})) == [{"a": 1}, {"a": 2}]
    assert c.by_name(pd.DataFrame({"a": [1.0], "b": [2.0]})) == {"a": [1.0], "b": [2.0]}
    frame = pl.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]})
    assert c.matrix(frame) == [[1.0, 2.0], [3.0, 4.0]]  # its items are its columns
    assert c.floats(frame["a"]) == [1.0, 2.0]


def test_nested():
    nested = [[1.0], [], [2.0, 3.0]]
    for column in (*(pa.array(nested, t(pa.float64())) for t in (pa.list_, pa.large_list, pa.list_view, pa.large_list_view)), pl.Series(nested)):
        assert c.matrix(column) == nested
    pairs = [[1.0, 2.0], [3.0, 4.0]]
    assert c.matrix(pa.array(pairs, pa.list_(pa.float64(), 2))) == c.matrix(pa.array([[0.0, 0.0], *pairs], pa.list_(pa.float64(), 2))[1:]) == pairs
    assert c.matrix(pl.Series(pairs, dtype=pl.Array(pl.Float64, 2))) == pairs
    assert c.maps(pa.array([[("a", 1)], []], pa.map_(pa.string(), pa.int64()))) == [{"a": 1}, {}]
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array([1.0, 5.0]))
    assert c.floats(runs) == [1.0, 1.0, 5.0] and c.floats(runs[1:]) == [1.0, 5.0]
    assert c.three(pa.array([1, 2, 3])) == c.three(pl.Series([1, 2, 3])) == [1, 2, 3]
    with pytest.raises(ValueError, match="expected 3 items, got 2"):
        c.three(pl.Series([1, 2]))


VALUES = [
    None, True, -(2**63), 2**63 - 1, 1.5, "text", b"bytes", dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.time(1, 2, 3, 4), dt.datetime(1969, 12, 31, 23, 59, 59, 999999, UTC),
    dt.timedelta(days=-1, microseconds=1), decimal.Decimal("-12345678901234567890.12345678"), decimal.Decimal("0.001"), decimal.Decimal(0), [1, None], {"a": 1, "b": [{"c": None}]},
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_an_item_is_what_pyarrow_says(value):
    column = pa.array([value, None, value])
    assert c.anything(column) == c.anything(column.to_pylist())
    assert c.anything(column[1:]) == c.anything(column[1:].to_pylist())


def test_decimals_of_all_widths():
    for make, precision in ((pa.decimal32, 9), (pa.decimal64, 18), (pa.decimal128, 38), (pa.decimal256, 76)):
        with decimal.localcontext(prec=100):
            for text in ("9" * precision, "-" + "9" * precision, "0", "-1"):
                value = decimal.Decimal(text).scaleb(-3)
                [item] = c.anything(pa.array([value], make(precision, 3)))
                assert decimal.Decimal(str(item)) == value


def test_what_go_writes_is_refused():
    for column in (pa.array(FLOATS), pl.Series(FLOATS), pd.Series(FLOATS, dtype="Float64")):
        with pytest.raises(TypeError, match=r"double\(\) argument 'v': expected a writable buffer of float64"):
            c.double(column)


def test_what_has_no_form():
    union = pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array(["a", "b"])])
    with pytest.raises(TypeError, match=r"format \+us:0,1 has no form"):
        c.anything(union)
    for wrong in (pa.scalar(1.0), pl.DataFrame, object(), 3.0, "text"):
        with pytest.raises(TypeError, match=r"floats\(\) argument 'v': expected list\[float\]"):
            c.floats(wrong)


def test_empty():
    for column in (pa.array([], pa.float64()), pl.Series([], dtype=pl.Float64), pd.Series([], dtype="float64"), pa.chunked_array([], pa.float64()), pa.array([])):
        assert c.floats(column) == [] and c.sum(column) == 0
    for column in (pa.array([], pa.string()), pl.Series([], dtype=pl.String), pa.chunked_array([], pa.string())):
        assert c.texts(column) == []
    assert c.points(pl.DataFrame()) == []


def test_text_of_numpy():
    words = ["", "a", "ä b", "x" * 40]
    for dtype in ("U40", "U50", object, np.dtypes.StringDType()):
        array = np.array(words, dtype=dtype)
        assert c.texts(array) == words and c.texts(array[::-2]) == words[::-2] and c.texts(array[:0]) == []
        assert [type(x) for x in c.anything(array)] == [str] * 4
    assert c.texts(np.array(words, ">U40")) == words and c.texts(np.ma.array(words)) == words
    assert c.blobs(np.array([b"a", b"bc"], "S2")) == [b"a", b"bc"]
    with pytest.raises(TypeError, match=r"'v\[1\]': expected str, got None"):
        c.texts(np.array(["a", None], dtype=np.dtypes.StringDType(na_object=None)))
    with pytest.raises(TypeError, match=r"'v\[0\]': expected str, got list"):
        c.texts(np.array([["a"], ["b"]]))
    with pytest.raises(TypeError, match=r"'v\[0\]': expected str, got bytes"):
        c.texts(np.array([b"a"]))
    with pytest.raises(TypeError, match="expected list"):
        c.texts(np.array("a"))


def test_matrices_of_numpy():
    x = np.arange(12.0).reshape(3, 4)
    for array in (x, np.asfortranarray(x), x.astype("i4"), x.astype("f4"), x.astype(">f8"), x.astype(object)):
        assert c.matrix(array) == x.tolist()
    assert c.matrix(x.T[::-1, ::2]) == x.T[::-1, ::2].tolist() and c.matrix(np.ones((2, 0))) == [[], []] and c.matrix(np.ones((0, 2))) == []
    with pytest.raises(TypeError, match="expected list"):
        c.matrix(np.ones(2))
    with pytest.raises(TypeError):
        c.matrix(np.ones((2, 2, 2)))


def test_xarray():
    assert c.floats(xarray.DataArray(FLOATS, dims="x")) == FLOATS and c.matrix(xarray.DataArray(np.ones((2, 2)))) == [[1, 1], [1, 1]]
    assert c.texts(xarray.DataArray(["a", "ä b"], dims="x")) == ["a", "ä b"]


FRAMES = [pd.DataFrame, pl.DataFrame, pa.table]


@pytest.mark.parametrize("frame", FRAMES, ids=["pandas", "Polars", "Arrow"])
def test_tables_for_lists_of_lists_are_their_columns(frame):
    table = frame({"a": [1.0, 2.0, 3.0], "b": [4.0, 5.0, 6.0]})
    assert c.matrix(table) == [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
    with pytest.raises(TypeError, match=r"matrix\(\) argument 'v\[1\]\[0\]': expected float, got str"):
        c.matrix(frame({"a": [1.0], "b": ["x"]}))


def test_tables_of_pandas_with_columns_of_one_name():
    table = pd.DataFrame([[1.0, 2.0], [3.0, 4.0]], columns=["a", "a"], index=[7, 7])
    assert c.matrix(table) == [[1.0, 3.0], [2.0, 4.0]] and c.matrix(pd.DataFrame()) == []


@pytest.mark.parametrize("frame", FRAMES, ids=["pandas", "Polars", "Arrow"])
def test_go_writes_no_tables(frame):
    table = frame({"x": [1.0, 2.0], "y": [3.0, 4.0]})
    with pytest.raises(TypeError, match=r"argument 'v': expected a list, got \w+: the function writes it; pass a list of what it has"):
        c.shift(table, 1)
    with pytest.raises(TypeError, match="pass a list of what it has"):
        c.negate(table)
    rows = [{"x": 1.0, "y": 3.0}]
    c.shift(rows, 1)
    assert rows == [c.Point(x=2.0, y=3.0)]
    rows = [pd.Series([1.0, 2.0], index=[1, 0])]
    series = rows[0]
    c.negate(rows)
    assert rows == [[-1.0, -2.0]] and series.tolist() == [1.0, 2.0]


def test_floats_of_sixteen_bits_are_refused_with_the_cure():
    import ml_dtypes

    halves = np.ones(3, "f2")
    for column in (halves, pd.Series(halves), np.ones((2, 3), "f2")[:, 1], np.ones(3, ml_dtypes.bfloat16), np.ones(3, ml_dtypes.float8_e5m2)):
        for call in (c.floats, c.sum):
            with pytest.raises(TypeError, match=r"argument 'v': expected .*, got an array of b?float\w+, which Go has no type for; pass v.astype\('float32'\)"):
                call(column)
        assert c.floats(column.astype("float32"))[0] == 1.0
    with pytest.raises(TypeError, match=r"argument 'v\[0\]': expected list\[float\], got an array of float16"):
        c.matrix(np.ones((2, 2), "f2"))
