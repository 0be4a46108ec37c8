"""`python -m gophersnake` is the command `gophersnake`, and has `install-hook` and `profile` beside it."""

import os
import sys

if __name__ == "__main__":
    if sys.argv[1:2] == ["install-hook"]:
        from .install_hook import main

        sys.exit(main(sys.argv[2:]))
    if sys.argv[1:2] == ["profile"]:
        from .profiler.run import main

        sys.exit(main(sys.argv[2:]))

    from .command import environment, executable

    path = executable()
    os.execve(path, [path, *sys.argv[1:]], environment())
