"""Several Go runtimes in one process."""

import signal

import built
import pytest
from running import copies, run

pytestmark = pytest.mark.measures


@pytest.mark.once
@pytest.mark.parametrize("n", [1, 2, 5, 20])
def test_all_preempt_and_recover(n, tmp_path):
    assert run("several.py", 1, *copies(tmp_path, n), path=tmp_path).stdout == "ok\n"


@pytest.fixture(scope="module")
def foreign():
    return built.foreign()


@pytest.mark.parametrize("order", ["before", "after"])
@pytest.mark.parametrize("n", [1, 3])
def test_a_go_library_of_another_maker(n, order, foreign, tmp_path):
    done = run("foreign.py", foreign, order, *copies(tmp_path, n), path=tmp_path, code=-signal.SIGSEGV)
    assert done.stdout == "ok\n"
    assert done.stderr.startswith("Fatal Python error: Segmentation fault") and done.stderr.count("foreign.py") == 1


@pytest.mark.once
def test_a_go_library_that_comes_while_go_works(foreign, tmp_path):
    """What its handler took is repeated: Go preempts a thread again only when it has seen the last signal."""
    assert run("usurped.py", foreign, *copies(tmp_path, 3), path=tmp_path).stdout == "ok\n"
