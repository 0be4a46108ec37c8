"""Subinterpreters: each has a copy of the extension, with a Go runtime of its own."""

import sys

import pytest
from running import run

supported = pytest.mark.skipif(sys.version_info < (3, 13), reason="refused before Python 3.13")


@supported
@pytest.mark.parametrize("lock", [[], ["--shared"]], ids=["own", "shared"])
@pytest.mark.parametrize("main", [[], ["--main"]], ids=["alone", "beside main"])
def test_several_at_once(main, lock):
    assert run("interpreters.py", 3, "everything", "callbacks", "times", "awaits", "again", *main, *lock).stdout == "ok\n"


@supported
@pytest.mark.parametrize("end", [[], ["--left"]], ids=["interpreters", "process"])
def test_the_end_while_goroutines_call_back(end):
    assert run("interpreters.py", 4, "busy", *end).stdout == "ok\n"


@supported
def test_goroutines_that_call_an_interpreter_that_is_gone():
    assert run("interpreters.py", 4, "late", "--after", 0.5).stdout == "ok\n"


@supported
def test_a_fork_beside_them():
    assert run("interpreters.py", 2, "everything", "--main", "--forked").stdout == "ok\n"


@pytest.mark.skipif(sys.version_info < (3, 14), reason="there are no public interpreters before Python 3.14")
def test_a_pool_of_interpreters():
    assert run("interpreter_pool.py").stdout == "ok\n"


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="not refused from Python 3.13 on")
def test_a_clear_refusal():
    assert run("interpreter_refused.py").stdout == "refused\n3\n"
