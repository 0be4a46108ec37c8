"""make test's own way with its parts: what fails is never lost, what measures is alone."""

import importlib.util
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
from parts import Part, Run  # noqa: E402

pytestmark = pytest.mark.once

# Waits until others have begun, and notes in a folder who runs beside it.
BESIDE = """
import os, pathlib, sys, time
folder, name, *others = sys.argv[1:]
folder = pathlib.Path(folder)
for suffix in ("began", "running"):
    (folder / f"{name}.{suffix}").touch()
until = time.monotonic() + 60
while not all((folder / f"{other}.began").exists() for other in others):
    assert time.monotonic() < until, "they are not begun beside each other"
    time.sleep(0.001)
(folder / f"{name}.saw").write_text(" ".join(p.stem for p in folder.glob("*.running")))
os.unlink(folder / f"{name}.running")
"""


def python(source, *arguments):
    return [sys.executable, "-c", source, *map(str, arguments)]


def test_each_part_is_told(tmp_path, capfd):
    good = Part("good", [python("print('a line'); print('..... [100%]'); sum(range(3_000_000))")])
    bad = Part("bad", [python("print('.F [100%]'); raise SystemExit(3)"), python("print('never')")])
    killed = Part("killed", [python("import os; os.kill(os.getpid(), 9)")])
    missing = Part("missing", [[str(tmp_path / "nothing")]])
    after = Part("after", [python("")], needs=[good, bad])
    further = Part("further", [python("")], needs=[after])
    parts = [good, bad, killed, missing, after, further]
    assert not Run(parts, 2, tmp_path).run()
    outcomes = {p.name: p.outcome for p in parts}
    assert outcomes.pop("missing").startswith("failed: [Errno 2]")
    assert outcomes == {
        "good": "passed",
        "bad": "failed: exit code 3",
        "killed": "failed: ended by signal 9",
        "after": "not run: what it needs has failed",
        "further": "not run: what it needs has failed",
    }
    out = capfd.readouterr().out
    assert "a line\n" in out and "....." not in out and ".F [100%]" in out and "never" not in out
    assert good.cpu > 0.01 and good.wall > 0
    table = out.partition("wall")[2]
    assert all(f"\n{p.name} " in table for p in parts) and "\nall " in table
    again = table.partition("\nall ")[2]  # a failure stands at the end too, where one looks first
    assert "== bad: failed: exit code 3" in again and ".F [100%]" in again and "a line" not in again


def test_all_passed(tmp_path, capfd):
    first = Part("first", [python("import time; time.sleep(0.01)")])
    assert Run([Part("second", [python("")], needs=[first]), first], 3, tmp_path).run()
    command = python("import os; assert os.environ['X'] == 'y' and os.path.exists('here')")
    (tmp_path / "here").touch()
    assert Run([Part("environ", [command], environ={"X": "y"}, folder=tmp_path)], 1, tmp_path).run()
    capfd.readouterr()


def test_what_measures_is_alone(tmp_path, capfd):
    """The others wait for each other; those that measure see nobody."""

    def part(name, *others, **options):
        return Part(name, [python(BESIDE, tmp_path, name, *others)], **options)

    alone = [part("first", alone=True), part("second", alone=True)]
    assert Run([*alone, part("left", "right"), part("right", "left")], 3, tmp_path / "logs").run()
    for name in ("first", "second"):
        assert (tmp_path / f"{name}.saw").read_text() == name
    capfd.readouterr()


@pytest.fixture
def plan(monkeypatch):
    spec = importlib.util.spec_from_file_location("make_test", ROOT / "scripts" / "test.py")
    plan = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_test", plan)
    spec.loader.exec_module(plan)
    return plan


def test_no_test_is_left_out(plan):
    paths = [ROOT / path for _, part in plan.groups() for path in part]
    for file in (ROOT / "tests").rglob("test_*.py"):
        assert sum(file.is_relative_to(path) for path in paths) == 1, file


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("pythons", [1, 3])
def test_each_python_runs_each_case(plan, monkeypatch, whole, pythons):
    """Plainly or in a mode, and each mode runs once."""
    environment = SimpleNamespace(python="python", folder="folder")
    monkeypatch.setattr(plan, "each_python", lambda: ((str(n), "python", environment, {}) for n in range(pythons)))
    ran = {}
    for part in plan.python_parts(whole):
        name, _, python = part.name.rpartition(", ")
        words = {word for command in part.commands for word in command}
        if name == "tests/cases" or name in {mode.name for mode in plan.MODES}:
            run = set(plan.cases()) if "tests/cases" in words else {word.removeprefix("tests/cases/") for word in words if word.startswith("tests/cases/")}
            ran.setdefault(python, []).extend((name, case) for case in run)
    for python, pairs in ran.items():
        assert {case for _, case in pairs} == set(plan.cases()) and len(pairs) == len(set(pairs))
    modes = [(python, mode.name) for python, pairs in ran.items() for mode in plan.MODES if any(name == mode.name for name, _ in pairs)]
    guard, debug = ("0", "guard mode"), ("1" if pythons > 1 and not whole else "0", "debug allocators")
    assert len(modes) == 2 and set(modes) == {guard, debug}
