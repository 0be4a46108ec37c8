"""Forks, and says how the children ended."""

import os
import signal
import sys
import time
import traceback

HUNG = -1000


def fork(body, *arguments):
    """The pid of a child that ran body and ended with 0, or with 1 if it failed."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        body(*arguments)
        code = 0
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def wait(pid, seconds=60):
    """The exit code; HUNG, and the child killed, if it has none by then."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.001)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return HUNG
