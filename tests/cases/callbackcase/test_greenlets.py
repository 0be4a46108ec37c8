"""A greenlet switch inside a callback is an error at worst, and never the end of the process."""

import os
import socket
import subprocess
import sys
import textwrap
import urllib.request

import pytest
from cases import IMPORTABLE
from lacking import skip_without

pytest.importorskip("greenlet", reason="a Python without a GIL has no wheels of it")

ENV = {**os.environ, "PYTHONPATH": str(IMPORTABLE)}


def run(source):
    return subprocess.run([sys.executable, "-X", "faulthandler", "-c", textwrap.dedent(source)], capture_output=True, text=True, timeout=60, env=ENV)


def test_two_greenlets_in_callbacks_in_the_wrong_order():
    # Without the check: "fatal error: exitsyscall: syscall frame is no longer valid".
    done = run("""
        import callbackcase as c, greenlet
        main = greenlet.getcurrent()
        def inside():
            c.apply(lambda x: main.switch("inside") or x, 1)
            return "out"
        first, second = greenlet.greenlet(inside), greenlet.greenlet(inside)
        assert first.switch() == "inside"
        for again in range(3):
            try:
                greenlet.greenlet(inside).switch()
            except RuntimeError as e:
                assert "another greenlet of the same thread is inside a Go callback" in str(e)
            else:
                raise AssertionError
        try:
            c.apply(lambda x: x, 1)  # the main greenlet
        except RuntimeError:
            pass
        else:
            raise AssertionError
        assert c.error_text(lambda: None).startswith("RuntimeError: a Go callback can't run in this greenlet")
        assert c.is_nil(None) and c.adder(1)(2) == 3  # calls that call nothing back
        assert first.switch() == "out"
        assert second.switch() == "inside" and second.switch() == "out"
        assert c.apply(abs, -1) == 1
    """)
    assert done.returncode == 0, done.stderr


def test_the_order_that_go_knows():
    done = run("""
        import callbackcase as c, greenlet
        main = greenlet.getcurrent()
        def callback(x):
            assert c.apply(lambda y: y + 1, x) == x + 1  # nested in the same greenlet
            back = greenlet.getcurrent()
            g = greenlet.greenlet(lambda: back.switch([c.is_nil(None) for _ in range(100)]))
            assert all(g.switch())
            return x
        assert c.apply(callback, 1) == 1
        g = greenlet.greenlet(lambda: c.apply(callback, 2))
        assert g.switch() == 2
        assert greenlet.greenlet(lambda: c.concurrently(lambda i: i, 5, 5)).switch() == 50
    """)
    assert done.returncode == 0, done.stderr


def test_greenlet_is_imported_inside_a_callback():
    done = run("""
        import callbackcase as c
        def callback(x):
            import greenlet
            assert c.apply(abs, -1) == 1
            try:
                greenlet.greenlet(lambda: c.apply(abs, -1)).switch()
            except RuntimeError:
                return 7
        assert c.apply(callback, 1) == 7
    """)
    assert done.returncode == 0, done.stderr


def test_a_greenlet_that_is_dropped_inside_a_callback():
    done = run("""
        import callbackcase as c, gc, greenlet
        main = greenlet.getcurrent()
        g = greenlet.greenlet(lambda: c.apply(lambda x: main.switch("inside"), 1))
        assert g.switch() == "inside"
        del g  # GreenletExit passes through Go
        gc.collect()
        assert c.apply(abs, -1) == 1
    """)
    assert done.returncode == 0, done.stderr


def test_gevent():
    done = run("""
        from gevent import monkey
        monkey.patch_all()
        import gevent
        import callbackcase as c
        def slow(i):
            try:
                return c.apply(lambda x: gevent.sleep(0.01) or x, i)
            except RuntimeError as e:
                assert "another greenlet" in str(e)
                return "refused"
        def quick(i):
            return c.adder(i)(1)
        jobs = [gevent.spawn(f, i) for i in range(50) for f in (slow, quick)]
        gevent.joinall(jobs)
        results = [j.get() for j in jobs]
        assert results[1::2] == [i + 1 for i in range(50)]
        assert results[0] == 0 and "refused" in results
        assert c.apply(abs, -1) == 1
        assert [j.get() for j in [gevent.spawn(c.apply, abs, -i) for i in range(10)]] == list(range(10))
    """)
    assert done.returncode == 0, done.stderr


def test_gunicorn_with_gevent_serves(tmp_path):
    skip_without("gunicorn")
    (tmp_path / "app.py").write_text(
        textwrap.dedent("""
        import gevent
        import callbackcase as c

        def app(environ, start):
            n = int(environ["QUERY_STRING"])
            text = c.texts(lambda s: s * 2, str(c.concurrently(lambda i: i, 5, 2) + c.adder(n)(1)))
            gevent.sleep(0.001)
            start("200 OK", [("Content-Type", "text/plain")])
            return [text.encode()]
        """)
    )
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--preload", "-k", "gevent", "-w", "2", "-b", f"127.0.0.1:{port}", "app:app"],
        cwd=tmp_path, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        for line in server.stdout:
            if "Booting worker" in line:
                break
        for n in range(100):
            for attempt in range(50):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/?{n}", timeout=20) as answer:
                        assert answer.read() == (str(20 + n + 1) * 2).encode()
                    break
                except ConnectionError:  # the socket is there a moment before the worker
                    if attempt == 49:
                        raise
    finally:
        server.terminate()
        rest = server.communicate(timeout=60)[0]
    assert "Traceback" not in rest and "fatal error" not in rest and server.returncode == 0, rest
