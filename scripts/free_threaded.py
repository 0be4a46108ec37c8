"""Runs Python tests on a CPython without a GIL, which is built first: `make test-free-threaded`.

    python3 scripts/free_threaded.py [PYTEST ARGUMENTS]    # TESTS below, if there are none

The extensions of tests/cases are built for it into .build/free-threaded/cases. PYTHON_GIL=0 keeps the
GIL off, whatever a library says that is imported.

GOPHERSNAKE_CFLAGS=-DGS_UNGUARDED builds a C half without what stands for the GIL (shim/abi/exclusion.h), in another
folder: tests/cases/stresscase/test_threads.py must find that.
"""

from __future__ import annotations

import os
import sys

from cases_on import run
from free_threaded_python import FOLDER, build

TESTS = ["tests/cases", "tests/fuzz", "tests/process", "tests/modules", "tests/memory", "tests/shim"]


def main() -> int:
    python = build()
    unguarded = "GS_UNGUARDED" in os.environ.get("GOPHERSNAKE_CFLAGS", "")
    return run(
        python,
        FOLDER,
        sys.argv[1:] or TESTS,
        PYTHON_GIL="0",
        GOPHERSNAKE_TEST_FLAGS=f"--python={python}",
        GOPHERSNAKE_TEST_BUILD=str(FOLDER / ("cases-unguarded" if unguarded else "cases")),
    )


if __name__ == "__main__":
    sys.exit(main())
