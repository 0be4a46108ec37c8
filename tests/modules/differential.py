"""Compares a wrapped package with the Go package itself, call by call.

The steps, each leaving its files in one folder below .build/cases/modules:

    a scratch Go module that requires the module under test, at one version
    symbols.json    gophersnake check --json
    generate/       table.go, plan.json, inputs.jsonl, left_out.json
    native/         answers.json, and agreed.jsonl: the inputs that Go always answers alike
    answer.py       Python's answers
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import resource
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# A call of Go's own that takes longer is taken for one that never ends.
PATIENCE = 3.0
# As many of them, and the function's other inputs are not tried.
HANGS = 2
# Go is asked so often again, to find what depends on time, chance or the order of
# a map. Most orders have two outcomes only, so once is not enough.
REPEATS = 4
# What Go may take for one call: made-up sizes are sometimes absurd.
MEMORY = 1 << 30
# Longer answers are not worth the time that both sides need to write them.
LONGEST = 1 << 20


@dataclass
class Comparison:
    package: str
    functions: set[str] = field(default_factory=set)
    calls: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    # Bound functions that were not compared, and why.
    left_out: dict[str, str] = field(default_factory=dict)
    # Inputs that Go itself has no answer to: hangs and crashes.
    dropped: Counter[str] = field(default_factory=Counter)

    def summary(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        return (
            f"{self.package}: {len(self.functions)} functions compared in {self.calls} calls ({kinds}); "
            f"{len(self.left_out)} bound functions left out, {self.dropped.total()} inputs dropped"
        )


def run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run([str(word) for word in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def read_inputs(file: Path) -> list[dict]:
    with file.open() as lines:
        return [json.loads(line) for line in lines]


def write_inputs(file: Path, inputs: list[dict]) -> None:
    with file.open("w") as out:
        for item in inputs:
            out.write(json.dumps(item) + "\n")


def limit_memory() -> None:
    # Not the address space, of which Go reserves more than it uses.
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def lines_of(process: subprocess.Popen) -> Iterator[str | None]:
    """The lines a process writes; None once it has been silent for too long."""
    lines: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        for line in process.stdout:
            lines.put(line)
        lines.put("")

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=PATIENCE)
        except queue.Empty:
            yield None
            return
        if not line:
            return
        yield line


def native(folder: Path, inputs: list[dict], dropped: Counter[str]) -> dict[int, dict]:
    """Go's answers. An input that hangs or kills the process is passed over."""
    answers: dict[int, dict] = {}
    failures: Counter[str] = Counter()
    left = inputs
    while left:
        file = folder / "left.jsonl"
        write_inputs(file, left)
        process = subprocess.Popen(
            [folder / "native.exe", folder / "plan.json", file],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            preexec_fn=limit_memory,
        )
        done = 0
        for line in lines_of(process):
            if line is None or not line.endswith("\n"):
                break
            answer = json.loads(line)
            answers[answer["id"]] = answer if len(line) < LONGEST else None
            done += 1
        process.kill()
        process.wait()
        process.stdout.close()
        left = left[done:]
        if left:
            culprit = left[0]["function"]
            dropped[f"{culprit} hangs or crashes in Go"] += 1
            failures[culprit] += 1
            left = left[1:]
            if failures[culprit] >= HANGS:
                left = [item for item in left if item["function"] != culprit]
    return answers


def python(folder: Path, inputs: list[dict], import_name: str, package: str, site: Path) -> list[dict]:
    """Python's answers to agreed.jsonl."""
    done = subprocess.run(
        [sys.executable, HERE / "answer.py", import_name, package, folder / "plan.json", folder / "agreed.jsonl"],
        capture_output=True,
        text=True,
        env=dict(os.environ, PYTHONPATH=str(site)),
        timeout=60 + PATIENCE * len(inputs),
    )
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.endswith("}")]
    if done.returncode or len(answers) != len(inputs):
        culprit = inputs[len(answers)] if len(answers) < len(inputs) else None
        raise AssertionError(f"Python ended with {done.returncode} at {culprit}:\n{done.stderr[-3000:]}")
    return answers


