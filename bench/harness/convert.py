"""JSON lines to Parquet by processes of harness.parquet, with examples/jsonlines built for them."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.peers.gophersnake import Gophersnake
from harness.workspace import BENCH, BUILD, ROOT, VENV, Workspace


def build(requirements: Sequence[str]) -> None:
    workspace, own = Workspace("jsonlines", BUILD / "peers" / "jsonlines"), Gophersnake()
    workspace.install(requirements)
    own.equip(workspace)
    workspace.run(own.tool, "develop", "--python", VENV, cwd=ROOT / "examples" / "jsonlines")


def measure(python: str, environment: Mapping[str, str], tool: str, path: Path, out: Path) -> tuple[float, float, float]:
    """Seconds of the clock and of processors, and MB of memory."""
    shutil.rmtree(out, ignore_errors=True)
    out.unlink(missing_ok=True)
    start = time.perf_counter()
    process = subprocess.Popen([python, "-m", "harness.parquet", tool, str(path), str(out)], cwd=BENCH, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{tool} has failed")
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
