"""docs/reach.md, made of what was measured."""

from __future__ import annotations

from dataclasses import dataclass

import cases

from reach.measure import Reach
from reach.modules import Module

PAGE = cases.ROOT / "docs" / "reach.md"

HEAD = """# What is bound of real modules

`make reach` wraps the modules below, untouched, and counts what of their API Python can call: functions, methods
(those of interfaces too), fields and variables. The *main job* is what a module is for, as a program in Python and
one in Go (tests/reach/jobs); it is done where both print the same. The page is written by that command; nothing in
gophersnake knows any of these modules.

"""


@dataclass
class Row:
    module: Module
    reach: Reach | None = None
    done: bool = False
    failure: str = ""
    size: int = 0
    seconds: float = 0.0

    def summary(self) -> str:
        if self.reach is None:
            return f"could not be wrapped: {self.failure}"
        job = "the main job is done" if self.done else f"the main job fails: {self.failure}"
        return f"{self.reach.share():.1f} % bound, {job}"


def write(rows: list[Row]) -> None:
    whole = Reach()
    for row in rows:
        if row.reach:
            whole.add(row.reach)
    lines = [
        f"{whole.share():.1f} % of {whole.total.total()} symbols of {len(rows)} packages are bound, "
        f"and {sum(row.done for row in rows)} of {len(rows)} main jobs are done.\n",
        "| package | version | functions and methods | bound | fields and variables | bound | main job | wheel, MB |",
        "|---|---|--:|--:|--:|--:|---|--:|",
        *(line(row) for row in rows),
        "",
        "What stands in the way:\n",
        "| symbols | reason |",
        "|--:|---|",
        *(f"| {count} | {why} |" for why, count in whole.reasons().most_common()),
    ]
    PAGE.write_text(HEAD + "\n".join(lines) + "\n")


def line(row: Row) -> str:
    cells = [f"`{row.module.package}`", row.module.version or "of the toolchain"]
    for kinds in (("func", "method"), ("field", "var")):
        if row.reach is None:
            cells += ["", ""]
        else:
            cells += [str(sum(row.reach.total[k] for k in kinds)), f"{row.reach.share(*kinds):.1f} %"]
    cells += ["done" if row.done else "**not done**", f"{row.size / 1e6:.2f}"]
    return f"| {' | '.join(cells)} |"

