"""The findings as tables for a reader. Only arithmetic on figures; nothing is measured here."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence


def say(text: str) -> None:
    """What a run is at; the tables alone go to stdout."""
    print(text, file=sys.stderr, flush=True)


def time_text(nanoseconds: float) -> str:
    """A time with the unit and the digits that it deserves."""
    # Less than this is lost in the empty loop, whose cost is subtracted.
    if nanoseconds < 1:
        return "< 1 ns"
    if nanoseconds < 9.95:
        return f"{nanoseconds:.1f} ns"
    if nanoseconds < 9_999.5:
        return f"{nanoseconds:.0f} ns"
    if nanoseconds < 999_500:
        return f"{nanoseconds / 1e3:.0f} us"
    if nanoseconds < 9.995e8:
        return f"{nanoseconds / 1e6:.1f} ms"
    return f"{nanoseconds / 1e9:.2f} s"


def size_text(size: float) -> str:
    return f"{size / 1e6:.2f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def ratio(value: float, reference: float | None) -> float | None:
    """value in units of the reference; None where one of the two can't be compared."""
    if reference is None or reference <= 0 or value < 1:
        return None
    return value / reference


def ratio_text(value: float | None) -> str:
    if value is None:
        return ""
    return f"({value:.2f})" if value < 9.995 else f"({value:.0f})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Aligned columns, the first to the left; also a Markdown table."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        texts = [cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(cells, widths))]
        return "| " + " | ".join(texts) + " |"

    rule = "|".join("-" * (width + 1) + (":" if i else "-") for i, width in enumerate(widths))
    return "\n".join([line(head), f"|{rule}|", *map(line, rows)])


def with_ratios(calls: Mapping[str, Mapping[str, float]], reference: str) -> dict[str, dict[str, float]]:
    """Case by case every peer's time in units of the reference's."""
    found: dict[str, dict[str, float]] = {}
    for case, times in calls.items():
        ratios = {peer: ratio(time, times.get(reference)) for peer, time in times.items()}
        found[case] = {peer: value for peer, value in ratios.items() if value is not None}
    return found


def calls_table(findings: Mapping, peers: Sequence[str], reference: str) -> str:
    calls = findings["nanoseconds"]
    ratios = with_ratios(calls, reference)
    once = {tuple(pair) for pair in findings["once"]}
    rows = []
    for case, times in calls.items():
        if not times:
            continue
        cells = [case]
        for peer in peers:
            if peer not in times:
                cells.append("-")
                continue
            mark = "*" if (case, peer) in once else ""
            text = ratio_text(ratios[case].get(peer))
            cells.append(f"{time_text(times[peer])}{mark} {text}".strip())
        rows.append(cells)
    return table(["per call (ratio)", *peers], rows)


