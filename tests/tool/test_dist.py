"""gophersnake's own distributions: for other platforms than this, and the same bytes twice."""

import base64
import csv
import hashlib
import io
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

from cases import ROOT

pytestmark = pytest.mark.once

BUILD = "import sys; sys.path.insert(0, 'python'); import own_backend; print(*own_backend.build_wheels({out!r}, {platforms!r}), own_backend.build_sdist({out!r}))"
# How the files of programs begin: an ELF file of a processor, or a program of Windows.
OTHER = {
    "x86_64": ("manylinux_2_17_aarch64", b"\x7fELF", 183),
    "aarch64": ("manylinux_2_17_x86_64", b"\x7fELF", 62),
}


def build(root, out, *platforms, umask=0o022, **variables):
    out.mkdir()
    command = [sys.executable, "-c", BUILD.format(out=str(out), platforms=platforms)]
    env = os.environ | {"SOURCE_DATE_EPOCH": "1700000000", **variables}
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, umask=umask)
    assert done.returncode == 0, done.stderr
    return [out / name for name in done.stdout.split()]


def check_record(z):
    (record,) = [n for n in z.namelist() if n.endswith("/RECORD")]
    rows = {name: (digest, size) for name, digest, size in csv.reader(io.StringIO(z.read(record).decode()))}
    assert rows.keys() == set(z.namelist())
    for name in rows.keys() - {record}:
        digest = base64.urlsafe_b64encode(hashlib.sha256(z.read(name)).digest()).rstrip(b"=").decode()
        assert rows[name] == (f"sha256={digest}", str(z.getinfo(name).file_size))


def test_wheels_for_other_platforms(tmp_path):
    """Built and looked at; no other system is here to run them."""
    linux, start, machine = OTHER[platform.machine()]
    wheels = build(ROOT, tmp_path / "out", linux, "win_amd64")[:2]
    for wheel, name, begins in zip(wheels, ["gophersnake", "gophersnake.exe"], [start, b"MZ"]):
        with zipfile.ZipFile(wheel) as z:
            check_record(z)
            program = z.read(f"gophersnake-0.1.0.data/scripts/{name}")
            tag = wheel.stem.split("-", 2)[2]
            assert f"\nTag: {tag}\n".encode() in z.read("gophersnake-0.1.0.dist-info/WHEEL")
        assert program.startswith(begins)
        assert begins == b"MZ" or int.from_bytes(program[18:20], "little") == machine


# Cases that between them go through each layer of the C library.
THROUGH_ALL = [f"{name}case" for name in ("texts", "lists", "maps", "classes", "errors", "callback", "stream", "async", "batch", "process")]


def test_the_released_command(tmp_path):
    """It links objects of the C library that it has brought. What it builds does what builds of this tree do, and with a
    compiler that was named, all is compiled."""
    sys.path.insert(0, str(ROOT / "python"))
    from own_backend import here

    with zipfile.ZipFile(build(ROOT, tmp_path / "out", here())[0]) as z:
        tool = pathlib.Path(z.extract("gophersnake-0.1.0.data/scripts/gophersnake", tmp_path))
    tool.chmod(0o755)
    environ = {k: v for k, v in os.environ.items() if k not in ("CC", "GOPHERSNAKE_CFLAGS")}
    environ |= {"GOPHERSNAKE_CACHE": str(tmp_path / "cache"), "GOPHERSNAKE_TEST_TOOL": str(tool), "GOPHERSNAKE_TEST_BUILD": str(tmp_path / "build")}

    def compiled(folder, **more):
        command = [tool, "build", "-v", "-C", folder, "-o", tmp_path / "wheels"]
        done = subprocess.run(command, env=environ | more, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return {name for name in ("unit.c", "shim.c") if f" {name}" in done.stderr}

    project = shutil.copytree(pathlib.Path(__file__).parent / "projects" / "module", tmp_path / "module")
    assert compiled(project) == {"shim.c"}
    assert compiled(project) == set()
    assert compiled(project, CC=shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")) == {"unit.c", "shim.c"}
    assert compiled(project, GOPHERSNAKE_CFLAGS="-DMORE") == {"unit.c", "shim.c"}
    tests = [ROOT / "tests" / "cases" / name for name in THROUGH_ALL]
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests], cwd=ROOT, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]


def test_same_bytes_elsewhere(tmp_path, tree_copy):
    """In a copy of the tree, for another user's umask and locale."""
    sys.path.insert(0, str(ROOT / "python"))
    from own_backend import here

    copy = tree_copy(tmp_path / "a copy")
    first = build(ROOT, tmp_path / "1", here())
    second = build(copy, tmp_path / "2", here(), umask=0o077, LC_ALL="C", TZ="Asia/Kathmandu", HOME=str(tmp_path), GOCACHE=gocache(), GOFLAGS="-trimpath=false")
    assert [f.name for f in first] == [f.name for f in second] and first[1].name == "gophersnake-0.1.0.tar.gz"
    for one, two in zip(first, second):
        assert one.read_bytes() == two.read_bytes(), one.name
    with tarfile.open(first[1]) as tar:
        members = tar.getmembers()
    assert {m.mtime for m in members} == {1700000000} and all(m.isfile() and not m.uname for m in members)
    assert "gophersnake-0.1.0/PKG-INFO" in {m.name for m in members}


def gocache():
    from cases import go

    return subprocess.run([go(), "env", "GOCACHE"], capture_output=True, text=True, check=True).stdout.strip()
