"""Runs the Python tests on every CPython from 3.11 up that is there: `make test`.

    python3 scripts/test.py [PYTEST ARGUMENTS]

On the first of them the Go packages of tests/cases also run in the modes that
find what passes by luck. REQUIRE_PYTHONS="3.11 3.12 3.13" makes it fail if one
of them is missing.
"""

from __future__ import annotations

import os
import subprocess
import sys

from environment import ROOT, Environment, say
from pythons import main as check, pythons


# What is said about a mode; its environment, and what it adds to Python's command line.
MODES = [
    ("guard mode", {"GOPHERSNAKE_GUARD": "1"}, []),
    ("checks of memory", {"PYTHONMALLOC": "debug", "GODEBUG": "cgocheck=1"}, ["-X", "faulthandler"]),
]


def pytest(env: Environment, environ: dict[str, str], options: list[str], arguments: list[str]) -> bool:
    done = subprocess.run([str(env.python), *options, "-m", "pytest", *arguments], cwd=ROOT, env=environ)
    return done.returncode in (0, 5)  # 5: no tests match


def main() -> int:
    if check() != 0:
        return 1
    failed = []
    versions = pythons()
    for i, (version, python) in enumerate(versions.items()):
        name = "%d.%d" % version
        folder = ROOT / f".venv-{name}"
        subprocess.run([python, str(ROOT / "scripts" / "environment.py"), str(folder), "-r", str(ROOT / "tests" / "requirements.txt")], check=True)
        env = Environment(folder)
        say(f"pytest on Python {name} ({python})")
        # What says nothing about a version of Python need not run on each.
        environ = dict(env.environ(), GOPHERSNAKE_TEST_ONCE="0" if i else "1")
        if not pytest(env, environ, [], sys.argv[1:]):
            failed.append(name)
        if i or sys.argv[1:]:
            continue
        for mode, more, options in MODES:
            say(f"tests/cases on Python {name}, with {mode}")
            if not pytest(env, environ | more, options, ["tests/cases"]):
                failed.append(f"{name} with {mode}")
    print(f"\nPython tests ran on {', '.join('%d.%d' % v for v in versions)}:", f"failed on {', '.join(failed)}" if failed else "all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
