"""What a process may not have."""

import pytest
from running import run


def test_the_environment_at_the_first_call():
    assert run("environment.py", GUEST_CHANGED="before", GUEST_REMOVED="x").stdout == "ok\n"


@pytest.mark.parametrize("what", ["files", "threads"])
def test_limits(what):
    assert run("limits.py", what).stdout == "ok\n"
