"""How much of a package is bound, and whether its main job is done."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import cases

from reach.modules import Module

# What can be bound: constants always are, and types are by what they have.
KINDS = ("func", "method", "field", "var")
# A job that takes longer hangs.
PATIENCE = 300
# Names of Go in a reason, which say what stands in the way there only.
NAMES = re.compile(r"(?:[\w.-]+/)*[\w-]+(?:\.\w+)+(?:\[[^\]]*\])?|\b\d+\b|'\w+'")
PLACE = re.compile(r"^(?:(?:parameter|result|field|element|key|value)s? [^:]*: |.* of a function value: )+")


@dataclass
class Reach:
    """The symbols of one package, counted by kind, and the reasons of what is not bound."""

    bound: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    missing: list[tuple[str, str]] = field(default_factory=list)  # the symbol, the reason

    def share(self, *kinds: str) -> float:
        """Of the symbols of these kinds, of all without one, in percent; 100 of none."""
        kinds = kinds or KINDS
        total = sum(self.total[kind] for kind in kinds)
        return 100 * sum(self.bound[kind] for kind in kinds) / total if total else 100.0

    def reasons(self) -> Counter[str]:
        return Counter(reason(why) for _, why in self.missing)

    def add(self, other: Reach) -> None:
        self.bound += other.bound
        self.total += other.total
        self.missing += other.missing


def reason(why: str) -> str:
    """A reason without the names in it."""
    return NAMES.sub("…", PLACE.sub("", why))


def reach(module: Module, check: str) -> Reach:
    """Of what `gophersnake check --json` printed, the symbols of the package itself."""
    found = Reach()
    for symbol in json.loads(check)["symbols"]:
        if symbol["package"] != module.package or symbol["kind"] not in KINDS:
            continue
        if not symbol["go"][0].isupper():  # of a type that is not exported
            continue
        found.total[symbol["kind"]] += 1
        found.bound[symbol["kind"]] += symbol["bound"]
        if not symbol["bound"]:
            found.missing.append((symbol["go"], symbol["reason"]))
    return found


@dataclass(frozen=True)
class Wrapped:
    site: Path  # where the unpacked wheel lies
    check: str  # what check --json printed
    size: int  # the wheel's, in bytes
    seconds: float  # of processor time that wrap took


def wrap(module: Module) -> Wrapped:
    """The wheel of a module, unpacked: made once for one tool."""

    def make(folder: Path) -> None:
        before = os.times()
        run(cases.TOOL, "wrap", module.spec, *module.options, "-o", folder)
        after = os.times()
        (wheel,) = folder.glob("*.whl")
        cases.unpack(wheel, folder / "site")
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        (folder / "cost.json").write_text(json.dumps({"size": wheel.stat().st_size, "seconds": spent}))
        wheel.unlink()
        (folder / "check.json").write_text(run(cases.TOOL, "check", "--json", module.spec, *module.options))

    folder = cases.made_once(f"reach-{module.name}", cases.wheel_key(module.spec, *module.options), make)
    cost = json.loads((folder / "cost.json").read_text())
    return Wrapped(folder / "site", (folder / "check.json").read_text(), cost["size"], cost["seconds"])


def in_python(module: Module, site: Path) -> str:
    """What the job prints in Python."""
    environ = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    return run(sys.executable, "-P", module.job / "job.py", env=environ, timeout=PATIENCE)


def in_go(module: Module) -> str:
    """What the job prints in Go, of the same version of the module."""

    def make(folder: Path) -> None:
        source = folder / "job.go"
        source.write_bytes((module.job / "job.go").read_bytes())
        run(cases.go(), "mod", "init", "job", cwd=folder)
        if module.version:
            run(cases.go(), "get", module.spec, cwd=folder)
        run(cases.go(), "mod", "tidy", cwd=folder)
        run(cases.go(), "build", "-o", "job", ".", cwd=folder)
        (folder / "printed").write_text(run(folder / "job", timeout=PATIENCE))

    key = cases.digest(module.job / "job.go", module.spec, cases.compilers())
    return (cases.made_once(f"reach-{module.name}-go", key, make) / "printed").read_text()


class Failed(Exception):
    """A command failed; str() is what it printed."""


def run(*command: object, **options) -> str:
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, capture_output=True, text=True, **options)
    except subprocess.TimeoutExpired as error:
        raise Failed(f"{' '.join(words)} has not ended after {error.timeout:.0f} seconds") from None
    if done.returncode:
        raise Failed(f"{' '.join(words)} gave {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout
