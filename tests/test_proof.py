"""make proof runs, in small, without the peer that needs Rust."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from harness.proof.claims import CLAIMS  # noqa: E402


@pytest.mark.once
def test_each_claim_is_measured():
    command = [sys.executable, ROOT / "bench" / "proof.py", "--quick", "--peers", "gopherproof"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", done.stdout, re.DOTALL | re.MULTILINE))
    for claim in CLAIMS:
        rows = re.findall(r"^\| (gophersnake[^|]*) \| ([^|]+) \|$", sections[claim.name], re.MULTILINE)
        assert rows, (claim.name, done.stdout)
        assert claim.name in ("needs", "names", "panic") or all(re.match(r"[\d.,]+\b", figure) for _, figure in rows), rows
