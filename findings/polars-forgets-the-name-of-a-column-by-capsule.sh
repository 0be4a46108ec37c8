#!/bin/sh
# Polars 2.1.0, with pyarrow 26.0.1; Python 3.12.
#
# Guess: pl.Series(name, values, dtype) gives the name and the type that one asks for, whatever the values are; an object with __arrow_c_array__ is
# treated as a pyarrow array is.
# Behaviour: of an object that has __arrow_c_array__ or __arrow_c_stream__ and is no class that Polars knows, the name and the dtype are ignored: the
# Series has no name, and the type of the array. There is no error and no warning.
# Output seen:
#   a list: 'n' Int8
#   a pyarrow array: 'n' Int8
#   an object with __arrow_c_array__: '' Float64
#   an object with __arrow_c_stream__: '' Float64
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check polars==2.1.0 pyarrow==26.0.1
cat > names.py <<'PY'
import polars
import pyarrow


class Exporter:
    def __init__(self, values):
        self.values = values


class Array(Exporter):
    def __arrow_c_array__(self, requested_schema=None):
        return self.values.__arrow_c_array__(requested_schema)


class Stream(Exporter):
    def __arrow_c_stream__(self, requested_schema=None):
        return self.values.__arrow_c_stream__(requested_schema)


array = pyarrow.array([1.0, 2.0])
lines = []
for what, values in (
    ("a list", [1.0, 2.0]),
    ("a pyarrow array", array),
    ("an object with __arrow_c_array__", Array(array)),
    ("an object with __arrow_c_stream__", Stream(pyarrow.chunked_array([array]))),
):
    series = polars.Series("n", values, dtype=polars.Int8, strict=False)
    lines.append(f"{what}: {series.name!r} {series.dtype}")
print("\n".join(lines))
assert lines == [
    "a list: 'n' Int8",
    "a pyarrow array: 'n' Int8",
    "an object with __arrow_c_array__: '' Float64",
    "an object with __arrow_c_stream__: '' Float64",
], "this has changed"
PY
env/bin/python names.py
