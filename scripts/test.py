"""Runs the Python tests on every CPython from 3.11 up that is there: `make test`.

    python3 scripts/test.py [PYTEST ARGUMENTS]

REQUIRE_PYTHONS="3.11 3.12 3.13" makes it fail if one of them is missing.
"""

from __future__ import annotations

import os
import subprocess
import sys

from environment import ROOT, Environment, say
from pythons import main as check, pythons


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
        done = subprocess.run([str(env.python), "-m", "pytest", *sys.argv[1:]], cwd=ROOT, env=environ)
        if done.returncode not in (0, 5):  # 5: no tests match
            failed.append(name)
    print(f"\nPython tests ran on {', '.join('%d.%d' % v for v in versions)}:", f"failed on {', '.join(failed)}" if failed else "all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
