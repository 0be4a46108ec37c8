"""make bench-columns: functions over columns beside loops in Rust and Python. See bench/README.md.

    python bench/columns.py [--rounds 15] [--quick] [--plugin]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from harness import machine
from harness.columns import render
from harness.peers import COLUMNS_GO, COLUMNS_PLUGIN, COLUMNS_RUST
from harness.program import QUICK, keep, show
from harness.report import say
from harness.workspace import BENCH, BUILD, VENV, Missing, Workspace, make_venv, python_of

REQUIREMENTS = ["duckdb==2.0.1", "numpy==2.4.6", "pandas==3.1.1", "polars==2.1.0", "pyarrow==26.0.1"]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/columns.py", description="Measures functions over columns.")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="small columns: to see that it works")
    parser.add_argument("--plugin", action="store_true", help="a plugin of Polars in Rust too, which compiles Polars: ten minutes of CPU")
    parser.add_argument("--json", type=Path, default=BUILD / "columns.json", help="where the findings go")
    return parser.parse_args()


def main() -> None:
    options = parse()
    make_venv(VENV)
    Workspace("columns", BUILD / "peers" / "columns").install(REQUIREMENTS)
    peers = {}
    for peer in (COLUMNS_GO, COLUMNS_RUST, *([COLUMNS_PLUGIN] if options.plugin else [])):
        say(f"building {peer.name} ...")
        try:
            product = peer.build(Workspace(peer.name, BUILD / "peers" / peer.name))
        except Missing as why:
            say(f"  missing: {why}")
            continue
        peers[peer.name] = {"folder": str(product.folder), "module": peer.module}
    if COLUMNS_GO.name not in peers:
        sys.exit("gophersnake itself could not be built")
    output = BUILD / "columns-times.json"
    output.unlink(missing_ok=True)
    job = {"peers": peers, "rounds": 2 if options.quick else options.rounds, "scale": 100 if options.quick else 1, "output": str(output)}
    done = subprocess.run([python_of(VENV), "-m", "harness.columns"], input=json.dumps(job), text=True, cwd=BENCH)
    if done.returncode:
        sys.exit(f"the process that times all ended with {done.returncode}")
    results = {"machine": machine.facts(), "times": json.loads(output.read_text())}
    keep(results, options.json)
    print(machine.line(results["machine"]) + "\n")
    if options.quick:
        print(QUICK)
    show(render(results["times"]), options.json)


if __name__ == "__main__":
    main()
