"""What tests/conftest.py does: build tests/cases with the tool of this tree.

Builds are named after the content of all that they are made from: the tool, the
sources of the case, the compilers and the flags. So nothing is built twice, not
for another Python and not after a change that was taken back, and sessions that
run at the same time can share a folder.
"""

import concurrent.futures
import contextlib
import fcntl
import functools
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"
# Cases that are built otherwise (with sanitizers, say) lie elsewhere.
BUILD = pathlib.Path(os.environ.get("GOPHERSNAKE_TEST_BUILD") or ROOT / ".build" / "cases").absolute()
IMPORTABLE = BUILD / "site"
TOOL = BUILD / "gophersnake"

# What the tool is built from: its own packages, and what it carries.
TOOL_SOURCES = ["cmd", "internal", "shim", "rt", "py", "embed.go", "go.mod", "go.sum"]
# Variables that change what a build gives.
VARIABLES = ["CC", "GOPHERSNAKE_CFLAGS", "GOPHERSNAKE_SITE", "GOFLAGS", "GOEXPERIMENT", "GOAMD64", "GOARM64", "CGO_CFLAGS", "CGO_LDFLAGS"]
# How many builds of a case are kept: two branches and a thought.
KEPT = 3


def snake(go_name):
    """The Python name of a Go function whose words have one capital each."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", go_name).lower()


@functools.cache
def go():
    return os.environ.get("GOPHERSNAKE_GO") or shutil.which("go") or subprocess.check_output([sys.executable, ROOT / "scripts" / "go.py"], text=True).strip()


def names():
    return sorted(p.name for p in CASES.iterdir() if (p / "go.mod").exists())


# ---- keys ----


def digest(*parts):
    """Of strings and of files, which count by what is in them."""
    total = hashlib.sha256()
    for part in parts:
        data = part.read_bytes() if isinstance(part, pathlib.Path) else str(part).encode()
        total.update(b"%d:" % len(data) + data)
    return total.hexdigest()[:32]


def digest_of_folder(folder, leave_out):
    files = sorted(p for p in folder.rglob("*") if p.is_file() and not leave_out(p))
    return digest(*[part for p in files for part in (str(p.relative_to(folder)), p)])


@functools.cache
def compilers():
    version = subprocess.check_output([go(), "version"], cwd=ROOT, env={**os.environ, "GOTOOLCHAIN": "local"}, text=True)
    cc = os.environ.get("CC", "").split() or next(([c] for c in ("cc", "gcc", "clang") if shutil.which(c)), None)
    if cc:
        version += subprocess.run([*cc, "--version"], capture_output=True, text=True).stdout
    return digest(version, *(os.environ.get(name, "") for name in VARIABLES))


def tool_key():
    def unread(path):
        return path.name.endswith("_test.go") or "testdata" in path.parts or "__pycache__" in path.parts

    tops = [ROOT / name for name in TOOL_SOURCES]
    return digest(compilers(), *(digest_of_folder(top, unread) if top.is_dir() else top for top in tops))


def case_key(folder):
    """Of the tool by its bytes, since not every change of its sources makes another."""

    def test(path):
        return path.suffix == ".py" or "__pycache__" in path.parts

    return digest(TOOL.with_suffix(".digest"), compilers(), digest_of_folder(folder, test))


# ---- builds ----


@contextlib.contextmanager
def locked(what):
    """Other sessions wait; the lock goes with the process that has it."""
    folder = BUILD / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / what, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build_tool():
    with locked("tool"):
        stamp, key = TOOL.with_suffix(".key"), tool_key()
        if TOOL.exists() and stamp.exists() and stamp.read_text() == key:
            return
        new = BUILD / "gophersnake.new"
        subprocess.run([go(), "build", "-trimpath", "-o", new, "./cmd/gophersnake"], cwd=ROOT, check=True)
        stamp.unlink(missing_ok=True)  # what follows may be interrupted
        new.replace(TOOL)
        TOOL.with_suffix(".digest").write_text(digest(TOOL))
        stamp.write_text(key)


def build_at(folder, name):
    """Builds a project, unless it was built of the same, and makes it importable."""
    key = case_key(folder)
    built, link = BUILD / "built" / name / key, IMPORTABLE / name
    with locked(name):
        if not built.exists():
            make(folder, name, built)
        os.utime(built)
        point(link, built / name)
        for old in sorted(built.parent.iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)[KEPT:]:
            shutil.rmtree(old)


def point(link, target):
    """Makes a link point to a folder; at no moment is there none."""
    if link.is_symlink() and link.readlink() == target:
        return
    link.parent.mkdir(exist_ok=True)
    if link.is_dir() and not link.is_symlink():
        shutil.rmtree(link)  # of a tree before this one
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(target)
    new.replace(link)


def make(folder, name, built):
    print(f"-- building {name}", file=sys.stderr, flush=True)
    built.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BUILD, prefix="wheel-") as out:
        done = subprocess.run([TOOL, "build", "-o", out], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"building {name}:\n{done.stderr}")
        (wheel,) = pathlib.Path(out).glob("*.whl")
        with zipfile.ZipFile(wheel) as z:
            z.extractall(f"{out}/site")
        os.rename(f"{out}/site", built)


def build(cases):
    """Builds the tool, and cases side by side."""
    build_tool()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in [pool.submit(build_at, CASES / name, name) for name in cases]:
            done.result()


def build_all():
    build(names())


# ---- what a session needs ----

NAMING = [ROOT / "tests" / "fuzz", ROOT / "tests" / "memory"]


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
