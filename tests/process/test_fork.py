"""A process that has called Go forks, and its children call Go."""

import os

import pytest
from running import run

FORKS = os.environ.get("GOPHERSNAKE_FORKS", "60")


def test_children_and_grandchildren_work():
    assert run("fork_many.py", FORKS, timeout=60 + 2 * int(FORKS)).stdout == f"{{0: {FORKS}}}\n"


@pytest.mark.parametrize("other", ["yes", "no"])
@pytest.mark.parametrize("inside", ["yes", "no"])
@pytest.mark.parametrize("before", ["yes", "no"])
@pytest.mark.parametrize("parent", ["yes", "no"])
def test_a_child_of_a_thread_ends_with_it(parent, before, inside, other):
    out = run("fork_thread.py", parent, before, inside, other).stdout
    assert out == ("other thread ended\n" if other == "yes" else "") + "[0]\n"


@pytest.mark.parametrize("call", ["yes", "no"])
def test_signals_that_go_took_in_the_parent(call):
    assert run("fork_signal.py", CALL=call).stdout == "0\n"


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_multiprocessing(method):
    assert run("fork_pool.py", method).stdout == "210\n"


def test_descriptors_closed_by_the_child():
    assert run("fork_limits.py", "close").stdout == "0\n"


def test_a_child_can_be_made_to_refuse():
    assert run("fork_policy.py", GOPHERSNAKE_FORK="error").stdout == "0\n"


@pytest.mark.parametrize("how", ["returns", "raises"])
def test_a_handler_of_signals_forks_during_a_call(how):
    assert run("fork_handler.py", how).stdout == "ok\n"


def test_handlers_of_forks_may_call_go():
    assert run("fork_handlers.py").stdout == "ok\n"
