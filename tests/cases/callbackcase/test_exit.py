"""The interpreter ends while goroutines call Python."""

import os
import subprocess
import sys
import textwrap

import pytest
from cases import IMPORTABLE

ENDS = {
    "runs out": ("", 0),
    "sys.exit": ("sys.exit(3)", 3),
    "exception": ("raise ValueError", 1),
    "os._exit": ("os._exit(4)", 4),
    "exit in a callback": ("c.apply(lambda x: sys.exit(5), 1)", 5),
}


def run(source):
    env = {**os.environ, "PYTHONPATH": str(IMPORTABLE)}
    return subprocess.run([sys.executable, "-X", "faulthandler", "-c", textwrap.dedent(source)], capture_output=True, text=True, timeout=60, env=env)


@pytest.mark.parametrize("kind", ["forever", "forever_must"])
@pytest.mark.parametrize("end", ENDS)
def test_exit_codes(end, kind):
    source, code = ENDS[end]
    done = run(f"""
        import os, sys, threading
        import callbackcase as c
        calls = 0
        enough = threading.Event()
        def f():
            global calls
            calls += 1
            if calls > 1000:
                enough.set()
        c.{kind}(f, 8)
        enough.wait(30)
        assert calls > 1000
        {source}
    """)
    assert done.returncode == code, done.stderr
    assert code == 1 or done.stderr == ""


def test_a_callback_that_sleeps_does_not_keep_the_process():
    done = run("""
        import time, threading
        import callbackcase as c
        inside = threading.Event()
        def f():
            inside.set()
            time.sleep(3600)
        c.forever(f, 1)
        inside.wait(30)
    """)
    assert done.returncode == 0 and done.stderr == ""


def test_daemon_threads_in_go_and_in_callbacks():
    done = run("""
        import time, threading
        import callbackcase as c
        inside = threading.Barrier(9)
        def waiting(x):
            inside.wait()
            while True:
                time.sleep(0.001)
        def busy():
            inside.wait()
            while True:
                c.apply(lambda x: x, 1)
        for f in [lambda: c.apply(waiting, 1)] * 4 + [busy] * 4:
            threading.Thread(target=f, daemon=True).start()
        inside.wait(30)
    """)
    assert done.returncode == 0, done.stderr


def test_callbacks_of_the_thread_that_exits():
    done = run("""
        import atexit
        atexit.register(lambda: print("after the gate", c.apply(abs, -1)))  # runs after the hook of the import below
        import callbackcase as c
        atexit.register(lambda: print("before the gate", c.apply(abs, -2), c.concurrently(lambda i: i, 2, 1)))
    """)
    assert done.stdout == "before the gate 2 1\nafter the gate 1\n" and done.returncode == 0, done.stderr


def test_callbacks_while_python_clears_its_modules():
    done = run("""
        import callbackcase as c
        class Last:
            def __del__(self, apply=c.apply):
                print("last", apply(lambda x: x, 3))
        last = Last()
    """)
    assert done.stdout == "last 3\n" and done.returncode == 0, done.stderr


def test_a_goroutine_gets_an_error_after_the_gate():
    done = run("""
        import atexit
        def after():
            try:
                c.concurrently(lambda i: i, 1, 1)
            except c.GoError as e:
                print(e)
        atexit.register(after)
        import callbackcase as c
        c.collect()
    """)
    assert done.stdout == "Python is exiting\n" and done.returncode == 0, done.stderr


def test_threads_of_go_that_end():
    done = run("""
        import callbackcase as c, threading, os
        def count():
            return len(os.listdir("/proc/self/task"))
        for _ in range(300):
            c.on_a_thread_that_ends(lambda: None)
        assert count() < 40, count()
    """)
    assert done.returncode == 0, done.stderr
