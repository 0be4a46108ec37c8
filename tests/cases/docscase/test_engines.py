"""The examples of docs/columns.md for engines, as they are written. Spark and Ray are in `make test-engines`."""

import importlib
import os
import pathlib
import re
import shutil
import sys

import docscase as m
import pytest

PAGE = pathlib.Path(__file__).parents[3] / "docs" / "columns.md"
TEXTS = ["to be", "or", "not to be"]
COUNTS = [2, 1, 3]


def examples():
    """The code of each engine, by the first word of the comment above it."""
    [block] = re.findall(r"^## In engines\n.*?```python\n(.*?)```", PAGE.read_text(), re.M | re.S)
    parts = re.split(r"^# (\w+).*\n", block, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def run(engine, **names):
    """Runs one; returns the names that it has made, and the value of its last line as `result`."""
    *lines, last = examples()[engine].strip().split("\n")
    exec("\n".join([*lines, f"result = ({last.partition('  # ')[0]})"]), names)
    return names


def test_each_is_run():
    assert examples().keys() == {"DuckDB", "DataFusion", "Polars", "pandas", "Dask", "Spark", "Ray"}


def test_duckdb():
    duckdb, pyarrow = pytest.importorskip("duckdb"), pytest.importorskip("pyarrow")
    with duckdb.connect() as con:
        con.register("documents", pyarrow.table({"text": TEXTS}))
        assert run("DuckDB", textstats=m, con=con)["result"].fetchall() == [(n,) for n in COUNTS]


def test_datafusion():
    datafusion, pyarrow = pytest.importorskip("datafusion"), pytest.importorskip("pyarrow")
    frame = datafusion.SessionContext().from_pydict({"text": TEXTS})
    [batch] = run("DataFusion", textstats=m, datafusion=datafusion, pa=pyarrow, frame=frame)["result"].collect()
    assert batch.column(0).to_pylist() == COUNTS


def test_polars():
    polars = pytest.importorskip("polars")
    for frame in (polars.DataFrame({"text": TEXTS}), polars.LazyFrame({"text": TEXTS})):
        assert run("Polars", textstats=m, pl=polars, frame=frame)["result"].lazy().collect()["text"].to_list() == COUNTS


def test_pandas():
    pandas = pytest.importorskip("pandas")
    assert run("pandas", textstats=m, frame=pandas.DataFrame({"text": TEXTS}))["result"]["words"].tolist() == COUNTS


def test_dask():
    array = pytest.importorskip("dask.array").arange(9.0, chunks=4)
    assert run("Dask", stats=m, array=array)["result"].compute().tolist() == [n**0.5 for n in range(9)]


def test_spark():
    pytest.importorskip("pyspark", reason="PySpark is large: make test-engines has it")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    from pyspark.sql import SparkSession

    os.environ |= {"PYSPARK_PYTHON": sys.executable, "PYTHONPATH": ":".join(sys.path)}
    settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    try:
        names = vars(importlib.import_module("pyspark.sql.functions"))
        frame = session.createDataFrame([(t,) for t in TEXTS], "text string")
        made = run("Spark", textstats=m, frame=frame, schema="text string, n long", **{name: names[name] for name in ("arrow_udf", "ArrowUDFType")})
        assert sorted(row.n for row in made["result"].collect()) == sorted(COUNTS)
        assert sorted(row[0] for row in frame.select(made["words"]("text")).collect()) == sorted(COUNTS)
    finally:
        session.stop()


def test_ray():
    ray = pytest.importorskip("ray", reason="Ray is large: make test-engines has it")
    os.environ["PYTHONPATH"] = ":".join(sys.path)
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=100_000_000, _node_ip_address="127.0.0.1")
    try:
        rows = ray.data.from_items([{"text": t} for t in TEXTS])
        assert sorted(row["n"] for row in run("Ray", textstats=m, rows=rows)["result"].take_all()) == sorted(COUNTS)
    finally:
        ray.shutdown()
