"""Builds a CPython without the GIL from Debian's source package, in .build/free-threaded, and
prints its path. A second run finds it there.

    python3 scripts/free_threaded_python.py

Needs a C compiler, make, and the headers of the libraries that Python's modules use (of
Debian: libffi-dev, libssl-dev, zlib1g-dev; a module whose library is missing is left out).
It takes about three CPU-minutes.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import urllib.request

from environment import ROOT, say

VERSION = "3.13.15"
# The upstream archive as Debian has it. Its patches are for Debian's own layout of folders.
SOURCE = f"http://deb.debian.org/debian/pool/main/p/python3.13/python3.13_{VERSION}.orig.tar.xz"
SHA256 = "1e66a7945a48390ee4c2a4268a0e4185884059a13c4aab6d148aa208deea4a76"
# No debug information, and no pip: tests install with another Python's.
CONFIGURE = ["--disable-gil", "--with-ensurepip=no", "--disable-test-modules", "OPT=-O2 -g0 -DNDEBUG -Wall"]

FOLDER = ROOT / ".build" / "free-threaded"
PREFIX = FOLDER / f"python-{VERSION}"
PYTHON = PREFIX / "bin" / "python3.13t"


@contextlib.contextmanager
def locked():
    """Only one process builds; the others wait for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def download() -> pathlib.Path:
    file = FOLDER / SOURCE.rpartition("/")[2]
    if not file.exists():
        say(f"downloading {SOURCE}")
        with urllib.request.urlopen(SOURCE, timeout=60) as answer:
            data = answer.read()
        partial = file.with_suffix(".part")
        partial.write_bytes(data)
        partial.rename(file)
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found != SHA256:
        file.unlink()
        raise SystemExit(f"{SOURCE} has the hash {found}, and not {SHA256}")
    return file


def stamp() -> str:
    return " ".join([SHA256, *CONFIGURE])


def build() -> pathlib.Path:
    """The interpreter's path, after building it if necessary."""
    with locked():
        done = PREFIX / "stamp"
        if done.exists() and done.read_text() == stamp():
            return PYTHON
        archive = download()
        source, log = FOLDER / "source", FOLDER / "log"
        for folder in source, PREFIX:
            shutil.rmtree(folder, ignore_errors=True)
        with tarfile.open(archive) as tar:
            tar.extractall(source, filter="data")
        (top,) = source.iterdir()
        say(f"building CPython {VERSION} without the GIL; {os.path.relpath(log, ROOT)} has what the compiler says")
        steps = (
            ["./configure", "-q", f"--prefix={PREFIX}", *CONFIGURE],
            ["make", "-s", f"-j{os.cpu_count() or 1}"],
            ["make", "-s", "install"],
        )
        with open(log, "w") as out:
            for step in steps:
                if subprocess.run(step, cwd=top, stdout=out, stderr=subprocess.STDOUT).returncode:
                    raise SystemExit(f"{' '.join(step)} failed:\n" + "\n".join(log.read_text().splitlines()[-30:]))
        shutil.rmtree(source)
        done.write_text(stamp())
        return PYTHON


if __name__ == "__main__":
    if sys.platform != "linux":
        raise SystemExit("only tried on Linux")
    print(build())
