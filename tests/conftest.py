"""Builds the Go packages of tests/cases and makes them importable.

Each case is a folder with a Go package and the tests of what it becomes in
Python. They are built by the real tool into .build/cases, once for all Python
versions, and again when the content of their sources or of the tool has changed.
Where pytest is given folders of single cases, only these are built.
"""

import gc
import os
import signal
import sys

import pytest

from cases import IMPORTABLE, build, needed
from lacking import WITHOUT, importing, skipped

# A shell that starts us in the background has SIGINT ignored, which children inherit.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Here and not in a hook: the conftest.py of a case, which imports it, comes before the first.
build(needed(sys.argv[1:]))
sys.path.insert(0, str(IMPORTABLE))


def pytest_collection_modifyitems(items):
    if os.environ.get("GOPHERSNAKE_TEST_ONCE") == "0":
        for item in items:
            if "once" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="ran on another version of Python"))


# The libraries that tests import, and the tests themselves, are a heap that takes a quarter of a second to collect. Tests
# collect theirs often, some thousand times in a session: what libraries have brought is no part of it.
MANY = 50
frozen_at = 0


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    global frozen_at
    if len(sys.modules) > frozen_at + MANY:
        gc.collect()
        gc.freeze()
        frozen_at = len(sys.modules)


def pytest_sessionfinish():
    gc.unfreeze()  # plugins ask who refers to what


if WITHOUT:

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(collector):
        report = yield from importing()
        if report.failed and getattr(report, "call", None):
            skipped(report, collector.path, report.call)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(item, call):
        report = yield
        skipped(report, item.path, call)
        return report
