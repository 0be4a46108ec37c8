"""make bench-build: what builds cost beside maturin and PyO3, in CPU seconds.

    python bench/builds.py [--rounds 5] [--only small,large] [--quick]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from harness import machine
from harness.building import large
from harness.building.cost import cpu_seconds, least
from harness.building.projects import OfGo, OfRust, OfRustReleased, Project
from harness.program import QUICK, check, keep, show
from harness.workspace import BUILD, Missing, Workspace, make_venv

TOOLS: dict[str, Callable[[Workspace], Project]] = {"gophersnake": OfGo, "maturin develop": OfRust, "maturin develop --release": OfRustReleased}
# What the ratio to each tool is to be at most.
BARS = {
    "cold first build": {"maturin develop --release": 1.0},
    "edit of a body, import": {"maturin develop": 0.25, "maturin develop --release": 0.05},
    "edit of a signature, import": {"maturin develop": 0.4},
    "no change": {},
}


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/builds.py", description="Measures builds.")
    parser.add_argument("--rounds", type=int, default=5, help="edits of each kind (default: %(default)s)")
    parser.add_argument("--only", default="small,large", help="of: %(default)s")
    parser.add_argument("--quick", action="store_true", help="one edit of each kind: to see that it works")
    options = parser.parse_args()
    options.only = options.only.split(",")
    check(parser, options.only, ["small", "large"])
    return options


def small(rounds: int) -> dict[str, dict[str, float]]:
    """The figures of each tool, by row."""
    projects: dict[str, Project] = {}
    for name, make in TOOLS.items():
        venv = BUILD / "building" / name / "venv"
        make_venv(venv)
        projects[name] = make(Workspace(name, BUILD / "building" / name, venv))
    rows: dict[str, dict[str, float]] = {row: {} for row in BARS}
    for name, project in projects.items():
        project.forget()
        rows["cold first build"][name] = cpu_seconds(project.wheel)
        project.develop()

        def build(project: Project = project) -> None:
            project.develop()
            project.imported()

        rows["no change"][name] = least(rounds, lambda turn: None, project.develop)
        rows["edit of a body, import"][name] = least(rounds, lambda turn: project.write(turn + 1, "extra"), build)
        rows["edit of a signature, import"][name] = least(rounds, lambda turn: project.write(0, f"extra{turn}"), build)
    return rows


def tables(found: dict) -> str:
    lines = ["", "CPU seconds; ratios of gophersnake's to each tool's, and what they are to be at most", ""]
    for row, figures in found.get("small", {}).items():
        own = figures["gophersnake"]
        said = [f"gophersnake {own:.2f}"]
        for tool, figure in figures.items():
            if tool != "gophersnake":
                bar = BARS[row].get(tool)
                said.append(f"{tool} {figure:.2f} ({own / figure:.2f}{f' of {bar}' if bar else ''})")
        lines.append(f"{row}: {', '.join(said)}")
    if big := found.get("large"):
        lines.append(
            f"{large.MODULE}, nothing compiled: wrap {big['wrap']:.1f}, go build {big['go build']:.1f}"
            f" ({big['wrap'] / big['go build']:.2f} of 1.3); wrap again {big['wrap again']:.2f}"
        )
    lines += [f"not measured: {name}: {why}" for name, why in found["missing"].items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    options = parse()
    found: dict = {"machine": machine.facts(), "missing": {}}
    for name, measure in (("small", lambda: small(1 if options.quick else options.rounds)), ("large", lambda: large.measure(Workspace("large", BUILD / "building" / "large", BUILD / "building" / "large" / "venv")))):
        if name in options.only:
            try:
                found[name] = measure()
            except Missing as why:
                found["missing"][name] = str(why)
    keep(found, BUILD / "builds.json")
    show(tables(found) + (QUICK if options.quick else ""), BUILD / "builds.json")


if __name__ == "__main__":
    main()
