"""Finds every CPython from 3.11 up on this machine: on PATH and among pyenv's
versions, which its shims may hide.

    python3 scripts/pythons.py              # prints paths, a line each
    python3 scripts/pythons.py --newest     # prints one
    REQUIRE_PYTHONS="3.11 3.12" python3 scripts/pythons.py    # fails if one is missing
"""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys

OLDEST = (3, 11)
REPORT = (
    "import sys; print(sys.implementation.name, *sys.version_info[:2], "
    "getattr(sys, '_is_gil_enabled', lambda: True)())"
)


def candidates() -> list[str]:
    """Paths that may be a Python."""
    folders = [pathlib.Path(p) for p in os.environ.get("PATH", "").split(os.pathsep) if p]
    folders += sorted(pathlib.Path.home().glob(".pyenv/versions/*/bin"))
    found = []
    for folder in folders:
        if not folder.is_dir() or "/.pyenv/shims" in str(folder):
            continue
        for file in sorted(folder.iterdir()):
            if re.fullmatch(r"python3(\.\d+)?", file.name) and os.access(file, os.X_OK):
                found.append(str(file))
    return found


def pythons() -> dict[tuple[int, int], str]:
    """The first interpreter of each minor version, oldest version first."""
    found: dict[tuple[int, int], str] = {}
    seen = set()
    for path in candidates():
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        try:
            done = subprocess.run([path, "-I", "-c", REPORT], capture_output=True, text=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            continue
        fields = done.stdout.split()
        if done.returncode != 0 or len(fields) != 4 or fields[0] != "cpython" or fields[-1] != "True":
            continue
        version = int(fields[1]), int(fields[2])
        if version >= OLDEST:
            found.setdefault(version, path)
    return dict(sorted(found.items()))


def main() -> int:
    found = pythons()
    required = os.environ.get("REQUIRE_PYTHONS", "").split()
    missing = [v for v in required if tuple(map(int, v.split("."))) not in found]
    if missing:
        print(f"missing: Python {', '.join(missing)}; found: {', '.join('%d.%d' % v for v in found) or 'none'}", file=sys.stderr)
        return 1
    if not found:
        print("no CPython 3.11 or later found", file=sys.stderr)
        return 1
    paths = list(found.values())
    print("\n".join(paths[-1:] if "--newest" in sys.argv else paths))
    return 0


if __name__ == "__main__":
    sys.exit(main())
