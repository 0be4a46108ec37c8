"""Runs the tests: `make test`.

    python3 scripts/test.py [--all | --only go | --only python]
    python3 scripts/test.py PYTEST ARGUMENTS    # these alone, on each Python, one after the other

The Go tests, and the Python tests on every CPython from 3.11 up that is there.
REQUIRE_PYTHONS="3.11 3.12 3.13" makes it fail if one of them is missing. Parts run
side by side, JOBS=N at once, the longest first, but for tests with the mark
`measures`: these come last, one after the other. tests/cases run in modes too, which find what passes by
luck: on the first Python again, and on the second instead of plainly, a choice of
the cases; with --all on the first again, whole.
"""

from __future__ import annotations

import dataclasses
import os
import pathlib
import shutil
import signal
import subprocess
import sys

from environment import ROOT, Environment, say
from parts import Part, Run
from pythons import main as check, pythons

@dataclasses.dataclass
class Mode:
    name: str
    environ: dict[str, str]
    # Added to Python's command line.
    options: list[str]
    # The cases that only --all runs in it: those that seek rare moments or the ends of processes take long, and have
    # little for it to find.
    left_out: set[str]
    # On the second Python, where there is one, the other cases run in it alone, and not on the first again.
    instead: bool


LONG = {"asynccase", "deepcase", "endingcase", "initcase", "sharecase", "sharedcase", "stresscase"}
MODES = [
    Mode("guard mode", {"GOPHERSNAKE_GUARD": "1"}, [], LONG, instead=False),
    Mode(
        "debug allocators",
        {"PYTHONMALLOC": "debug", "GODEBUG": "cgocheck=1"},
        ["-X", "faulthandler"],
        LONG - {"asynccase", "deepcase"},
        instead=True,
    ),
]
# Go modules beside ours.
MODULES = ["examples/textstats", "examples/thumbnails", "examples/service", "examples/jsonlines", "bench/load"]
# Parts that take long, the longest first: the last ones to end are short, so that no processor is idle then.
LONGEST = [
    "tests/tool", "debug allocators", "tests/cases", "guard mode", "tests/process", "tests/*.py",
    "tests/modules", "tests/reach", "tests/memory", "tests/shim",
]
# Tests that look for a rare moment take 6 seconds each; on further Pythons and in modes it is less.
BRIEF = {"GOPHERSNAKE_STRESS_SECONDS": "2"}


def go_parts() -> list[Part]:
    go = subprocess.check_output([sys.executable, str(ROOT / "scripts" / "go.py")], text=True).strip()
    # The race detector needs a C compiler that go finds by itself.
    race = ["-race"] if shutil.which("gcc") else []
    vet, test = [go, "vet", "./..."], [go, "test", "./..."]
    own = Part("go test", [[go, "test", *race, "./..."]])
    elsewhere = [
        Part(f"go vet, {system}", [[go, "vet", "./cmd/...", "./internal/..."]], dict(os.environ, GOOS=system, CGO_ENABLED="0"))
        for system in ("darwin", "windows")
    ]
    others = [Part(f"go vet and test, {module}", [vet, test], folder=ROOT / module) for module in MODULES]
    return [own, Part("go vet", [vet]), *elsewhere, *others]


def pytest(env: Environment, *arguments: str, options: list[str] | None = None) -> list[str]:
    # Sessions at the same time would write one cache of pytest's.
    return [str(env.python), *(options or []), "-m", "pytest", "-p", "no:cacheprovider", *arguments]


def environment_command(python: str, env: Environment) -> list[str]:
    requirements = str(ROOT / "tests" / "requirements.txt")
    return [python, str(ROOT / "scripts" / "environment.py"), str(env.folder), "-r", requirements]


