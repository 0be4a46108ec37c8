#!/bin/sh
# DuckDB 2.0.1, with pyarrow 26.0.1; Python 3.12.
#
# Guess: a Python function of create_function() is called when rows are read. EXPLAIN only plans, and `WHERE false` has no
# rows, so neither calls it.
# Behaviour: a call whose arguments are constants is folded by the optimizer, which calls the function for one row while
# it plans: also for EXPLAIN, and where no row is ever read. With side_effects=True it is not called so, but once for
# each row: then ten thousand equal calls are made, in place of one.
# Output seen:
#   EXPLAIN SELECT f(42): [1]
#   SELECT f(42) FROM range(5000) WHERE false: [1]
#   SELECT f(42) FROM range(5000): [1]
#   the same three with side_effects=True: [], [], [2048, 2048, 904]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1 numpy==2.4.6
cat > planned.py <<'PY'
import duckdb

calls = []


def f(column):
    calls.append(len(column))
    return column


def rows_of_calls(connection, query):
    calls.clear()
    connection.execute(query).fetchall()
    return list(calls)


queries = ["EXPLAIN SELECT f(42)", "SELECT f(42) FROM range(5000) WHERE false", "SELECT f(42) FROM range(5000)"]
seen = {}
for effects in (False, True):
    connection = duckdb.connect()
    connection.create_function("f", f, ["BIGINT"], "BIGINT", type="arrow", side_effects=effects)
    seen[effects] = [rows_of_calls(connection, query) for query in queries]
for query, rows in zip(queries, seen[False]):
    print(f"{query}: {rows}")
print("the same three with side_effects=True:", ", ".join(map(str, seen[True])))
assert seen[False] == [[1], [1], [1]], "this has changed"
assert seen[True] == [[], [], [2048, 2048, 904]], "this has changed"
PY
env/bin/python planned.py
