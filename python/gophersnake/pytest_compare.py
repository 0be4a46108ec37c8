"""What pytest shows when a test compares two instances of one class that are not equal: the
fields that differ, as it does for dataclasses.
"""

from __future__ import annotations

import reprlib
import sys
from typing import Any

WIDTH = 30  # of a value of which a line says all
DEEPEST = 4  # of fields in fields: a value may contain itself


def is_struct(value: Any) -> bool:
    """Whether a value is an instance of a struct of a Go package, or of a class derived from it."""
    for cls in type(value).__mro__:
        module = sys.modules.get(cls.__module__)
        if "_asdict" in cls.__dict__:
            return any(hasattr(m, "__gophersnake__") for m in (module, root(cls)) if m is not None)
    return False


def root(cls: type) -> Any:
    return sys.modules.get(cls.__module__.partition(".")[0])


def short(value: Any) -> str:
    shown = reprlib.Repr()
    shown.maxother = shown.maxstring = shown.maxlong = 2 * WIDTH
    return shown.repr(value)


def equal(left: Any, right: Any) -> bool:
    try:
        return bool(left == right)
    except Exception:  # an array, or a comparison that fails: then it is what one looks for
        return False


def compare(config: Any, left: Any, right: Any, depth: int = 0) -> list[str] | None:
    """The lines of an explanation, or None if this module has nothing to say."""
    if type(left) is not type(right) or not is_struct(left) or depth > DEEPEST:
        return None
    names = [n for n in type(left).__match_args__ if isinstance(n, str)]
    same, differ = [], []
    for name in names:
        (same if equal(getattr(left, name), getattr(right, name)) else differ).append(name)
    lines = []
    if same and config.get_verbosity() < 2:
        lines.append(f"Omitting {len(same)} identical items, use -vv to show")
    elif same:
        lines += ["Matching attributes:", repr(same)]
    if not differ:
        return [*lines, "All fields that Python sees are equal"]
    lines += ["Differing attributes:", repr(differ)]
    values = {name: (getattr(left, name), getattr(right, name)) for name in differ}
    # pytest cuts long explanations: what fits in a line comes first
    lines += [f"  {name}: {short(a)} != {short(b)}" for name, (a, b) in values.items()]
    for name, (a, b) in values.items():
        more = explain(config, a, b, depth + 1) if is_long(a) or is_long(b) else []
        if more:
            lines += ["", f"Drill down into differing attribute {name}:", *(f"  {line}" for line in more)]
    return lines


def is_long(value: Any) -> bool:
    return len(repr(value)) > WIDTH or is_struct(value)


def explain(config: Any, left: Any, right: Any, depth: int) -> list[str]:
    ours = compare(config, left, right, depth)
    if ours is not None:
        return ours
    if is_struct(left) or is_struct(right):
        return []
    for lines in config.hook.pytest_assertrepr_compare(config=config, op="==", left=left, right=right):
        if lines:
            return list(lines[1:])  # the first says again what is compared
    return []
