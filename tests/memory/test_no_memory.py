"""Every allocation of Python's fails once: MemoryError, no crash, nothing left behind."""

import os
import pathlib
import subprocess
import sys

import pytest
from cases import IMPORTABLE

pytest.importorskip("_testcapi", reason="this Python was built without its tests")
HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
from calls import CALLS  # noqa: E402


@pytest.mark.parametrize("name", CALLS)
def test_every_allocation_fails_once(name):
    env = {**os.environ, "PYTHONPATH": str(IMPORTABLE), "PYTHONFAULTHANDLER": "1"}
    done = subprocess.run([sys.executable, HERE / "program.py", name], env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
