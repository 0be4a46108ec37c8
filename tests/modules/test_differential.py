"""The differential test's own judgement, on a made-up Go side."""

from __future__ import annotations

import json
import sys
from collections import Counter

import pytest

from modules import differential

# Stands for native.exe: "echo" answers, "chance" never alike, the others not at all.
FAKE = f"""#!{sys.executable}
import json, os, sys, time
for line in open(sys.argv[2]):
    item = json.loads(line)
    if item["function"] == "hang":
        time.sleep(60)
    if item["function"] == "crash":
        os.abort()
    out = ["i", str(time.monotonic_ns())] if item["function"] == "chance" else item["args"][0]
    print(json.dumps({{"id": item["id"], "out": out}}), flush=True)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(differential, "PATIENCE", 3.0)
    program = tmp_path / "native.exe"
    program.write_text(FAKE)
    program.chmod(0o755)
    (tmp_path / "left_out.json").write_text('{"other": "no argument can be made up"}')
    functions = ["echo", "hang", "echo", "crash", "hang", "hang", "chance", "echo"]
    inputs = [{"id": i, "function": name, "args": [["i", str(i)]]} for i, name in enumerate(functions)]
    differential.write_inputs(tmp_path / "inputs.jsonl", inputs)
    differential.ask_go(tmp_path)
    return tmp_path


def test_what_go_has_no_answer_to_is_dropped_and_counted(folder):
    agreed = differential.read_inputs(folder / "agreed.jsonl")
    assert [item["id"] for item in agreed] == [0, 2, 7]
    found = json.loads((folder / "answers.json").read_text())
    assert [answer["out"] for answer in found["answers"]] == [["i", "0"], ["i", "2"], ["i", "7"]]
    # After two hangs the third is not waited for.
    assert found["dropped"] == {"hang hangs or crashes in Go": 2, "crash hangs or crashes in Go": 1}
    assert set(json.loads((folder / "left_out.json").read_text())) == {"other", "chance"}


def test_a_difference_is_found(folder, monkeypatch):
    answers = [{"id": 0, "out": ["i", "0"]}, {"id": 2, "out": ["f", "0" * 16]}, {"id": 7, "out": ["i", "7"]}]
    monkeypatch.setattr(differential, "python", lambda *_: answers)
    found = differential.compare(folder, "package", "package", folder)
    assert len(found.differences) == 1
    assert found.differences[0].startswith('echo[["i", "2"]]')
    assert (found.functions, found.calls, found.kinds) == ({"echo"}, 3, Counter(results=3))
