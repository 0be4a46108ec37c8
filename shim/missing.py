"""Why the half of this extension that Python loads can't be had. It is imported when that has happened."""

import importlib.machinery
import pathlib
import sys
import zipimport


def reason(error, package, loader, path, file, oldest):
    """The ImportError for a package at path whose extension module has the file name: the error
    itself, if that says why."""
    if error.name == f"{package}._native" and isinstance(error, ModuleNotFoundError):
        words = why(loader, pathlib.Path(path), file, oldest)
    elif any("-musl" in suffix for suffix in importlib.machinery.EXTENSION_SUFFIXES):
        words = f"this Python runs on musl, where Go's shared libraries can't be loaded after the start of a process ({error}): use a Python for glibc (of Docker's images: python:3.13-slim, not -alpine)"
    else:
        return error
    return ImportError(f"{package} can't be imported: {words}", name=package, path=path)


def why(loader, folder, file, oldest):
    if sys.implementation.name != "cpython":
        return f"it is an extension for CPython, and this is {sys.implementation.name}"
    if sys.version_info < oldest and file.endswith(".abi3t.so"):
        return f"its wheel is for Python {oldest[0]}.{oldest[1]} and later, and this is {sys.version_info[0]}.{sys.version_info[1]}: install the one for this Python, whose name has cp311-abi3 or {sys.implementation.cache_tag.replace('cpython-', 'cp')}t, or build it (gophersnake build)"
    if sys.version_info < oldest:
        return f"it needs Python {oldest[0]}.{oldest[1]} or later, and this is {sys.version_info[0]}.{sys.version_info[1]}"
    if isinstance(loader, zipimport.zipimporter):
        archive = loader.archive
        return f"Python can't load shared objects out of an archive, and it lies in {archive}: install it with pip, or pack it with a tool that unpacks it, such as pex or shiv"
    if not (folder / file).exists():
        others = sorted(f.name for f in folder.glob("_native.*") if f.suffix in (".so", ".pyd") and f.stem != "_native.core")
        if others:
            return f"it was built for another platform: {folder} has {', '.join(others)}, and no {file}"
        return f"{file} is missing in {folder}: tell the tool that packed this program to put it there, and the Go half beside it, as the wheel has them"
    if ".cpython-" in file:
        return f"it was built for another Python: {file} is for {file.split('.')[1]}, and this is {sys.implementation.cache_tag}{getattr(sys, 'abiflags', '')}"
    if file.endswith(".abi3.so") and ".abi3.so" not in importlib.machinery.EXTENSION_SUFFIXES:
        return "this is a free-threaded Python, which loads no extension of the stable ABI: install the wheel for it, whose name has cp314t or, from Python 3.15 on, abi3t, or build that (gophersnake build --python PYTHON), or use the build of Python that has a GIL"
    return f"Python does not take {folder / file} for an extension module"
