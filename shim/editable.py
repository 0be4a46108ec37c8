"""Warns the user of an editable install if its sources are newer than the build, or if
the process has another build of it as well.

It looks at a list of files that the build has left beside this one, of a bounded
length: some microseconds a file.
"""

import os
import sys
import warnings

# The same as in internal/build/sources.go.
SUFFIXES = (b".go", b".c", b".cc", b".cpp", b".h", b".s", b".S", b".syso")
LARGEST = 16 << 20  # bytes of a file whose content is compared
ENTRIES = 2000  # of a folder that are looked at


def newer(folder):
    """The project's folder, and a source that has changed since the build, or None."""
    with open(os.path.join(folder, "_native.sources"), "rb") as f:
        read = iter(f.read().split(b"\0"))
    project = os.fsdecode(next(read))
    if not os.path.isdir(project):
        return project, None  # moved or removed: nobody edits it
    for _ in range(int(next(read))):
        path, written, changed, size, digest = next(read), int(next(read)), int(next(read)), int(next(read)), next(read)
        if other(path, written, changed, size, digest):
            return project, os.fsdecode(path)
    for _ in range(int(next(read))):
        path, time = next(read), int(next(read))
        names = {next(read) for _ in range(int(next(read)))}
        added = added_to(path, time, names)
        if added:
            return project, os.fsdecode(os.path.join(path, added))
    return project, None


def other(path, written, changed, size, digest):
    """Whether a file differs from the one that was built. Its time of change shows it where the file was
    put back with the time that it had."""
    try:
        now = os.stat(path)
        if now.st_mtime_ns == written and now.st_ctime_ns == changed and now.st_size == size:
            return False
        if now.st_size != size or size > LARGEST or not digest:
            return True
        import hashlib

        with open(path, "rb") as f:
            return hashlib.sha256(f.read()).hexdigest().encode() != digest
    except OSError:
        return True


def added_to(path, time, names):
    """A source file that was added to a folder since the build, or None."""
    try:
        if os.stat(path).st_mtime_ns == time:
            return None
        with os.scandir(path) as entries:
            for _, entry in zip(range(ENTRIES), entries):
                name = entry.name
                if name.endswith(SUFFIXES) and not name.endswith(b"_test.go") and name[:1] not in b"._" and name not in names:
                    return name
    except OSError:
        pass  # files that are gone have been found above
    return None


def stale(package, folder):
    """The warning about a package whose sources are newer; it is in pytest's header too."""
    try:
        project, source = newer(folder)
    except (OSError, ValueError, StopIteration):
        return None  # the list is damaged, which is no reason not to import the package
    return source and f"{package} is older than its sources ({os.path.relpath(source, project)}); run `gophersnake develop` in {project}"


def check(package, folder):
    """Called at the import of a package, with the folder of its build."""
    if os.path.dirname(sys.modules[f"{package}._native"].__file__) != folder:
        return  # a reload: the process keeps its build, and has warned already
    builds = sys.modules.setdefault("_gophersnake_editable", type(sys)("_gophersnake_editable")).__dict__.setdefault("builds", {})
    if builds.setdefault(package, folder) != folder:
        builds[package] = folder
        warnings.warn(
            f"this process has an old build of {package}, too, with its own classes, variables and goroutines; restart the process (of a notebook: the kernel) to have the new one alone",
            RuntimeWarning,
            stacklevel=3,
        )
    words = stale(package, folder)
    if words:
        warnings.warn(words, RuntimeWarning, stacklevel=3)
