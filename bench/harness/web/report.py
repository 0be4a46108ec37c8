"""The findings as tables. Only arithmetic; nothing is measured here."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from harness.report import table

# Heading, figure, format. Times are the least of all rounds, as other work on the
# machine makes them longer and never shorter; counts are medians.
COLUMNS = (
    ("answers/s", "rps", ".0f"),
    ("p50 ms", "heavy_p50", ".0f"),
    ("p99 ms", "heavy_p99", ".0f"),
    ("max ms", "heavy_max", ".0f"),
    ("light p50 ms", "light_p50", ".1f"),
    ("light p99 ms", "light_p99", ".1f"),
    ("light max ms", "light_max", ".1f"),
    ("CPU s", "cpu", ".2f"),
    ("answered", "heavy_ok", ".0f"),
    ("refused", "heavy_refused", ".0f"),
    ("errors", "heavy_errors", ".0f"),
    ("light lost", "light_lost", ".0f"),
)


def figure(samples: Sequence[Mapping], name: str) -> float:
    if name == "light_lost":
        return statistics.median(sample["light_refused"] + sample["light_errors"] for sample in samples)
    values = [sample[name] for sample in samples]
    kind = name.rpartition("_")[2]
    if kind in ("ok", "refused", "errors"):
        return statistics.median(values)
    return max(values) if kind == "rps" else min(values)


def load_table(found: Mapping[str, Sequence[Mapping]]) -> str:
    rows = [
        # Without an answer there is no time to speak of.
        [way, *(format(figure(samples, name), form) if answered(samples, name) else "-" for _, name, form in COLUMNS)]
        for way, samples in found.items()
    ]
    return table(["", *(heading for heading, _, _ in COLUMNS)], rows)


def answered(samples: Sequence[Mapping], name: str) -> bool:
    kind, _, which = name.partition("_")
    return which not in ("p50", "p99", "max") or figure(samples, f"{kind}_ok") > 0


def first_errors(found: Mapping[str, Sequence[Mapping]]) -> dict[str, str]:
    return {way: sample["heavy_first_error"] for way, samples in found.items() for sample in samples if "heavy_first_error" in sample}


def render(results: Mapping) -> str:
    parts = []
    for load in results["loads"].values():
        parts.append(f"## {load['title']}\n\nthe best of {load['rounds']} rounds\n\n{load_table(load['ways'])}")
        if load["missing"]:
            parts.append("Not measured:\n" + "\n".join(f"  {way}: {why}" for way, why in load["missing"].items()))
        if errors := first_errors(load["ways"]):
            parts.append("The first errors:\n" + "\n".join(f"  {way}: {why}" for way, why in errors.items()))
    if results["missing"]:
        parts.append("Missing:\n" + "\n".join(f"  {name}: {why}" for name, why in results["missing"].items()))
    return "\n\n".join(parts) + "\n"
