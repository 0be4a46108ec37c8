"""Runs Python tests on a Python that needs extensions of its own, or has few wheels of others: what the scripts
free_threaded.py and abi3t.py share.

The extensions of tests/cases are built for it, into a folder of its own. Libraries without wheels for it are left out, and so
are the tests that use them (tests/lacking.py): the summary names them.
"""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys

from environment import ROOT, Environment, say

# The first that knows the tags of these Pythons is 24.1.
PIP = "pip==26.3"
# What tests of the cases import. Of all else in tests/requirements.txt nothing is tried.
WANTED = "pytest numpy hypothesis cloudpickle trio greenlet gevent uvloop pyarrow pandas polars ml-dtypes scipy xarray joblib".split()

# What is imported under another name.
IMPORTED = {"opentelemetry-api": "opentelemetry"}


def requirements() -> dict[str, str]:
    """The lines of tests/requirements.txt by the names of the packages; several where a package has a marker."""
    found: dict[str, str] = {}
    for line in (ROOT / "tests" / "requirements.txt").read_text().splitlines():
        line = line.partition("#")[0].strip()
        if line:
            name = re.match(r"[\w.-]+", line)[0].lower()
            found[name] = f"{found[name]}\n{line}" if name in found else line
    return found


def environment(python: pathlib.Path, folder: pathlib.Path) -> Environment:
    env = Environment(folder / "venv")
    if not env.python.exists():
        say("making an environment")
        subprocess.run([str(python), "-m", "venv", "--without-pip", str(env.folder)], check=True)
    return env


def install(env: Environment) -> list[str]:
    """Installs what there are wheels of, and names the packages that are left out."""
    pip = env.folder.parent / "pip"
    if not (pip / "pip").exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--target", str(pip), PIP], check=True)
    command = [str(env.python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--root-user-action", "ignore", "--only-binary", ":all:"]
    environ = dict(os.environ, PYTHONPATH=str(pip))
    left_out = ["anyio"]  # which comes with fastapi
    env.stamps.mkdir(exist_ok=True)
    for name, lines in requirements().items():
        stamp = env.stamps / name
        if name not in WANTED:
            left_out.append(name)
        elif stamp.exists() and stamp.read_text().partition("\n")[2] == lines:
            if stamp.read_text().startswith("left out"):
                left_out.append(name)
        else:
            done = subprocess.run([*command, *lines.splitlines()], env=environ, capture_output=True, text=True)
            if done.returncode and "No matching distribution" not in done.stderr:
                raise SystemExit(done.stderr)
            if done.returncode:
                left_out.append(name)
            stamp.write_text(("left out" if done.returncode else "installed") + "\n" + lines)
    return left_out


def run(python: pathlib.Path, folder: pathlib.Path, arguments: list[str], **environ: str) -> int:
    """Runs pytest with a Python, whose environment and builds are in a folder; tests/cases, if there are no arguments."""
    env = environment(python, folder)
    left_out = install(env)
    say(f"left out, for want of wheels: {', '.join(sorted(left_out))}")
    environ = {
        **env.environ(),
        "GOPHERSNAKE_TEST_BUILD": str(folder / "cases"),
        "GOPHERSNAKE_TEST_WITHOUT": " ".join(IMPORTED.get(name, name.replace("-", "_")) for name in left_out),
        "GOPHERSNAKE_TEST_ONCE": "0",  # what the kind of Python does not matter to
        "PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT / "python")]),
        **environ,
    }
    command = [str(env.python), "-X", "faulthandler", "-m", "pytest", "-p", "no:cacheprovider", "-rs", *(arguments or ["tests/cases"])]
    return subprocess.run(command, cwd=ROOT, env=environ).returncode
