"""Streams in processes that fork and end."""

import os
import subprocess
import sys
import textwrap

from cases import IMPORTABLE


def run(source):
    env = {**os.environ, "PYTHONPATH": str(IMPORTABLE)}
    return subprocess.run([sys.executable, "-W", "ignore::DeprecationWarning", "-X", "faulthandler", "-c", textwrap.dedent(source)], capture_output=True, text=True, timeout=60, env=env)


def test_a_child_refuses_the_parents_streams():
    done = run("""
        import os, sys
        import streamcase as c
        stream = c.count(1000)
        assert [next(stream) for _ in range(4)] == [0, 1, 2, 3]
        pid = os.fork()
        if pid == 0:
            got = []
            for ask in (lambda: got.extend(stream), stream.close):
                try:
                    ask()
                except RuntimeError as e:
                    assert "this Stream was made before the process was forked" in str(e), e
                else:
                    sys.exit(9)
            assert len(got) < 996 and got == list(range(4, 4 + len(got))), got  # what had come before the fork
            assert list(c.count(10)) == list(range(10))
            del stream
            sys.exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        assert list(stream) == list(range(4, 1000))
    """)
    assert done.returncode == 0, done.stderr


def test_a_process_ends_with_streams_that_are_open():
    done = run("""
        import threading
        import streamcase as c
        kept = c.forever(), c.mapped(lambda x: x, 10), c.sent(10, 0), c.count(5)
        for stream in kept:
            next(stream)
        threading.Thread(target=list, args=(c.gated(0, 1),), daemon=True).start()
    """)
    assert (done.returncode, done.stderr) == (0, "")
