#!/bin/sh
# pytest 9.2.0, CPython 3.12 (the same on 3.11 and 3.13).
#
# Guess: a test's `assert f(x[0]) == n` computes what the same lines compute outside of an assert.
# Behaviour: pytest rewrites asserts so that each part of the expression is in a variable of its own until the assert is done. So x[0] has one
# reference more within an assert, and sys.getrefcount() says so: leak tests of reference counts fail where nothing leaks. --assert=plain does not.
# Output seen:
#   rewritten: before the assert 2, in the assert 3
#   plain: before the assert 2, in the assert 2
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pytest==9.2.0
cat > test_count.py <<'PY'
import os
import re
import sys


def test_counts():
    items = [object()]
    before = inside = sys.getrefcount(items[0])
    try:
        assert sys.getrefcount(items[0]) == before
    except AssertionError as error:
        inside = re.search(r"assert (\d+) == ", str(error)).group(1)
    with open(os.environ["RESULT"], "w") as f:
        f.write(f"before the assert {before}, in the assert {inside}")
PY
for how in rewrite plain; do
    RESULT="$dir/$how" env/bin/python -m pytest -q --assert=$how test_count.py > log.txt || { cat log.txt; exit 1; }
done
printf 'rewritten: %s\nplain: %s\n' "$(cat rewrite)" "$(cat plain)" | tee all.txt
printf 'rewritten: before the assert 2, in the assert 3\nplain: before the assert 2, in the assert 2\n' | cmp - all.txt
