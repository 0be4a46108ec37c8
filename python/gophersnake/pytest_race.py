"""What --gophersnake-race does: the project in pytest's root folder is built with
Go's race detector and stands before the one that is installed, and a test during
which the detector reports a data race fails with the report.

Where reports go is read from the environment that a process began with. So pytest
begins anew once the project has been built: as the same process, with the same
arguments. Source: https://go.dev/doc/articles/race_detector (GORACE).
"""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Generator
from typing import Any

import pytest

from . import command

BUILT = "GOPHERSNAKE_RACE_BUILD"  # environment: the folder of the build, and the process that removes it


def begin(project: pathlib.Path) -> Races:
    """What looks for reports, in a process that was begun for it; else builds the
    project and begins that process, and does not return.

    Raises pytest.UsageError where the project can't be built so.
    """
    if built := os.environ.get(BUILT):
        owner, _, folder = built.partition(":")
        return Races(pathlib.Path(folder), owner == str(os.getpid()))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="gophersnake-race-"))
    done = subprocess.run([command.executable(), "--quiet", "build", "--race", "--directory", str(project), "--out", str(folder / "wheel")],
                          env=command.environment(), capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(folder)
        raise pytest.UsageError(f"--gophersnake-race: {project} does not build: {done.stderr.strip()}")
    for wheel in (folder / "wheel").glob("*.whl"):
        with zipfile.ZipFile(wheel) as z:
            z.extractall(folder / "site")
    env = dict(os.environ)
    env[BUILT] = f"{os.getpid()}:{folder}"
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder / "site"), env.get("PYTHONPATH")]))
    env["GORACE"] = f"{env.get('GORACE', '')} log_path={folder / 'report'}".strip()
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], env)


class Races:
    """Looks after each test whether a report was written since the last look."""

    def __init__(self, folder: pathlib.Path, mine: bool) -> None:
        self.folder, self.mine = folder, mine
        self.read: dict[pathlib.Path, int] = {}  # bytes of each report that a test was told of

    def reports(self) -> str:
        """What this process and those that it started have reported since this was asked last."""
        new = []
        for file in sorted(self.folder.glob("report.*")):
            text = file.read_bytes()
            new.append(text[self.read.get(file, 0) :].decode(errors="replace"))
            self.read[file] = len(text)
        return "".join(new).strip()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self, item: Any) -> Generator[None, Any, Any]:
        result = yield
        if found := self.reports():
            pytest.fail(f"Go's race detector says:\n{found}", pytrace=False)
        return result

    def pytest_unconfigure(self) -> None:
        if self.mine:
            shutil.rmtree(self.folder, ignore_errors=True)
