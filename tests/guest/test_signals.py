"""Faults and signals that are Python's stay Python's."""

import signal

import pytest
from running import run


@pytest.mark.parametrize("fault", ["read", "sent"])
@pytest.mark.parametrize("when", ["before", "after", "never", "disabled", "disabled before"])
def test_a_fault_in_c_ends_the_process_with_pythons_report(when, fault):
    done = run("crash.py", when, fault, code=-signal.SIGSEGV)
    assert done.stdout == "about to\n"
    if when in ("before", "after"):
        assert done.stderr.startswith("Fatal Python error: Segmentation fault")
        assert done.stderr.count("crash.py") == 1
    else:
        assert done.stderr == ""


@pytest.mark.parametrize("when", ["early", "late"])
def test_handlers_of_python_are_called(when):
    assert run("handlers.py", when).stdout == "ok\n"


def test_profilers():
    assert run("profiled.py").stdout == "ok\n"


def test_handlers_that_raise_cancel_contexts():
    assert run("interrupted.py").stdout == "ok\n"
