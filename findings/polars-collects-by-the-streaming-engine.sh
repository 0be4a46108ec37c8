#!/bin/sh
# Polars 2.1.0; Python 3.12.
#
# Guess: collect() runs the in-memory engine unless engine="streaming" is given, so that a function of map_batches gets
# the whole column, in one call, on the thread that collects.
# Behaviour: without an engine, collect() streams. A function with is_elementwise=True is called for pieces of 100,000
# rows, on threads of Polars; and where it stands in when/then, not at all for pieces of which no row needs it. DataFrame.select,
# and engine="in-memory", give it the whole column. Without is_elementwise it is the whole column always.
# Output seen:
#   collect(): 10 calls, the largest of 100000 rows, on this thread: False
#   collect(engine="in-memory"): 1 calls, the largest of 1000000 rows, on this thread: True
#   DataFrame.select: 1 calls, the largest of 1000000 rows, on this thread: True
#   collect(), in when/then for five rows: 1 calls, the largest of 100000 rows, on this thread: False
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check polars==2.1.0
cat > engines.py <<'PY'
import threading

import polars as pl

calls = []


def same(column):
    calls.append((len(column), threading.get_ident()))
    return column


frame = pl.DataFrame({"x": range(1_000_000)})
column = pl.col("x").map_batches(same, return_dtype=pl.Int64, is_elementwise=True)
few = pl.when(pl.col("x") < 5).then(column).otherwise(0)
seen = []
for what, run in {
    "collect()": lambda: frame.lazy().select(column).collect(),
    'collect(engine="in-memory")': lambda: frame.lazy().select(column).collect(engine="in-memory"),
    "DataFrame.select": lambda: frame.select(column),
    "collect(), in when/then for five rows": lambda: frame.lazy().select(few).collect(),
}.items():
    calls.clear()
    run()
    here = any(thread == threading.get_ident() for _, thread in calls)
    seen.append((len(calls), max(rows for rows, _ in calls), here))
    print("{}: {} calls, the largest of {} rows, on this thread: {}".format(what, *seen[-1]))
assert seen == [(10, 100_000, False), (1, 1_000_000, True), (1, 1_000_000, True), (1, 100_000, False)], "this has changed"
PY
env/bin/python engines.py
