"""Runs Python tests with AddressSanitizer and UBSan in the shim: `make sanitize`.

    python3 scripts/sanitize.py [PYTEST ARGUMENTS]    # tests/cases and tests/fuzz, if there are none

The extensions of tests/cases are built anew into .build/sanitized, with the
sanitizers in their C half; Go's half has no part in it. Python's objects come
from malloc(), so that a step beyond one of them is seen as well. Whatever is
found is printed, and the run fails.
"""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys

from environment import ROOT, Environment, say

BUILD = ROOT / ".build" / "sanitized"
REPORTS = BUILD / "reports"
# Greenlets move parts of a stack by memcpy(), which AddressSanitizer must take for a mistake.
# A fork may find the lock of its allocator taken by one of Go's threads, and the child waits for ever.
# And frames that a sanitizer guards are several times as large: small stacks have no room for as many.
LEFT_OUT = [
    "--ignore-glob=*/test_greenlets.py",
    "--ignore-glob=*/test_fork.py",
    "--deselect=tests/cases/deepcase/test_deep.py::test_recursion_in_a_greenlet",
    "--deselect=tests/cases/deepcase/test_deep.py::test_many_threads_know_their_own_stacks",
]
FLAGS = "-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined"


def compiler() -> str:
    found = os.environ.get("CC") or shutil.which("gcc") or shutil.which("clang")
    if not found:
        raise SystemExit("gcc or clang is needed, with its sanitizers")
    return found


def runtime(cc: str) -> str:
    """The library that must be loaded before everything else, as python itself is not built with it."""
    for name in ("libasan.so", f"libclang_rt.asan-{os.uname().machine}.so"):
        path = subprocess.check_output([*cc.split(), f"-print-file-name={name}"], text=True).strip()
        if os.path.isabs(path):
            return os.path.realpath(path)
    raise SystemExit(f"{cc} has no AddressSanitizer to preload")


def preload(cc: str) -> str:
    """That library, and the one of C++: an extension that throws is taken for a mistake if it loads it later."""
    found = subprocess.check_output([*cc.split(), "-print-file-name=libstdc++.so.6"], text=True).strip()
    return " ".join([runtime(cc), *([os.path.realpath(found)] if os.path.isabs(found) else [])])


def environ(env: Environment, cc: str) -> dict[str, str]:
    """For the build as well as for the tests: what a test builds has the sanitizers too."""
    return dict(env.environ(), CC=cc, GOPHERSNAKE_CFLAGS=FLAGS, GOPHERSNAKE_TEST_BUILD=str(BUILD), PYTHONPATH=str(ROOT / "tests"))


def sanitizing(cc: str) -> dict[str, str]:
    common = f"log_path={REPORTS}/report:print_stacktrace=1"
    return {
        "LD_PRELOAD": preload(cc),
        # Python keeps much to its end on purpose. Faults and signal stacks are
        # Go's affair: guard mode and recovered nil dereferences need them. The tests of
        # memory that returns leave no room for a large quarantine.
        "ASAN_OPTIONS": f"{common}:detect_leaks=0:quarantine_size_mb=8:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:use_sigaltstack=0",
        "UBSAN_OPTIONS": common,
        "PYTHONMALLOC": "malloc",
    }


def reports() -> list[pathlib.Path]:
    return sorted(REPORTS.glob("report*"))


def main() -> int:
    env = Environment(ROOT / f".venv-{sys.version_info[0]}.{sys.version_info[1]}")
    subprocess.run([sys.executable, str(ROOT / "scripts" / "environment.py"), str(env.folder), "-r", str(ROOT / "tests" / "requirements.txt")], check=True)
    cc = compiler()
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    environment = environ(env, cc)
    arguments = sys.argv[1:] or ["tests/cases", "tests/fuzz"]
    say("building the cases with sanitizers")
    subprocess.run([str(env.python), "-c", "import cases, sys; cases.build(cases.needed(sys.argv[1:]))", *arguments], env=environment, cwd=ROOT, check=True)
    say("pytest with sanitizers")
    done = subprocess.run([str(env.python), "-m", "pytest", *LEFT_OUT, *arguments], env=environment | sanitizing(cc), cwd=ROOT)
    for report in reports():
        print(report.read_text(errors="replace"))
    print("sanitizers:", f"{len(reports())} reports" if reports() else "nothing found")
    return 1 if done.returncode or reports() else 0


if __name__ == "__main__":
    sys.exit(main())
