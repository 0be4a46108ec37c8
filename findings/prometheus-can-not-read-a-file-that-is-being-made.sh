#!/bin/sh
# prometheus_client 0.26.0; Python 3.12.
#
# Guess: in the multiprocess mode, a scrape while a worker makes its first metric sees the worker's values or none of them.
# Behaviour: the file of the worker is there before it has its size. MultiProcessCollector raises struct.error then, and the whole scrape
# fails: with many workers that come and go, some scrapes do.
# Output seen:
#   struct.error: unpack_from requires a buffer of at least 4 bytes for unpacking 4 bytes at offset 0 (actual buffer size is 0)
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check prometheus_client==0.26.0
mkdir metrics
cat > scrape.py <<'PY'
import struct

import prometheus_client
from prometheus_client import mmap_dict, multiprocess

# what MmapedDict.__init__ does first; the next that it does is to make it a megabyte
open(f"metrics/counter_{1234}.db", "a+b").close()
registry = prometheus_client.CollectorRegistry()
multiprocess.MultiProcessCollector(registry)
try:
    prometheus_client.generate_latest(registry)
except struct.error as error:
    print(f"struct.error: {error}")
else:
    raise SystemExit("this has changed")
PY
PROMETHEUS_MULTIPROC_DIR=metrics env/bin/python scrape.py
