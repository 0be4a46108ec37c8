"""Bars as SVG: no library, and colours that a page's light and dark scheme both bear."""

from __future__ import annotations

import html
from collections.abc import Mapping

ROW, LEFT, WIDTH = 24, 260, 720
COLOURS = {"gophersnake": "#2a9d6f", "PyO3": "#c8763a", "": "#4d7fb8"}


def bars(title: str, unit: str, values: Mapping[str, float]) -> str:
    """One bar for each value, on a linear scale, with its figure."""
    most = max(values.values(), default=0) or 1
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {ROW * len(values) + 34}" role="img" aria-label="{html.escape(title)}" font-family="sans-serif" font-size="13">',
        f'<text x="0" y="16" font-weight="bold" fill="#808080">{html.escape(title)}, {html.escape(unit)}</text>',
    ]
    for i, (name, value) in enumerate(values.items()):
        y = 28 + i * ROW
        colour = next(c for peer, c in COLOURS.items() if name.startswith(peer))
        length = (WIDTH - LEFT - 90) * value / most
        out.append(f'<text x="{LEFT - 8}" y="{y + 14}" text-anchor="end" fill="#808080">{html.escape(name)}</text>')
        out.append(f'<rect x="{LEFT}" y="{y + 2}" width="{max(length, 1):.1f}" height="{ROW - 7}" fill="{colour}"/>')
        out.append(f'<text x="{LEFT + length + 6:.1f}" y="{y + 14}" fill="#808080">{figure(value)}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"


def figure(value: float) -> str:
    """With three digits that count."""
    if value == 0 or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
