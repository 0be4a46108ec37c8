"""What os.environ changes after the first call."""

import pytest
from running import run


@pytest.mark.parametrize("what", ["changes", "what_the_runtime_has_read_stays", "forks", "threads_beside_the_first_call"])
def test_changes_after_the_first_call(what):
    assert run("environ.py", what).stdout == "ok\n"
