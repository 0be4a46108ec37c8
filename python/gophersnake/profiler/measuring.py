"""One run of the profiler."""

from __future__ import annotations

import contextlib
import json
import os
import pathlib
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from . import extensions
from .extensions import Function, Line
from .sampler import Sampler, Stacks
from .verdict import Facts, Verdict, verdict

FORMS = (".html", ".htm", ".json", ".txt", ".pb.gz", ".pprof")


class Profile:
    """What was measured. Complete when the `with` block of `profile()` has ended."""

    def __init__(self) -> None:
        self.seconds: float = 0.0
        """How long it took, in seconds."""
        self.pid: int = os.getpid()
        self.functions: list[Function] = []
        """All functions that were called, the one that took longest first."""
        self.lines: list[Line] = []
        """The lines of Python that called them, likewise."""
        self.stacks: Stacks = Stacks()
        """Samples of the stacks of Python's threads, with the frames of Go under the calls that they were in."""

    def verdict(self, of: Function | Line) -> Verdict:
        """What the calls of a function or of a line cost, and the cure."""
        if isinstance(of, Line):
            return verdict(of.function, of.figures, self._facts(of.function, [of]))
        return verdict(of, of.figures, self._facts(of, [line for line in self.lines if line.function is of]))

    def _facts(self, function: Function, lines: list[Line]) -> Facts:
        return Facts(
            in_loop=any(self.stacks.in_loop(line.file, line.caller) for line in lines),
            converting=self.stacks.converting(f"{function.module}.{function.name}"),
        )

    def gains(self, n: int = 10) -> list[tuple[Line, Verdict]]:
        """The lines whose cures would save most time, with the cures."""
        found = [(line, self.verdict(line)) for line in self.lines]
        return sorted((g for g in found if g[1].saves > 0), key=lambda g: -g[1].saves)[:n]

    def text(self) -> str:
        """Two tables, for a terminal."""
        from .text import text

        return text(self)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain values, for JSON. Times are seconds."""
        return {
            "version": 1,
            "pid": self.pid,
            "seconds": self.seconds,
            "functions": [
                {"name": f.title, "go": f.go, "awaited": f.awaited, "batch": f.batch, **f.figures.as_dict(), **_advice(self.verdict(f))} for f in self.functions
            ],
            "lines": [
                {"file": at.file, "line": at.line, "caller": at.caller, "function": at.function.title, **at.figures.as_dict(), **_advice(self.verdict(at))}
                for at in self.lines
            ],
            "stacks": [{"frames": [frame.as_dict() for frame in stack], "seconds": seconds} for stack, seconds in self.stacks.items()],
        }

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes it in the form that the name ends with: .html, .json, .txt, .speedscope.json, .pb.gz (pprof).

        Raises ValueError for another ending.
        """
        path = pathlib.Path(path)
        if path.name.endswith(".speedscope.json"):
            from .speedscope import speedscope

            _write(path, json.dumps(speedscope(self), ensure_ascii=False))
        elif path.name.endswith((".pb.gz", ".pprof")):
            from .pprof import pprof

            path.write_bytes(pprof(self))
        elif path.suffix == ".json":
            _write(path, json.dumps(self.as_dict(), indent=1, ensure_ascii=False))
        elif path.suffix in (".html", ".htm"):
            from .page import page

            _write(path, page(self))
        elif path.suffix == ".txt":
            _write(path, self.text())
        else:
            raise _no_form(path.name)


def _no_form(name: str) -> ValueError:
    return ValueError(f"{name}: the name of a profile ends in .html, .json, .txt, .speedscope.json or .pb.gz")


def _write(path: pathlib.Path, text: str) -> None:
    """Names may have halves of surrogate pairs, which UTF-8 has not: they are written as JSON does."""
    path.write_text(text, "utf-8", "backslashreplace")


def _advice(v: Verdict) -> dict[str, Any]:
    return {"verdict": v.what, "cure": v.cure, "saves": v.saves}


