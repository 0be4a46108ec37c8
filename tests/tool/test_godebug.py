"""Settings of GODEBUG that the Go of the build has removed: Go ends a process that
was started with one, and so the first call raises."""

import os
import subprocess
import sys
import textwrap
import zipfile

import pytest

from cases import go

SOURCE = "// Package debugged adds.\npackage debugged\n\n// Add adds.\nfunc Add(a, b int) int { return a + b }\n"


@pytest.fixture
def debugged(tmp_path):
    folder = tmp_path / "debugged"
    folder.mkdir()
    (folder / "go.mod").write_text("module example.com/debugged\n\ngo 1.25\n")
    (folder / "debugged.go").write_text(SOURCE)
    return folder


def build(gophersnake, folder, **env):
    gophersnake("build", "-o", folder / "dist", cwd=folder, env=env)
    (wheel,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as z:
        z.extractall(folder / "site")

    def run(debug, source="print(debugged.add(1, 2))"):
        environ = {**os.environ, "PYTHONPATH": str(folder / "site"), "GODEBUG": debug}
        if debug is None:
            del environ["GODEBUG"]
        source = "import os, debugged\n" + textwrap.dedent(source)
        return subprocess.run([sys.executable, "-c", source], env=environ, capture_output=True, text=True)

    return run


def check(run, name, values):
    for value in values:
        for debug in (f"{name}={value}", f"http2client=0,{name}={value}", f"{name}={value},{name}=none", f",,x,{name}={value}"):
            done = run(debug)
            assert done.returncode == 1 and f"ImportError: can't load the Go half of this extension: GODEBUG has {name}={value} in the environment" in done.stderr, (debug, done.stderr)
            # The other API says so too, and so does a second try.
            assert run(debug, AGAIN).stdout == f"{name}={value}\n" * 3
    for debug in (None, "", name, f"{name}=", f"{name}={values[0]}0", f"{name}=none", f"x{name}={values[0]}", f"http2client={values[0]}"):
        assert run(debug).stdout == "3\n", debug


AGAIN = """
import asyncio
async def awaited(): await debugged.aio.add(1, 2)
for call in (lambda: debugged.add(1, 2), lambda: asyncio.run(awaited()), lambda: debugged.add(1, 2)):
    try: call()
    except ImportError as e: print(str(e).split("GODEBUG has ")[1].split()[0])
"""


def test_removed_settings_raise(debugged, gophersnake):
    # As if the toolchain had said so: its own table is empty before Go 1.27.
    run = build(gophersnake, debugged, GOPHERSNAKE_CFLAGS='-DGS_REMOVED={"removedone","1",99},{"removedone","2",99},')
    check(run, "removedone", ["1", "2"])
    # Go reads what the process was started with; what a program changes there comes too late, in both directions.
    done = run("removedone=1", "os.environ['A_NEW_ONE'] = 'x'; del os.environ['GODEBUG']; debugged.add(1, 2)")
    assert done.returncode == 1 and "GODEBUG has removedone=1" in done.stderr and "go.dev/doc/godebug#go-199" in done.stderr
    assert run(None, "os.environ['GODEBUG'] = 'removedone=1'; print(debugged.add(1, 2))").stdout == "3\n"


@pytest.mark.once
def test_with_a_go_that_removes_settings(debugged, gophersnake):
    found = subprocess.run([go(), "env", "GOROOT"], env={**os.environ, "GOTOOLCHAIN": "go1.27.0", "GOPROXY": "off"}, capture_output=True, text=True)
    if found.returncode:
        pytest.skip("Go 1.27.0 is not in the module cache: GOTOOLCHAIN=go1.27.0 go version")
    newer = os.path.join(found.stdout.strip(), "bin", "go")
    run = build(gophersnake, debugged, GOPHERSNAKE_GO=newer)
    check(run, "asynctimerchan", ["1", "2"])
    check(run, "gotypesalias", ["0"])
    # Of the build itself: the go command is a Go program, and reads go.mod.
    done = gophersnake("build", "-o", debugged / "dist", cwd=debugged, env={"GOPHERSNAKE_GO": newer, "GODEBUG": "tls3des=1"}, check=None)
    assert done.returncode and 'removed GODEBUG "tls3des" set to old value "1"' in done.stderr and "goroutine" not in done.stderr
    (debugged / "go.mod").write_text("module example.com/debugged\n\ngo 1.25\n\ngodebug asynctimerchan=1\n")
    done = gophersnake("build", "-o", debugged / "dist", cwd=debugged, env={"GOPHERSNAKE_GO": newer}, check=None)
    assert done.returncode and 'go.mod:5: removed GODEBUG "asynctimerchan" set to old value "1"' in done.stderr
