"""Functions over columns in the engines that call them."""

import multiprocessing
import pickle

import batchcase as plain
import cloudpickle
import dask.array
import dask.bag
import datafusion
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

b = plain.batch_

TEXTS = ["a b", "c", None, "d e f"]
COUNTS = [2, 1, None, 3]


def test_duckdb():
    table = pa.table({"t": TEXTS, "x": [1.0, 4.0, 9.0, 16.0]})
    with duckdb.connect() as con:
        con.register("table_", table)
        con.create_function("words", b.words, type="arrow")  # its types are known from __annotations__
        con.create_function("root", b.root, ["DOUBLE"], "DOUBLE", type="arrow")
        con.create_function("upper_", b.upper, type="arrow")
        assert [row[0] for row in con.sql("select words(t) from table_").fetchall()] == COUNTS
        assert con.sql("select sum(root(x)), min(upper_(t)) from table_").fetchall() == [(10.0, "A B")]
        con.create_function("size_", b.size, type="arrow")  # bytes
        con.create_function("after_", b.after, ["TIMESTAMPTZ", "INTERVAL"], "TIMESTAMPTZ", type="arrow")
        assert con.sql("select size_('abc'::blob), epoch(after_('2026-01-01 00:00:00+00'::timestamptz, interval '1 day 2 seconds'))").fetchall() == [(3, 1767312002.0)]
        con.create_function("distance_", b.distance, ["STRUCT(x DOUBLE, y DOUBLE)"] * 2, "DOUBLE", type="arrow")
        assert con.sql("select distance_({x: 3.0, y: 4.0}, {x: 0.0, y: 0.0})").fetchall() == [(5.0,)]
        with pytest.raises(duckdb.InvalidInputException, match="root of -1: negative"):
            con.sql("select root(-x) from table_").fetchall()


def test_datafusion():
    words = datafusion.udf(b.words, [pa.string()], pa.int64(), "immutable")
    frame = datafusion.SessionContext().from_pydict({"t": TEXTS})
    [batch] = frame.select(words(datafusion.col("t")).alias("n")).collect()
    assert batch.column("n").to_pylist() == COUNTS


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_polars(engine):
    frame = pl.DataFrame({"t": TEXTS, "g": [1, 1, 2, 2]}).lazy()
    words = pl.col("t").map_batches(b.words, return_dtype=pl.Int64, is_elementwise=True)
    assert frame.select(words).collect(engine=engine)["t"].to_list() == COUNTS
    assert frame.group_by("g").agg(words.sum()).sort("g").collect(engine=engine)["t"].to_list() == [3, 3]


def test_pandas():
    pytest.importorskip("pyarrow", reason="without it, a missing text is a float to pandas")
    frame = pd.DataFrame({"t": TEXTS, "x": [1.0, 4.0, 9.0, 16.0]})
    assert frame.assign(n=lambda f: b.root(f["x"]))["n"].tolist() == [1, 2, 3, 4]
    assert frame["t"].pipe(b.words).dropna().tolist() == [2, 1, 3]
    assert frame.groupby(frame["x"] > 4)["x"].transform(b.root).tolist() == [1, 2, 3, 4]


def test_dask():
    numbers = dask.array.from_array(np.arange(100.0), chunks=30)
    assert numbers.map_blocks(b.root, dtype=float).compute(scheduler="threads").tolist() == np.sqrt(np.arange(100.0)).tolist()
    bag = dask.bag.from_sequence(["a b", "c"], npartitions=2)
    assert bag.map_partitions(lambda part: b.words(list(part))).compute(scheduler="sync") == [2, 1]


@pytest.mark.parametrize("start", ["spawn", "forkserver"])
def test_they_travel(start):
    plain.words("a")  # Go runs in the parent
    with multiprocessing.get_context(start).Pool(1) as pool:
        assert pool.map_async(b.words, [["a"], ["a b"]]).get(timeout=60) == [[1], [2]]
    assert pickle.loads(cloudpickle.dumps(b.words)) is b.words
