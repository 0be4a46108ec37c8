"""Builds the C library of shim/ with harness.c as one shared object, for ctypes."""

from __future__ import annotations

import os
import pathlib
import platform
import shutil
import subprocess
import sysconfig

ROOT = pathlib.Path(__file__).resolve().parents[2]
HARNESS = pathlib.Path(__file__).with_name("harness.c")
SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer"]


def compiler() -> list[str] | None:
    """gcc or clang, as arguments; None where there is none."""
    own = os.environ.get("CC", "").split()
    found = own or [path for name in ("gcc", "clang") if (path := shutil.which(name))][:1]
    return found or None


def sanitizer(cc: list[str]) -> str | None:
    """The library that a Python without sanitizers must preload; None where the compiler has none."""
    for name in ("libasan.so", f"libclang_rt.asan-{os.uname().machine}.so"):
        path = subprocess.run([*cc, f"-print-file-name={name}"], capture_output=True, text=True).stdout.strip()
        if os.path.isabs(path):
            return os.path.realpath(path)
    return None


def abi() -> list[str]:
    """What makes a library for the Python that runs this: one without a GIL needs its own headers (internal/toolchain/abi.go)."""
    if not sysconfig.get_config_var("Py_GIL_DISABLED"):
        return []
    return [f'-DGS_FREE_THREADED="{platform.python_version()}"', "-DNDEBUG", "-isystem", sysconfig.get_path("include")]


def build(cc: list[str], folder: pathlib.Path, flags: list[str]) -> pathlib.Path:
    shim = ROOT / "shim"
    library = folder / "harness.so"
    sources = [str(path) for path in sorted(shim.glob("*/*.c"))]
    command = [*cc, "-shared", "-fPIC", "-O1", "-g", "-D_GNU_SOURCE", "-fvisibility=hidden", "-Wall", "-Wextra", "-Werror", "-Wno-gnu-variable-sized-type-not-at-end", *abi(), *flags, "-iquote", str(shim)]
    subprocess.run([*command, "-o", str(library), str(HARNESS), *sources, "-ldl", "-lpthread"], check=True)
    return library
