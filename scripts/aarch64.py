"""Runs tests on a 64-bit ARM that qemu plays: Debian's Python for it, and extensions that zig
compiles here. Needs Debian with apt-get and dpkg; nothing is installed outside of .build.

Arguments are cases of tests/cases; else a project as `new` makes it is built and tested.
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
    "libffi8 zlib1g libexpat1 libssl3 libbz2-1.0 liblzma5 libuuid1"
).split()
SUITE = "bookworm"  # where Python 3.11 is; the emulator is of the same


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


def main() -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    here = {"x86_64": "amd64"}.get(platform.machine(), "arm64")
    unpack(SUITE, here, ["qemu-user-static"], WORK / "qemu", WORK / f"apt-{here}")
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
    projects = [ROOT / "tests" / "cases" / name for name in sys.argv[1:]]
    if not projects:
        shutil.rmtree(WORK / "hello", ignore_errors=True)
        run(tool, "new", "hello", cwd=WORK)
        projects = [WORK / "hello"]
    (packages,) = env.folder.glob("lib/python3*/site-packages")
    python = [WORK / "qemu/usr/bin/qemu-aarch64-static", "-L", MACHINE, MACHINE / "usr/bin/python3.11"]
    for project in projects:
        say(f"{project.name} for aarch64")
        path = os.pathsep.join(map(str, [build(tool, env, project), packages, ROOT / "tests"]))
        tests = project / "tests" if (project / "tests").is_dir() else project
        run(*python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:gophersnake", "--noconftest", "-c", os.devnull, "--rootdir", project, tests,
            env=dict(os.environ, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1"), cwd=project)  # fmt: skip


if __name__ == "__main__":
    main()
