"""Wheels for systems that are not here: built, and looked at."""

import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

import pytest

from cases import ROOT

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not importlib.util.find_spec("ziglang"), reason="zig is in the environment of the first Python alone"),
]

# The target, as four people would write it; the tag; how its files begin; their names; and what they need.
SYSTEM = {"/usr/lib/libSystem.B.dylib", "/usr/lib/libresolv.9.dylib", "/System/Library/Frameworks/CoreFoundation.framework/Versions/A/CoreFoundation"}
TARGETS = {
    "macos-arm64": ("macosx_12_0_arm64", b"\xcf\xfa\xed\xfe\x0c\0\0\x01", "_native.abi3.so", "_native.core.so", SYSTEM),
    "x86_64-apple-darwin": ("macosx_12_0_x86_64", b"\xcf\xfa\xed\xfe\x07\0\0\x01", "_native.abi3.so", "_native.core.so", SYSTEM),
    "windows/amd64": ("win_amd64", b"MZ", "_native.pyd", "_native.core.dll", {"kernel32.dll", "python3.dll"}),
}

# zig compiles the C library of Windows for itself first, which takes two minutes, once.
ALL = os.environ.get("GOPHERSNAKE_TARGETS") == "all"
REASON = "takes long: make test-targets"


@pytest.mark.parametrize("target", [t if t == "macos-arm64" else pytest.param(t, marks=pytest.mark.skipif(not ALL, reason=REASON)) for t in TARGETS])
def test_target(project, gophersnake, tmp_path, target):
    tag, begins, shim, core, system = TARGETS[target]
    root = project("module")
    site = pathlib.Path(importlib.util.find_spec("ziglang").origin).parent.parent
    env = {"GOPHERSNAKE_SITE": str(site)}
    done = gophersnake("build", "--target", target, "-C", root, "-o", tmp_path / "out", env=env, check=None)
    assert done.returncode == 0 and "warning" not in done.stderr, done.stderr
    wheel = pathlib.Path(done.stdout.strip())
    assert wheel.name.endswith(f"-cp311-abi3-{tag}.whl") or tag.startswith("macosx_12") and wheel.name.endswith(f"-cp311-abi3-{tag.replace('12', '13')}.whl")

    # All of it is for that system, and needs nothing but it, and Python.
    with zipfile.ZipFile(wheel) as z:
        halves = {pathlib.PurePosixPath(name).name: z.read(name) for name in z.namelist() if name.endswith((shim, core))}
        assert not [name for name in z.namelist() if z.read(name).startswith(b"\x7fELF")]
    assert halves.keys() == {shim, core}
    assert all(data.startswith(begins) for data in halves.values())
    text = gophersnake("audit", wheel)
    needs = {one for line in text.splitlines() if line.startswith("  needs") for one in line.removeprefix("  needs").strip().split(", ")}
    assert {one for one in needs if not one.startswith("api-ms-win-crt-")} <= system
    assert "the wheel's name says" not in text
    if importlib.util.find_spec("abi3audit"):
        report = json.loads(subprocess.run([sys.executable, "-m", "abi3audit", "--report", wheel], capture_output=True, text=True, check=True).stdout)
        for one in report["specs"][str(wheel)]["wheel"]:
            assert one["result"]["is_abi3_baseline_compatible"] and not one["result"]["non_abi3_symbols"], one

    # The core's build stands where the shim looks for it, with the ID that the shim has.
    (build,) = {word for word in halves[core].split(b"\0") if word.lstrip(b"_").startswith(b"GOPHERSNAKE_CORE_")}
    assert build.partition(b"CORE_")[2] in halves[shim]

    # From another folder, the bytes are the same.
    other = tmp_path / "other"
    shutil.copytree(root, other)
    again = pathlib.Path(gophersnake("build", "--target", target, "-C", other, "-o", tmp_path / "again", env=env))
    assert again.name == wheel.name and again.read_bytes() == wheel.read_bytes()


def test_the_shim_compiles_for_windows(tmp_path):
    """Without a link, which needs that C library."""
    flags = ["-O0", "-fvisibility=hidden", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Wundef", "-Werror", "-Wno-gnu-variable-sized-type-not-at-end"]
    command = [sys.executable, "-m", "ziglang", "cc", "-target", "x86_64-windows-gnu", *flags, "-iquote", ROOT / "shim", "-c"]
    for layer in {file.parent for file in (ROOT / "shim").glob("*/*.c")}:
        files = [f'#include "{layer.name}/{file.name}"\n' for file in sorted(layer.glob("*.c"))]
        (tmp_path / "layer.c").write_text("".join(files))
        done = subprocess.run([*command, "layer.c"], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, f"{layer.name}: {done.stderr}"


def test_what_no_target_is_for(project, gophersnake):
    done = gophersnake("build", "--target", "windows-arm64", "-C", project("module"), check=None)
    assert done.returncode == 2 and "macos-arm64, macos-x86_64 and windows-x86_64" in done.stderr
