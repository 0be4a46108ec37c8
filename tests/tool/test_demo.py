"""`make demo`, the first that README says, in a copy of the tree: as somebody would run it who has just cloned it."""

import os
import pathlib
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from cases import go

pytestmark = pytest.mark.once


def environment():
    """Nothing of the session of tests, nor of the make that runs it. The caches of Go and pip stay what they are."""
    here = pathlib.Path(sys.prefix, "bin")
    own = {"VIRTUAL_ENV", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "ARGS"}
    prefixes = ("GOPHERSNAKE_", "PYTEST_", "PYTHONPATH", "PYTHONMALLOC")
    environ = {k: v for k, v in os.environ.items() if k not in own and not k.startswith(prefixes)}
    environ["PATH"] = os.pathsep.join(p for p in environ["PATH"].split(os.pathsep) if pathlib.Path(p) != here)
    return environ


def unreachable():
    """The first server that does not answer, of those that a demo may fetch from, and why."""
    proxies = subprocess.run([go(), "env", "GOPROXY"], capture_output=True, text=True, check=True).stdout
    servers = [p for p in proxies.strip().replace("|", ",").split(",") if "://" in p] + ["https://pypi.org/simple/"]
    for server in servers:
        try:
            urllib.request.urlopen(server, timeout=20).close()
        except urllib.error.HTTPError:
            pass  # it answers
        except OSError as error:
            return f"{server}: {error}"
    return None


def test_demo(tmp_path, tree_copy, own_cache):
    clone = tree_copy(tmp_path / "a clone")
    environ = environment() | {"GOPHERSNAKE_CACHE": str(own_cache(tmp_path / "cache"))}
    done = subprocess.run(["make", "demo"], cwd=clone, env=environ, capture_output=True, text=True)
    if done.returncode != 0 and (reason := unreachable()):
        pytest.skip(f"make demo fetches a Go module and a compiler, and there is no network: {reason}")
    assert done.returncode == 0, done.stdout + done.stderr

    said = done.stdout.splitlines()
    assert said[-1] == "-- try it: .venv/bin/gophersnake --help"
    tool = clone / ".venv" / "bin" / "gophersnake"
    assert "develop" in subprocess.run([tool, "--help"], capture_output=True, text=True, check=True, env=environ).stdout
    assert "<h1>" in (clone / ".build" / "demo" / "README.html").read_text()
    (exported,) = [line for line in said if line.startswith("export ")]
    check_installed(exported, tmp_path / "elsewhere")


def check_installed(exported, folder):
    """With what the demo says to export, pip finds gophersnake, though the path has a space."""
    base = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([base, "-m", "venv", "--without-pip", folder], check=True)
    command = [base, "-m", "pip", "--python", folder / "bin" / "python", "install", "--quiet", "--no-index", "gophersnake"]
    done = subprocess.run(["sh", "-c", f'{exported}; exec "$@"', "sh", *command], env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "bin" / "gophersnake").is_file()
