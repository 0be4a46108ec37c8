"""docs/proof.md: for each claim what was said, what was measured, and how to repeat it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from harness import machine
from harness.proof.claims import CLAIMS, Claim
from harness.proof.plots import bars, figure

HEAD = """# Proof

What is said of Python and a compiled language, and what is so with gophersnake, PyO3 and Python alone: the same functions
(`bench/gopher-proof`, `bench/peers/pyo3-proof`), measured side by side. This page is written by `make proof`, which
measures on your machine; `make proof ARGS="--only gil,map"` measures some, and writes those alone.

{machine}.
Each figure is the best of {rounds} rounds, in which the peers took turns; those of *runtime*, *leak*, *panic*, *awaited*,
*rate* and *hour* are of one process each. Times differ between machines: what counts is how they compare.
"""


def write(results: Mapping[str, Any], page: Path) -> None:
    """Writes the page, and the plots beside it in proof/."""
    folder = page.parent / "proof"
    folder.mkdir(parents=True, exist_ok=True)
    parts = [HEAD.format(machine=machine.line(results["machine"]), rounds=results["rounds"])]
    for claim in CLAIMS:
        values = results["figures"].get(claim.name)
        if values:
            parts.append(section(claim, values, folder))
    if results["missing"]:
        parts.append("## Missing\n\n" + "".join(f"* {name}: {why}\n" for name, why in results["missing"].items()))
    page.write_text("\n".join(parts))


def section(claim: Claim, values: Mapping[str, Any], folder: Path) -> str:
    lines = [f"## {claim.name}", "", f"*Said:* {claim.said}.", "", f"*Measured:* {claim.measured}.", ""]
    numbers = {name: value for name, value in values.items() if isinstance(value, (int, float))}
    if len(numbers) > 1:
        (folder / f"{claim.name}.svg").write_text(bars(claim.name, claim.unit, numbers))
        lines += [f"![{claim.measured}](proof/{claim.name}.svg)", ""]
    lines += [f"| | {claim.unit} |", "|---|--:|"]
    lines += [f"| {name} | {figure(value) if name in numbers else value} |" for name, value in values.items()]
    return "\n".join(lines) + "\n"
