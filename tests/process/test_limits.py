"""What a process may not have."""

import ctypes.util
import subprocess

import pytest
from running import run


def test_the_environment_at_the_first_call():
    assert run("environment.py", PROCESS_CHANGED="before", PROCESS_REMOVED="x").stdout == "ok\n"


@pytest.mark.parametrize("what", ["files", "threads"])
def test_limits(what):
    assert run("limits.py", what).stdout == "ok\n"


def test_a_fork_without_memfd():
    if not ctypes.util.find_library("seccomp"):
        pytest.skip("libseccomp is not there: apt-get install libseccomp2")
    assert run("refused.py", "memfd").stdout == "0\n"


@pytest.mark.parametrize("what", ["proc", "everything"])
def test_a_fork_without_file_systems(what):
    if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here: needs root or user namespaces")
    assert run("refused.py", what, wrapper=["unshare", "--mount"]).stdout == "0\n"
