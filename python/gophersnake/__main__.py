"""`python -m gophersnake` is the command `gophersnake`."""

import os
import sys

from .command import environment, executable

if __name__ == "__main__":
    path = executable()
    os.execve(path, [path, *sys.argv[1:]], environment())
