"""JSON lines to one Parquet data set, by one tool, in a process of its own: python -m harness.parquet TOOL IN OUT."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ROWS = 100_000  # of a row group, where rows are collected in Python


def batches(path: str) -> Iterator[list[bytes]]:
    with open(path, "rb") as lines:
        while batch := list(islice(lines, ROWS)):
            yield batch


def write_rows(out: str, tables: Iterator[list[dict[str, Any]]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with contextlib.ExitStack() as stack:
        writer = None
        for rows in tables:
            table = pa.Table.from_pylist(rows, schema=writer.schema if writer else None)
            if writer is None:
                writer = stack.enter_context(pq.ParquetWriter(out, table.schema, compression="snappy"))
            writer.write_table(table)


def by_json(path: str, out: str) -> None:
    import json

    write_rows(out, ([json.loads(line) for line in batch] for batch in batches(path)))


def by_orjson(path: str, out: str) -> None:
    import orjson

    write_rows(out, ([orjson.loads(line) for line in batch] for batch in batches(path)))


def by_msgspec(path: str, out: str) -> None:
    import msgspec

    decoder = msgspec.json.Decoder()
    write_rows(out, (decoder.decode_lines(b"".join(batch)) for batch in batches(path)))


def by_polars(path: str, out: str) -> None:
    import polars

    polars.read_ndjson(path).write_parquet(out, compression="snappy")


def by_polars_streaming(path: str, out: str) -> None:
    import polars

    polars.scan_ndjson(path).sink_parquet(out, compression="snappy")


def by_duckdb(path: str, out: str) -> None:
    import duckdb

    query = f"COPY (SELECT * FROM read_json('{path}', format='newline_delimited')) TO '{out}' (FORMAT parquet, COMPRESSION snappy)"
    duckdb.execute(query)


def by_duckdb_unordered(path: str, out: str) -> None:
    """In no order, to a file for each thread."""
    import duckdb

    duckdb.execute("SET preserve_insertion_order = false")
    query = f"COPY (SELECT * FROM read_json('{path}', format='newline_delimited')) TO '{out}' (FORMAT parquet, COMPRESSION snappy, PER_THREAD_OUTPUT)"
    duckdb.execute(query)


def by_pyarrow(path: str, out: str) -> None:
    import pyarrow.json
    import pyarrow.parquet as pq

    pq.write_table(pyarrow.json.read_json(path), out, compression="snappy")


def by_gophersnake(path: str, out: str) -> None:
    import jsonlines

    jsonlines.convert(path, out, {}, None)


TOOLS: dict[str, Callable[[str, str], None]] = {
    "gophersnake": by_gophersnake,
    "DuckDB": by_duckdb,
    "DuckDB, unordered": by_duckdb_unordered,
    "pyarrow": by_pyarrow,
    "Polars": by_polars,
    "Polars, streaming": by_polars_streaming,
    "msgspec": by_msgspec,
    "orjson": by_orjson,
    "json": by_json,
}


def write_lines(path: Path, size: int) -> None:
    """Lines like those of a log of events, of some 190 bytes: numbers, text, bools, nulls, a list and an object."""
    import json
    import random

    r = random.Random(1)
    words = "the of and to in that was his he it with is for as had you not be her on at by which have or from this him but all".split()
    made: list[str] = []
    for i in range(20_000):
        row = {
            "id": i,
            "time": f"2026-{1 + i % 12:02}-{1 + i % 28:02}T{i % 24:02}:{i % 60:02}:{i % 59:02}Z",
            "user": f"user-{r.randrange(100_000)}",
            "active": r.random() < 0.5,
            "amount": round(r.expovariate(0.01), 2),
            "country": r.choice(["DE", "FR", "US", "JP", None]),
            "text": " ".join(r.choices(words, k=r.randrange(3, 14))),
            "tags": r.sample(["new", "sale", "web", "app"], r.randrange(3)),
            "at": {"lat": round(r.uniform(-90, 90), 5), "lon": round(r.uniform(-180, 180), 5)},
        }
        made.append(json.dumps(row, separators=(",", ":")) + "\n")
    block = "".join(made).encode()
    with path.open("wb") as out:
        for _ in range(max(1, size // len(block))):
            out.write(block)


if __name__ == "__main__":
    TOOLS[sys.argv[1]](sys.argv[2], sys.argv[3])
