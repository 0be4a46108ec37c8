"""A call after a pause: most programs don't call in a tight loop."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from harness.workspace import VENV, python_of

CHILD = Path(__file__).with_name("idle_process.py")
PAUSES = (0.0001, 0.001, 0.02)  # seconds
TURNS = 3


def once(folder: Path, module: str) -> list[float]:
    done = subprocess.run(
        [python_of(VENV), CHILD, folder, module, *map(str, PAUSES)], capture_output=True, text=True, check=True
    )
    return [float(figure) for figure in done.stdout.split()]


def measure(peers: Mapping[str, tuple[Path, str]]) -> dict[str, dict[str, float]]:
    """For each peer and pause, in seconds: the least median of some processes, which take turns."""
    runs: dict[str, list[list[float]]] = {name: [] for name in peers}
    for _ in range(TURNS):
        for name, peer in peers.items():
            runs[name].append(once(*peer))
    return {name: dict(zip(map(str, PAUSES), map(min, zip(*found)), strict=True)) for name, found in runs.items()}
