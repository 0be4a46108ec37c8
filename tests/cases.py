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
# Another tool than that of this tree: the one of a wheel.
RELEASED = os.environ.get("GOPHERSNAKE_TEST_TOOL")
# Of builds for another Python, such as one without a GIL; with a folder of its own for them.
FLAGS = os.environ.get("GOPHERSNAKE_TEST_FLAGS", "").split()

# What the tool is built from: its own packages, and what it carries.
TOOL_SOURCES = ["cmd", "internal", "shim", "rt", "py", "precompiled", "embed.go", "go.mod", "go.sum"]
# Variables that change what a build gives.
VARIABLES = (
    "CC GOPHERSNAKE_CFLAGS GOPHERSNAKE_SITE GOPHERSNAKE_FAST_CROSSING GOPHERSNAKE_DIRECT GOPHERSNAKE_VECTORISE GOFLAGS GOEXPERIMENT GOAMD64 GOARM64 CGO_CFLAGS CGO_LDFLAGS"
).split()
# How many builds of a case are kept: two branches and a thought.
KEPT = 3


def snake(go_name):
    """The Python name of a Go function whose words have one capital each."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", go_name).lower()


@functools.cache
def go():
    found = os.environ.get("GOPHERSNAKE_GO") or shutil.which("go")
    return found or subprocess.check_output([sys.executable, ROOT / "scripts" / "go.py"], text=True).strip()


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
    environ = {**os.environ, "GOTOOLCHAIN": "local"}
    version = subprocess.check_output([go(), "version"], cwd=ROOT, env=environ, text=True)
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
    def test(path):
        return path.suffix == ".py" or "__pycache__" in path.parts

    return wheel_key(digest_of_folder(folder, test))


def wheel_key(*parts):
    """Of what the tool makes of something; the tool counts by its bytes, since not every
    change of its sources makes another."""
    return digest(TOOL.with_suffix(".digest"), compilers(), *parts)


# ---- builds ----


@contextlib.contextmanager
def locked(what):
    """Other sessions wait; the lock goes with the process that has it."""
    folder = BUILD / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / what, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def made_once(name, key, make):
    """The folder that make() fills for a key, unless it was made before. It is whole or not there."""
    folder = BUILD / "built" / name / key
    with locked(name):
        if not folder.exists():
            print(f"-- building {name}", file=sys.stderr, flush=True)
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=BUILD, prefix="new-") as new:
                content = pathlib.Path(new) / key
                content.mkdir()
                make(content)
                content.rename(folder)
        os.utime(folder)
        for old in sorted(folder.parent.iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)[KEPT:]:
            shutil.rmtree(old)
    return folder


def build_tool():
    with locked("tool"):
        stamp, key = TOOL.with_suffix(".key"), digest(pathlib.Path(RELEASED)) if RELEASED else tool_key()
        if TOOL.exists() and stamp.exists() and stamp.read_text() == key:
            return
        new = BUILD / "gophersnake.new"
        command = ["cp", RELEASED, new] if RELEASED else [go(), "build", "-trimpath", "-ldflags=-s -w", "-o", new, "./cmd/gophersnake"]
        subprocess.run(command, cwd=ROOT, check=True)
        stamp.unlink(missing_ok=True)  # what follows may be interrupted
        new.replace(TOOL)
        TOOL.with_suffix(".digest").write_text(digest(TOOL))
        stamp.write_text(key)


def build_at(folder, name):
    """Builds a project, unless it was built of the same, and makes it importable."""
    built = made_once(name, case_key(folder), lambda site: unpack_build(folder, site))
    point(IMPORTABLE / name, built / name)


def unpack_build(folder, site):
    with tempfile.TemporaryDirectory(dir=BUILD, prefix="wheel-") as out:
        done = subprocess.run([TOOL, "build", *FLAGS, "-o", out], cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"building {folder.name}:\n{done.stderr}")
        (wheel,) = pathlib.Path(out).glob("*.whl")
        unpack(wheel, site)


def unpack(wheel, site):
    """As pip does it."""
    with zipfile.ZipFile(wheel) as z:
        z.extractall(site)


def point(link, target):
    """Makes a link point to a folder; at no moment is there none."""
    with locked("site"):
        if link.is_symlink() and link.readlink() == target:
            return
        link.parent.mkdir(exist_ok=True)
        if link.is_dir() and not link.is_symlink():
            shutil.rmtree(link)  # of a tree before this one
        new = link.with_name(f".{link.name}.new")
        new.unlink(missing_ok=True)
        new.symlink_to(target)
        new.replace(link)


def build(cases):
    """Builds the tool, and cases side by side."""
    build_tool()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in [pool.submit(build_at, CASES / name, name) for name in cases]:
            done.result()


def build_all():
    build(names())


# ---- what a session needs ----

TESTS = ROOT / "tests"


def needed(arguments):
    """The cases that tests at these paths name, or all where they ask for all."""
    found = set()
    paths = [path for a in arguments if (path := pathlib.Path(a.partition("::")[0])).exists()]  # no options
    for path in map(pathlib.Path.resolve, paths):
        inside = path.relative_to(TESTS).parts if path.is_relative_to(TESTS) else ()
        if not inside or inside == ("cases",):
            return names()
        top = TESTS.joinpath(*inside[: 2 if inside[0] == "cases" else 1])
        for test in top.rglob("*.py") if top.is_dir() else [top]:
            text = test.read_text()
            if test.parent == TESTS and re.search(r"from cases import .*\bnames\b", text):
                return names()
            found.update(re.findall(r"\b\w+case\b", text))
        found.add(top.name)
    return [n for n in names() if n in found] if paths else names()
