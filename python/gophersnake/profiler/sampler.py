"""Samples of the stacks of all threads: Python's frames, and below a call into Go those of Go.

A thread of Python's takes them. It needs the GIL, which it gets when another thread is about to release it: at a
call into Go, say. So what is in Go is looked up before, without the GIL (`sample()` of the native module).
"""

from __future__ import annotations

import importlib
import os
import re
import sys
import threading
import time
from dataclasses import dataclass
from types import FrameType
from typing import Any

from . import extensions
from .realthreads import original

ASLEEP = 0.05
"""The longest time in seconds that a native module is asked to wait before it takes a sample."""

DEEPEST = 500
"""Frames of one stack that are kept: the innermost."""


def several_interpreters() -> bool:
    """Whether there are subinterpreters that may run Python beside this one: `sys._current_frames()` would touch the
    frames of their threads too, without their GIL."""
    if sys.version_info < (3, 12):  # all have one GIL
        return False
    module: Any = importlib.import_module("_interpreters" if sys.version_info >= (3, 13) else "_xxsubinterpreters")
    return len(module.list_all()) > 1


@dataclass(frozen=True)
class Frame:
    """A function on a stack."""

    kind: str
    """`thread` at the root, `python`, `call` of a function of an extension, or `go`."""
    name: str
    file: str = ""
    line: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "name": self.name, "file": self.file, "line": self.line}


CONVERTING = Frame("go", "conversion of arguments and results")

Stack = tuple[Frame, ...]
"""The outermost frame first."""


class Stacks:
    """How many seconds were spent with each stack, by the wall clock."""

    def __init__(self) -> None:
        self.samples = 0
        self._seconds: dict[Stack, float] = {}
        self._in_loop: set[tuple[str, str]] = set()
        self._in_go: dict[str, list[float]] = {}

    def add(self, stack: Stack, seconds: float) -> None:
        self._seconds[stack] = self._seconds.get(stack, 0.0) + seconds
        looping = False
        for i, frame in enumerate(stack):
            if frame.kind == "call":
                spent = self._in_go.setdefault(frame.name, [0.0, 0.0])
                spent[0] += seconds
                spent[1] += seconds if stack[i + 1 : i + 2] == (CONVERTING,) else 0.0
            if looping:
                self._in_loop.add((frame.file, frame.name))
            elif frame.kind == "python" and frame.name.endswith(("BaseEventLoop._run_once", "Runner.run")):
                looping = True

    def items(self) -> list[tuple[Stack, float]]:
        """Those that there are by now."""
        return list(self._seconds.items())

    def in_loop(self, file: str, name: str) -> bool:
        """Whether a Python function was seen at work in an event loop."""
        return (file, name) in self._in_loop

    def converting(self, name: str) -> float:
        """Which part of Go's time in the calls of a function went into the conversion of arguments and results: 0 to 1."""
        spent = self._in_go.get(name)
        return spent[1] / spent[0] if spent else 0.0


