"""Programs that await Go, in processes of their own."""

import os
import pathlib
import subprocess
import sys
import textwrap

import asynccase

IMPORTABLE = pathlib.Path(asynccase.__file__).parent.parent  # the programs use the build that the tests use


def program(source, code=0, **environment):
    """Runs a program in a process of its own."""
    env = {**os.environ, **environment, "PYTHONPATH": os.pathsep.join(map(str, [IMPORTABLE, pathlib.Path(__file__).parent]))}
    source = "import asyncio, os, sys\nimport asynccase as c\nfrom asynccase import aio\n" + textwrap.dedent(source)
    done = subprocess.run([sys.executable, "-X", "faulthandler", "-c", source], capture_output=True, text=True, timeout=240, env=env)
    assert done.returncode == code, f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done
