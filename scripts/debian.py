"""Packages of Debian, unpacked into a folder: nothing is installed. Needs Debian with apt-get and dpkg."""

from __future__ import annotations

import pathlib
import shutil
import subprocess

SOURCE = "deb [arch={arch} signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian {suite} main\n"


def run(*command: object, **more: object) -> None:
    subprocess.run([str(c) for c in command], check=True, **more)


def unpack(suite: str, arch: str, packages: list[str], into: pathlib.Path, apt: pathlib.Path) -> None:
    """The packages of a suite for a machine, unless the folder is there. What apt keeps lies in another."""
    if into.exists():
        return
    for folder in "lists/partial", "cache/archives/partial", "packages":
        (apt / folder).mkdir(parents=True, exist_ok=True)
    (apt / "status").touch()
    (apt / "sources.list").write_text(SOURCE.format(arch=arch, suite=suite))
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
