#!/bin/sh
# joblib 1.6.0; APSW 3.50.4.0 and 3.51.0.0; Python 3.12.
#
# Guess: joblib.Memory notices that a function has changed, and forgets what it has kept of the older one; of a compiled
# function at least when its package has another version.
# Behaviour: what it compares is the function's source. A compiled function has none, so its repr is compared, which is
# the same in each version: after an upgrade of the package, the older version's results are given from the disk.
# Memory.clear() after an upgrade, or a folder named by the version, is what helps.
# Output seen:
#   APSW 3.50.4.0 is installed, its cached function says 3.50.4.0
#   APSW 3.51.0.0 is installed, its cached function says 3.50.4.0
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check joblib==1.6.0
cat > versions.py <<'PY'
import apsw
import joblib

version = joblib.Memory("cache", verbose=0).cache(apsw.apsw_version)
print(f"APSW {apsw.apsw_version()} is installed, its cached function says {version()}")
PY
for release in 3.50.4.0 3.51.0.0; do
    env/bin/pip install --quiet --disable-pip-version-check "apsw==$release"
    env/bin/python versions.py
done | tee seen.txt
cmp - seen.txt <<'SEEN'
APSW 3.50.4.0 is installed, its cached function says 3.50.4.0
APSW 3.51.0.0 is installed, its cached function says 3.50.4.0
SEEN
