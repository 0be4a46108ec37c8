"""make proof: claims about Python and compiled code, measured. It writes docs/proof.md.

    python bench/proof.py [--only array,gil,...] [--peers gopherproof,pyo3_proof] [--quick]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from harness import convert, machine
from harness.parquet import write_lines
from harness.peers import PROOF_GO, PROOF_RUST
from harness.peers.peer import Product
from harness.program import QUICK, check, keep
from harness.proof import files, page
from harness.proof.claims import CLAIMS
from harness.proof.loops import MEASURES as LOOPS
from harness.report import say
from harness.workspace import BENCH, BUILD, ROOT, VENV, Missing, Workspace, make_venv, python_of, shown_path, the_wheel

sys.path.insert(0, str(ROOT / "python"))

from gophersnake import requirements  # noqa: E402

REQUIREMENTS = ["numpy==2.4.6"]
OF_JOB = ["pyarrow==26.0.1"]
ZIG_BUILD = "gophersnake, build --zig"
TITLES = {"gopherproof": "gophersnake", "pyo3_proof": "PyO3"}


def parse() -> argparse.Namespace:
    names = [claim.name for claim in CLAIMS]
    parser = argparse.ArgumentParser(prog="bench/proof.py", description="Measures claims about Python and compiled code.")
    parser.add_argument("--only", default=",".join(names), help="which, of: %(default)s")
    parser.add_argument("--peers", default=",".join(TITLES), help="beside Python, of: %(default)s; gopherproof is always there")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="small sizes, and no page: to see that it works")
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "proof.md", help="the page that is written")
    options = parser.parse_args()
    options.only = options.only.split(",")
    options.peers = options.peers.split(",")
    check(parser, options.only, names)
    check(parser, options.peers, list(TITLES))
    return options


def build(peers: list[str]) -> tuple[dict[str, Product], dict[str, str]]:
    products, missing = {}, {}
    for peer in (PROOF_GO, PROOF_RUST):
        if peer is not PROOF_GO and peer.name not in peers:
            missing[TITLES[peer.name]] = "it was not asked for"
            continue
        say(f"building {peer.name} ...")
        try:
            products[peer.name] = peer.build(Workspace(peer.name, BUILD / "peers" / peer.name))
        except Missing as why:
            missing[TITLES[peer.name]] = str(why)
    if PROOF_GO.name not in products:
        sys.exit(f"gophersnake itself could not be built: {missing}")
    return products, missing


def in_turns(products: dict[str, Product], options: argparse.Namespace, scale: int) -> dict[str, Any]:
    output = BUILD / "proof-times.json"
    output.unlink(missing_ok=True)
    modules = {PROOF_GO.name: PROOF_GO.module, PROOF_RUST.name: PROOF_RUST.module}
    job = {
        "peers": {name: {"folder": str(product.folder), "module": modules[name]} for name, product in products.items()},
        "rounds": options.rounds, "scale": scale, "only": options.only, "output": str(output),
    }
    done = subprocess.run([python_of(VENV), "-m", "harness.proof.loops"], input=json.dumps(job), text=True, cwd=BENCH)
    if done.returncode:
        sys.exit(f"the process in which peers take turns ended with {done.returncode}")
    return json.loads(output.read_text())


def alone(measure: str, product: Product, module: str, scale: int) -> Any:
    """What a process of its own says, or how it ended."""
    command = [python_of(VENV), "-m", "harness.proof.processes", measure, product.folder, module, str(scale)]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=BENCH, timeout=600)
    if done.returncode:
        return f"the process ended with {done.returncode}: {(done.stderr.strip().splitlines() or ['-'])[-1]}"
    return json.loads(done.stdout)


def apart(products: dict[str, Product], only: list[str], scale: int) -> dict[str, dict[str, Any]]:
    figures: dict[str, dict[str, Any]] = {}
    for name, product in products.items():
        module, title = (PROOF_GO if name == PROOF_GO.name else PROOF_RUST).module, TITLES[name]
        for measure in ("runtime", "leak", "panic"):
            if measure in only:
                said = alone(measure, product, module, scale)
                rows = {f"{title}, {row}": value for row, value in said.items()} if isinstance(said, dict) else {title: said}
                figures.setdefault(measure, {}).update(rows)
        if "needs" in only:
            figures.setdefault("needs", {})[title] = files.needs(product.folder)
        if "glibc" in only:
            figures.setdefault("glibc", {})[title] = files.glibc(product.folder)
        if "size" in only and product.wheel:
            figures.setdefault("size", {})[title] = files.megabytes(product.wheel)
    go = products[PROOF_GO.name]
    if "names" in only:
        figures["names"] = names(products)
    if "hour" in only:
        figures["hour"] = hour(scale)
    if scale == 1 and {"glibc", "size"} <= set(only):
        try:
            old = by_zig()
        except Missing as why:
            figures.setdefault("glibc", {})[ZIG_BUILD] = str(why)
        else:
            figures.setdefault("glibc", {})[ZIG_BUILD] = files.glibc(old.folder)
            figures.setdefault("size", {})[ZIG_BUILD] = files.megabytes(old.wheel)
    if "awaited" in only:
        figures["awaited"] = alone("awaited", go, PROOF_GO.module, scale)
    if "rate" in only:
        figures["rate"] = {TITLES[PROOF_GO.name]: alone("rate", go, PROOF_GO.module, scale)}
    return figures


def names(products: dict[str, Product]) -> dict[str, str]:
    go, rust = products[PROOF_GO.name], products.get(PROOF_RUST.name)
    rows = {"gophersnake, its package renamed": files.package_renamed(python_of(VENV), go.folder, PROOF_GO.module)}
    if rust:
        said, advice = files.library_renamed(python_of(VENV), rust.folder, PROOF_RUST.module, PROOF_GO.tool)
        rows |= {"PyO3, its library renamed": said, "the same, `gophersnake doctor`": advice}
    return rows


def hour(scale: int) -> dict[str, float]:
    """GB an hour, by the clock."""
    convert.build(OF_JOB)
    lines = BUILD / "proof-lines.jsonl"
    write_lines(lines, 100_000_000 // scale)
    rates = {}
    for tool, title in (("gophersnake", "gophersnake"), ("json", "Python (json, pyarrow)")):
        took, _, _ = convert.measure(str(python_of(VENV)), os.environ, tool, lines, lines.with_suffix(".parquet"))
        rates[title] = lines.stat().st_size / took * 3600 / 1e9
    lines.unlink()
    return rates


def by_zig() -> Product:
    workspace = Workspace("gopherproof_zig", BUILD / "peers" / "gopherproof_zig")
    workspace.install([requirements.ZIG])
    source, output = workspace.folder / "source", workspace.folder / "wheel"
    PROOF_GO.lay_out(source)
    shutil.rmtree(output, ignore_errors=True)
    workspace.run(PROOF_GO.tool, "build", "--zig", "-o", output, cwd=source)
    wheel = the_wheel(output)
    return Product(workspace.unpack(wheel), wheel)


def main() -> None:
    options = parse()
    make_venv(VENV)
    Workspace("proof", BUILD / "peers" / "proof").install(REQUIREMENTS)
    scale = 50 if options.quick else 1
    if options.quick:
        options.rounds = 2
    products, missing = build(options.peers)
    say("measuring ...")
    figures = apart(products, options.only, scale)
    if set(options.only) & set(LOOPS):
        figures |= in_turns(products, options, scale)
    results = {"machine": machine.facts(), "rounds": options.rounds, "figures": figures, "missing": missing}
    keep(results, BUILD / "proof.json")
    path = BUILD / "proof" / "proof.md" if options.quick else options.page
    path.parent.mkdir(parents=True, exist_ok=True)
    page.write(results, path)
    print(path.read_text())
    if options.quick:
        print(QUICK)
    say(f"written to {shown_path(path)}")


if __name__ == "__main__":
    main()
