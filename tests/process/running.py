"""Runs the programs of this folder, each in a process of its own: they fork,
crash and take signals."""

import os
import pathlib
import shutil
import subprocess
import sys

from cases import IMPORTABLE

PROGRAMS = pathlib.Path(__file__).parent / "programs"


def run(program, *arguments, code=0, path=IMPORTABLE, timeout=120, python=(), wrapper=(), **environment):
    """What a program printed. It must end by itself, with the exit code."""
    command = [*wrapper, sys.executable, *python, PROGRAMS / program, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(path), str(PROGRAMS)]), **environment}
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env=environment)
    assert done.returncode == code, f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def copies(folder, n, name="processcase"):
    """n extensions that know nothing of each other, in folder: copies of one under other names."""
    names = [f"package{i}" for i in range(n)]
    for copy in names:
        shutil.copytree(IMPORTABLE / name, folder / copy, dirs_exist_ok=True)
    return names
