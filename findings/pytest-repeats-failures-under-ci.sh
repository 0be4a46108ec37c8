#!/bin/sh
# pytest 9.2.0, CPython 3.12.
#
# Guess: the variable CI turns off colours and the truncation of long comparisons, in the place where a failure is shown.
# Behaviour: it also changes the short summary at the end. There, each failure has one line that is cut to the width of the terminal; with CI set
# to anything, it is the whole text of the failure again, all lines. What reads the output of an inner pytest (a plug-in's tests, a report) finds
# the text of one failure below the heading of the last one. -rN leaves the summary out.
# Output seen:
#   without CI: the text stands there 1 times
#   with CI: the text stands there 2 times
#   with CI and -rN: the text stands there 1 times
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pytest==9.2.0
cat > test_two.py <<'PY'
def test_first():
    assert {"name": "a", "size": 1} == {"name": "a", "size": 2}


def test_second():
    assert 1 == 2
PY
count() {
    "$@" env/bin/python -m pytest --tb=short $options test_two.py > log.txt && { cat log.txt; exit 1; }
    grep -c "Differing items" log.txt
}
unset CI BUILD_NUMBER
options=
echo "without CI: the text stands there $(count env) times" > all.txt
echo "with CI: the text stands there $(count env CI=true) times" >> all.txt
options=-rN
echo "with CI and -rN: the text stands there $(count env CI=true) times" >> all.txt
cat all.txt
printf 'without CI: the text stands there 1 times\nwith CI: the text stands there 2 times\nwith CI and -rN: the text stands there 1 times\n' | cmp - all.txt
