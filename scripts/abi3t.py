"""Runs Python tests on CPython 3.15 with extensions for abi3t: `make test-abi3t`.

    python3 scripts/abi3t.py [PYTEST ARGUMENTS]    # tests/cases, if there are none

Python is that of Debian's unstable suite, whose packages are unpacked into .build/abi3t, with the C library that it needs:
needs Debian with apt-get and dpkg. It has a GIL. What abi3t has for Pythons without one runs there too,
but for the critical sections, which do nothing there.
"""

from __future__ import annotations

import pathlib
import platform
import sys

import debian
from cases_on import run
from environment import ROOT, say

FOLDER = ROOT / ".build" / "abi3t"
PACKAGES = (
    "python3.15 python3.15-minimal libpython3.15-minimal libpython3.15-stdlib libc6 libgcc-s1 libstdc++6 libffi8 zlib1g libexpat1 "
    "libssl3t64 libbz2-1.0 liblzma5 libuuid1 libsqlite3-0 libreadline8t64 libzstd1 libncursesw6 libtinfo6"
).split()


def fetch() -> pathlib.Path:
    """The path of a Python 3.15 that runs on this machine."""
    arch = {"x86_64": "amd64"}.get(platform.machine(), "arm64")
    root = FOLDER / "debian"
    if not root.exists():
        say("fetching Python 3.15 of Debian unstable")
    debian.unpack("sid", arch, PACKAGES, root, FOLDER / "apt")
    (loader,) = root.glob("usr/lib*/ld-linux-*.so.*")
    (libraries,) = root.glob("usr/lib/*-linux-gnu")
    # A program that is started with another C library than the machine's. What it starts by sys.executable is this again.
    start = root / "usr" / "bin" / "python"
    program = root / "usr" / "bin" / "python3.15"
    start.write_text(f"#!/bin/sh\nexec '{loader}' --library-path '{libraries}' --argv0 \"$0\" '{program}' \"$@\"\n")
    start.chmod(0o755)
    return start


def main() -> int:
    return run(fetch(), FOLDER, sys.argv[1:], GOPHERSNAKE_TEST_FLAGS="--abi3t")


if __name__ == "__main__":
    sys.exit(main())
