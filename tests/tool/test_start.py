"""docs/start.md: its commands, as they are written, but for the first block, which installs gophersnake from a clone."""

import os
import re
import shlex
import subprocess
import sys

import pytest
from cases import ROOT, TOOL, go

pytestmark = pytest.mark.once
WRAPPED = "github.com/tidwall/gjson"
VERSION = "v1.18.0"  # as in tests/modules


def sessions():
    """Of each block, the commands with what they print."""
    for block in re.findall(r"^```\n(.*?)^```", (ROOT / "docs" / "start.md").read_text(), re.S | re.M)[1:]:
        yield [(command, printed) for command, printed in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)]


def test_commands(tmp_path, venv, pip):
    """In one shell after the other, whose folder is the one that the last `cd` has named."""
    programs = tmp_path / "bin"
    programs.mkdir()
    site = subprocess.check_output([venv / "bin" / "python", "-c", "import sysconfig; print(sysconfig.get_path('platlib'))"], text=True).strip()
    pytest_there = f"import site, sys, pytest; site.addsitedir({site!r}); sys.exit(pytest.main(sys.argv[1:]))"  # which the venv has not
    for name, command in {"gophersnake": [TOOL], "go": [go()], "pytest": [sys.executable, "-c", pytest_there]}.items():
        (programs / name).write_text(f'#!/bin/sh\nexec {shlex.join(map(str, command))} "$@"\n')
        (programs / name).chmod(0o755)
    env = {**os.environ, "PATH": f"{programs}:{venv / 'bin'}:{os.environ['PATH']}", "VIRTUAL_ENV": str(venv)}
    folder, run = tmp_path, []
    for session in sessions():
        for command, printed in session:
            run.append(command)
            if command.startswith("cd "):
                folder /= command.removeprefix("cd ")
            elif command == "python":
                in_python(venv, printed)
            elif command.startswith("pip install "):
                (wheel,) = folder.glob(command.removeprefix("pip install "))
                pip("install", "--force-reinstall", "--no-deps", wheel)
            else:
                command = command.replace(WRAPPED, f"{WRAPPED}@{VERSION}")
                done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True)
                assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
                if printed:
                    assert eval(done.stdout) == eval(printed)
    assert len(run) == 11 and folder.name == "hello"


def in_python(venv, session):
    """Runs the session in the environment's Python."""
    program = f"""
import doctest
test = doctest.DocTestParser().get_doctest({session!r}, {{}}, "start.md", None, 0)
failed, tried = doctest.DocTestRunner().run(test)
assert tried and not failed
"""
    done = subprocess.run([venv / "bin" / "python", "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
