#!/bin/sh
# coverage 7.17.5 with CPython 3.12; x86-64 Linux.
#
# Guess: coverage sees every line that the interpreter runs, on whichever thread, since it says that it supports threads.
# Behaviour: the core that is the default before Python 3.14 is told of new threads by threading.settrace(). A thread that C has started, and that
# calls Python by a callback, does not pass there: its lines count as missed. The core "sysmon" (sys.monitoring) sees them.
# Output seen:
#   ctrace: 5, 6 missed
#   sysmon: nothing missed
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3.12 -m venv env
env/bin/pip install --quiet --disable-pip-version-check coverage==7.17.5
cat > program.py <<'PY'
import ctypes

@ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
def called(argument):
    x = 1
    return None

libc = ctypes.CDLL(None)
thread = ctypes.c_ulong()
assert libc.pthread_create(ctypes.byref(thread), None, called, None) == 0
assert libc.pthread_join(thread, None) == 0
PY
seen=$(for core in ctrace sysmon; do
    COVERAGE_CORE=$core env/bin/python -m coverage run --include=program.py program.py
    env/bin/python -m coverage json --quiet -o out.json
    env/bin/python -c "import json, sys; m = json.load(open('out.json'))['files']['program.py']['missing_lines']; print(sys.argv[1] + ':', ', '.join(map(str, m)) or 'nothing', 'missed')" $core
done)
echo "$seen"
[ "$seen" = "ctrace: 5, 6 missed
sysmon: nothing missed" ]
