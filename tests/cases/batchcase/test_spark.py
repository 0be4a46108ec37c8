"""Functions over columns in Spark. PySpark is 400 MB and needs Java, so it is not in tests/requirements.txt: `make test-engines`."""

import os
import shutil
import sys

import batchcase as plain
import numpy as np
import pyarrow as pa
import pytest

pyspark = pytest.importorskip("pyspark", reason="PySpark is large: make test-engines has it")
if not shutil.which("java"):
    pytest.skip("Spark needs Java", allow_module_level=True)

from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql.functions import ArrowUDFType, PandasUDFType, arrow_udf, col, pandas_udf, udf  # noqa: E402

b = plain.batch_
TEXTS = ["a b", "c", None, "d e f", ""]
COUNTS = [2, 1, None, 3, 0]


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = ":".join(sys.path)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture
def frame(spark):
    rows = [(t, float(i), i) for i, t in enumerate(TEXTS)]
    return spark.createDataFrame(rows, "t string, x double, n long").repartition(2)


def column(frame, name):
    return [row[name] for row in frame.orderBy("n").collect()]


def test_arrow_udf(frame):
    words = arrow_udf(b.words, "long", ArrowUDFType.SCALAR)
    root = arrow_udf(b.root, "double", ArrowUDFType.SCALAR)
    assert column(frame.select("n", words("t").alias("w")), "w") == COUNTS == [None if t is None else plain.words(t) for t in TEXTS]
    assert column(frame.select("n", root("x").alias("r")), "r") == np.sqrt(np.arange(5.0)).tolist()
    repeat = arrow_udf(b.repeat, "string", ArrowUDFType.SCALAR)
    assert column(frame.select("n", repeat("t", "n").alias("r")), "r") == ["", "c", None, "d e fd e fd e f", ""]


def test_annotated(frame):
    @arrow_udf("long")
    def words(t: pa.Array) -> pa.Array:
        return b.words(t)

    assert column(frame.select("n", words("t").alias("w")), "w") == COUNTS


def test_pandas_udf(frame):
    root = pandas_udf(b.root, "double", functionType=PandasUDFType.SCALAR)
    assert column(frame.select("n", root("x").alias("r")), "r") == np.sqrt(np.arange(5.0)).tolist()
    hypot = pandas_udf(b.hypot, "double", functionType=PandasUDFType.SCALAR)
    assert column(frame.select("n", hypot("x", "x").alias("r")), "r") == pytest.approx(np.hypot(np.arange(5.0), np.arange(5.0)).tolist())


def test_map_in_arrow(frame):
    def words(batches):
        for batch in batches:
            yield batch.append_column("w", b.words(batch["t"]))

    assert column(frame.mapInArrow(words, "t string, x double, n long, w long"), "w") == COUNTS


def test_plain_udf(frame):
    words = udf(plain.words, "long")
    assert column(frame.where(col("t").isNotNull()).select("n", words("t").alias("w")), "w") == [c for c in COUNTS if c is not None]


def test_sql(spark, frame):
    spark.udf.register("words", arrow_udf(b.words, "long", ArrowUDFType.SCALAR))
    frame.createOrReplaceTempView("rows")
    assert spark.sql("select sum(words(t)) as s from rows").collect()[0].s == 6


def test_errors(frame):
    root = arrow_udf(b.root, "double", ArrowUDFType.SCALAR)
    with pytest.raises(pyspark.errors.PythonException, match="root of -4: negative"):
        frame.select(root(-col("x"))).where(col("n") >= 0).collect()
