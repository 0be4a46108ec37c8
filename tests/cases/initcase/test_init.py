"""What happens in init functions is the first call's, and every later one's."""

import os
import subprocess
import sys

import pytest
from cases import IMPORTABLE

CALLS = """
import initcase
for _ in range(2):
    try:
        print(initcase.ready())
    except initcase.PanicError as error:
        print(error, "|", "init.go:" in error.__notes__[0])
"""


@pytest.mark.parametrize(
    "what, expected",
    [
        ("", "yes"),
        ("slow", "yes"),
        ("panic", "an init function of the package panicked: runtime error: invalid memory address or nil pointer dereference | True"),
        ("exit", "an init function of the package called os.Exit(4) | True"),
    ],
)
def test_init(what, expected):
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(IMPORTABLE), "INITCASE": what})
    assert done.stdout.splitlines() == [expected] * 2 and done.returncode == 0, done.stderr
