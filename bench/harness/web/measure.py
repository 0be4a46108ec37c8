"""One server and one load: a server of its own for each measurement, so that none inherits
the threads and the heap of another."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.web.ways import Way
from harness.workspace import BENCH, BUILD

# Longer than the slowest way takes for all its requests.
PATIENCE = 600


@dataclass(frozen=True)
class Load:
    name: str
    title: str
    connections: int
    requests: int
    rounds: int


LOADS = (
    Load("crowd", "5,000 connections, one request each, all at once", 5000, 1, 3),
    Load("steady", "64 connections, 60 requests each, one after another", 64, 60, 5),
)


class Failed(Exception):
    """Why there is no figure."""


def cpu_seconds(pid: int) -> float:
    """What all threads of a process have used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def once(python: Path, generator: Path, way: Way, load: Load, job: Mapping) -> dict[str, float]:
    job = dict(job) | {"endpoint": way.endpoint, "limit": way.limit, "admission": way.admission, "uvicorn": way.uvicorn}
    # Not a pipe: nobody reads while the load runs.
    log = BUILD / "server.log"
    with log.open("w") as complaints, subprocess.Popen(
        [python, "-m", "harness.web.app"], cwd=BENCH, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints,
    ) as server:  # fmt: skip
        try:
            server.stdin.write(json.dumps(job) + "\n")
            server.stdin.flush()
            port = server.stdout.readline().strip()
            if not port:
                raise Failed((log.read_text().strip().splitlines() or ["the server ended"])[-1])
            address = f"127.0.0.1:{port}"
            # The first call loads what it needs.
            ask(generator, address, way.endpoint, 1, 1)
            before = cpu_seconds(server.pid)
            found = ask(generator, address, way.endpoint, load.connections, load.requests)
            return flat(found) | {"cpu": cpu_seconds(server.pid) - before}
        finally:
            server.kill()


def ask(generator: Path, address: str, path: str, connections: int, requests: int) -> dict:
    done = subprocess.run(
        [generator, "-addr", address, "-path", path, "-connections", str(connections), "-requests", str(requests)],
        capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    if done.returncode:
        raise Failed(done.stderr.strip())
    return json.loads(done.stdout)


def flat(found: Mapping) -> dict[str, float]:
    figures = {f"{kind}_{name}": value for kind in ("heavy", "light") for name, value in found[kind].items()}
    return figures | {"rps": found["rps"], "seconds": found["seconds"]}
