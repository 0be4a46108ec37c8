"""Runs the parts of a long test run: side by side where nothing is measured, one
at a time where something is, and says at the end how long each of them took.
"""

from __future__ import annotations

import dataclasses
import os
import pathlib
import re
import subprocess
import threading
import time

from environment import ROOT

# pytest's lines of dots, which say nothing once a part has passed.
PROGRESS = re.compile(r"[.sxX]+ *\[ *\d+%\]")
# Lines at the end of a failed part's output that are said again after the table: who reads a long log reads its end.
SAID_AGAIN = 40


@dataclasses.dataclass(eq=False)
class Part:
    name: str
    commands: list[list[str]]  # one after the other, as long as they succeed
    environ: dict[str, str] = dataclasses.field(default_factory=lambda: dict(os.environ))
    folder: pathlib.Path = ROOT
    needs: list[Part] = dataclasses.field(default_factory=list)
    alone: bool = False  # it measures time, so nothing runs beside it

    outcome: str = ""  # "passed", "failed" and why, "not run"; "" is not yet
    wall: float = 0.0
    cpu: float = 0.0  # of all processes that it started and waited for
    process: subprocess.Popen | None = None

    @property
    def passed(self) -> bool:
        return self.outcome == "passed"

    def run(self, log: pathlib.Path) -> None:
        start = time.monotonic()
        with open(log, "w") as output:
            for command in self.commands:
                self.outcome = self.step(command, output)
                if not self.passed:
                    break
        self.wall = time.monotonic() - start

    def step(self, command: list[str], output) -> str:
        try:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            return f"failed: {error}"
        self.process = process
        # Not process.wait(), which does not tell what the process has used.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.cpu += used.ru_utime + used.ru_stime
        if process.returncode < 0:
            return f"failed: ended by signal {-process.returncode}"
        return f"failed: exit code {process.returncode}" if process.returncode else "passed"


class Run:
    """Parts are begun in their order, as soon as what they need has passed."""

    def __init__(self, parts: list[Part], slots: int, logs: pathlib.Path) -> None:
        self.parts, self.slots, self.logs = parts, slots, logs
        self.changed = threading.Condition()
        self.running: set[Part] = set()
        self.over = False
        self.start = time.monotonic()

    def run(self) -> bool:
        self.logs.mkdir(parents=True, exist_ok=True)
        workers = [threading.Thread(target=self.work, daemon=True) for _ in range(self.slots)]
        for worker in workers:
            worker.start()
        try:
            for worker in workers:
                worker.join()
        finally:
            self.over = True
            for part in list(self.running):  # we have been interrupted
                if part.process is not None:
                    part.process.terminate()
            self.table()
            self.failures()
        return all(p.passed for p in self.parts)

    def work(self) -> None:
        while (part := self.take()) is not None:
            log = self.log_of(part)
            try:
                part.run(log)
            except BaseException as error:  # a part that is lost must not look like one that passed
                part.outcome = f"failed: {error!r}"
            with self.changed:
                self.running.remove(part)
                self.tell(part, log)
                self.changed.notify_all()

    def log_of(self, part: Part) -> pathlib.Path:
        return self.logs / (re.sub(r"[^\w.-]+", "-", part.name) + ".txt")

    def take(self) -> Part | None:
        """Waits for a part that may begin; None if there will be none."""
        with self.changed:
            while not self.over:
                left = [p for p in self.parts if not p.outcome and p not in self.running]
                for part in left:
                    if any(n.outcome and not n.passed for n in part.needs):
                        part.outcome = "not run: what it needs has failed"
                left = [p for p in left if not p.outcome]
                if not left:
                    break
                part = self.next(left)
                if part is not None:
                    self.running.add(part)
                    print(f"-- {part.name}", flush=True)
                    return part
                self.changed.wait()
            self.changed.notify_all()
            return None

    def next(self, left: list[Part]) -> Part | None:
        if any(p.alone for p in self.running):
            return None
        for part in left:
            if all(n.passed for n in part.needs) and not part.alone:
                return part
        # Those that measure come last, when the machine is theirs.
        if not self.running and all(p.alone for p in left):
            return next((p for p in left if all(n.passed for n in p.needs)), None)
        return None

    def tell(self, part: Part, log: pathlib.Path) -> None:
        print(f"\n== {part.name}: {part.outcome} in {part.wall:.0f} s, {part.cpu:.0f} s of CPU", flush=True)
        for line in log.read_text(errors="replace").splitlines():
            if not part.passed or not PROGRESS.fullmatch(line.strip()):
                print(line)
        print(flush=True)

    def table(self) -> None:
        width = max(len(p.name) for p in self.parts)
        print(f"\n{'':{width}}  {'wall':>7}  {'CPU':>7}")
        for part in self.parts:
            print(f"{part.name:{width}}  {part.wall:5.0f} s  {part.cpu:5.0f} s  {part.outcome or 'interrupted'}")
        wall = time.monotonic() - self.start
        print(f"{'all':{width}}  {wall:5.0f} s  {sum(p.cpu for p in self.parts):5.0f} s", flush=True)

    def failures(self) -> None:
        for part in self.parts:
            if part.outcome.startswith("failed") and self.log_of(part).exists():
                print(f"\n== {part.name}: {part.outcome}; the end of what it said")
                print("\n".join(self.log_of(part).read_text(errors="replace").splitlines()[-SAID_AGAIN:]), flush=True)
