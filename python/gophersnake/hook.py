"""Builds editable installs anew when they are imported and their sources have changed.

    import gophersnake.hook                     # in this process, from here on
    python -m gophersnake install-hook          # in each process of this environment
    python -m gophersnake install-hook --remove

An import of a Go package that `gophersnake develop`, `pip install -e` or uv have installed
then compares its sources with the build, as the warning does that such an import gives
without the hook, and runs `gophersnake develop` first if they differ. Processes that import
at the same time build once. If the build fails, the import raises ImportError with what the
compilers have said, and the old build stays.

A process keeps the build that it has imported: importlib.reload builds anew too, and warns
that the process must be restarted. GOPHERSNAKE_HOOK=0 switches the hook off.
"""

from __future__ import annotations

import importlib
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Sequence
from types import ModuleType

INDEX = "gophersnake-editable"  # the same as EditableIndex in internal/emit/editable.go
LOCK = "hook.lock"  # beside the builds of a project

# What roots() has found, and the sys.path in which it has looked.
known: dict[str, str] = {}
seen: list[str] = []


class Finder:
    """Finds nothing: it is asked before those that do."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        if os.environ.get("GOPHERSNAKE_HOOK") != "0":
            root = roots().get(name)
            if root is not None:
                refresh(name, root)
        return None


def install() -> None:
    """Puts the hook before all other finders of this process, once."""
    if not any(finder is Finder for finder in sys.meta_path):
        sys.meta_path.insert(0, Finder)


def roots() -> dict[str, str]:
    """The folders of sys.path that are editable installs, by the name of the package in them."""
    global known, seen
    if seen != sys.path:  # it is asked at each import of a process
        known, seen = {}, list(sys.path)
        for folder in seen:
            try:
                with open(os.path.join(folder, INDEX), encoding="utf-8") as f:
                    known.setdefault(f.read().strip(), folder)
            except OSError:
                continue  # most folders are none
    return known


def refresh(name: str, root: str) -> None:
    """Builds the package anew if its sources have changed. ImportError if that fails."""
    if changed(name, root) is None:
        return
    with Locked(os.path.join(os.path.dirname(os.path.abspath(root)), LOCK)):
        project = changed(name, root)  # another process may have built it meanwhile
        if project is not None:
            build(name, project)
    importlib.invalidate_caches()  # root is a link, which leads to another folder now


def changed(name: str, root: str) -> str | None:
    """The project's folder, if a source differs from what was built; else None."""
    folder = os.path.realpath(os.path.join(root, *name.split(".")))
    try:
        spec = importlib.util.spec_from_file_location("_editable", os.path.join(folder, "_editable.py"))
        assert spec is not None and spec.loader is not None
        check = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(check)
        project, source = check.newer(folder)
    except (OSError, ValueError, StopIteration):
        return None  # a build that is gone or damaged: importing it says so
    return os.fsdecode(project) if source else None


def build(name: str, project: str) -> None:
    import subprocess

    from .command import environment, executable

    command = [executable(), "develop", "--no-deps", "-C", project, "--python", sys.executable]
    done = subprocess.run(command, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise ImportError(f"the sources of {name} have changed, and `gophersnake develop` in {project} has failed:\n{done.stderr.strip()}", name=name)


class Locked:
    """One process at a time; the others wait."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> None:
        import fcntl

        self.file = open(self.path, "w")
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self.file.close()


install()
