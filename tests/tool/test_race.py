"""Extensions with Go's race detector in them."""

import os
import platform
import shutil
import subprocess
import sys
import textwrap

import pytest

from cases import ROOT, TOOL

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(platform.machine() != "x86_64" or not shutil.which("gcc"), reason="Go's race detector needs x86-64 and gcc here"),
]


def environ(**more):
    path = os.pathsep.join([str(TOOL.parent), os.environ["PATH"]])
    return dict(os.environ, PYTHONPATH=str(ROOT / "python"), PATH=path, PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", **more)


@pytest.fixture
def racy(project):
    return project("racy")


def test_pytest_fails_the_tests_that_race(racy):
    done = subprocess.run(
        [sys.executable, "-B", "-m", "pytest", "-p", "gophersnake.pytest_plugin", "--gophersnake-race", "-p", "no:cacheprovider", "-v", "tests"],
        cwd=racy, env=environ(), capture_output=True, text=True,
    )  # fmt: skip
    assert "gophersnake: Go's race detector" in done.stdout, done.stdout + done.stderr
    assert "5 passed, 2 errors" in done.stdout, done.stdout
    for name in "test_go_beside_python", "test_unlocked":
        assert f"ERROR at teardown of {name}" in done.stdout, done.stdout
    # Python's side of the race, and Go's.
    report = done.stdout.partition("ERROR at teardown of test_go_beside_python")[2].partition("ERROR at")[0]
    assert "WARNING: DATA RACE" in report and "racy.(*Box).Watch()" in report and "racy.go:15" in report


def test_what_can_not_have_the_detector_says_so(racy, tmp_path):
    done = subprocess.run([TOOL, "build", "--race", "-C", racy, "-o", tmp_path / "dist"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "site", "zip")
    shutil.copytree(tmp_path / "site" / "racy", tmp_path / "site" / "other")
    program = """
        import os, racy, other
        assert racy.locked(3) == 3
        try: other.locked(3)
        except ImportError as error: print(error)
        r, w = os.pipe()
        if not os.fork():
            try: racy.locked(3)
            except ImportError as error: os.write(w, str(error).encode())
            os._exit(0)
        os.wait()
        print(os.read(r, 1000).decode())
    """
    out = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], env=dict(os.environ, PYTHONPATH=str(tmp_path / "site")), capture_output=True, text=True)
    assert "other was built with Go's race detector, and so was racy, which is loaded: a process has room for one" in out.stdout, out.stdout + out.stderr
    assert "in a forked child or a subinterpreter use a build without it" in out.stdout, out.stdout + out.stderr
