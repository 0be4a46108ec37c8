"""Forks inside callbacks, and callbacks after forks."""

import os
import subprocess
import sys
import textwrap

from cases import IMPORTABLE


def run(source):
    env = {**os.environ, "PYTHONPATH": str(IMPORTABLE)}
    return subprocess.run([sys.executable, "-W", "ignore::DeprecationWarning", "-X", "faulthandler", "-c", textwrap.dedent(source)], capture_output=True, text=True, timeout=60, env=env)


def test_a_child_forked_in_a_callback_does_not_return_into_go():
    done = run("""
        import os, sys
        import callbackcase as c
        def f(x, end):
            pid = os.fork()
            if pid == 0:
                assert c.apply(abs, -3) == 3  # a core of its own
                return end()
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print([c.apply(lambda x: f(x, end), 1) for end in (lambda: 0, lambda: sys.exit(3), lambda: os._exit(4))], flush=True)
    """)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[70, 3, 4]\n"
    assert done.stderr == "gophersnake: a process that was forked inside a Go callback can't return into Go; end it in the callback, with os._exit() or sys.exit()\n"


def test_a_child_has_callbacks_of_its_own():
    done = run("""
        import os, sys
        import callbackcase as c
        c.keep(abs)
        add = c.adder(2)
        assert c.concurrently(lambda i: i, 5, 5) == 50
        pid = os.fork()
        if pid == 0:
            assert c.run(-3) == -3  # what the parent kept is the parent's
            for call in (lambda: add(1), lambda: c.apply(add, 1)):
                try:
                    call()
                except RuntimeError as e:
                    assert "before the process was forked" in str(e), e
                else:
                    sys.exit(9)
            assert c.concurrently(lambda i: i, 5, 5) == 50
            sys.exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        assert c.run(-3) == 3 and add(1) == 3
    """)
    assert done.returncode == 0, done.stderr


def test_a_child_of_a_thread_ends_though_goroutines_have_called_it():
    done = run("""
        import os, threading
        import callbackcase as c
        c.concurrently(lambda i: i, 5, 5)
        codes = []
        def work():
            pid = os.fork()
            if pid == 0:
                assert c.concurrently(lambda i: i, 5, 5) == 50
                return
            codes.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        t = threading.Thread(target=work)
        t.start()
        t.join()
        assert codes == [0], codes
    """)
    assert done.returncode == 0, done.stderr
