"""Import, first call and memory: each taken in a new process."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from harness.measure import interleaved_minima
from harness.workspace import VENV, python_of

CHILD = Path(__file__).with_name("fresh_process.py")
FIGURES = ("import_seconds", "first_call_seconds", "rss_import_bytes", "rss_call_bytes")


def once(folder: Path, module: str) -> list[float]:
    done = subprocess.run(
        [python_of(VENV), CHILD, folder, module], capture_output=True, text=True, check=True
    )
    return [float(figure) for figure in done.stdout.split()]


def measure(peers: Mapping[str, tuple[Path, str]], rounds: int) -> dict[str, dict[str, float]]:
    """For each peer the minima of its processes, which take turns with the other peers'."""
    runs: dict[str, list[list[float]]] = {name: [] for name in peers}

    def turn(name: str) -> float:
        runs[name].append(once(*peers[name]))
        return 0.0

    # Not its minima but its order is wanted: one process holds four figures.
    interleaved_minima(
        {name: lambda name=name: turn(name) for name in peers}, rounds=rounds, seconds=float("inf")
    )
    return {
        # The first run writes the .pyc files and warms the disk.
        name: dict(zip(FIGURES, map(min, zip(*figures[1:])), strict=True))
        for name, figures in runs.items()
    }


def size(folder: Path) -> int:
    """What lies installed, without metadata and compiled Python."""
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".so", ".pyd", ".dylib", ".dll", ".py", ".pyi"}
        and not any(part.endswith(".dist-info") for part in path.parts)
    )
