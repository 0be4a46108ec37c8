"""The way into Go. `GOPHERSNAKE_FAST_CROSSING=1 pytest ...` builds and tests everything with the
fast one.
"""

import os
import platform

import pytest
from running import run

FAST = os.environ.get("GOPHERSNAKE_FAST_CROSSING", "0") != "0"


@pytest.mark.skipif(FAST and platform.machine() != "x86_64", reason="the fast crossing is for x86-64")
def test_what_the_build_was_asked_for():
    assert run("crossing.py", "fast" if FAST else "ordinary").stdout == "ok\n"


def test_off_at_run_time():
    assert run("crossing.py", "ordinary", GOPHERSNAKE_FAST_CROSSING="0").stdout == "ok\n"
