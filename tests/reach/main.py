"""Measures the reach of real modules, and writes docs/reach.md: scripts/reach.py runs it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import cases  # noqa: E402

from reach import measure, page  # noqa: E402
from reach.modules import MODULES, Module  # noqa: E402


def main() -> int:
    names = sys.argv[1:]
    if unknown := set(names) - {m.name for m in MODULES}:
        raise SystemExit(f"no such module: {', '.join(sorted(unknown))}; there are {' '.join(m.name for m in MODULES)}")
    cases.build_tool()
    rows = [measured(m) for m in MODULES if not names or m.name in names]
    for row in rows:
        if names and row.reach:
            for symbol, why in row.reach.missing:
                print(f"{row.module.name}: {symbol}: {why}")
        print(f"{row.module.name}: {row.summary()}")
    if not names:
        page.write(rows)
    return 0 if all(row.done for row in rows) else 1


def measured(module: Module) -> page.Row:
    print(f"-- {module.spec}", flush=True)
    row = page.Row(module)
    try:
        wrapped = measure.wrap(module)
    except measure.Failed as error:
        row.failure = str(error)
        return row
    row.size, row.seconds = wrapped.size, wrapped.seconds
    row.reach = measure.reach(module, wrapped.check)
    try:
        there, here = measure.in_go(module), measure.in_python(module, wrapped.site)
    except measure.Failed as error:
        row.failure = str(error)
        return row
    row.done = here == there
    if not row.done:
        row.failure = f"Go prints:\n{there}\nPython prints:\n{here}"
    return row


if __name__ == "__main__":
    sys.exit(main())
