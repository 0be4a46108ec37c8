"""The examples' own tests."""

import os
import subprocess
import sys
import tomllib

import pytest
from cases import ROOT


@pytest.mark.parametrize("example", ["textstats", "thumbnails", *[pytest.param(name, marks=pytest.mark.once) for name in ("service", "jsonlines")]])
def test_example(example, gophersnake, venv, python):
    folder = ROOT / "examples" / example
    gophersnake("develop", "-C", folder, "--python", venv)
    name = tomllib.loads((folder / "pyproject.toml").read_text())["project"]["name"]
    site = python(f"import {name}, pathlib; print(pathlib.Path({name}.__file__).parent.parent)")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(command, cwd=folder, env=dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, [site, os.environ.get("PYTHONPATH")]))), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
