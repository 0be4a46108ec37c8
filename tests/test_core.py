"""The two halves of an extension: loaded lazily, checked at import."""

import os
import shutil
import subprocess
import sys

import pytest
from cases import IMPORTABLE


def python(source, folder, **keywords):
    return subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(folder)}, timeout=120, **keywords)


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(IMPORTABLE / "numberscase", tmp_path / "numberscase")
    return tmp_path


def test_import_loads_no_go(copy):
    done = python("import threading, numberscase, os; print(len(os.listdir('/proc/self/task'))); numberscase.int(1); print(len(os.listdir('/proc/self/task')))", copy)
    before, after = map(int, done.stdout.split())
    assert before == 1 and after > 1, done.stderr


def test_eager_loading(copy, monkeypatch):
    monkeypatch.setenv("GOPHERSNAKE_EAGER", "1")
    assert int(python("import numberscase, os; print(len(os.listdir('/proc/self/task')))", copy).stdout) > 1


def test_a_missing_core_is_said_at_import(copy):
    (copy / "numberscase" / "_native.core.so").unlink()
    done = python("import numberscase", copy)
    assert "ImportError: the Go half of this extension is missing" in done.stderr and "install the package again" in done.stderr


def test_a_core_of_another_build_is_refused_at_import(copy):
    shutil.copy(IMPORTABLE / "textscase" / "_native.core.so", copy / "numberscase" / "_native.core.so")
    assert "is of another build" in python("import numberscase", copy).stderr
    (copy / "numberscase" / "_native.core.so").write_bytes(b"short")
    assert "is not the Go half" in python("import numberscase", copy).stderr


def test_the_package_can_be_moved_and_renamed(copy):
    (copy / "outer").mkdir()
    (copy / "outer" / "__init__.py").touch()
    shutil.move(copy / "numberscase", copy / "outer" / "inner")
    done = python("import outer.inner as n; print(n.int.__module__, n.int(3))", copy)
    assert done.stdout.split() == ["outer.inner", "3"], done.stderr


FORK = """
import os, sys, objectscase as o
{before}
pid = os.fork()
if pid == 0:
    p = o.Point(3, 4)
    os._exit(0 if p.norm() == 5 else 1)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
assert o.Point(3, 4).norm() == 5
"""


def test_import_then_fork():
    assert python(FORK.format(before=""), IMPORTABLE).stdout.split() == ["0"]


def test_a_call_then_fork():
    done = python(FORK.format(before="o.Point()"), IMPORTABLE)
    assert done.stdout.split() == ["0"], done.stderr


def test_multiprocessing_with_fork():
    source = """
import multiprocessing, callscase
if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print(sum(pool.starmap(callscase.bounded, [(i, 2) for i in range(100)])))
"""
    assert python(source, IMPORTABLE).stdout.split() == [str(sum(2 * i + 1 for i in range(100)))]


def test_too_little_address_space_is_a_memory_error():
    source = "import resource, numberscase\nresource.setrlimit(resource.RLIMIT_AS, (800 << 20, 800 << 20))\ntry: numberscase.int(1)\nexcept MemoryError as e: print(e)"
    assert "address space" in python(source, IMPORTABLE).stdout


def test_faulthandler_and_development_mode():
    done = subprocess.run([sys.executable, "-X", "dev", "-W", "error", "-c", "import failurescase as f\ntry: f.nil_pointer(None)\nexcept f.PanicError: print('caught')"],
                          capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(IMPORTABLE)})  # fmt: skip
    assert done.stdout == "caught\n" and done.stderr == "" and done.returncode == 0
