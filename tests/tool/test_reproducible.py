"""Two builds in two places, with two caches and two copies of the toolchain,
are the same bytes. The first is of the caches that are there, the second of empty ones."""

import hashlib
import io
import os
import pathlib
import shutil
import subprocess
import zipfile

import pytest

from cases import go


@pytest.mark.once
def test_same_bytes(tmp_path, project, gophersnake):
    folders = [project(name) for name in ("module", "workspace", "vendor")]
    elsewhere = tmp_path / "else" / "where"
    for folder in folders:
        shutil.copytree(folder, elsewhere / folder.name)
    first = build_all(gophersnake, folders, tmp_path / "1", {})
    caches = {"GOCACHE": str(tmp_path / "go cache"), "GOPHERSNAKE_CACHE": str(tmp_path / "cache")}
    copied = {"GOPHERSNAKE_GO": copy_of_go(tmp_path / "copied go")}
    second = build_all(gophersnake, [elsewhere / f.name for f in folders], tmp_path / "2", caches | copied)
    assert list(first) == list(second)
    for name, data in first.items():
        # of digests: pytest would look for hours for where megabytes differ
        assert contents(data) == contents(second[name]), f"two builds of {name} differ"
        assert hashlib.sha256(data).digest() == hashlib.sha256(second[name]).digest(), f"two builds of {name} differ"
        for place in (tmp_path, pathlib.Path.home() / ".cache"):
            assert str(place).encode() not in data


def contents(wheel):
    archive = zipfile.ZipFile(io.BytesIO(wheel))
    return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


def build_all(gophersnake, folders, place, env):
    wheels = {}
    for folder in folders:
        wheel = pathlib.Path(gophersnake("build", "-C", folder, "-o", place / "dist", env=env))
        wheels[wheel.name] = wheel.read_bytes()
    wrapped = pathlib.Path(gophersnake("wrap", "unicode/utf8", "-o", place / "dist", env=env))
    wheels[wrapped.name] = wrapped.read_bytes()
    return wheels


def copy_of_go(target):
    """A copy of the toolchain, by links where that is possible."""
    root = subprocess.run([go(), "env", "GOROOT"], env=dict(os.environ, GOTOOLCHAIN="local"), capture_output=True, text=True, check=True).stdout.strip()

    def link(source, destination):
        try:
            os.link(source, destination)
        except OSError:
            shutil.copy2(source, destination)

    shutil.copytree(root, target, copy_function=link, ignore=shutil.ignore_patterns("test", "doc", "api", "misc"))
    return str(target / "bin" / "go")
