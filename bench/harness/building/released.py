"""gophersnake as its users have it: from the wheel of `make dist`, which brings objects of the C library."""

from __future__ import annotations

import sys

from harness.peers.gophersnake import Gophersnake
from harness.workspace import ROOT, Workspace, make_venv


class ReleasedGophersnake(Gophersnake):
    def equip(self, workspace: Workspace) -> None:
        make_venv(workspace.venv)
        workspace.run(sys.executable, "scripts/dist.py", "here", cwd=ROOT)
        install = (workspace.python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--force-reinstall")
        workspace.run(*install, "--find-links", ROOT / "dist", "--only-binary", ":all:", "gophersnake")
        self.tool = workspace.venv / "bin" / "gophersnake"
