"""Faults and signals that are Python's stay Python's."""

import os
import pathlib
import signal
import subprocess

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


@pytest.mark.measures
def test_handlers_that_raise_cancel_contexts():
    assert run("interrupted.py").stdout == "ok\n"


@pytest.fixture(scope="module")
def recovering(tmp_path_factory):
    library = tmp_path_factory.mktemp("recovering") / "recovering.so"
    source = pathlib.Path(__file__).parent / "recovering" / "recovering.c"
    subprocess.run([*os.environ.get("CC", "cc").split(), "-shared", "-fPIC", "-O1", "-o", library, source, "-lpthread"], check=True)
    return library


# From <signal.h>.
SA_ONSTACK, SA_NODEFER = 0x08000000, 0x40000000


@pytest.mark.parametrize("save", [0, 1])
@pytest.mark.parametrize("flags", [0, SA_ONSTACK, SA_NODEFER, SA_ONSTACK | SA_NODEFER])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_handler_that_never_returns(recovering, when, flags, save):
    if not save and not flags & SA_NODEFER:
        pytest.skip("without Go, too, the signal would stay blocked")
    done = run("recovering.py", recovering, when, flags, save, 0, 40, code=-signal.SIGSEGV)
    assert done.stdout == "ok\n"
    assert done.stderr.startswith("Fatal Python error: Segmentation fault") == (when == "before"), done.stderr


@pytest.mark.parametrize("when", ["before", "after"])
def test_handlers_that_pass_a_fault_on_before_one_that_never_returns(recovering, when):
    assert run("recovering.py", recovering, when, SA_ONSTACK | SA_NODEFER, 1, 1, 1).stdout == "ok\n"


@pytest.mark.parametrize("when", ["before", "after"])
def test_cysignals(when):
    pytest.importorskip("cysignals")
    assert run("cysignalled.py", when).stdout == "ok\n"
