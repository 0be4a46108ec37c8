"""GOPHERSNAKE_PROFILE: a profile of a whole process, from the import of its first extension to its exit."""

from __future__ import annotations

import atexit
import os
import sys

from . import measuring


OWNER = "GOPHERSNAKE_PROFILE_OWNER"
"""The variable that tells children which process writes to the path itself: its id, and the path."""


def start() -> None:
    """Called by the first extension that is imported where the variable is set: the name of the file."""
    path: str | os.PathLike[str] = os.environ["GOPHERSNAKE_PROFILE"]
    own = f"{os.getpid()} {path}"
    owner = os.environ.get(OWNER, own)
    if owner.partition(" ")[2] != path:  # of another profile
        owner = own
    os.environ[OWNER] = owner
    if owner != own:  # a child that has begun by itself: spawn, subprocess
        path = measuring.of_child(path)
    started = measuring.begin(path, interval(), forks=True)
    atexit.register(measuring.end, started)
    if "multiprocessing.process" in sys.modules and sys.modules["multiprocessing.process"].parent_process() is not None:
        from multiprocessing import util  # such a child ends without what is registered above, if it was forked

        util.Finalize(None, measuring.end, (started,), exitpriority=0)


def interval() -> float:
    """Seconds between two samples of the stacks."""
    text = os.environ.get("GOPHERSNAKE_PROFILE_INTERVAL", "0.01")
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"GOPHERSNAKE_PROFILE_INTERVAL={text}: it is a number of seconds") from None
