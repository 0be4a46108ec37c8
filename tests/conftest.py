"""Builds the Go packages of tests/cases and makes them importable.

Each case is a folder with a Go package and the tests of what it becomes in
Python. They are built by the real tool into .build/cases, once for all Python
versions, and again when their sources or the tool have changed. Where pytest is
given folders of single cases, only these are built.
"""

import signal
import sys

from cases import IMPORTABLE, build, needed

# A shell that starts us in the background has SIGINT ignored, which children inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)

sys.path.insert(0, str(IMPORTABLE))


def pytest_configure(config):
    build(needed(config.args))
