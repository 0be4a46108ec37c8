"""make soak: mixed load. GOPHERSNAKE_SOAK_SECONDS says how long."""

import os

from running import copies, run
from cases import IMPORTABLE

SECONDS = float(os.environ.get("GOPHERSNAKE_SOAK_SECONDS", "8"))


def test_soak(tmp_path, capsys):
    (name,) = copies(tmp_path, 1)
    done = run("soak.py", SECONDS, name, path=f"{IMPORTABLE}{os.pathsep}{tmp_path}", timeout=SECONDS * 2 + 120)
    with capsys.disabled():
        print("\nsoak:", done.stderr.strip().splitlines()[-1])
    assert done.stdout == "ok\n"
