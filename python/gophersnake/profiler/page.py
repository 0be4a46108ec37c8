"""A profile as one HTML page that needs nothing else: two tables, and a flame graph."""

from __future__ import annotations

import html
import importlib.resources
import json
from typing import TYPE_CHECKING, Any

from .text import failures, of_rows, place, seconds, size

if TYPE_CHECKING:
    from .measuring import Profile


def page(p: Profile) -> str:
    template = importlib.resources.files(__package__).joinpath("page.html").read_text("utf-8")
    parts = {
        "summary": html.escape(f"{p.seconds:.2f} s, {sum(f.figures.calls for f in p.functions):,.0f} calls of {len(p.functions)} Go functions; process {p.pid}"),
        "gains": _gains(p),
        "functions": _functions(p),
        "samples": f"{p.stacks.samples:,}",
        "tree": _encoded(tree(p)),
    }
    for name, text in parts.items():
        template = template.replace(f"<!--{name}-->", text)
    return template


def tree(p: Profile) -> dict[str, Any]:
    """The stacks as a tree. A node: n(ame), k(ind), p(lace), v: seconds in it and below, c(hildren)."""
    root: dict[str, Any] = {"n": "all", "k": "thread", "p": "", "v": 0.0, "c": {}}
    for stack, spent in p.stacks.items():
        node = root
        node["v"] += spent
        for frame in stack:
            where = f"{place(frame.file)}:{frame.line}" if frame.file else ""
            node = node["c"].setdefault((frame.name, where), {"n": frame.name, "k": frame.kind, "p": where, "v": 0.0, "c": {}})
            node["v"] += spent
    return _plain(root)


def _plain(root: dict[str, Any]) -> dict[str, Any]:
    """With lists of children, the largest first. Without recursion: stacks are deep."""
    todo = [root]
    while todo:
        node = todo.pop()
        node["v"] = round(node["v"], 6)
        node["c"] = sorted(node["c"].values(), key=lambda child: -child["v"])
        todo += node["c"]
    return root


def _encoded(root: dict[str, Any]) -> str:
    """The tree as JSON for a script element, where `<` could end it. Without recursion, as the encoder of module json
    has a limit for it."""
    out: list[str] = []
    todo: list[dict[str, Any] | str] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            out.append(node)
            continue
        own = json.dumps({key: value for key, value in node.items() if key != "c"}, ensure_ascii=False)
        out.append(own[:-1].replace("<", "\\u003c") + ', "c": [')
        todo.append("]}")
        for i, child in reversed(list(enumerate(node["c"]))):
            todo += [child, ", "] if i else [child]
    return "".join(out)


def _gains(p: Profile) -> str:
    rows = [
        (seconds(v.saves), f"{place(line.file)}:{line.line}", line.caller, line.function.title, f"{line.figures.calls:,.0f}", v.what, v.cure)
        for line, v in p.gains()
    ]
    return _table(("gain", "line", "in", "calls", "times", "what costs", "cure"), rows, numbers=(0, 4)) if rows else "<p>There is nothing to gain at the border.</p>"


def _functions(p: Profile) -> str:
    rows = []
    for f in p.functions:
        n, v = f.figures, p.verdict(f)
        rows.append(
            (
                f.title + of_rows(n.rows) + failures(n.failed),
                f"{n.calls:,.0f}",
                *(seconds(t) for t in (n.total, n.each(n.total), n.converting_in, n.go, n.callbacks, n.gil, n.converting_out)),
                *(size(b) for b in (n.borrowed, n.copied, n.packed, n.results)),
                f"{v.what}: {v.cure}" if v.saves else v.what,
            )
        )
    heads = ("function", "calls", "total", "each", "converting in", "in Go", "callbacks", "waiting for the GIL", "converting out", "borrowed", "copied by Go", "item by item", "results", "verdict")
    return _table(heads, rows, numbers=range(1, 13))


def _table(heads: Any, rows: Any, numbers: Any) -> str:
    def cell(i: int, text: str, tag: str) -> str:
        right = ' class="n"' if i in numbers else ""
        return f"<{tag}{right}>{html.escape(text)}</{tag}>"

    head = "".join(cell(i, text, "th") for i, text in enumerate(heads))
    body = "".join("<tr>" + "".join(cell(i, text, "td") for i, text in enumerate(row)) + "</tr>" for row in rows)
    return f"<div class=\"wide\"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
