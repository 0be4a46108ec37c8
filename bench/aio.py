"""make bench-async: awaiting Go beside awaiting Rust, threads and Python. See bench/README.md.

    python bench/aio.py [--only sequential,streams] [--loops asyncio,uvloop] [--pythons 3.11,3.13] [--quick]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from harness import machine
from harness.aio.environment import Environment, interpreters
from harness.aio.report import render
from harness.aio.sections import SECTIONS
from harness.aio.fixture import LOOPS
from harness.peers import ASYNC_GO, ASYNC_RUST
from harness.peers.peer import Peer
from harness.program import QUICK, check, keep, show
from harness.report import say
from harness.workspace import BUILD

# The oldest that is supported, and one with the eager tasks and the new loop of later ones.
PYTHONS = ("3.11", "3.13")
PEERS: tuple[Peer, ...] = (ASYNC_GO, ASYNC_RUST)
# A section that takes longer than this hangs.
PATIENCE = 1800

REQUIREMENTS = ["uvloop==0.23.0"]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/aio.py", description="Measures awaits of Go beside those of other things.")
    parser.add_argument("--only", default=",".join(SECTIONS), help="which sections, of: %(default)s")
    parser.add_argument("--loops", default=",".join(LOOPS), help="which event loops, of: %(default)s")
    parser.add_argument("--pythons", default=",".join(PYTHONS), help="which Pythons (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="one small round: to see that it works")
    parser.add_argument("--json", type=Path, default=BUILD / "async.json", help="where the findings go")
    options = parser.parse_args()
    options.only, options.loops, options.pythons = (text.split(",") for text in (options.only, options.loops, options.pythons))
    check(parser, options.only, SECTIONS)
    check(parser, options.loops, LOOPS)
    return options


def measure(environment: Environment, section: str, loop: str, quick: bool) -> dict:
    """The findings of a section, from a process of its own."""
    output = BUILD / "async" / "section.json"
    output.unlink(missing_ok=True)
    job = {
        "section": section, "loop": loop, "quick": quick,
        "peers": environment.peers, "missing": environment.missing, "output": str(output),
    }  # fmt: skip
    try:
        environment.run("harness.aio.runner", job, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return {"failed": f"took longer than {PATIENCE} s"}
    except subprocess.CalledProcessError as ended:
        return {"failed": f"its process ended with {ended.returncode}"}
    return json.loads(output.read_text())


def main() -> None:
    options = parse()
    found = interpreters()
    environments = []
    for version in options.pythons:
        if version in found:
            environments.append(Environment(version, found[version], PEERS, REQUIREMENTS))
        else:
            say(f"no Python {version} here")
    if not environments:
        sys.exit("none of these Pythons is here")
    results: dict = {
        "machine": machine.facts(),
        "versions": {name: machine.first_line(command) for peer in PEERS for name, command in peer.versions().items()},
        "missing": {environment.version: environment.missing for environment in environments},
        "sections": {},
    }
    print(machine.line(results["machine"]) + "\n")
    if options.quick:
        print(QUICK)
    for name in options.only:
        section = SECTIONS[name]
        fixtures = {}
        for environment in environments:
            for loop in options.loops if section.per_loop else options.loops[:1]:
                say(f"{name}: Python {environment.version}, {loop} ...")
                fixtures[f"{environment.version} {loop}"] = measure(environment, name, loop, options.quick)
        results["sections"][name] = {"title": section.title, "fixtures": fixtures}
        # After every section: a long run shall not be lost to its end.
        keep(results, options.json)
    show(render(results), options.json)


if __name__ == "__main__":
    main()
