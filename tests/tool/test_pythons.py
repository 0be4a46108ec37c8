"""Which Pythons a wheel is for."""

import os
import pathlib
import subprocess
import sys
import zipfile

import packaging.tags
import packaging.utils
import pytest

from cases import TOOL

pytestmark = pytest.mark.once

# As wheels of one project: the stable ABI, of one Python without a GIL, and of all later ones of both kinds.
ABIS = ["cp311-abi3", "cp314-cp314t", "cp315-abi3.abi3t"]
PLATFORM = "manylinux_2_17_x86_64"


def chosen(python, abi):
    """What an installer takes of these wheels for a Python, or None."""
    order = list(packaging.tags.cpython_tags(python, [abi], [PLATFORM]))
    ranks = {wheel: [order.index(t) for t in packaging.tags.parse_tag(f"{wheel}-{PLATFORM}") if t in order] for wheel in ABIS}
    return min((min(r), wheel) for wheel, r in ranks.items() if r)[1] if any(ranks.values()) else None


@pytest.mark.parametrize(
    "python, abi, wheel",
    [
        ((3, 10), "cp310", None),
        ((3, 11), "cp311", "cp311-abi3"),
        ((3, 14), "cp314", "cp311-abi3"),
        ((3, 13), "cp313t", None),
        ((3, 14), "cp314t", "cp314-cp314t"),
        ((3, 15), "cp315", "cp315-abi3.abi3t"),
        ((3, 15), "cp315t", "cp315-abi3.abi3t"),
        ((3, 16), "cp316t", "cp315-abi3.abi3t"),
    ],
)
def test_installers_find_the_wheel_by_its_tags(python, abi, wheel):
    assert chosen(python, abi) == wheel


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """A folder with a project's wheels for the stable ABI and for abi3t."""
    folder = tmp_path_factory.mktemp("index")
    source = pathlib.Path(__file__).parent / "projects" / "module"
    for flags in [], ["--abi3t"]:
        done = subprocess.run([TOOL, "build", "-q", "-C", source, "-o", folder, *flags], capture_output=True, text=True)
        assert done.returncode == 0 and "warning" not in done.stderr, done.stderr
    return folder


def test_a_wheel_for_abi3t(index, tmp_path):
    (wheel,) = index.glob("*abi3t*")
    tags = packaging.utils.parse_wheel_filename(wheel.name)[3]
    assert {(t.interpreter, t.abi) for t in tags} == {("cp315", "abi3"), ("cp315", "abi3t")}
    with zipfile.ZipFile(wheel) as z:
        (info,) = [f for f in z.namelist() if f.endswith(".dist-info/WHEEL")]
        assert {line[5:] for line in z.read(info).decode().splitlines() if line.startswith("Tag: ")} == set(map(str, tags))
        z.extractall(tmp_path)
    half = tmp_path / "shout" / "_native.abi3t.so"
    assert b"PyModExport__native" in half.read_bytes()
    if sys.version_info < (3, 15):  # says what to install instead
        says = f"its wheel is for Python 3.15 and later, and this is {sys.version_info[0]}.{sys.version_info[1]}: install the one for this Python"
        done = subprocess.run([sys.executable, "-c", "import shout"], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 1 and says in done.stderr.splitlines()[-1], done.stderr


@pytest.mark.parametrize("version, half", [("3.14", "_native.abi3.so"), ("3.15", "_native.abi3t.so")])
def test_pip_and_uv_choose(index, tmp_path, version, half):
    platform = packaging.utils.parse_wheel_filename(next(index.glob("*abi3t*")).name)[3]
    platforms = [f"--platform={p}" for p in {t.platform for t in platform}]
    base = getattr(sys, "_base_executable", sys.executable)
    pip = [base, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index", "--no-deps", "--only-binary=:all:", *platforms, "--implementation=cp"]
    uv = [pathlib.Path(sys.executable).parent / "uv", "pip", "install", "-q", "--no-index", "--no-deps", "--python", sys.executable]
    commands = {"pip": [*pip, f"--abi=cp{version.replace('.', '')}", "--abi=abi3"], "uv": uv}
    for tool, command in commands.items():
        if tool == "uv" and not command[0].exists():
            continue  # it is installed for the first Python alone
        target = tmp_path / tool
        subprocess.run([*command, "--find-links", index, "--python-version", version, "--target", target, "shout"], check=True, env={**os.environ, "UV_CACHE_DIR": str(tmp_path / "cache")})
        assert sorted(f.name for f in target.rglob("_native.*")) == sorted([half, "_native.core.so"]), tool
