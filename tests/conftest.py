"""Builds the Go packages of tests/cases and makes them importable.

Each case is a folder with a Go package and the tests of what it becomes in
Python. All are built by the real tool into .build/cases, once for all Python
versions, and again when their sources or the tool have changed.
"""

import signal
import sys

from cases import IMPORTABLE, build_all

# A shell that starts us in the background has SIGINT ignored, which children inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)

build_all()
sys.path.insert(0, str(IMPORTABLE))
