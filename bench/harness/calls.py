"""The cases of all peers, interleaved in one process.

Runs as a process of its own (python -m harness.calls): the peers are foreign
machine code, and one that crashes must not take the report with it. Reads a job
from stdin, writes its findings as JSON to the file that the job names.
"""

from __future__ import annotations

import importlib
import json
import sys
import timeit
from collections.abc import Mapping
from types import ModuleType

from harness.bulk import forget_files
from harness.case import Case
from harness.cases import CASES
from harness.measure import interleaved_minima

ORACLE = "pure"

# Calls a round in the light cases; so many that the clock's own cost vanishes.
CALLS = 1000
# A peer whose one heavy call takes longer than this is not asked again.
PATIENCE = 10.0


def error_text(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        return str(error)
    return "no error"


def load(peers: Mapping[str, Mapping[str, str]]) -> tuple[dict[str, ModuleType], dict[str, str]]:
    """Imports every peer; returns the modules, and why others can't be imported."""
    modules, missing = {}, {}
    for name, peer in peers.items():
        sys.path.insert(0, peer["folder"])
        try:
            modules[name] = importlib.import_module(peer["module"])
        except Exception as error:
            missing[name] = f"does not import: {error}"
        finally:
            sys.path.remove(peer["folder"])
    return modules, missing


def function_of(case: Case, module: ModuleType):
    for name in case.functions:
        if hasattr(module, name):
            return getattr(module, name)
    return None


def answers(case: Case, scope: dict[str, object]) -> list[object]:
    """What a peer says to the checks of a case, and to the timed statement."""
    scope = dict(scope, error_text=error_text)
    exec(case.setup, scope)
    expressions = list(case.checks)
    try:
        expressions.append(compile(case.statement, case.name, "eval"))
    except SyntaxError:
        exec(case.statement, scope)
    found = [eval(expression, scope) for expression in expressions]
    # 5 == 5.0 == True in Python, but not in what a peer returns.
    return [(type(value).__name__, value) for value in found]


def timer(case: Case, scope: dict[str, object]):
    # As locals of the timed loop: a look-up in the globals costs 2 ns and more.
    local = "".join(f"{name} = _{name}\n" for name in scope)
    return timeit.Timer(
        case.statement, local + case.setup, globals={f"_{name}": value for name, value in scope.items()}
    )


class Findings:
    def __init__(self) -> None:
        self.nanoseconds: dict[str, dict[str, float]] = {case.name: {} for case in CASES}
        # case -> peer -> why there is no figure
        self.absent: dict[str, dict[str, str]] = {case.name: {} for case in CASES}
        # Timed once only, as one call took longer than PATIENCE.
        self.once: list[tuple[str, str]] = []
        self.rounds: dict[str, int] = {}
        self.empty_loop = 0.0

    def prepare(self, cases: list[Case], modules: Mapping[str, ModuleType]) -> dict:
        """Checks the answers of every peer; returns the timers of those that agree."""
        timers = {}
        for case in cases:
            expected = None
            for peer in sorted(modules, key=lambda name: name != ORACLE):
                function = function_of(case, modules[peer])
                if function is None:
                    self.absent[case.name][peer] = "not offered"
                    continue
                scope = dict(case.inputs(), f=function)
                try:
                    found = answers(case, scope)
                except Exception as error:
                    self.absent[case.name][peer] = f"raises {type(error).__name__}: {error}"
                    continue
                if peer == ORACLE:
                    expected = found
                if found != expected:
                    self.absent[case.name][peer] = "wrong answer: " + difference(found, expected)
                    continue
                timers[case.name, peer] = timer(case, scope)
        return timers

    def time_light(self, modules: Mapping[str, ModuleType], rounds: int, seconds: float) -> None:
        timers = self.prepare([case for case in CASES if not case.heavy], modules)
        timers[None] = timeit.Timer("pass")
        minima, done = interleaved_minima(
            {key: lambda timer=timer: timer.timeit(CALLS) / CALLS for key, timer in timers.items()},
            rounds=rounds,
            seconds=seconds,
        )
        self.empty_loop = minima.pop(None) * 1e9
        for (case, peer), least in minima.items():
            self.nanoseconds[case][peer] = least * 1e9 - self.empty_loop
        self.rounds["light"] = done

    def time_heavy(self, modules: Mapping[str, ModuleType], rounds: int, seconds: float) -> None:
        cases = [case for case in CASES if case.heavy]
        calls = {case.name: case.calls for case in cases}
        timers = self.prepare(cases, modules)
        for key, first in [(key, timer.timeit(1)) for key, timer in timers.items()]:
            case, peer = key
            if first * calls[case] > PATIENCE:
                self.nanoseconds[case][peer] = first * 1e9
                self.once.append(key)
                del timers[key]
        minima, done = interleaved_minima(
            {
                key: lambda timer=timer, n=calls[key[0]]: timer.timeit(n) / n
                for key, timer in timers.items()
            },
            rounds=rounds,
            seconds=seconds,
        )
        for (case, peer), least in minima.items():
            self.nanoseconds[case][peer] = least * 1e9
        self.rounds["heavy"] = done


def difference(found: list[object], expected: list[object] | None) -> str:
    if expected is None:
        return f"{ORACLE} gives none to compare with"
    for mine, other in zip(found, expected):
        if mine != other:
            return f"{mine!r:.60} where {other!r:.60} is expected"
    return "of another length"


def main() -> None:
    job = json.load(sys.stdin)
    modules, missing = load(job["peers"])
    findings = Findings()
    findings.time_light(modules, job["rounds"], job["seconds"])
    if job["heavy"]:
        try:
            findings.time_heavy(modules, job["heavy_rounds"], job["seconds"])
        finally:
            forget_files()
    with open(job["output"], "w") as output:
        json.dump(dict(vars(findings), missing=missing), output)


if __name__ == "__main__":
    main()
