#!/bin/sh
# DuckDB 2.0.1, with pyarrow 26.0.1; Python 3.12.
#
# Guess: a query over a Python object that has __arrow_c_stream__ asks it for its stream once, and reads that.
# Behaviour: without __arrow_c_schema__, the stream is made three times for one query whose result is fetched once, and two of them are made only to
# read the schema. An object that can give its stream only once (a reader, a result set) is not usable so. With __arrow_c_schema__, the stream is made
# once.
# Output seen:
#   without __arrow_c_schema__: [(6,)], streams 3, schemas 0
#   with __arrow_c_schema__: [(6,)], streams 1, schemas 2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1
cat > asked.py <<'PY'
import duckdb
import pyarrow


class Stream:
    streams = schemas = 0

    def __arrow_c_stream__(self, requested_schema=None):
        self.streams += 1
        return pyarrow.table({"x": [1, 2, 3]}).__arrow_c_stream__(requested_schema)


class WithSchema(Stream):
    def __arrow_c_schema__(self):
        self.schemas += 1
        return pyarrow.schema({"x": pyarrow.int64()}).__arrow_c_schema__()


lines = []
for what, numbers in (("without", Stream()), ("with", WithSchema())):
    rows = duckdb.sql("select sum(x) from numbers").fetchall()
    lines.append(f"{what} __arrow_c_schema__: {rows}, streams {numbers.streams}, schemas {numbers.schemas}")
print("\n".join(lines))
assert lines == [
    "without __arrow_c_schema__: [(6,)], streams 3, schemas 0",
    "with __arrow_c_schema__: [(6,)], streams 1, schemas 2",
], "this has changed"
PY
env/bin/python asked.py
