"""What a wheel needs, what it weighs, and what becomes of it under another name."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

UNKNOWN = "unknown: there is no readelf here"


def needs(folder: Path) -> str:
    """The libraries that the shared objects in a folder ask for, but for each other."""
    if not shutil.which("readelf"):
        return UNKNOWN
    objects = list(folder.rglob("*.so"))
    names: set[str] = set()
    for path in objects:
        said = subprocess.run(["readelf", "-d", path], capture_output=True, text=True, check=True).stdout
        names |= set(re.findall(r"\(NEEDED\).*\[(.*?)\]", said))
    return ", ".join(sorted(names - {path.name for path in objects})) or "none"


def megabytes(wheel: Path) -> float:
    return wheel.stat().st_size / 1e6


def glibc(folder: Path) -> str:
    """The newest version of glibc that the shared objects in a folder ask for."""
    if not shutil.which("readelf"):
        return UNKNOWN
    versions: set[tuple[int, ...]] = set()
    for path in folder.rglob("*.so"):
        said = subprocess.run(["readelf", "-V", path], capture_output=True, text=True, check=True).stdout
        versions |= {tuple(map(int, version.split("."))) for version in re.findall(r"Name: GLIBC_([\d.]+)", said)}
    return ".".join(map(str, max(versions))) if versions else "none"


def package_renamed(python: Path, folder: Path, module: str) -> str:
    """What an import says of a copy of a package, under another name."""
    with tempfile.TemporaryDirectory() as copies:
        shutil.copytree(folder / module, Path(copies) / "renamed")
        return imported(python, Path(copies))


def library_renamed(python: Path, folder: Path, module: str, doctor: Path) -> tuple[str, str]:
    """What an import says of a copy of a library, under another name, and what `gophersnake doctor` says of it."""
    (library,) = folder.rglob(f"{module}*.so")
    with tempfile.TemporaryDirectory() as copies:
        copy = Path(copies) / "renamed.so"
        shutil.copy(library, copy)
        said = subprocess.run([doctor, "doctor", copy.name], cwd=copies, capture_output=True, text=True).stdout
        return imported(python, Path(copies)), said.splitlines()[0].partition(copy.name)[2].strip()


def imported(python: Path, folder: Path) -> str:
    done = subprocess.run([python, "-c", "import renamed"], cwd=folder, capture_output=True, text=True)
    return "it is imported" if done.returncode == 0 else done.stderr.strip().splitlines()[-1]
