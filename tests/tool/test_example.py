"""The examples' own tests."""

import os
import subprocess
import sys

import pytest
from cases import ROOT


@pytest.mark.parametrize("example", ["textstats", "thumbnails"])
def test_example(example, gophersnake, venv, python):
    folder = ROOT / "examples" / example
    gophersnake("develop", "-C", folder, "--python", venv)
    site = python(f"import {example}, pathlib; print(pathlib.Path({example}.__file__).parent.parent)")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(command, cwd=folder, env=dict(os.environ, PYTHONPATH=site), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
