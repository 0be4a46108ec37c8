"""Builds gophersnake's own distributions into dist/: a wheel for each platform, from this
machine, and the sdist. The same commit gives the same bytes.

    python3 scripts/dist.py [PLATFORM ...]    # as own_backend.TARGETS names them; here: this machine's
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

from environment import ROOT, Environment


def main() -> None:
    sys.path.insert(0, str(ROOT / "python"))
    if "SOURCE_DATE_EPOCH" not in os.environ:
        date = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
        if date.returncode == 0:
            os.environ["SOURCE_DATE_EPOCH"] = date.stdout.strip()
    import own_backend

    if importlib.util.find_spec("ziglang") is None:
        env = Environment(ROOT / ".venv")
        env.make()
        env.install_zig()
        sys.path += map(str, env.folder.glob("lib/python3*/site-packages"))
    out = ROOT / "dist"
    out.mkdir(exist_ok=True)
    for platform in sys.argv[1:] or own_backend.TARGETS:
        platform = own_backend.here() if platform == "here" else platform
        print(*own_backend.build_wheels(str(out), [platform]), flush=True)
    print(own_backend.build_sdist(str(out)))


if __name__ == "__main__":
    main()
