#!/bin/sh
# NumPy 2.4.6; Python 3.11 to 3.13.
#
# Guess: what is a numbers.Integral has __index__ and __int__, as the abstract class demands, so that int() of it is its
# value. A scalar of NumPy has no dimensions, and neither has its buffer.
# Behaviour: timedelta64 is derived from signedinteger, which is registered as Integral, but operator.index() and int()
# refuse it. The buffer of a datetime64 or a timedelta64 has one dimension of eight bytes, though its ndim is 0 and the
# buffers of other scalars have none.
# Output seen:
#   timedelta64 is an Integral: True
#   operator.index() and int() of it: TypeError TypeError
#   dimensions of a float64 and of its buffer: 0 0
#   dimensions of a datetime64 and of its buffer: 0 1
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6
cat > integral.py <<'PY'
import numbers
import operator

import numpy


def tried(f, value):
    try:
        return f(value)
    except TypeError as e:
        return type(e).__name__


five, when, one = numpy.timedelta64(5, "s"), numpy.datetime64("2020-01-01"), numpy.float64(1)
lines = [
    f"timedelta64 is an Integral: {isinstance(five, numbers.Integral)}",
    f"operator.index() and int() of it: {tried(operator.index, five)} {tried(int, five)}",
    f"dimensions of a float64 and of its buffer: {one.ndim} {memoryview(one).ndim}",
    f"dimensions of a datetime64 and of its buffer: {when.ndim} {memoryview(when).ndim}",
]
print("\n".join(lines))
expected = [
    "timedelta64 is an Integral: True",
    "operator.index() and int() of it: TypeError TypeError",
    "dimensions of a float64 and of its buffer: 0 0",
    "dimensions of a datetime64 and of its buffer: 0 1",
]
if lines != expected:
    raise SystemExit("it behaves differently now")
PY
env/bin/python integral.py
