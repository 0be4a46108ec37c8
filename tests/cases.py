"""What tests/conftest.py does: build tests/cases with the tool of this tree."""

import filecmp
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
NAMING = [ROOT / "tests" / "fuzz", ROOT / "tests" / "memory"]
# Cases that are built otherwise (with sanitizers, say) lie elsewhere.
BUILD = pathlib.Path(os.environ.get("GOPHERSNAKE_TEST_BUILD") or ROOT / ".build" / "cases").absolute()
IMPORTABLE = BUILD / "site"
TOOL = BUILD / "gophersnake"


def snake(go_name):
    """The Python name of a Go function whose words have one capital each."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", go_name).lower()


def go():
    return os.environ.get("GOPHERSNAKE_GO") or shutil.which("go") or subprocess.check_output([sys.executable, ROOT / "scripts" / "go.py"], text=True).strip()


def build_tool():
    BUILD.mkdir(parents=True, exist_ok=True)
    new = BUILD / "gophersnake.new"
    subprocess.run([go(), "build", "-trimpath", "-o", new, "./cmd/gophersnake"], cwd=ROOT, check=True)
    # Go writes the file anew each time, but only another tool builds other cases.
    if TOOL.exists() and filecmp.cmp(new, TOOL, shallow=False):
        new.unlink()
    else:
        new.replace(TOOL)


def names():
    return sorted(p.name for p in CASES.iterdir() if (p / "go.mod").exists())


def newest(folder):
    return max(p.stat().st_mtime for p in folder.rglob("*") if p.suffix in {".go", ".s", ".mod", ".toml"})


def build_at(folder, name):
    """Builds a project unless its wheel is newer than its sources and the tool."""
    made = IMPORTABLE / name / "_native.core.so"
    if made.exists() and made.stat().st_mtime > max(newest(folder), TOOL.stat().st_mtime):
        return
    out = BUILD / "wheels" / name
    shutil.rmtree(out, ignore_errors=True)
    done = subprocess.run([TOOL, "build", "-o", out], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"building {name}:\n{done.stderr}")
    shutil.rmtree(IMPORTABLE / name, ignore_errors=True)
    for wheel in out.glob("*.whl"):
        with zipfile.ZipFile(wheel) as z:
            z.extractall(IMPORTABLE)
    os.utime(made)


def needed(arguments):
    """The cases that tests at these paths import: all, unless each is of a case, of a
    folder whose tests name theirs, or of the tool, which needs none."""
    if not arguments:
        return names()
    found = set()
    for argument in arguments:
        path = pathlib.Path(argument.partition("::")[0]).resolve()
        if path.is_relative_to(ROOT / "tests" / "tool"):
            continue
        folder = next((f for f in NAMING if path.is_relative_to(f)), None)
        if CASES in path.parents:
            folder = CASES / path.relative_to(CASES).parts[0]
        elif not folder:
            return names()
        for test in folder.glob("*.py"):
            found.update(re.findall(r"\b\w+case\b", test.read_text()))
        found.add(folder.name)
    return [n for n in names() if n in found]


def build(cases):
    build_tool()
    for name in cases:
        build_at(CASES / name, name)


def build_all():
    build(names())
