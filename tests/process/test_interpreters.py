"""Subinterpreters: each has a copy of the extension, with a Go runtime of its own."""

import sys

import pytest
from running import run

supported = pytest.mark.skipif(sys.version_info < (3, 13), reason="CPython before 3.13 can end an interpreter on the thread state of a callback, so the import is refused there: test_a_clear_refusal")


@supported
@pytest.mark.parametrize("lock", [[], ["--shared"]], ids=["own", "shared"])
@pytest.mark.parametrize("main", [[], ["--main"]], ids=["alone", "beside main"])
def test_several_at_once(main, lock):
    assert run("interpreters.py", 3, "everything", "callbacks", "interfaces", "times", "awaits", "again", *main, *lock).stdout == "ok\n"


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


@pytest.mark.skipif(sys.version_info < (3, 14), reason="InterpreterPoolExecutor is of Python 3.14, which make test does not ask for: run by hand")
def test_a_pool_of_interpreters():
    assert run("interpreter_pool.py").stdout == "ok\n"


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="from Python 3.13 on the import is no longer refused: the tests above")
def test_a_clear_refusal():
    assert run("interpreter_refused.py").stdout == "refused\n3\n"
