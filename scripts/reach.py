"""Runs tests/reach/main.py in the environment of the tests, since some jobs take NumPy's arrays: `make reach`.

    python3 scripts/reach.py [NAME]...    # these modules alone, and nothing is written
"""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, Environment
from pythons import pythons
from test import environment_command


def main() -> int:
    version, python = next(iter(pythons().items()))
    env = Environment(ROOT / (".venv-%d.%d" % version))
    subprocess.run(environment_command(python, env), check=True)
    return subprocess.run([env.python, ROOT / "tests" / "reach" / "main.py", *sys.argv[1:]], env=env.environ()).returncode


if __name__ == "__main__":
    sys.exit(main())