def make_inputs(folder: Path, module: str, version: str, symbols: str, go: str) -> None:
    """Makes the scratch module, the inputs and the program that answers them."""
    (folder / "symbols.json").write_text(symbols)
    (folder / "go.mod").write_text("module differential\n\ngo 1.25.0\n")
    # A placeholder, or `go mod tidy` would drop what the packages require.
    packages = sorted({symbol["package"] for symbol in json.loads(symbols)["symbols"]})
    (folder / "table.go").write_text("package main\n\n" + "".join(f'import _ "{name}"\n' for name in packages))
    for source in (HERE / "native").glob("*.go"):
        shutil.copy(source, folder)
    run(go, "get", f"{module}@{version}", cwd=folder)
    run(go, "mod", "tidy", cwd=folder)
    generator = folder / "generate.exe"
    run(go, "build", "-o", generator, "./tests/modules/generate", cwd=ROOT)
    run(generator, "-dir", folder, "-symbols", folder / "symbols.json")
    run(go, "build", "-o", folder / "native.exe", ".", cwd=folder)


def ask_go(folder: Path) -> None:
    """Writes the inputs that Go has one answer to, the answers, and what was dropped."""
    dropped: Counter[str] = Counter()
    inputs = read_inputs(folder / "inputs.jsonl")
    answers = native(folder, inputs, dropped)
    inputs = [item for item in inputs if answers.get(item["id"])]
    unsteady = set()
    for _ in range(REPEATS):
        again = native(folder, inputs, dropped)
        unsteady |= {item["function"] for item in inputs if answers[item["id"]] != again.get(item["id"])}
    # Of such a function the other answers may be chance too.
    agreed = [item for item in inputs if item["function"] not in unsteady]
    write_inputs(folder / "agreed.jsonl", agreed)
    left_out = json.loads((folder / "left_out.json").read_text())
    left_out |= dict.fromkeys(sorted(unsteady), "does not answer alike when called again")
    (folder / "left_out.json").write_text(json.dumps(left_out, indent=1))
    found = {"answers": [answers[item["id"]] for item in agreed], "dropped": dropped}
    (folder / "answers.json").write_text(json.dumps(found))


def prepare(folder: Path, module: str, version: str, symbols: str, go: str) -> None:
    """All that has nothing to do with Python: once for all its versions, until something changes."""
    digest = hashlib.sha256("\0".join([module, version, symbols]).encode())
    for source in sorted(HERE.rglob("*.go")) + [Path(__file__)]:
        digest.update(source.read_bytes())
    stamp = folder / "stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    make_inputs(folder, module, version, symbols, go)
    ask_go(folder)
    stamp.write_text(digest.hexdigest())


def any_nan(answer):
    """An answer in which one NaN is as good as another: which of two operands' bits a
    NaN has is not Go's to say, and differs between two compilations of one function."""
    if isinstance(answer, dict):
        return {key: any_nan(value) for key, value in answer.items()}
    if not isinstance(answer, list):
        return answer
    if len(answer) == 2 and answer[0] == "f" and isinstance(answer[1], str) and int(answer[1], 16) & (1 << 63) - 1 > 0x7FF << 52:
        return ["f", "NaN"]
    return [any_nan(value) for value in answer]


def compare(folder: Path, package: str, import_name: str, site: Path) -> Comparison:
    """Asks Python what Go was asked; folder is one that prepare() made."""
    found = Comparison(package)
    found.left_out = json.loads((folder / "left_out.json").read_text())
    native_side = json.loads((folder / "answers.json").read_text())
    found.dropped = Counter(native_side["dropped"])
    inputs = read_inputs(folder / "agreed.jsonl")
    for item, theirs, mine in zip(inputs, native_side["answers"], python(folder, inputs, import_name, package, site), strict=True):
        name = item["function"]
        if any_nan(mine) != any_nan(theirs):
            found.differences.append(f"{name}{json.dumps(item['args'])}\n  Go:     {theirs}\n  Python: {mine}")
        found.functions.add(name)
        found.calls += 1
        kind = theirs["out"][0]
        found.kinds[kind if kind in ("error", "panic", "unbuilt") else "results"] += 1
    return found
