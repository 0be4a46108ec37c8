#!/bin/sh
# Polars 2.1.0, with pyarrow 26.0.1; Python 3.12.
#
# Guess: Arrow has no type for Python objects, so a Series of dtype Object can't be exported: __arrow_c_stream__ and to_arrow() raise an error.
# Behaviour: they give fixed_size_binary[8], without an error: the address of each object, as bytes. Whoever takes the column reads eight bytes that mean
# nothing, and mean something else in the next process. The field has no metadata that tells it from real bytes.
# Output seen:
#   dtype: Object
#   by __arrow_c_stream__: fixed_size_binary[8], the addresses: True
#   by to_arrow(): fixed_size_binary[8], the addresses: True
#   metadata: None
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check polars==2.1.0 pyarrow==26.0.1
cat > objects.py <<'PY'
import polars
import pyarrow


class Thing:
    pass


things = [Thing(), Thing()]
addresses = [id(thing).to_bytes(8, "little") for thing in things]
series = polars.Series("thing", things)
stream, arrow = pyarrow.chunked_array(series), series.to_arrow()
lines = [
    f"dtype: {series.dtype}",
    f"by __arrow_c_stream__: {stream.type}, the addresses: {stream.to_pylist() == addresses}",
    f"by to_arrow(): {arrow.type}, the addresses: {arrow.to_pylist() == addresses}",
    f"metadata: {pyarrow.table(series.to_frame()).schema.field('thing').metadata}",
]
print("\n".join(lines))
assert lines == [
    "dtype: Object",
    "by __arrow_c_stream__: fixed_size_binary[8], the addresses: True",
    "by to_arrow(): fixed_size_binary[8], the addresses: True",
    "metadata: None",
], "this has changed"
PY
env/bin/python objects.py
