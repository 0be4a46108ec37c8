"""The tests of this folder once more, with AddressSanitizer and UBSan in the C library."""

import os
import pathlib
import subprocess
import sys

import pytest

import library


@pytest.mark.once
@pytest.mark.skipif("GOPHERSNAKE_SHIM_TEST" in os.environ, reason="is run with them")
def test_with_sanitizers(tmp_path):
    cc = library.compiler()
    runtime = cc and library.sanitizer(cc)
    if not runtime:
        pytest.skip("gcc or clang with AddressSanitizer is needed")
    built = library.build(cc, tmp_path, library.SANITIZERS)
    options = f"log_path={tmp_path}/report:print_stacktrace=1"
    environment = os.environ | {
        "GOPHERSNAKE_SHIM_TEST": str(built),
        "LD_PRELOAD": runtime,
        "ASAN_OPTIONS": options + ":detect_leaks=0:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:use_sigaltstack=0",
        "UBSAN_OPTIONS": options,
        "PYTHONMALLOC": "malloc",
    }
    # A process has one sanitizer of memory: test_races.py has ThreadSanitizer. And test_statics.py runs nothing.
    left_out = ["--ignore", "test_races.py", "--ignore", "test_statics.py", "--deselect", "test_os.py::test_a_walk_ends_before_the_stack_does"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *left_out, "."]
    done = subprocess.run(command, cwd=pathlib.Path(__file__).parent, env=environment, capture_output=True, text=True)
    reports = "\n".join(path.read_text() for path in tmp_path.glob("report*"))
    assert not done.returncode and not reports, done.stdout + done.stderr + reports
