"""Measures in one process, in which the peers take turns. Run as a program, it reads a job from stdin: peers, rounds,
scale (what all sizes are divided by), only and output."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from harness.measure import interleaved

Timer = Callable[[], float]
Rows = dict[str, Timer]


def took(call: Callable[[], object], often: int = 1) -> Timer:
    """A timer of seconds for one call."""

    def timed() -> float:
        started = time.perf_counter()
        for _ in range(often):
            call()
        return (time.perf_counter() - started) / often

    return timed


class PythonItem:
    def __init__(self, key: int, value: int) -> None:
        self.key, self.value = key, value


class PythonStore:
    """A dict with a lock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.m: dict[str, int] = {}

    def add(self, key: str, n: int) -> None:
        with self.lock:
            self.m[key] = self.m.get(key, 0) + n

    def get(self, key: str) -> int:
        with self.lock:
            return self.m.get(key, 0)


def python_spin(n: int) -> int:
    x = 88172645463325252
    for _ in range(n):
        x ^= x << 13 & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= x << 17 & 0xFFFFFFFFFFFFFFFF
    return x


def array(go: Any, rust: Any, scale: int) -> Rows:
    import numpy

    numbers = [float(i % 1000) for i in range(10_000_000 // scale)]
    packed = numpy.array(numbers)
    assert go.sum(numbers) == go.sum(packed) == sum(numbers)
    rows = {"gophersnake, list": took(lambda: go.sum(numbers)), "gophersnake, array": took(lambda: go.sum(packed))}
    if rust:
        assert rust.sum(numbers) == rust.sum_array(packed) == sum(numbers)
        rows |= {"PyO3, list": took(lambda: rust.sum(numbers)), "PyO3, array (PyReadonlyArray1)": took(lambda: rust.sum_array(packed))}
    return rows | {"Python, list": took(lambda: sum(numbers)), "NumPy, array": took(packed.sum)}


def gil(go: Any, rust: Any, scale: int) -> Rows:
    n = 40_000_000 // scale
    pool = ThreadPoolExecutor(2)

    def speed_up(spin: Callable[[int], object], n: int) -> Timer:
        alone = together = float("inf")  # the least of all rounds: a ratio of two disturbed times says anything

        def measured() -> float:
            nonlocal alone, together
            alone = min(alone, took(lambda: spin(n))())
            together = min(together, took(lambda: list(pool.map(spin, (n, n))))())
            return 2 * alone / together

        return measured

    assert go.spin(1000) == python_spin(1000)
    rows = {"gophersnake": speed_up(go.spin, n)}
    if rust:
        assert rust.spin(1000) == python_spin(1000)
        rows |= {"PyO3": speed_up(rust.spin, n), "PyO3, detached by its author": speed_up(rust.spin_detached, n)}
    return rows | {"Python": speed_up(python_spin, n // 50)}


def text(go: Any, rust: Any, scale: int) -> Rows:
    long = "0123456789" * (1_000_000 // scale)
    assert go.size(long) == go.keep(long) == len(go.echo(long)) == len(long)
    rows = {"gophersnake, read": took(lambda: go.size(long)), "gophersnake, kept": took(lambda: go.keep(long)), "gophersnake, given back": took(lambda: go.echo(long))}
    if rust:
        rows |= {"PyO3, read (&str)": took(lambda: rust.size(long)), "PyO3, kept (String)": took(lambda: rust.keep(long)), "PyO3, given back": took(lambda: rust.echo(long))}
    return rows | {"Python, encoded and decoded": took(lambda: long.encode().decode())}


def objects(go: Any, rust: Any, scale: int) -> Rows:
    n = 1_000_000 // scale

    def of(name: str, new: Any, many: Any) -> Rows:
        return {f"{name}, one by one": took(lambda: [new(i, i) for i in range(n)]), f"{name}, in one call": took(lambda: many(n))}

    rows = of("gophersnake", go.Item, go.items) | (of("PyO3", rust.Item, rust.items) if rust else {})
    return rows | {"Python": took(lambda: [PythonItem(i, i) for i in range(n)])}


def reference(go: Any, rust: Any, scale: int) -> Rows:
    o, often = object(), 100_000 // scale
    assert go.same(o) is o
    rows = {"gophersnake": took(lambda: go.same(o), often)}
    if rust:
        rows["PyO3 (Py<PyAny>)"] = took(lambda: rust.same(o), often)
    return rows | {"Python": took(lambda: (lambda v: v)(o), often)}


def shared_map(go: Any, rust: Any, scale: int) -> Rows:
    n = 40_000 // scale
    pool = ThreadPoolExecutor(8)

    def of(make: Callable[[], Any]) -> Timer:
        def measured() -> float:
            store = make()

            def work(k: int) -> None:
                for i in range(n):
                    store.add("abcdefgh"[i + k & 7], 1)
                    store.get("abcdefgh"[i & 7])

            seconds = took(lambda: list(pool.map(work, range(8))))()
            assert sum(store.get(key) for key in "abcdefgh") == 8 * n
            return seconds

        return measured

    rows = {"gophersnake (sync.RWMutex)": of(go.Store)} | ({"PyO3 (Mutex<HashMap>)": of(rust.Store)} if rust else {})
    return rows | {"Python (dict, Lock)": of(PythonStore)}


# What measures a claim, what makes its unit of a second, and which of its rounds counts.
MEASURES: dict[str, tuple[Callable[[Any, Any, int], Rows], float, Callable[[list[float]], float]]] = {
    "array": (array, 1e3, min),
    "gil": (gil, 1, lambda values: values[-1]),
    "text": (text, 1e3, min),
    "objects": (objects, 1e3, min),
    "reference": (reference, 1e9, min),
    "map": (shared_map, 1e3, min),
}


def measures(go: Any, rust: Any, job: dict[str, Any]) -> Iterator[tuple[str, dict[str, float]]]:
    for name, (rows, unit, best) in MEASURES.items():
        if name in job["only"]:
            found, _ = interleaved(rows(go, rust, job["scale"]), rounds=job["rounds"], seconds=60)
            yield name, {str(row): best(values) * unit for row, values in found.items()}


def main() -> None:
    job = json.loads(sys.stdin.read())
    modules = {}
    for name, peer in job["peers"].items():
        sys.path.insert(0, peer["folder"])
        modules[name] = __import__(peer["module"])
    found = dict(measures(modules["gopherproof"], modules.get("pyo3_proof"), job))
    Path(job["output"]).write_text(json.dumps(found))


if __name__ == "__main__":
    main()
