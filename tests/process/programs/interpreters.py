"""Go in subinterpreters.

Runs functions of interpreter_functions.py, one after another, in N interpreters at once, each
in a thread of its own; then ends them, and does it again in new ones.
"""

import argparse
import os
import sys
import threading
import time

import _interpreters as interpreters
import interpreter_functions

parser = argparse.ArgumentParser()
parser.add_argument("n", type=int)
parser.add_argument("functions", nargs="+")
parser.add_argument("--main", action="store_true", help="in the main interpreter first")
parser.add_argument("--shared", action="store_true", help="under the main interpreter's lock, as servers do that embed Python")
parser.add_argument("--left", action="store_true", help="are not ended before the process is")
parser.add_argument("--after", type=float, default=0, help="how long to go on, in seconds")
parser.add_argument("--forked", action="store_true", help="a child follows")
options = parser.parse_args()


def run(interpreter, function):
    source = f"import sys\nsys.path[:] = {sys.path!r}\nimport interpreter_functions\ninterpreter_functions.{function}()"
    failed = interpreters.run_string(interpreter, source)
    assert failed is None, failed.errdisplay


failures = []
starting = threading.Lock()


def one():
    try:
        with starting:  # CPython 3.13.0 crashes in imports of its own that happen at once
            interpreter = interpreters.create("legacy" if options.shared else "isolated")
            run(interpreter, "imports")
        for function in options.functions:
            run(interpreter, function)
        if not options.left:
            interpreters.destroy(interpreter)
    except BaseException as error:
        failures.append(error)
        raise


interpreter_functions.imports()
if options.main:
    for function in options.functions:
        getattr(interpreter_functions, function)()
for _ in range(2):
    threads = [threading.Thread(target=one) for _ in range(options.n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failures, failures
end = time.monotonic() + options.after
while time.monotonic() < end:  # in threads that have the numbers of those that are gone
    for t in [threading.Thread(target=time.sleep, args=[0.001]) for _ in range(20)]:
        t.start()
if options.forked:
    child = os.fork()
    if not child:
        interpreter_functions.everything()
        sys.exit()
    assert os.waitpid(child, 0)[1] == 0
print("ok", flush=True)
