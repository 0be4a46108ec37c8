"""The same Go function on Dask, Spark or Ray: python engines.py dask lines.jsonl

Each worker reads parts of the file by it, and what comes back is one table of Arrow."""

import os
import sys
import time

import jsonlines
import pyarrow as pa

PART = 8 << 20  # bytes
WORKERS = 2


def read(path, start, end, schema):
    """A part of the file as a table. Bad lines are an error here."""
    stream, bad = jsonlines.read(path, jsonlines.Part(start, end), schema, "")
    if bad:
        raise ValueError(f"line {bad[0].line} of the part from {start}: {bad[0].why}")
    return pa.ipc.open_stream(stream).read_all()


def ranges(path, size=PART):
    return [(part.start, part.end) for part in jsonlines.parts(path, size)]


def here(path, schema, size=PART):
    """Without an engine."""
    return pa.concat_tables(read(path, *part, schema) for part in ranges(path, size))


def dask(path, schema, size=PART):
    """By processes of dask.distributed."""
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        parts = [client.submit(read, path, *part, schema) for part in ranges(path, size)]
        return pa.concat_tables(client.gather(parts))


def spark(path, schema, size=PART):
    """By mapInArrow in a local cluster of Spark."""
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    def tables(batches):
        for batch in batches:
            for part in batch.to_pylist():
                yield from read(path, part["start"], part["end"], schema).to_batches()

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    stream, _ = jsonlines.parse(b"", schema, "")
    columns = from_arrow_schema(pa.ipc.open_stream(stream).schema)
    session = SparkSession.builder.master(f"local[{WORKERS}]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        parts = ranges(path, size)
        frame = session.createDataFrame(session.sparkContext.parallelize(parts, len(parts)), "start long, end long")
        return frame.mapInArrow(tables, columns).toArrow()
    finally:
        session.stop()


def ray(path, schema, size=PART):
    """By tasks of Ray."""
    import ray

    ray.init(num_cpus=WORKERS, include_dashboard=False, log_to_driver=False)
    try:
        task = ray.remote(read)
        return pa.concat_tables(ray.get([task.remote(path, *part, schema) for part in ranges(path, size)]))
    finally:
        ray.shutdown()


ENGINES = {"here": here, "dask": dask, "spark": spark, "ray": ray}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ENGINES:
        sys.exit(__doc__)
    start = time.perf_counter()
    table = ENGINES[sys.argv[1]](sys.argv[2], jsonlines.infer(sys.argv[2]))
    print(f"{table.num_rows} rows of {table.num_columns} columns in {time.perf_counter() - start:.1f} s on {sys.argv[1]}")


if __name__ == "__main__":
    main()
