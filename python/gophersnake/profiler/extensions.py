"""The extensions of this process, and what they count."""

from __future__ import annotations

import sys
import time
import types
from dataclasses import dataclass
from typing import Any, Callable

from .figures import Figures, figures

SHARED = "_gophersnake_1"
"""The module in sys.modules that all extensions share: GS_SHARED in shim/objects/errors.h."""


JOB, ROWS = 1, 2
"""Ways to call a function: GS_PROFILE_JOB and GS_PROFILE_ROWS in shim/call/profile.h."""


def natives() -> list[Any]:
    """The native modules of all extensions that are imported and can be measured."""
    found: dict[int, Any] = {}
    for module in list(sys.modules.values()):
        names = module.__dict__ if isinstance(module, types.ModuleType) else {}  # not getattr(), which some modules import by
        if str(names.get("__name__")).endswith("._native") and callable(names.get("profiled")) and callable(names.get("profiling")):
            found[id(module)] = module
    return list(found.values())


def switch(on: bool) -> None:
    """Lets all extensions measure, also those that are imported later."""
    shared = sys.modules.setdefault(SHARED, types.ModuleType(SHARED))
    shared.profiling = on  # type: ignore[attr-defined]
    for native in natives():
        native.profiling(on)


@dataclass
class Function:
    """A function of an extension, as it was called."""

    module: str
    """The import name of the extension."""
    name: str
    """Its name there: `Point.scale`."""
    go: str
    """Its name in Go, with the signature."""
    awaited: bool
    """Called by `module.aio`, and awaited."""
    figures: Figures
    batch: bool = False
    """Called by `module.batch`, over columns, also from `module.aio.batch`. A call is one run over all rows; the pieces of a column are
    runs of their own, and so are the loops of a ufunc."""

    @property
    def title(self) -> str:
        """`module.name`, `module.aio.name` or `module.batch.name`."""
        return f"{self.module}.{'aio.' if self.awaited else 'batch.' if self.batch else ''}{self.name}"


@dataclass
class Line:
    """A line of Python from which a function was called. The figures are an estimate: lines are looked up from
    time to time, and stand for the calls since."""

    file: str
    line: int
    caller: str
    """The qualified name of the Python function."""
    function: Function
    figures: Figures


Reading = dict[str, tuple[Any, ...]]
"""By import name, what profiled() has given."""


def read() -> Reading:
    readings = [native.profiled() for native in natives()]
    return {reading[0]: reading for reading in readings}


def difference(before: Reading, after: Reading) -> tuple[list[Function], list[Line]]:
    """What was called between two readings."""
    functions: list[Function] = []
    lines: list[Line] = []
    for name, reading in after.items():
        old = before.get(name)
        tick = _tick(old, reading)
        known = {entry[4]: entry[3] for entry in old[3]} if old else {}
        named: dict[tuple[Any, ...], Function] = {}
        by_index: list[Function] = []
        for python, go, way, counts, number in reading[3]:
            f = named.setdefault((python, go, way), Function(name, python, go, way == JOB, Figures(), way == ROWS))
            f.figures.add(figures(counts, known.get(number), 1e-9 if way == JOB else tick))
            by_index.append(f)
        functions += [f for f in named.values() if f.figures.calls > 0]
        lines += _lines(old, reading, by_index, tick)
    functions.sort(key=lambda f: -f.figures.total)
    lines.sort(key=lambda line: -line.figures.total)
    return functions, lines


def _tick(old: tuple[Any, ...] | None, new: tuple[Any, ...]) -> float:
    """How long a tick of the processor's counter is, in seconds.

    Two readings that are far enough apart tell. An extension that was imported in between has one alone; both
    clocks of a process that has just begun differ by an offset, so it is read twice.
    """
    if old is None or new[2] - old[2] < 1_000_000:
        return _measured_tick()
    return float((new[2] - old[2]) / max(new[1] - old[1], 1) * 1e-9)


def _measured_tick() -> float:
    native = natives()[0]
    first = native.profiled()
    time.sleep(0.02)
    second = native.profiled()
    return float((second[2] - first[2]) / max(second[1] - first[1], 1) * 1e-9)


def _lines(old: tuple[Any, ...] | None, new: tuple[Any, ...], functions: list[Function], tick: float) -> list[Line]:
    key: Callable[[Any, list[Any]], tuple[Any, ...]] = lambda entry, of: (id(entry[0]), entry[1], of[entry[2]][4])
    known = {key(entry, old[3]): entry[3] for entry in old[4]} if old else {}
    lines = []
    for entry in new[4]:
        code, line, index, counts = entry
        found = figures(counts, known.get(key(entry, new[3])), tick)
        if found.calls > 0:
            lines.append(Line(code.co_filename, line, code.co_qualname, functions[index], found))
    placed: dict[int, Figures] = {}
    for one in lines:
        placed.setdefault(id(one.function), Figures()).add(one.figures)
    for one in lines:  # the calls since the last look were on the same lines, as far as anybody knows
        known_of = placed[id(one.function)]
        rest = one.function.figures.scaled(1.0)
        rest.add(known_of.scaled(-1.0))
        one.figures.add(rest.scaled(one.figures.calls / known_of.calls))
    return lines
