"""make bench-free-threaded: what threads gain on a CPython without a GIL, beside PyO3 and Python. See bench/README.md.

    python bench/free_threads.py [--rounds 60] [--seconds 60]

The interpreter is that of `make test-free-threaded`, which is built first.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys

from harness import machine
from harness.peers.gophersnake import Gophersnake
from harness.peers.pyo3 import PyO3
from harness.report import say
from harness.workspace import BENCH, BUILD, ROOT, VENV, Workspace, make_venv, the_wheel

sys.path.insert(0, str(ROOT / "scripts"))
from free_threaded_python import build as build_python  # noqa: E402


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/free_threads.py", description="Measures threads without a GIL.")
    parser.add_argument("--rounds", type=int, default=60, help="the minimum of which counts (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=60, help="stop after this long (default: %(default)s)")
    return parser.parse_args()


def built(python: str) -> str:
    """The folders with the peers' modules."""
    folders = []
    for peer in Gophersnake("gophersnake_threads", "threads", "gopher-threads"), PyO3("pyo3_threads", "bench_pyo3_threads", ".", "pyo3-threads"):
        say(f"building {peer.name} ...")
        workspace = Workspace(peer.name, BUILD / "peers" / peer.name)
        peer.equip(workspace)
        source, output = workspace.folder / "source", workspace.folder / "out"
        peer.lay_out(source)
        output.mkdir(exist_ok=True)
        for old in output.glob("*.whl"):
            old.unlink()
        if isinstance(peer, PyO3):
            workspace.run("maturin", "build", "--release", "--locked", "--interpreter", python, "--out", output, cwd=source)
        else:
            workspace.run(peer.tool, "build", "--python", python, "-o", output, cwd=source)
        # pip of another Python than the wheel is for
        site = workspace.folder / "site"
        workspace.run(sys.executable, "-m", "zipfile", "-e", the_wheel(output), site)
        folders.append(str(site))
    return os.pathsep.join(folders)


ROWS = [
    # title, what, threads, what is printed of one thread's figure and that of several
    ("a call of nothing, of a processor's time", "nothing", 4, "of one thread"),
    ("Python that computes, with a call in each step", "computing", 2, "times the work"),
    ("a map that threads share, with a lock", "one map", 2, "times the work"),
]


def table(found: dict[str, float]) -> str:
    lines = ["| | gophersnake | PyO3 | Python |", "|---|---|---|---|"]
    for title, what, n, means in ROWS:
        cells = []
        for peer in "gophersnake", "pyo3", "pure":
            one, several = found[f"{peer} {what} 1"], found[f"{peer} {what} {n}"]
            ratio = several / one if means == "of one thread" else one / several
            cells.append(f"{one:.0f} ns; {n} threads {several:.0f} ns: {ratio:.2f} {means}")
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    options = parse()
    make_venv(VENV)
    python = str(build_python())
    folders = built(python)
    command = [python, "-m", "harness.free_threads", folders, str(options.rounds), str(options.seconds)]
    done = subprocess.run(command, cwd=BENCH, env={**os.environ, "PYTHON_GIL": "0"}, stdout=subprocess.PIPE, text=True, check=True)
    results = {"machine": machine.facts(), **json.loads(done.stdout)}
    file = BUILD / "free-threads.json"
    file.write_text(json.dumps(results, indent=1) + "\n")
    print(f"{results['rounds']} rounds; a load of {os.getloadavg()[0]:.1f}\n")
    print(table(results["nanoseconds"]), end="")


if __name__ == "__main__":
    main()
