#!/bin/sh
# pandas 3.1.1, with pyarrow 26.0.1; Python 3.12.
#
# Guess: DataFrame.__arrow_c_stream__ gives the columns of the frame, whatever its index is.
# Behaviour: an index that is no range is a column too, __index_level_0__ where it has no name. So rows that were filtered may have a column more than
# the same frame before, and it depends on which rows are left: indices that pandas can still write as a range have none.
# Output seen:
#   all rows: ['x']
#   rows 0, 2: ['x']
#   rows 0, 1, 3: ['x', '__index_level_0__']
#   named: ['x', 'id']
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1 pyarrow==26.0.1
cat > index.py <<'PY'
import pandas
import pyarrow

frame = pandas.DataFrame({"x": [1, 2, 3, 4]})
frames = {
    "all rows": frame,
    "rows 0, 2": frame[frame.x.isin([1, 3])],
    "rows 0, 1, 3": frame[frame.x != 3],
    "named": frame.rename_axis("id")[frame.x != 3],
}
lines = [f"{what}: {pyarrow.RecordBatchReader.from_stream(f).schema.names}" for what, f in frames.items()]
print("\n".join(lines))
assert lines == [
    "all rows: ['x']",
    "rows 0, 2: ['x']",
    "rows 0, 1, 3: ['x', '__index_level_0__']",
    "named: ['x', 'id']",
], "this has changed"
PY
env/bin/python index.py
