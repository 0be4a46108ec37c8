"""`python -m gophersnake install-hook`: the import hook (hook.py) in each process of an environment."""

from __future__ import annotations

import argparse
import os
import sys
import sysconfig

FILE = "gophersnake_hook.pth"
# site runs it when Python starts. Without gophersnake it does nothing.
LINE = "import importlib.util as _u; _u.find_spec('gophersnake') and __import__('gophersnake.hook')\n"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m gophersnake install-hook",
        description="Let each Python process of this environment build editable installs of Go packages anew when it imports them and their sources have changed.",
    )
    parser.add_argument("--remove", action="store_true", help="take the hook away")
    parser.add_argument("--break-system-packages", action="store_true", help="install into a Python whose packages something else manages")
    given = parser.parse_args(arguments)
    path = os.path.join(sysconfig.get_path("purelib"), FILE)
    if given.remove:
        if os.path.exists(path):
            os.remove(path)
        return 0
    managed = os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")
    if sys.prefix == sys.base_prefix and os.path.exists(managed) and not given.break_system_packages:
        print(f"{sys.executable} is an externally managed environment; make a virtual environment, or pass --break-system-packages", file=sys.stderr)
        return 1
    with open(path, "w", encoding="utf-8") as f:
        f.write(LINE)
    print(path)
    return 0
