"""Runs tests on a 64-bit ARM that qemu plays: Debian's Python for it, and extensions that zig
compiles here. Needs Debian with apt-get and dpkg; nothing is installed outside of .build.

Arguments are cases of tests/cases; else a project as `new` makes it is built and tested.
"""

from __future__ import annotations

import os
import pathlib
import platform
import shutil
import subprocess
import sys
import zipfile

from environment import ROOT, Environment, say
from gophersnake import requirements

WORK = ROOT / ".build" / "aarch64"
MACHINE = WORK / "machine"  # Debian's packages for ARM, unpacked
PACKAGES = (
    "libc6 libgcc-s1 python3.11-minimal libpython3.11-minimal libpython3.11-stdlib "
    "libffi8 zlib1g libexpat1 libssl3 libbz2-1.0 liblzma5 libuuid1"
).split()
# Where Python 3.11 is; the emulator is of the same.
SUITE = "deb [arch={arch} signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main\n"


def run(*command: object, **more: object) -> None:
    subprocess.run([str(c) for c in command], check=True, **more)


def unpack(arch: str, packages: list[str], into: pathlib.Path) -> None:
    """Debian's packages for a machine, without installing them."""
    if into.exists():
        return
    apt = WORK / f"apt-{arch}"
    for folder in "lists/partial", "cache/archives/partial", "packages":
        (apt / folder).mkdir(parents=True, exist_ok=True)
    (apt / "status").touch()
    (apt / "sources.list").write_text(SUITE.format(arch=arch))
    options = {
        "Dir::State::Lists": apt / "lists", "Dir::State::status": apt / "status", "Dir::Cache": apt / "cache",
        "Dir::Etc::sourcelist": apt / "sources.list", "Dir::Etc::sourceparts": "/dev/null",
        "APT::Architecture": arch, "APT::Architectures": arch, "APT::Sandbox::User": "root",
    }  # fmt: skip
    asked = ["apt-get", "-qq", *(f"-o{key}={value}" for key, value in options.items())]
    run(*asked, "update")
    run(*asked, "download", *packages, cwd=apt / "packages")
    new = into.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    for package in sorted((apt / "packages").glob("*.deb")):
        run("dpkg", "-x", package, new)
    new.rename(into)


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
    unpack({"x86_64": "amd64"}.get(platform.machine(), "arm64"), ["qemu-user-static"], WORK / "qemu")
    unpack("arm64", PACKAGES, MACHINE)
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
