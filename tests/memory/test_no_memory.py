"""Every allocation of Python's and of the shim's fails once: MemoryError, no crash, nothing left behind."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest
from cases import IMPORTABLE

pytest.importorskip("_testcapi", reason="this Python was built without its tests")
HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))
from calls import CALLS  # noqa: E402


def fails(name, whose, **env):
    env = {**os.environ, "PYTHONPATH": str(IMPORTABLE), "PYTHONFAULTHANDLER": "1", **env}
    done = subprocess.run([sys.executable, HERE / "program.py", name, whose], env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
    return int(done.stdout)


@pytest.fixture(scope="module")
def failing(tmp_path_factory):
    cc, library = next(filter(shutil.which, ("cc", "gcc", "clang")), None), tmp_path_factory.mktemp("failing") / "failing.so"
    compiler = [cc] if cc else [sys.executable, "-m", "ziglang", "cc"]  # as internal/toolchain finds it
    subprocess.run([*compiler, "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, HERE / "failing.c", "-ldl"], check=True)
    return library


# CPython 3.11 crashes where it has no memory for the state of a new thread (PyThreadState_New in Python/pystate.c), which one
# of Go's needs that releases what Go has dropped. There, those of the calling thread fail alone.
WHOSE = "python" if sys.version_info >= (3, 12) else "python on this thread"


@pytest.mark.parametrize("name", CALLS)
def test_every_allocation_of_pythons_fails_once(name, failing):
    fails(name, WHOSE, FAILING=str(failing))


# Those that are certain to allocate: a test that provokes nothing says nothing.
ALLOCATE = {"numbers of a generator", "lists", "bytes, not contiguous", "callback, text", "callback, instances", "stream"}


@pytest.mark.parametrize("name", CALLS)
def test_every_allocation_of_the_shims_fails_once(name, failing):
    failed = fails(name, "shim", LD_PRELOAD=str(failing))
    assert failed or name not in ALLOCATE


def test_every_allocation_of_a_shim_that_is_loaded_fails_once(failing):
    said = []
    while not said or said[-1] != "through":
        env = {**os.environ, "PYTHONPATH": str(IMPORTABLE), "PYTHONFAULTHANDLER": "1", "LD_PRELOAD": str(failing)}
        done = subprocess.run([sys.executable, HERE / "loading.py", str(len(said) + 1)], env=env, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0 and done.stdout.strip() in ("failed", "not missed", "through"), (len(said), done.stdout, done.stderr)
        said.append(done.stdout.strip())
    assert said.count("failed") > 3