def gaps(findings: Mapping, lacks: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Every figure that is not there, with the reason."""
    lines = []
    for case, absent in findings["absent"].items():
        for peer, reason in absent.items():
            lines.append(f"{peer}: {case}: {lacks.get(peer, {}).get(case, reason)}")
    return lines


def idle_table(idle: Mapping[str, Mapping[str, float]], reference: str) -> str:
    pauses = list(next(iter(idle.values())))
    rows = []
    for peer, medians in idle.items():
        least = idle.get(reference, {})
        rows.append([
            peer,
            *(f"{medians[p] * 1e6:.1f} us {ratio_text(medians[p] / least[p] if p in least else None)}".strip() for p in pauses),
        ])
    return table(["a call after a pause of", *(f"{float(p) * 1e3:g} ms" for p in pauses)], rows)


def fresh_table(fresh: Mapping[str, Mapping[str, float]], sizes: Mapping[str, Mapping[str, int | None]]) -> str:
    rows = []
    for peer, figures in fresh.items():
        size = sizes.get(peer, {})
        wheel = size.get("wheel_bytes")
        rows.append([
            peer,
            time_text(figures["import_seconds"] * 1e9),
            time_text(figures["first_call_seconds"] * 1e9),
            size_text(figures["rss_import_bytes"]),
            size_text(figures["rss_call_bytes"]),
            size_text(wheel) if wheel else "-",
            size_text(size.get("installed_bytes") or 0),
        ])
    return table(
        ["in a new process", "import", "first call", "RSS, import", "RSS, call", "wheel", "installed"], rows
    )


def seconds_text(value: object) -> str:
    return f"{value:.2f} s" if isinstance(value, float) else "-"


def builds_table(builds: Mapping[str, Mapping[str, object]]) -> str:
    rows = [
        [
            peer,
            *(seconds_text(found.get(name)) for name in ("cold_seconds", "wheel_seconds", "develop_seconds")),
            f"{found.get('wheel_command', '-')}; {found.get('develop_command', '-')}",
        ]
        for peer, found in builds.items()
    ]
    return table(["build", "cold", "edit, wheel", "edit, develop", "commands"], rows)


def threads_table(threads: Mapping[str, Mapping[str, float]]) -> str:
    """Speed-ups are by two threads, and by two processes: 2 is all that two cores can give."""
    rows = []
    for row, found in threads.items():
        by_threads, by_processes = (2 * found["alone"] / found[name] for name in ("threads", "processes"))
        short = []
        if "short" in found:
            alone, busy = found["short"], found["short_busy"]
            short = [time_text(alone * 1e9), f"{time_text(busy * 1e9)} {ratio_text(busy / alone)}"]
        rows.append([
            row,
            f"{by_threads:.2f}",
            f"{by_processes:.2f}",
            f"{by_threads / by_processes:.2f}",
            f"{time_text(found['silence'] * 1e9)} of {time_text(found['alone'] * 1e9)}",
            *(short or ["-", "-"]),
        ])
    head = ["spin(n)", "2 threads", "2 processes", "ratio", "silence", "short call", "beside a busy thread"]
    return table(head, rows)


def shares_table(threads: Mapping[str, Mapping[str, float]]) -> str:
    """What part of the time is left to a thread that is busy in Python."""
    figures = {"left_by_quick_callbacks": "quick callbacks", "left_by_slow_callbacks": "callbacks of 1 ms", "left_by_calls": "a call each ms"}
    rows = [
        [row, *(f"{found[name]:.0%}" if name in found else "-" for name in figures)]
        for row, found in threads.items()
        if any(name in found for name in figures)
    ]
    return table(["left to a busy thread by", *figures.values()], rows)


def render(results: Mapping, reference: str) -> str:
    """The whole report of one run, from what its JSON holds."""
    peers = [name for name, peer in results["peers"].items() if not peer["missing"]]
    parts = []
    calls = results.get("calls")
    if calls:
        rounds = calls["rounds"]
        base = f"ratio to {reference}" if reference in peers else f"no ratios: {reference} is missing"
        parts.append(
            f"One process, {rounds.get('light', 0)} rounds ({rounds.get('heavy', 0)} of the heavy cases), minima, "
            f"empty loop of {calls['empty_loop']:.1f} ns subtracted; {base}.\n\n"
            + calls_table(calls, peers, reference)
        )
        if calls["once"]:
            parts.append("* one call only: it took longer than the harness waits for.")
        lines = gaps(calls, results["lacks"])
        if lines:
            parts.append("Not measured:\n" + "\n".join(f"  {line}" for line in lines))
    if results.get("idle"):
        parts.append(idle_table(results["idle"], reference))
    if results.get("threads"):
        parts.append(threads_table(results["threads"]))
        parts.append(shares_table(results["threads"]))
    if results.get("fresh"):
        parts.append(fresh_table(results["fresh"], results["sizes"]))
    if results.get("builds"):
        parts.append(builds_table(results["builds"]))
        for peer, found in results["builds"].items():
            for name in ("failed", "wheel_failed", "develop_failed"):
                if name in found:
                    parts.append(f"{peer}: {found[name]}")
    missing = [f"  {name}: {peer['missing']}" for name, peer in results["peers"].items() if peer["missing"]]
    if missing:
        parts.append("Missing:\n" + "\n".join(missing))
    return "\n\n".join(parts) + "\n"
