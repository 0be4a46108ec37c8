"""Forks, and says how the children ended."""

import faulthandler
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import traceback

HUNG = -1000
ASKED = signal.SIGUSR2  # a child that gets it writes the stacks of its Python threads


def fork(body, *arguments):
    """The pid of a child that ran body and ended with 0, or with 1 if it failed."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    faulthandler.register(ASKED)
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
    report(pid)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return HUNG


def report(pid):
    """Where the threads of a child are that hangs: on standard error, since it happens too seldom to be sought twice."""
    print(f"child {pid} hangs", file=sys.stderr)
    for task in sorted(pathlib.Path(f"/proc/{pid}/task").iterdir()):
        for name in ("comm", "wchan", "syscall"):
            try:
                print(task.name, name, (task / name).read_text().strip(), file=sys.stderr)
            except OSError as error:
                print(task.name, error, file=sys.stderr)
    sys.stderr.flush()
    if gdb := shutil.which("gdb"):
        stacks = [gdb, "-batch", "-nx", "-p", str(pid), "-ex", "thread apply all backtrace 30"]
        done = subprocess.run(stacks, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
        print(done.stdout, file=sys.stderr, flush=True)
    os.kill(pid, ASKED)
    time.sleep(1)  # nothing tells when it has written
