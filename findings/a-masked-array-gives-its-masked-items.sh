#!/bin/sh
# NumPy 2.4.6, numpy.ma; Python 3.11 to 3.13.
#
# Guess: what is masked does not leave a masked array: float() of a masked item is nan (with a warning), so int-like and complex protocols and the
# buffer protocol refuse it or give a blank too.
# Behaviour: the buffer of a masked array is that of its data, masked items included, and no consumer of a buffer learns of the mask. operator.index()
# of a masked integer and complex() of a masked number give the hidden value without a warning; bytes() copies it.
# Output seen:
#   sum of the array: 4
#   sum of a memoryview of it: 104
#   float of a masked item: nan, 1 warning(s)
#   operator.index: 100, 0 warning(s)
#   complex: (100+0j), 0 warning(s)
#   bytes: [1, 100, 3]
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6
cat > masked.py <<'PY'
import array
import operator
import warnings

import numpy

a = numpy.ma.array([1, 100, 3], mask=[False, True, False], dtype="i8")
item = numpy.ma.array(100, mask=True)
lines = [f"sum of the array: {a.sum()}", f"sum of a memoryview of it: {sum(memoryview(a))}"]
for name, f in (("float of a masked item", float), ("operator.index", operator.index), ("complex", complex)):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        lines.append(f"{name}: {f(item)}, {len(told)} warning(s)")
lines.append(f"bytes: {array.array('q', bytes(a)).tolist()}")
print("\n".join(lines))
assert lines == [
    "sum of the array: 4",
    "sum of a memoryview of it: 104",
    "float of a masked item: nan, 1 warning(s)",
    "operator.index: 100, 0 warning(s)",
    "complex: (100+0j), 0 warning(s)",
    "bytes: [1, 100, 3]",
], "this has changed"
PY
env/bin/python masked.py
