"""make bench-http: a FastAPI app over Go, under load. See bench/README.md.

    python bench/web.py [--only crowd,steady] [--ways "awaited;pyo3"] [--loop uvloop] [--python 3.11] [--quick]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from harness import machine
from harness.aio.environment import Environment, interpreters
from harness.aio.fixture import LOOPS
from harness.peers import ASYNC_GO, ASYNC_RUST
from harness.program import QUICK, check, keep, show
from harness.report import say
from harness.web.measure import LOADS, Failed, Load, once
from harness.web.report import render
from harness.web.ways import WAYS, Way
from harness.workspace import BENCH, BUILD

PYTHON = "3.11"
REQUIREMENTS = ["fastapi==0.165.0", "uvicorn==0.54.0", "uvloop==0.23.0", "httptools==0.9.0"]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/web.py", description="Measures a web app over Go under load.")
    loads, ways = [load.name for load in LOADS], [way.name for way in WAYS]
    parser.add_argument("--only", default=",".join(loads), help="which loads, of: %(default)s")
    parser.add_argument("--ways", default=";".join(ways), help="which ways, of: %(default)s")
    parser.add_argument("--loop", default="uvloop", choices=LOOPS, help="which event loop (default: %(default)s)")
    parser.add_argument("--python", default=PYTHON, help="which Python (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="one small round: to see that it works")
    parser.add_argument("--json", type=Path, default=BUILD / "http.json", help="where the findings go")
    options = parser.parse_args()
    options.only, options.ways = options.only.split(","), options.ways.split(";")
    check(parser, options.only, loads)
    check(parser, options.ways, ways)
    return options


def build_load() -> Path:
    if not shutil.which("go"):
        sys.exit("the load generator needs go on PATH")
    generator = BUILD / "tools" / "load"
    generator.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["go", "build", "-o", generator, "."], cwd=BENCH / "load", check=True)
    return generator


def measure(ways: list[Way], load: Load, environment: Environment, generator: Path, job: dict) -> dict:
    """A load on all ways, which take turns."""
    found: dict[str, list] = {way.name: [] for way in ways}
    missing: dict[str, str] = {}
    for turn in range(load.rounds):
        for way in ways if turn % 2 == 0 else reversed(ways):
            if way.name in missing:
                continue
            say(f"{load.name}: {way.name}, round {turn + 1} of {load.rounds} ...")
            try:
                found[way.name].append(once(environment.python, generator, way, load, job))
            except (Failed, subprocess.TimeoutExpired) as why:
                missing[way.name] = str(why)
    measured = {name: samples for name, samples in found.items() if samples}
    return {"title": load.title, "rounds": load.rounds, "ways": measured, "missing": missing}


def main() -> None:
    options = parse()
    found = interpreters()
    if options.python not in found:
        sys.exit(f"no Python {options.python} here")
    generator = build_load()
    environment = Environment(options.python, found[options.python], (ASYNC_GO, ASYNC_RUST), REQUIREMENTS)
    steps = json.loads(environment.run("harness.web.calibrate", {"peers": environment.peers}))
    job = {"peers": environment.peers, "steps": steps, "loop": options.loop}
    results: dict = {
        "machine": machine.facts(), "python": options.python, "loop": options.loop,
        "steps": steps, "missing": environment.missing, "loads": {},
    }  # fmt: skip
    print(f"{machine.line(results['machine'])}; the server: CPython {options.python}, {options.loop}\n")
    if options.quick:
        print(QUICK)
    for load in LOADS:
        if load.name in options.only:
            if options.quick:
                load = replace(load, connections=min(50, load.connections), requests=min(3, load.requests), rounds=1)
            ways = [way for way in WAYS if way.name in options.ways]
            results["loads"][load.name] = measure(ways, load, environment, generator, job)
            keep(results, options.json)
    show(render(results), options.json)


if __name__ == "__main__":
    main()