class Measuring:
    """A profile that is being made."""

    def __init__(self, path: str | os.PathLike[str] | None, interval: float, forks: bool) -> None:
        self.profile = Profile()
        self.forks = forks
        self._path = None if path is None else pathlib.Path(path).absolute()  # the program may change its folder
        self._interval = interval
        self._over = False

    def begin(self) -> None:
        self.profile.pid = os.getpid()
        extensions.switch(True)
        self._sampler = Sampler(self._interval) if self._interval > 0 else None
        self._before = extensions.read()
        self._began = time.perf_counter()
        if self._sampler:
            self.profile.stacks = self._sampler.stacks
            self._sampler.start()

    def end(self) -> None:
        """Fills the profile, and writes it."""
        p = self.profile
        if self._over or p.pid != os.getpid():  # a forked child that is not measured
            return
        self._over = True
        p.seconds = time.perf_counter() - self._began
        try:
            if self._sampler:
                self._sampler.stop()
            after = extensions.read()
        finally:  # also if Ctrl-C has ended the wait
            extensions.switch(False)
        p.functions, p.lines = extensions.difference(self._before, after)
        if self._path is not None:
            p.write(self._path)

    def forked(self) -> None:
        """In a child: begins anew, for a file of the child's own; or ends."""
        if not self.forks or self._over:
            extensions.switch(False)
            return
        if not _forks_main:  # such a child ends with its thread, unless there is another
            self._interval = 0.0
        if self._path is not None:
            self._path = of_child(self._path)
        self.profile.__init__()  # type: ignore[misc]  # who has it sees the child's
        self.begin()
        util = sys.modules.get("multiprocessing.util")
        if util:  # its children end without Python's own exit, and forget what was to be done then when they begin
            util.register_after_fork(self, lambda measuring: util.Finalize(None, measuring.end, exitpriority=0))


def of_child(path: str | os.PathLike[str]) -> pathlib.Path:
    """The path of a child's file: profile.4711.html."""
    path = pathlib.Path(path)
    first, dot, rest = path.name.partition(".")
    return path.with_name(f"{first}.{os.getpid()}{dot}{rest}")


_current: Measuring | None = None
_lock = threading.Lock()
_forks_main = True
"""Whether it was the main thread that has forked last."""


def _before_fork() -> None:
    global _forks_main
    _forks_main = threading.get_ident() == threading.main_thread().ident


def _after_fork() -> None:
    global _lock
    _lock = threading.Lock()
    if _current:
        _current.forked()


os.register_at_fork(before=_before_fork, after_in_child=_after_fork)


def check(path: str | os.PathLike[str]) -> None:
    """Raises ValueError or FileNotFoundError if a profile could not be written there in the end."""
    if not os.fspath(path).endswith(FORMS):
        raise _no_form(os.fspath(path))
    if not pathlib.Path(path).parent.is_dir():
        raise FileNotFoundError(f"{os.fspath(path)}: there is no such folder")


def begin(path: str | os.PathLike[str] | None, interval: float, forks: bool) -> Measuring:
    """Begins a profile. Raises RuntimeError if one is being made, and as check() does."""
    global _current
    if path is not None:
        check(path)
    with _lock:
        if _current is not None:
            raise RuntimeError("a profile is being made already; a process makes one at a time")
        _current = Measuring(path, interval, forks)
    try:
        _current.begin()
    except BaseException:
        _current = None
        raise
    return _current


def end(measuring: Measuring) -> None:
    global _current
    try:
        measuring.end()
    finally:
        _current = None


@contextlib.contextmanager
def profile(path: str | os.PathLike[str] | None = None, *, interval: float = 0.01, forks: bool = False) -> Iterator[Profile]:
    """Measures all calls of Go functions, of all threads, while the block runs; writes the profile to path if given.

    interval: seconds between two samples of the stacks; 0: none are taken. forks: whether children that the process
    forks make profiles too, into files with their process id in the name. Measuring takes about 0.1 us a call.
    Raises RuntimeError if another profile is being made, ValueError if the path says no form, FileNotFoundError if its
    folder does not exist.
    """
    measuring = begin(path, interval, forks)
    try:
        yield measuring.profile
    finally:
        end(measuring)
