"""One Python, with the peers of the async benchmarks built for it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from harness.peers.peer import Peer
from harness.report import say
from harness.workspace import BENCH, BUILD, ROOT, Missing, Workspace, make_venv, python_of

sys.path.insert(0, str(ROOT / "scripts"))

from pythons import pythons  # noqa: E402


def interpreters() -> dict[str, str]:
    """The Pythons of this machine, by version."""
    return {"%d.%d" % version: interpreter for version, interpreter in pythons().items()}


class Environment:
    def __init__(self, version: str, interpreter: str, peers: Iterable[Peer], requirements: Sequence[str]) -> None:
        self.version = version
        self.venv = ROOT / f".venv-bench-{version}"
        make_venv(self.venv, interpreter)
        self.workspace("harness").install(requirements)
        self.peers: dict[str, dict[str, str]] = {}
        # Why the others are not there.
        self.missing: dict[str, str] = {}
        for peer in peers:
            say(f"building {peer.name} for Python {version} ...")
            try:
                product = peer.build(self.workspace(peer.name))
            except Missing as why:
                self.missing[peer.name] = str(why)
                say(f"  missing: {why}")
            else:
                self.peers[peer.name] = {"folder": str(product.folder), "module": peer.module}

    def workspace(self, name: str) -> Workspace:
        return Workspace(name, BUILD / "async" / self.version / name, self.venv)

    @property
    def python(self) -> Path:
        return python_of(self.venv)

    def run(self, module: str, job: Mapping, timeout: float | None = None) -> str:
        """Runs a module of the harness with a job on its stdin; what it printed."""
        done = subprocess.run(
            [self.python, "-m", module],
            input=json.dumps(job), stdout=subprocess.PIPE, text=True, cwd=BENCH, timeout=timeout, check=True,
        )  # fmt: skip
        return done.stdout
