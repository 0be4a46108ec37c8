#!/bin/sh
# Polars 2.1.0; Python 3.12.
#
# Guess: without a return_dtype, map_batches takes the type of what the function gives for the first rows.
# Behaviour: the function is called before with two rows that are nobody's: 1 and 1, or two empty strings; by collect_schema(), and
# by DataFrame.select too. If it raises for these, the query fails and does not say by what: the exception of the function is
# not shown, though none of the frame's rows is wrong. With return_dtype it is called for the frame's rows alone.
# Output seen:
#   collect_schema() of numbers: [[1, 1]]
#   select of names: [['', ''], ['Ann', 'Bob']]
#   a function that refuses '': InvalidOperationError, says why: False
#   the same with return_dtype: [3, 3]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check polars==2.1.0
cat > rows.py <<'PY'
import polars as pl

got = []


def same(column):
    got.append(column.to_list())
    return column


def lengths(names):
    if "" in names.to_list():
        raise ValueError("a person without a name")
    return names.str.len_chars()


pl.DataFrame({"x": [5, 6, 7]}).lazy().select(pl.col("x").map_batches(same)).collect_schema()
print("collect_schema() of numbers:", got)
assert got == [[1, 1]], "this has changed"
got.clear()
names = pl.DataFrame({"name": ["Ann", "Bob"]})
names.select(pl.col("name").map_batches(same))
print("select of names:", got)
assert got == [["", ""], ["Ann", "Bob"]], "this has changed"
try:
    names.select(pl.col("name").map_batches(lengths))
except pl.exceptions.InvalidOperationError as error:
    said = "without a name" in str(error)
    print(f"a function that refuses '': InvalidOperationError, says why: {said}")
    assert not said, "this has changed"
else:
    raise AssertionError("this has changed")
typed = names.select(pl.col("name").map_batches(lengths, return_dtype=pl.UInt32)).to_series().to_list()
print("the same with return_dtype:", typed)
assert typed == [3, 3], "this has changed"
PY
env/bin/python rows.py
