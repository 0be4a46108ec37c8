"""What the figures of a function mean, and what would help.

Each rule looks at one way to lose time at the border. It says how many seconds its cure would save, as far as
the figures tell; the rule that saves most is the verdict.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .extensions import Function
from .figures import Figures

CROSSING = 0.07e-6
"""Seconds that Go's time of a short call has for the way in and out, about."""
COPIES = 4e9
"""Bytes a second that are copied in memory, about."""
MANY = 1000
"""Calls from which it is worth to make one of them."""
LONG = 0.005
"""Seconds after which a call holds up an event loop noticeably."""


@dataclass
class Verdict:
    """What costs time, and the cure."""

    what: str
    cure: str
    saves: float
    """Seconds, of those that were measured. 0: there is nothing to gain at the border."""


@dataclass
class Facts:
    """What the samples of the stacks say of the calls."""

    in_loop: bool
    """They were made by code that runs in an event loop."""
    converting: float
    """Which part of Go's time went into conversions: 0 to 1."""


def verdict(function: Function, of: Figures, facts: Facts) -> Verdict:
    """Of the calls of a function, or of those on one line: `of` has their figures."""
    found = [v for rule in RULES for v in rule(function, of, facts)]
    best = max(found, key=lambda v: v.saves, default=None)
    if best is not None and best.saves > 0.02 * of.total:
        return best
    if function.awaited and of.converting_in > max(of.go, of.converting_out) and of.each(of.converting_in) > 1e-3:
        return Verdict("calls wait for processors, which all compute", "look at Go's functions in the flame graph", 0.0)
    if of.go >= of.crossing:
        return Verdict("the time is Go's own", "look at Go's functions in the flame graph", 0.0)
    return Verdict("small calls", "nothing that would help much", 0.0)


def _has(function: Function, face: str) -> bool:
    """Whether the function exists in module.batch or module.aio; methods have their names there too."""
    return _at(function, face) is not None


def _at(function: Function, face: str) -> Any:
    module = sys.modules.get(function.module)
    at = getattr(module, face, None)
    for part in function.name.split("."):
        at = getattr(at, part, None)
        if at is None:
            return None
    return at


def _limit(function: Function, calls: float) -> str:
    """What limits how many calls of an awaited function are in Go at once, if so many were made; empty: nothing."""
    module = sys.modules.get(function.module)
    of_function, of_module = _at(function, "aio"), getattr(module, "__gophersnake__", None)
    for owner, name in ((of_function, f"aio.{function.name}"), (of_module, "__gophersnake__")):
        limit = getattr(owner, "limit", None)
        if limit is not None and calls > limit:
            return f"{function.module}.{name}.limit"
    return ""


def _blocks(function: Function, of: Figures, facts: Facts) -> Iterator[Verdict]:
    if facts.in_loop and not function.awaited and of.each(of.total) > LONG:
        yield Verdict(
            f"each call holds up the event loop for {of.each(of.total) * 1e3:.0f} ms",
            f"await {function.module}.aio.{'batch.' if function.batch else ''}{function.name}(...)",
            of.total,
        )


def _lists(function: Function, of: Figures, facts: Facts) -> Iterator[Verdict]:
    spent = of.converting_in + of.go * facts.converting
    if of.packed > 1024 * of.calls and spent > 0.2 * of.total:
        each = of.each(of.packed)
        cure = "pass a NumPy array or an array.array, which Go reads in place"
        if of.borrowed == 0 and not _numbers(function):
            cure = "pass fewer and larger values, an Arrow or Polars column, or bytes that Go reads by itself"
        yield Verdict(f"arguments are converted item by item ({_bytes(each)} a call)", cure, spent - of.packed / COPIES)


def _numbers(function: Function) -> bool:
    return any(f"[]{kind}" in function.go for kind in ("float", "int", "uint", "byte", "complex", "bool"))


def _results(function: Function, of: Figures, facts: Facts) -> Iterator[Verdict]:
    if of.results > 1024 * of.calls and of.converting_out > of.go:
        cure = "return an array over Go's memory: //py:returns array" if _numbers(function) else "take the results as columns (module.batch), or a stream"
        yield Verdict(f"results are converted item by item ({_bytes(of.each(of.results))} a call)", cure, of.converting_out - of.results / COPIES)


def _copies(function: Function, of: Figures, facts: Facts) -> Iterator[Verdict]:
    if of.copied > 64 * 1024 * of.calls:
        yield Verdict(
            f"Go copies its arguments ({_bytes(of.each(of.copied))} a call), since it may keep them",
            f"see why: gophersnake check --explain {function.name}",
            min(of.copied / COPIES, of.go),
        )


def _waits(function: Function, of: Figures, facts: Facts) -> Iterator[Verdict]:
    if of.gil > 0.2 * of.total and of.each(of.gil) > 2e-6:
        yield Verdict(
            "after the call the thread waits for the GIL, which other threads hold, or for a processor",
            "make fewer and larger calls" + (f": {function.module}.batch.{function.name}" if not function.batch and _has(function, "batch") else ""),
            of.gil,
        )


def _small(function: Function, of: Figures, facts: Facts) -> Iterator[Verdict]:
    if of.calls < MANY or function.awaited:
        return
    saves = of.crossing + min(of.go, CROSSING * of.calls)
    if of.each(of.total) < 20e-6 and saves > 0.3 * of.total:
        if function.batch:
            yield Verdict(f"many calls over few rows ({of.rows / of.calls:.0f} a call)", "pass longer columns", saves)
        elif _has(function, "batch"):
            yield Verdict("many short calls", f"one call for all: {function.module}.batch.{function.name}(column)", saves)
        else:
            yield Verdict("many short calls", "let one Go function do the loop", saves)


def _queue(function: Function, of: Figures, facts: Facts) -> Iterator[Verdict]:
    limit = _limit(function, of.calls) if function.awaited else ""
    if limit and of.converting_in > of.go and of.each(of.converting_in) > 1e-3:
        yield Verdict("calls wait for their turn", f"raise {limit}, or start fewer at once", of.converting_in / 2)
    if function.awaited and of.converting_out > of.go and of.each(of.converting_out) > 1e-3:
        yield Verdict("finished calls wait for the event loop, which is busy", "find what holds it up: calls without await", of.converting_out)


RULES: tuple[Callable[[Function, Figures, Facts], Iterator[Verdict]], ...] = (_blocks, _lists, _results, _copies, _waits, _small, _queue)


def _bytes(n: float) -> str:
    for unit in ("B", "KiB", "MiB"):
        if n < 1024:
            return f"{n:.0f} {unit}" if unit == "B" or n >= 10 else f"{n:.1f} {unit}"
        n /= 1024
    return f"{n:.1f} GiB"