class Sampler:
    """Takes a sample every `interval` seconds, on a thread of its own."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._over = False
        self._ended = original("allocate_lock")()
        self._stop = original("allocate_lock")()
        self._thread = 0
        self.stacks = Stacks()
        self._places: dict[tuple[Any, int], Frame] = {}
        self._go: dict[tuple[int, int], tuple[Frame, ...]] = {}

    def start(self) -> None:
        self._last = time.perf_counter()
        self._ended.acquire()
        self._stop.acquire()
        self._thread = original("start_new_thread")(self._run, ())

    def stop(self) -> None:
        self._over = True
        self._stop.release()
        self._ended.acquire()

    def _run(self) -> None:
        try:
            self._sample()
        finally:
            self._ended.release()

    def _sample(self) -> None:
        while not self._over:
            natives = extensions.natives()
            asleep = min(self._interval, ASLEEP) if natives else 0.0  # which nothing ends
            if self._interval > asleep and self._stop.acquire(timeout=min(self._interval - asleep, threading.TIMEOUT_MAX)):
                return
            calls = [(native, call) for i, native in enumerate(natives) for call in native.sample(0 if i else asleep)]
            if self._over:
                return
            now = time.perf_counter()
            if several_interpreters():
                self._last = now
                continue
            frames = sys._current_frames()
            self._take(frames, calls, now - self._last)
            self._last = now
            del frames

    def _take(self, frames: dict[int, FrameType], calls: list[tuple[Any, Any]], seconds: float) -> None:
        self.stacks.samples += 1
        names = {t.ident: t.name for t in threading.enumerate()}
        inside: dict[int, list[Stack]] = {}
        for native, (thread, name, stacks) in calls:
            inside.setdefault(thread, []).extend(self._border(native, name, stacks))
        for thread, frame in frames.items():
            if thread == self._thread:
                continue
            stack = (Frame("thread", names.get(thread, f"thread {thread}")), *self._python(frame))
            self._add(stack, inside.get(thread, [()]), seconds)
        self._add((Frame("thread", "aio"),), inside.get(0, []), seconds)

    def _add(self, stack: Stack, below: list[Stack], seconds: float) -> None:
        for one in below:
            self.stacks.add(stack + one, seconds / len(below))

    def _python(self, frame: FrameType | None) -> Stack:
        found: list[Frame] = []
        while frame is not None and len(found) < DEEPEST:
            key = (frame.f_code, frame.f_lineno or 0)
            place = self._places.get(key)
            if place is None:
                place = self._places[key] = Frame("python", frame.f_code.co_qualname, frame.f_code.co_filename, frame.f_lineno or 0)
            found.append(place)
            frame = frame.f_back
        found.reverse()
        return tuple(found[_of_command(found) :])

    def _border(self, native: Any, name: str, stacks: list[list[int]]) -> list[Stack]:
        """The frames below a call: of the goroutine of the call, and of those that it has started and that
        run while it waits for them."""
        module = native.__name__.removesuffix("._native")
        call = Frame("call", f"{module}.{name}")
        of_call: list[Stack] = []
        of_others: list[Stack] = []
        for addresses in stacks:
            whole = tuple(frame for address in reversed(addresses) for frame in self._symbols(native, address))
            own = _own_code(whole)
            serves = not whole or any(frame.name in SERVING for frame in whole[:own])
            (of_call if serves else of_others).append(_converting(whole[own:]))
        waits = all(_parked(stack) for stack in of_call)
        running = [(Frame("go", "goroutine"), *stack) for stack in of_others if not _parked(stack)]
        if waits and running:
            return [(call, *stack) for stack in running]
        return [(call, *stack) for stack in of_call] or [(call,)]

    def _symbols(self, native: Any, address: int) -> tuple[Frame, ...]:
        """What is at a return address, the outermost first: several functions where one was inlined."""
        key = (id(native), address)
        found = self._go.get(key)
        if found is None:
            lines = [line.split("\t") for line in native.symbols(address).split("\n") if line]
            found = self._go[key] = tuple(Frame("go", name, file, int(line)) for name, file, line in reversed(lines) if not name.startswith("runtime.goexit"))
        return found


RUN = os.path.join(os.path.dirname(__file__), "run.py")


def _of_command(frames: list[Frame]) -> int:
    """How many frames at the root are those of `gophersnake profile`, and of runpy, by which it runs the program."""
    own = max((i + 1 for i, frame in enumerate(frames[:12]) if frame.file == RUN), default=0)
    while own and own < len(frames) and "runpy" in frames[own].file:
        own += 1
    return own


SERVING = ("gophersnake/rt.gophersnake_enter", "gophersnake/rt.(*job).serve")
"""What runs at the root of the goroutine of a call; others were started by one."""


def _own_code(stack: Stack) -> int:
    """How many frames at the root are those of the border itself: of the runtime that we add, and generated ones."""
    end = 0
    for i, frame in enumerate(stack):
        if frame.name.startswith(("runtime.", "_cgoexp_", "sync.(*WaitGroup).Go", "gophersnake/rt.")) or _generated(frame.name):
            if frame.name.startswith("gophersnake/rt.") or _generated(frame.name):
                end = i + 1
            continue
        break
    return end


def _generated(name: str) -> bool:
    """Whether it is a function of the core's main package that serves calls, or rows of columns: main.f12, main.loop12."""
    return re.match(r"main\.(f|loop)\d+(\.|$)", name) is not None


def _converting(stack: Stack) -> Stack:
    """What is below the border's own frames, with one frame for all that converts, and none for a preemption."""
    if stack and stack[0].name.startswith(("main.", "gophersnake/rt.")):
        return (CONVERTING,)
    while stack and stack[-1].name.startswith("runtime.asyncPreempt"):
        stack = stack[:-1]
    return stack


def _parked(stack: Stack) -> bool:
    """Whether a goroutine waits for something."""
    return bool(stack) and stack[-1].name in ("runtime.gopark", "runtime.goparkunlock")
