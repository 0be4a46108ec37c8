"""The example's own tests."""

import os
import subprocess
import sys

from cases import ROOT

EXAMPLE = ROOT / "examples" / "textstats"


def test_textstats(gophersnake, venv, python):
    gophersnake("develop", "-C", EXAMPLE, "--python", venv)
    site = python("import textstats, pathlib; print(pathlib.Path(textstats.__file__).parent.parent)")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests"]
    done = subprocess.run(command, cwd=EXAMPLE, env=dict(os.environ, PYTHONPATH=site), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
