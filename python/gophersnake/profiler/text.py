"""A profile for a terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .measuring import Profile

FUNCTIONS = 20


def text(p: Profile) -> str:
    out = [f"{p.seconds:.2f} s, {sum(f.figures.calls for f in p.functions):,.0f} calls of {len(p.functions)} Go functions, {seconds(sum(f.figures.total for f in p.functions)).strip()} in them"]
    if not p.functions:
        return out[0] + "\n"
    out += ["", f"{'calls':>10} {'total':>8} {'in':>8} {'Go':>8} {'GIL':>8} {'out':>8} {'borrowed':>9} {'copied':>9}  function"]
    for f in p.functions[:FUNCTIONS]:
        n = f.figures
        out.append(
            f"{n.calls:>10,.0f} {seconds(n.total):>8} {seconds(n.converting_in):>8} {seconds(n.go):>8} {seconds(n.gil):>8} {seconds(n.converting_out):>8}"
            f" {size(n.borrowed):>9} {size(n.copied + n.packed + n.results):>9}  {f.title}{of_rows(n.rows)}{failures(n.failed)}"
        )
        v = p.verdict(f)
        out.append(f"{'':>10} {v.what}{': ' + v.cure if v.saves else ''}")
    if len(p.functions) > FUNCTIONS:
        out.append(f"{'':>10} and {len(p.functions) - FUNCTIONS} more")
    gains = p.gains()
    if gains:
        out += ["", "Lines that would gain most:"]
        for line, v in gains:
            out.append(f"{seconds(v.saves):>10}  {place(line.file)}:{line.line} in {line.caller}: {line.function.title}, {line.figures.calls:,.0f} calls")
            out.append(f"{'':>10}  {v.what}: {v.cure}")
    return "\n".join(out) + "\n"


def of_rows(n: float) -> str:
    return f", {n:,.0f} rows" if n else ""


def failures(n: float) -> str:
    return f" ({n:,.0f} failed)" if n else ""


def seconds(s: float) -> str:
    for unit, name in ((1.0, "s"), (1e-3, "ms"), (1e-6, "us")):
        if s >= 0.9995 * unit:  # which is rounded to 1
            return f"{s / unit:.3g} {name}" if s < 999.5 * unit else f"{s / unit:,.0f} {name}"
    return "-" if s < 1e-9 else f"{s * 1e9:.0f} ns"


def size(n: float) -> str:
    if n < 1:
        return "-"
    for name in ("B", "KiB", "MiB", "GiB"):
        if n < 1024 or name == "GiB":
            return f"{n:.0f} {name}" if name == "B" else f"{n:.1f} {name}"
        n /= 1024
    raise AssertionError


def place(file: str) -> str:
    """A path as short as it can be said."""
    try:
        short = os.path.relpath(file)
    except (ValueError, OSError):  # on another drive; the program has removed its own folder
        return file
    return file if short.startswith("..") else short
