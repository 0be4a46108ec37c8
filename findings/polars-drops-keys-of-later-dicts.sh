#!/bin/sh
# Polars 2.1.0; Python 3.12.
#
# Guess: pl.Series of dicts has a struct with the keys of all of them, as pl.from_dicts() gives; or, since strict is the default, raises.
# Behaviour: the keys are those of the first dict. What others have beside is dropped, without an error or a warning; strict=False, which is documented
# to be lenient about types, keeps it.
# Output seen:
#   Series: [{'a': 1}, {'a': None}]
#   Series, strict=False: [{'a': 1, 'b': None}, {'a': None, 'b': 2}]
#   from_dicts: [{'a': 1, 'b': None}, {'a': None, 'b': 2}]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check polars==2.1.0
cat > keys.py <<'PY'
import polars

dicts = [{"a": 1}, {"b": 2}]
lines = [
    f"Series: {polars.Series(dicts).to_list()}",
    f"Series, strict=False: {polars.Series(dicts, strict=False).to_list()}",
    f"from_dicts: {polars.from_dicts(dicts).to_dicts()}",
]
print("\n".join(lines))
assert lines == [
    "Series: [{'a': 1}, {'a': None}]",
    "Series, strict=False: [{'a': 1, 'b': None}, {'a': None, 'b': 2}]",
    "from_dicts: [{'a': 1, 'b': None}, {'a': None, 'b': 2}]",
], "this has changed"
PY
env/bin/python keys.py
