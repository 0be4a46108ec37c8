"""GOPHERSNAKE_PROFILE: a profile of a whole process, from the import of its first extension to its exit."""

from __future__ import annotations

import atexit
import os

from . import measuring


def start() -> None:
    """Called by the first extension that is imported where the variable is set: the name of the file."""
    path = os.environ["GOPHERSNAKE_PROFILE"]
    started = measuring.begin(path, float(os.environ.get("GOPHERSNAKE_PROFILE_INTERVAL", "0.01")), forks=True)
    atexit.register(measuring.end, started)
