"""How many steps of each peer's loop take a millisecond.

    python -m harness.web.calibrate

reads a job from stdin and prints the numbers. Compilers differ, and a server that is
started on a busy machine would find too few: all servers get these.
"""

from __future__ import annotations

import json
import sys

from harness.aio.work import steps
from harness.calls import load

SECONDS = 0.001


def main() -> None:
    modules, _ = load(json.load(sys.stdin)["peers"])
    found = {}
    if "gopherasync" in modules:
        found["gopherasync"] = steps(modules["gopherasync"].spin, SECONDS)
    if "pyo3_async" in modules:
        found["pyo3_async"] = steps(modules["pyo3_async"].spin_sync, SECONDS)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
