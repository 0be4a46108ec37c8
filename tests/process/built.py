"""What takes long to build, for tests that measure: once for all Pythons."""

import pathlib
import subprocess
import tempfile

import cases

# The first whose dispatcher of signals has the layout that gophersnake_signals_1 stands for.
EARLIER = "5ba51ef67c613a5dbfa7a0b9cc0ef78c11b00b88"
NO_EARLIER = "this clone is shallow, without the earlier release; git fetch --unshallow brings it"
FOREIGN = pathlib.Path(__file__).parent / "foreign"


def has_earlier():
    return subprocess.run(["git", "cat-file", "-e", EARLIER], cwd=cases.ROOT, capture_output=True).returncode == 0


def earlier():
    """A folder with the package guestcase, by an earlier release of gophersnake."""
    return cases.made_once("earlier", cases.digest(EARLIER, cases.compilers()), build_earlier)


def build_earlier(site):
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder)
        archive = subprocess.run(["git", "archive", EARLIER], cwd=cases.ROOT, capture_output=True, check=True).stdout
        subprocess.run(["tar", "-x", "-C", tree], input=archive, check=True)
        subprocess.run([cases.go(), "build", "-trimpath", "-o", tree / "gophersnake", "./cmd/gophersnake"], cwd=tree, check=True)
        subprocess.run([tree / "gophersnake", "build", "-o", tree / "wheels"], cwd=tree / "tests/cases/guestcase", check=True, capture_output=True)
        (wheel,) = (tree / "wheels").glob("*.whl")
        cases.unpack(wheel, site)


def foreign():
    """A Go library that is not of gophersnake's making."""
    key = cases.digest(cases.compilers(), *sorted(FOREIGN.iterdir()))
    return cases.made_once("foreign", key, build_foreign) / "foreign.so"


def build_foreign(folder):
    subprocess.run([cases.go(), "build", "-buildmode=c-shared", "-o", folder / "foreign.so", "."], cwd=FOREIGN, check=True)
