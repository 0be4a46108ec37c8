"""make bench: gophersnake beside its peers. See bench/README.md.

    python bench/run.py [--peers a,b] [--only calls,idle,threads,fresh,builds] [--quick]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from harness import builds, fresh, idle, machine
from harness.cases import CASES
from harness.peers import PEERS, REFERENCE
from harness.peers.peer import Peer, Product, Rebuilding
from harness.program import check, keep, show
from harness.report import render, say, with_ratios
from harness.workspace import BENCH, BUILD, VENV, Missing, Workspace, make_venv, python_of

PARTS = ("calls", "idle", "threads", "fresh", "builds")


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    names = [peer.name for peer in PEERS]
    parser = argparse.ArgumentParser(prog="bench/run.py", description="Measures gophersnake beside its peers.")
    parser.add_argument("--peers", default=",".join(names), help="which peers, of: %(default)s")
    parser.add_argument("--only", default=",".join(PARTS), help="which parts, of: %(default)s")
    parser.add_argument("--rounds", type=int, default=400, help="rounds of the light cases (default: %(default)s)")
    parser.add_argument("--heavy-rounds", type=int, default=7, help="rounds of the heavy ones (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=120, help="stop light or heavy rounds after this long")
    parser.add_argument("--quick", action="store_true", help="few rounds and no heavy case: to see that it works")
    parser.add_argument("--json", type=Path, default=BUILD / "results.json", help="where the findings go")
    options = parser.parse_args(arguments)
    options.peers, options.only = options.peers.split(","), options.only.split(",")
    check(parser, options.peers, names)
    check(parser, options.only, PARTS)
    # Every answer is compared with this one's.
    if "pure" not in options.peers:
        options.peers.append("pure")
    return options


def build(peers: list[Peer]) -> tuple[dict[str, Product], dict[str, str]]:
    """Builds one after another; returns the products, and why the others are missing."""
    products, missing = {}, {}
    for peer in peers:
        say(f"building {peer.name} ...")
        try:
            products[peer.name] = peer.build(Workspace(peer.name, BUILD / "peers" / peer.name))
        except Missing as why:
            missing[peer.name] = str(why)
            say(f"  missing: {why}")
    return products, missing


def in_one_process(part: str, products: dict[str, Product], modules: dict[str, str], job: dict) -> dict:
    """Runs a part that imports all peers in a process of its own; returns its findings."""
    output = BUILD / f"{part}.json"
    output.unlink(missing_ok=True)
    job = job | {
        "peers": {name: {"folder": str(product.folder), "module": modules[name]} for name, product in products.items()},
        "output": str(output),
    }
    done = subprocess.run([python_of(VENV), "-m", f"harness.{part}"], input=json.dumps(job), text=True, cwd=BENCH)
    if done.returncode:
        sys.exit(f"the process that times all peers ended with {done.returncode}; --peers tells which one it was")
    return json.loads(output.read_text())


def time_calls(products: dict[str, Product], modules: dict[str, str], options: argparse.Namespace) -> dict:
    job = {
        "rounds": 10 if options.quick else options.rounds,
        "heavy": not options.quick,
        "heavy_rounds": options.heavy_rounds,
        "seconds": options.seconds,
    }
    return in_one_process("calls", products, modules, job)


def time_threads(products: dict[str, Product], modules: dict[str, str], options: argparse.Namespace) -> dict:
    # Many: only a moment in which nothing else runs shows what two cores can do.
    job = {"rounds": 3 if options.quick else 25, "seconds": options.seconds}
    return in_one_process("threads", products, modules, job)


def main() -> None:
    options = parse()
    peers = [peer for peer in PEERS if peer.name in options.peers]
    make_venv(VENV)
    # Arrays are NumPy's for all peers; the harness itself needs nothing else.
    Workspace("harness", BUILD / "peers" / "harness").install(["numpy==2.4.6"])
    products, missing = build(peers)
    results: dict = {
        "machine": machine.facts(),
        "reference": REFERENCE,
        # By case, as the report speaks of cases.
        "lacks": {
            peer.name: {
                case.name: peer.lacks[name] for case in CASES for name in case.functions if name in peer.lacks
            }
            for peer in peers
        },
        "sizes": {
            name: {
                "installed_bytes": fresh.size(product.folder),
                "wheel_bytes": product.wheel.stat().st_size if product.wheel else None,
            }
            for name, product in products.items()
        },
    }
    modules = {peer.name: peer.module for peer in peers}
    if "calls" in options.only:
        say("timing calls ...")
        results["calls"] = time_calls(products, modules, options)
        missing |= results["calls"].pop("missing")
        results["calls"]["ratios"] = with_ratios(results["calls"]["nanoseconds"], REFERENCE)
    if "threads" in options.only:
        say("timing threads ...")
        results["threads"] = time_threads(products, modules, options)
    importable = {name: (product.folder, modules[name]) for name, product in products.items() if name not in missing}
    if "idle" in options.only:
        say("calling after pauses ...")
        results["idle"] = idle.measure(importable)
    if "fresh" in options.only:
        say("importing in new processes ...")
        results["fresh"] = fresh.measure(importable, rounds=3 if options.quick else 15)
    if "builds" in options.only:
        results["builds"] = {}
        for peer in peers:
            if isinstance(peer, Rebuilding) and peer.name not in missing:
                say(f"timing builds of {peer.name} ...")
                try:
                    results["builds"][peer.name] = builds.measure(peer)
                except Missing as why:
                    results["builds"][peer.name] = {"failed": str(why)}
    results["peers"] = {
        peer.name: {
            "missing": missing.get(peer.name),
            "versions": {} if peer.name in missing else {k: machine.first_line(v) for k, v in peer.versions().items()},
        }
        for peer in peers
    }
    keep(results, options.json)
    print(machine.line(results["machine"]) + "\n")
    show(render(results, REFERENCE), options.json)


if __name__ == "__main__":
    main()
