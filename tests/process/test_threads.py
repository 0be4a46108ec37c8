"""Threads of all kinds, until the interpreter's end."""

import pytest
from running import run


@pytest.mark.parametrize("what", ["concurrent", "short", "deep"])
def test_threads(what):
    assert run("threads.py", what).stdout == "ok\n"


def test_the_end_of_the_interpreter():
    for _ in range(5):
        assert run("threads.py", "exiting", code=7).stdout == "atexit\n"
    assert run("threads.py", "deleting").stdout == "ok\ndeleted\n"


def test_a_thread_is_stopped_after_small_calls():
    assert run("stopped.py", timeout=300).stdout == "ok\n"
