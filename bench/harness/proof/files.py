"""What a wheel needs, and what it weighs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path


def needs(folder: Path) -> str:
    """The libraries that the shared objects in a folder ask for, but for each other."""
    if not shutil.which("readelf"):
        return "unknown: there is no readelf here"
    objects = list(folder.rglob("*.so"))
    names: set[str] = set()
    for path in objects:
        said = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True).stdout
        names |= set(re.findall(r"\(NEEDED\).*\[(.*?)\]", said))
    return ", ".join(sorted(names - {path.name for path in objects})) or "none"


def megabytes(wheel: Path) -> float:
    return wheel.stat().st_size / 1e6
