"""Extensions that different releases of gophersnake have built, in one process."""

import shutil
import signal
import subprocess

import cases
import pytest
from running import run

pytestmark = pytest.mark.measures

# The first whose dispatcher of signals has the layout that gophersnake_signals_1 stands for.
EARLIER = "5ba51ef67c613a5dbfa7a0b9cc0ef78c11b00b88"


def build_earlier(site, tree):
    archive = subprocess.run(["git", "archive", EARLIER], cwd=cases.ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", tree], input=archive, check=True)
    subprocess.run([cases.go(), "build", "-trimpath", "-o", tree / "gophersnake", "./cmd/gophersnake"], cwd=tree, check=True)
    subprocess.run([tree / "gophersnake", "build", "-o", tree / "wheels"], cwd=tree / "tests/cases/guestcase", check=True, capture_output=True)
    (wheel,) = (tree / "wheels").glob("*.whl")
    cases.unpack(wheel, site)


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """A folder with two packages: earlier and today."""
    if subprocess.run(["git", "cat-file", "-e", EARLIER], cwd=cases.ROOT, capture_output=True).returncode:
        pytest.skip("this clone is shallow, without the earlier release; git fetch --unshallow brings it")
    folder, tree = tmp_path_factory.mktemp("releases"), tmp_path_factory.mktemp("tree")
    earlier = cases.made_once("earlier", cases.digest(EARLIER, cases.compilers()), lambda site: build_earlier(site, tree))
    shutil.copytree(earlier / "guestcase", folder / "earlier")  # as the release calls it
    shutil.copytree(cases.IMPORTABLE / "processcase", folder / "today")
    return folder


@pytest.mark.parametrize("order", [("earlier", "today"), ("today", "earlier")])
def test_two_releases(order, releases):
    done = run("releases.py", *order, path=releases, code=-signal.SIGSEGV)
    assert done.stdout == "ok\n"
    assert "Fatal Python error: Segmentation fault" in done.stderr and done.stderr.split("Fatal Python error")[1].count("releases.py") == 1
