"""Structs as tables of Arrow's."""

import datetime as dt
import gc
import sys

import batchcase as plain
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

b = plain.batch_
UTC = dt.timezone.utc


def events():
    return [plain.new_event("a", 1), plain.new_event("b", 3), plain.new_event("", 0)]


def test_a_table_of_every_type():
    rows = events()
    table = pa.table(b.to_arrow(rows))
    assert table.schema == pa.schema({
        "name": pa.large_string(), "level": pa.int64(), "at": pa.timestamp("us", "UTC"), "took": pa.duration("ns"), "data": pa.large_binary(),
        "sizes": pa.large_list(pa.field("item", pa.int32())), "where": pa.struct({"x": pa.float64(), "y": pa.float64()}),
        "next": pa.struct({"x": pa.float64(), "y": pa.float64()}), "limit": pa.float64(), "flag": pa.bool_(),
    })  # fmt: skip
    table.validate(full=True)
    assert table.to_pylist()[1] == {
        "name": "b", "level": 1, "at": dt.datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC), "took": pd.Timedelta(milliseconds=3), "data": b"b",
        "sizes": [0, 1, 2], "where": {"x": 1.0, "y": 3.0}, "next": {"x": 5.0, "y": 0.0}, "limit": 3.0, "flag": False,
    }  # fmt: skip
    assert table["limit"].to_pylist() == [None, 3.0, None] and table["next"].null_count == 2 and table["sizes"].to_pylist()[2] == []
    assert plain.names(table) == plain.names(rows) == ["a", "b", ""]


def test_every_library_takes_it():
    points = [plain.Point(1, 2), plain.Point(3, 4)]
    wanted = [{"x": 1.0, "y": 2.0}, {"x": 3.0, "y": 4.0}]
    table = b.to_arrow(points)
    assert len(table) == 2
    for _ in range(2):  # as often as one likes
        assert pa.record_batch(table).to_pylist() == wanted == pa.array(table).to_pylist() == pa.table(table).to_pylist()
        assert pl.DataFrame(table).to_dicts() == wanted == pl.Series(table).to_list()
        assert pa.RecordBatchReader.from_stream(table).read_all().to_pylist() == wanted
    points_table = table  # which SQL finds by its name
    assert len(points_table) and duckdb.sql("select sum(x) from points_table").fetchall() == [(4.0,)]
    assert pd.DataFrame.from_arrow(table).to_dict("records") == wanted
    assert pa.schema(table).names == ["x", "y"]


def test_embedded_structs_and_nulls():
    rows = [plain.Derived(plain.Base(1), own=2, note="n"), None]
    assert pa.array(b.to_arrow(rows)).to_pylist() == [{"base": {"id": 1}, "own": 2, "note": "n"}, None]
    assert pa.table(b.to_arrow([], plain.Point)).schema.names == ["x", "y"]
    assert pa.array(b.to_arrow(iter([plain.Point(1, 2).aio]))).to_pylist() == [{"x": 1.0, "y": 2.0}]


def test_wrong_rows():
    with pytest.raises(TypeError, match="needs the class"):
        b.to_arrow([None])
    with pytest.raises(TypeError, match="row 1: expected Point, got Base"):
        b.to_arrow([plain.Point(), plain.Base()])
    with pytest.raises(TypeError, match="class of structs"):
        b.to_arrow([1])
    with pytest.raises(TypeError, match="'more' is of .*, which Arrow does not have"):
        b.to_arrow([plain.Opaque()])
    for row, name, of in ((plain.Node(), "next", "Node"), (plain.Route(), "next", "Route"), (plain.Tree(), "kids", "Tree"), (plain.Forest(), "kids", "Tree")):
        with pytest.raises(TypeError, match=f"'{name}' is of {of} or None, and contains itself"):
            b.to_arrow([row])


def test_batch_gives_struct_arrays():
    names = pa.array(["a", None, "b"])
    made = b.new_event(names, 2)
    assert pa.types.is_struct(made.type) and made.to_pylist()[2]["name"] == "b" and made.to_pylist()[1] is None
    series = b.new_event(pl.Series("e", ["a"]), 1)
    assert series.name == "e" and series.dtype == pl.Struct and series.struct.field("name").to_list() == ["a"]
    assert b.sum(pa.array([{"x": 1.0, "y": 1.0}]), plain.Point(1, 2)).to_pylist() == [{"x": 2.0, "y": 3.0}]
    assert b.new_event(["a"], 1)[0].name == "a"


def test_the_memory_goes_with_the_last_consumer():
    table = b.to_arrow(events() * 100)
    columns = [pa.table(table), pl.DataFrame(table), pa.RecordBatchReader.from_stream(table)]
    kept = pa.table(table)["name"].chunk(0)
    capsule, stream = table.__arrow_c_array__(), table.__arrow_c_stream__()
    del table, columns, capsule, stream
    gc.collect()
    assert kept.to_pylist() == ["a", "b", ""] * 100


def test_nothing_is_left():
    rows = events() * 10

    def work():
        table = b.to_arrow(rows)
        pa.table(table), pl.DataFrame(table), table.__arrow_c_array__(), table.__arrow_c_stream__(), table.__arrow_c_schema__()
        for bad in ([*rows, 1], [plain.Opaque()]):
            with pytest.raises(TypeError):
                b.to_arrow(bad)

    work()
    before = sys.getrefcount(rows[0])
    arrow = pa.total_allocated_bytes()
    for _ in range(50):
        work()
    gc.collect()
    now = sys.getrefcount(rows[0])
    assert now == before and pa.total_allocated_bytes() <= arrow + 10_000
