"""A profile in speedscope's file format: https://www.speedscope.app/file-format-schema.json."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .measuring import Profile


def speedscope(p: Profile) -> dict[str, Any]:
    """One profile for each thread, of samples whose weights are seconds."""
    numbers: dict[tuple[str, str, int], int] = {}
    frames: list[dict[str, Any]] = []
    threads: dict[str, tuple[list[list[int]], list[float]]] = {}
    for stack, seconds in p.stacks.items():
        samples, weights = threads.setdefault(stack[0].name, ([], []))
        sample = []
        for frame in stack[1:]:
            key = (frame.name, frame.file, frame.line)
            if key not in numbers:
                numbers[key] = len(frames)
                frames.append({"name": frame.name} | ({"file": frame.file, "line": frame.line} if frame.file else {}))
            sample.append(numbers[key])
        samples.append(sample)
        weights.append(seconds)
    return {
        "$schema": "https://www.speedscope.app/file-format-schema.json",
        "exporter": "gophersnake",
        "name": f"process {p.pid}",
        "activeProfileIndex": 0,
        "shared": {"frames": frames},
        "profiles": [
            {"type": "sampled", "name": name, "unit": "seconds", "startValue": 0, "endValue": sum(weights), "samples": samples, "weights": weights}
            for name, (samples, weights) in threads.items()
        ],
    }
