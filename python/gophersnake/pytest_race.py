"""The option --gophersnake-race. It builds the project in pytest's root folder with Go's
race detector, and puts that build in front of the installed one. A test during which
the detector reports a data race fails with the report.

The detector reads GORACE, which says where reports go, from the environment in which
the process started. So pytest restarts after the build, as the same process with the
same arguments. Source: https://go.dev/doc/articles/race_detector (GORACE).
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
    """In the restarted process, returns the plugin that looks for reports. Otherwise
    builds the project and restarts the process.

    Raises pytest.UsageError if the project can't be built.
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
    """Checks after each test whether a report was written."""

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
