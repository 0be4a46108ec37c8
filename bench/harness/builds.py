"""How long a build takes: cold, and after an edit of one line."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from harness.peers.peer import Rebuilding
from harness.workspace import BUILD, Missing, Workspace, make_venv, the_wheel

EDITS = 3


class Sources:
    """A copy of a peer's sources and the line that is edited in it."""

    def __init__(self, peer: Rebuilding, folder: Path):
        self.folder = folder
        peer.lay_out(folder)
        file, self.text = peer.edit
        self.file = folder / file
        self.original = self.file.read_text()
        if self.original.count(self.text) != 1:
            raise ValueError(f"{self.text!r} must stand once in {file}")

    def edit(self, number: int) -> None:
        # Each edit differs from all before, or a cache would know its answer; the
        # length stays, as the peers' sources reckon with it.
        new = f"{number:0{len(self.text)}d}"
        self.file.write_text(self.original.replace(self.text, new))


def seconds(action) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def measure(peer: Rebuilding) -> dict[str, float | str]:
    """Builds a peer from nothing, then again after edits; minima over these."""
    folder = BUILD / "rebuild" / peer.name
    shutil.rmtree(folder, ignore_errors=True)
    # `develop` installs into the active environment, which must not be the one
    # that the other peers are measured in.
    venv = BUILD / "rebuild" / "venv"
    make_venv(venv)
    workspace = Workspace(peer.name, folder, venv)
    peer.equip(workspace)
    workspace.environment |= peer.cold(folder)
    sources = Sources(peer, folder / "source")
    output = folder / "wheel"

    def wheel() -> None:
        peer.wheel(workspace, sources.folder, output)

    def develop() -> None:
        peer.develop(workspace, sources.folder)

    found: dict[str, float | str] = {
        "wheel_command": peer.wheel_command,
        "develop_command": peer.develop_command,
        "cold_seconds": seconds(wheel),
    }
    the_wheel(output)
    number = 0
    # The first `develop` is cold where it uses another profile, so it isn't counted.
    for name, action in (("wheel", wheel), ("develop", develop)):
        times = []
        try:
            if action is develop:
                develop()
            for _ in range(EDITS):
                number += 1
                sources.edit(number)
                times.append(seconds(action))
        except Missing as why:
            found[f"{name}_failed"] = str(why)
            continue
        found[f"{name}_seconds"] = min(times)
    return found
