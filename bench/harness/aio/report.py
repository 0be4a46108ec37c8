"""The findings as tables, and what a figure is. Only arithmetic; nothing is measured here."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.report import table

# The row that others are compared with.
REFERENCE = "pyo3-async-runtimes"

STATISTICS = {"min": min, "max": max, "median": statistics.median}


@dataclass(frozen=True)
class Figure:
    """One number of a cell, out of those that measurements gave under a name."""

    name: str
    label: str
    # Of all rounds: "min", "median" or "max".
    statistic: str = "median"
    # Printed so: a format specification.
    form: str = ".1f"
    # Also in units of the reference's.
    ratio: bool = False


def value(samples: Sequence[Mapping[str, float]], figure: Mapping) -> float | None:
    values = [sample[figure["name"]] for sample in samples if figure["name"] in sample]
    return STATISTICS[figure["statistic"]](values) if values else None


def reference(row: str, rows: Sequence[str]) -> str | None:
    """The row of the reference that this one stands beside: where it has several, that of the same end."""
    candidates = [name for name in rows if name.startswith(REFERENCE)]
    for name in candidates:
        if name[len(REFERENCE) :] and name[len(REFERENCE) :].split(",")[1:] == row.split(",")[1:]:
            return name
    return candidates[0] if len(candidates) == 1 else None


def cell(row: str, samples: Mapping[str, Sequence], figures: Sequence[Mapping]) -> str:
    if row not in samples:
        return "-"
    beside = reference(row, list(samples))
    texts = []
    for figure in figures:
        found = value(samples[row], figure)
        if found is None:
            continue
        text = format(found, figure["form"])
        if figure["ratio"] and beside and beside != row:
            base = value(samples[beside], figure)
            if base:
                text += f" ({found / base:.2f})"
        texts.append(text)
    return " / ".join(texts)


def legend(figures: Sequence[Mapping]) -> str:
    labels = [figure["label"] + (" (in units of pyo3's)" if figure["ratio"] else "") for figure in figures]
    return " / ".join(labels)


def section(title: str, by_fixture: Mapping[str, Mapping]) -> str:
    """One section, a column for each Python and loop."""
    found = {fixture: findings for fixture, findings in by_fixture.items() if "failed" not in findings}
    figures = next((findings["figures"] for findings in found.values()), [])
    rows = list(dict.fromkeys(row for findings in found.values() for row in [*findings["samples"], *findings["missing"]]))
    # A row that is missing on one fixture only keeps the place that it has on the others.
    first = next((list(findings["samples"]) for findings in found.values()), [])
    rows.sort(key=lambda row: first.index(row) if row in first else len(first))
    parts = [f"## {title}"]
    if found:
        rounds = sorted({findings["rounds"] for findings in found.values()})
        parts.append(f"{legend(figures)}; rounds: {', '.join(map(str, rounds))}")
        cells = [[row, *(cell(row, findings["samples"], figures) for findings in found.values())] for row in rows]
        parts.append(table(["", *found], cells))
    reasons: dict[str, list[str]] = {}
    for fixture, findings in by_fixture.items():
        if "failed" in findings:
            reasons.setdefault(findings["failed"], []).append(fixture)
        for row, reason in findings.get("missing", {}).items():
            reasons.setdefault(f"{row}: {reason}", []).append(fixture)
    if reasons:
        lines = (f"  {why}" + ("" if len(fixtures) == len(by_fixture) else f" [{', '.join(fixtures)}]") for why, fixtures in reasons.items())
        parts.append("Not measured:\n" + "\n".join(lines))
    return "\n\n".join(parts)


def render(results: Mapping) -> str:
    parts = [section(found["title"], found["fixtures"]) for found in results["sections"].values()]
    missing = [f"  {name} on Python {python}: {why}" for python, absent in results["missing"].items() for name, why in absent.items()]
    if missing:
        parts.append("Missing:\n" + "\n".join(missing))
    return "\n\n".join(parts) + "\n"
