"""Tables in HTML for notebooks: of an instance, and of a list of instances. Imported when one is asked for."""

from html import escape
from itertools import islice

__all__ = ["table"]
ROWS, TEXT = 20, 80  # more rows are counted, longer texts are cut


def table(value):
    """What _repr_html_() gives: None where the text says as much."""
    names = fields(type(value))
    if names:
        return markup(type(value), ("field", "value"), ((name, getattr(value, name)) for name in names))
    if isinstance(value, dict) or not hasattr(type(value), "__len__") or not hasattr(type(value), "__iter__"):
        return None
    items = list(islice(value, ROWS))
    classes = {type(item) for item in items if item is not None}
    names = fields(next(iter(classes))) if len(classes) == 1 else ()
    if not names:
        return None
    rows = ([getattr(item, name, None) for name in names] for item in items)
    return markup(*classes, names, rows, len(value) - len(items))


def fields(cls):
    """Those of a class over a struct."""
    return getattr(cls, "__match_args__", ()) if hasattr(cls, "_asdict") else ()


def markup(cls, head, rows, more=0):
    lines = [f"<table><caption>{escape(cls.__name__)}</caption>"]
    lines.append("<tr>" + "".join(f"<th>{escape(name)}</th>" for name in head) + "</tr>")
    lines += ("<tr>" + "".join(f"<td>{cell(value)}</td>" for value in row) + "</tr>" for row in rows)
    lines.append("</table>")
    if more > 0:
        lines.append(f"<p>{more} more</p>")
    return "\n".join(lines)


def cell(value):
    text = value if isinstance(value, str) else "" if value is None else repr(value)
    return escape(text if len(text) <= TEXT else text[: TEXT - 1] + "…")
