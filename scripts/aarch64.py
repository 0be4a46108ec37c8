"""Runs tests on a 64-bit ARM that qemu plays: Debian's Python for it, and extensions that zig
compiles here. Needs Debian with apt-get and dpkg; nothing is installed outside of .build.

Arguments are cases of tests/cases, or files of tests there; else a project as `new` makes it is built and tested.
NumPy and pyarrow are there (and cloudpickle), in the versions of tests/requirements.txt; other libraries are not.
"""

from __future__ import annotations

import os
import pathlib
import platform
import shutil
import sys
import zipfile

from debian import run, unpack
from environment import ROOT, Environment, say
from gophersnake import requirements

WORK = ROOT / ".build" / "aarch64"
MACHINE = WORK / "machine"  # Debian's packages for ARM, unpacked
PACKAGES = (
    "libc6 libgcc-s1 python3.11-minimal libpython3.11-minimal libpython3.11-stdlib "
    "libstdc++6 libffi8 zlib1g libexpat1 libssl3 libbz2-1.0 liblzma5 libuuid1"
).split()
SUITE = "bookworm"  # where Python 3.11 is
EMULATOR = ("trixie", "qemu-user")  # that of bookworm aborts in a fork of a process with threads
QEMU = WORK / "emulator" / "usr" / "bin" / "qemu-aarch64"


def build(tool: pathlib.Path, env: Environment, project: pathlib.Path) -> pathlib.Path:
    """The folder with a project's wheel for ARM, unpacked."""
    out, site = WORK / "dist", WORK / "site"
    shutil.rmtree(out, ignore_errors=True)
    run(tool, "build", "--target", "aarch64", "-C", project, "-o", out, env=env.environ())
    (wheel,) = out.glob("*_aarch64.whl")
    run(tool, "audit", "--compatibility", "manylinux_2_17", wheel)
    with zipfile.ZipFile(wheel) as z:
        z.extractall(site)
    return site


PYTEST = "import sys, pytest; sys.executable = sys.argv[1]; sys.exit(pytest.main(sys.argv[2:]))"


def emulated_python() -> pathlib.Path:
    """A program that runs Python for ARM. Tests start it too: the kernel does not know how to run the real one."""
    script = WORK / "python"
    script.write_text(f'#!/bin/sh\nexec "{QEMU}" -L "{MACHINE}" "{MACHINE}/usr/bin/python3.11" "$@"\n')
    script.chmod(0o755)
    return script


def libraries() -> pathlib.Path:
    """The folder with the libraries of tests for ARM: their wheels, unpacked."""
    wanted = [line for line in (ROOT / "tests" / "requirements.txt").read_text().split() if line.startswith(("cloudpickle==", "numpy==", "pyarrow=="))]
    folder = WORK / "libraries" / "+".join(wanted)
    if not folder.exists():
        wheels = WORK / "wheels"
        shutil.rmtree(wheels, ignore_errors=True)
        platforms = [f"--platform=manylinux_{tag}_aarch64" for tag in ("2_28", "2_27", "2_17")]
        run(sys.executable, "-m", "pip", "download", "--quiet", "--dest", wheels, "--only-binary=:all:", "--no-deps", "--python-version=3.11", *platforms, *wanted)
        for wheel in wheels.glob("*.whl"):
            with zipfile.ZipFile(wheel) as z:
                z.extractall(folder)
    return folder


def main() -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    here = {"x86_64": "amd64"}.get(platform.machine(), "arm64")
    unpack(EMULATOR[0], here, [EMULATOR[1]], WORK / "emulator", WORK / f"apt-{here}-{EMULATOR[0]}")
    unpack(SUITE, "arm64", PACKAGES, MACHINE, WORK / "apt-arm64")
    env = Environment(ROOT / ".venv")
    env.make()
    env.install("ziglang", requirements.ZIG, requirements.ZIG)
    env.install("pytest", "pytest", "pytest==9.2.0")
    tool = WORK / "gophersnake"
    go = requirements.go_command(requirements.OWN_GO)
    if go is None:
        raise SystemExit("Go 1.26 or later is needed")
    run(go, "build", "-o", tool, "./cmd/gophersnake", cwd=ROOT)

    shutil.rmtree(WORK / "site", ignore_errors=True)
    named = [ROOT / "tests" / "cases" / name for name in sys.argv[1:]]
    projects: dict[pathlib.Path, list[pathlib.Path]] = {}
    for path in named:
        projects.setdefault(path.parent if path.suffix == ".py" else path, []).append(path)
    if not projects:
        shutil.rmtree(WORK / "hello", ignore_errors=True)
        run(tool, "new", "hello", cwd=WORK)
        projects = {WORK / "hello": [WORK / "hello" / "tests"]}
    beside = [libraries()] if named else []
    (packages,) = env.folder.glob("lib/python3*/site-packages")
    python = emulated_python()
    for project, tests in projects.items():
        say(f"{project.name} for aarch64")
        path = os.pathsep.join(map(str, [build(tool, env, project), *beside, packages, ROOT / "tests"]))
        run(python, "-c", PYTEST, python, "-q", "-p", "no:cacheprovider", "-p", "no:gophersnake", "--noconftest", "-c", os.devnull, "--rootdir", project, *tests,
            env=dict(os.environ, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1"), cwd=project)  # fmt: skip


if __name__ == "__main__":
    main()
