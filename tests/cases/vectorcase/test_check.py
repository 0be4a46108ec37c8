"""What `gophersnake check` says of translated functions."""

import json
import os
import platform
import subprocess

from cases import TOOL


def test_which_are_translated():
    said = json.loads(subprocess.check_output([TOOL, "check", "--json", "-C", os.path.dirname(__file__)]))
    answers = {s["go"]: s.get("vector") for s in said["symbols"] if s["kind"] == "func"}
    for name in ("Root", "Mixed", "Both", "Clamp", "Hash", "Not", "Add"):
        assert answers[name] == ("yes" if platform.machine() == "x86_64" else answers[name])
    assert {answers[name] for name in ("Root2", "Mixed2", "Both2", "Clamp2", "Hash2")} == {"no: //py:vectorise off"}
    assert answers["Quotient"] == "no: it divides integers, and the divisor may be zero"
    assert answers["Log"] == "no: it calls math.Log, which Go computes in a way of its own"
    assert answers["Positive"] == "no: it may return an error" and answers["Total"] == "no: it takes lists"
