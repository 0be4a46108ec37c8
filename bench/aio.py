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
from harness.aio.report import render
from harness.aio.sections import SECTIONS
from harness.aio.stage import LOOPS
from harness.peers import ASYNC_GO, ASYNC_RUST
from harness.peers.peer import Peer
from harness.report import say
from harness.workshop import BENCH, BUILD, ROOT, Missing, Workshop, make_venv, python_of, shown_path

sys.path.insert(0, str(ROOT / "scripts"))

from pythons import pythons  # noqa: E402

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
    for given, known in ((options.only, SECTIONS), (options.loops, LOOPS)):
        if unknown := set(given) - set(known):
            parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    return options


class Ground:
    """One Python with the peers built for it."""

    def __init__(self, version: str, interpreter: str) -> None:
        self.version = version
        self.venv = ROOT / f".venv-bench-{version}"
        make_venv(self.venv, interpreter)
        self.shop("harness").install(REQUIREMENTS)
        self.peers: dict[str, dict[str, str]] = {}
        self.missing: dict[str, str] = {}
        for peer in PEERS:
            say(f"building {peer.name} for Python {version} ...")
            try:
                product = peer.build(self.shop(peer.name))
            except Missing as why:
                self.missing[peer.name] = str(why)
                say(f"  missing: {why}")
            else:
                self.peers[peer.name] = {"folder": str(product.folder), "module": peer.module}

    def shop(self, name: str) -> Workshop:
        return Workshop(name, BUILD / "async" / self.version / name, self.venv)

    def measure(self, section: str, loop: str, quick: bool) -> dict:
        """The findings of a section, from a process of its own."""
        output = BUILD / "async" / "section.json"
        output.unlink(missing_ok=True)
        job = {
            "section": section, "loop": loop, "quick": quick,
            "peers": self.peers, "missing": self.missing, "output": str(output),
        }  # fmt: skip
        try:
            done = subprocess.run(
                [python_of(self.venv), "-m", "harness.aio.section"],
                input=json.dumps(job), text=True, cwd=BENCH, timeout=PATIENCE,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {"failed": f"took longer than {PATIENCE} s"}
        if done.returncode:
            return {"failed": f"its process ended with {done.returncode}"}
        return json.loads(output.read_text())


def main() -> None:
    options = parse()
    found = {"%d.%d" % version: interpreter for version, interpreter in pythons().items()}
    grounds = []
    for version in options.pythons:
        if version in found:
            grounds.append(Ground(version, found[version]))
        else:
            say(f"no Python {version} here")
    if not grounds:
        sys.exit("none of these Pythons is here")
    results: dict = {
        "machine": machine.facts(),
        "versions": {name: machine.first_line(command) for peer in PEERS for name, command in peer.versions().items()},
        "missing": {ground.version: ground.missing for ground in grounds},
        "sections": {},
    }
    print(machine.line(results["machine"]) + "\n")
    if options.quick:
        print("A quick run: numbers are smaller than titles say, and figures mean nothing.\n")
    for name in options.only:
        section = SECTIONS[name]
        stages = {}
        for ground in grounds:
            for loop in options.loops if section.per_loop else options.loops[:1]:
                say(f"{name}: Python {ground.version}, {loop} ...")
                stages[f"{ground.version} {loop}"] = ground.measure(name, loop, options.quick)
        results["sections"][name] = {"title": section.title, "stages": stages}
        # After every section: a long run shall not be lost to its end.
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    print(render(results), end="")
    say(f"\nwritten to {shown_path(options.json)}")


if __name__ == "__main__":
    main()
