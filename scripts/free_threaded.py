"""Runs Python tests on a CPython without a GIL, which is built first: `make test-free-threaded`.

    python3 scripts/free_threaded.py [PYTEST ARGUMENTS]    # tests/cases, if there are none

The extensions of tests/cases are built for it into .build/free-threaded/cases. PYTHON_GIL=0 keeps the
GIL off, whatever a library says that is imported. Libraries without wheels for such a Python are left out, and
so are the tests that import them: the summary names them.

GOPHERSNAKE_CFLAGS=-DGS_UNGUARDED builds a C half without what stands for the GIL (shim/abi/exclusion.h), in another
folder: tests/cases/stresscase/test_threads.py must find that.
"""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys

from environment import ROOT, Environment, say
from free_threaded_python import FOLDER, build

# The first that knows the tags of these Pythons is 24.1.
PIP = "pip==26.3"
# What tests of the cases import. Of all else in tests/requirements.txt nothing is tried.
WANTED = "pytest numpy hypothesis cloudpickle trio greenlet gevent uvloop pyarrow pandas polars ml-dtypes scipy xarray joblib".split()


def requirements() -> dict[str, str]:
    """The lines of tests/requirements.txt by the names of the packages; several where a package has a marker."""
    found: dict[str, str] = {}
    for line in (ROOT / "tests" / "requirements.txt").read_text().splitlines():
        line = line.partition("#")[0].strip()
        if line:
            name = re.match(r"[\w.-]+", line)[0].lower()
            found[name] = f"{found[name]}\n{line}" if name in found else line
    return found


def install(env: Environment) -> list[str]:
    """Installs what there are wheels of, and names the packages that are left out."""
    pip = FOLDER / "pip"
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


def main() -> int:
    python = build()
    env = Environment(FOLDER / "venv")
    if not env.python.exists():
        say("making an environment")
        subprocess.run([str(python), "-m", "venv", "--without-pip", str(env.folder)], check=True)
    left_out = install(env)
    say(f"left out, for want of wheels: {', '.join(sorted(left_out))}")
    flags = os.environ.get("GOPHERSNAKE_CFLAGS", "")
    environ = dict(
        env.environ(),
        PYTHON_GIL="0",
        GOPHERSNAKE_TEST_PYTHON=str(python),
        GOPHERSNAKE_TEST_BUILD=str(FOLDER / ("cases-unguarded" if "GS_UNGUARDED" in flags else "cases")),
        GOPHERSNAKE_TEST_WITHOUT=" ".join(name.replace("-", "_") for name in left_out),
        GOPHERSNAKE_TEST_ONCE="0",  # what the GIL does not matter to
        PYTHONPATH=str(ROOT / "tests"),
    )
    arguments = sys.argv[1:] or ["tests/cases"]
    command = [str(env.python), "-X", "faulthandler", "-m", "pytest", "-p", "no:cacheprovider", "-rs", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environ).returncode


if __name__ == "__main__":
    sys.exit(main())