def python_parts(whole: bool) -> list[Part]:
    environments, side_by_side, measuring = [], [], []
    build = None
    each = list(each_python())
    for nth, (name, python, env, environ) in enumerate(each):
        made = Part(f"environment, {name}", [environment_command(python, env)])
        environments.append(made)
        if nth == 0:
            command = [str(env.python), "-c", "import cases; cases.build_all()"]
            build = Part("building tests/cases", [command], environ | {"PYTHONPATH": str(ROOT / "tests")}, needs=[made])
        elif not whole:
            environ |= {k: v for k, v in BRIEF.items() if k not in os.environ}
        needs = [made, build]
        here = [mode for mode in MODES if nth == (1 if mode.instead and len(each) > 1 and not whole else 0)]
        plain = cases()
        for mode in here:
            chosen = cases() - mode.left_out
            paths = ["tests/cases"] if whole else [f"tests/cases/{case}" for case in sorted(chosen)]
            if nth == 1:
                plain -= chosen
            brief = {} if whole else BRIEF
            command = pytest(env, "-m", "not measures", *paths, options=mode.options)
            side_by_side.append((mode.name, Part(f"{mode.name}, {name}", [command], environ | brief | mode.environ, needs=needs)))
            if whole:
                command = pytest(env, "-m", "measures", *paths, options=mode.options)
                part = Part(f"tests that measure, {mode.name}, {name}", [command], environ | mode.environ, needs=needs, alone=True)
                measuring.append(part)
        for label, paths in groups():
            if label == "tests/cases" and plain != cases():
                paths = [f"tests/cases/{case}" for case in sorted(plain)]
            if nth == 0 or label != "tests/fuzz":  # which asks the shim, the same for all
                part = Part(f"{label}, {name}", [pytest(env, "-m", "not measures", *paths)], environ, needs=needs)
                side_by_side.append((label, part))
        command = pytest(env, "-m", "measures", "tests")
        measuring.append(Part(f"tests that measure, {name}", [command], environ, needs=needs, alone=True))
    assert build is not None  # check() has found a Python
    ranks = {label: rank for rank, label in enumerate(LONGEST)}
    assert ranks.keys() <= {label for label, _ in side_by_side}
    side_by_side.sort(key=lambda entry: ranks.get(entry[0], len(ranks)))
    return [*environments, build, *(part for _, part in side_by_side), *measuring]


def groups() -> list[tuple[str, list[str]]]:
    """What is a part of each Python's: folders, and the tests of no folder."""
    tests = ROOT / "tests"
    folders = sorted(p.name for p in tests.iterdir() if any(p.glob("**/test_*.py")))
    files = [f"tests/{p.name}" for p in sorted(tests.glob("test_*.py"))]
    return [(f"tests/{f}", [f"tests/{f}"]) for f in folders] + [("tests/*.py", files)]


def cases() -> set[str]:
    names = {p.parent.name for p in (ROOT / "tests" / "cases").glob("*/test_*.py")}
    assert LONG <= names, f"no such case: {LONG - names}"
    return names


def each_python():
    for i, (version, python) in enumerate(pythons().items()):
        name = "%d.%d" % version
        env = Environment(ROOT / f".venv-{name}")
        # What says nothing about a version of Python need not run on each.
        yield name, python, env, dict(env.environ(), GOPHERSNAKE_TEST_ONCE="0" if i else "1")


def asked_for(arguments: list[str]) -> int:
    """Tests by pytest's own arguments: their output as it comes."""
    failed = []
    for name, python, env, environ in each_python():
        subprocess.run(environment_command(python, env), check=True)
        say(f"pytest on Python {name} ({python})")
        done = subprocess.run([str(env.python), "-m", "pytest", *arguments], cwd=ROOT, env=environ)
        if done.returncode not in (0, 5):  # 5: no tests match
            failed.append(name)
    print("\nPython tests:", f"failed on {', '.join(failed)}" if failed else "all passed")
    return 1 if failed else 0


def main() -> int:
    arguments = sys.argv[1:]
    ways = {(): "go python", ("--all",): "go python", ("--only", "go"): "go", ("--only", "python"): "python"}
    which = ways.get(tuple(arguments))
    if which != "go" and check() != 0:
        return 1
    if which is None:
        return asked_for(arguments)
    parts = python_parts(whole=arguments == ["--all"]) if "python" in which else []
    # The Go tests begin while the environments are downloaded.
    parts[1:1] = go_parts() if "go" in which else []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # One more than there are processors: parts wait, for downloads and for what they have started.
    jobs = int(os.environ.get("JOBS") or len(os.sched_getaffinity(0)) + 1)
    return 0 if Run(parts, jobs, ROOT / ".build" / "parts").run() else 1


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
