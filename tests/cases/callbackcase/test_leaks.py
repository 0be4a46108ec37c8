"""module.__gophersnake__, and the plugin that looks at it."""

import gc
import os
import subprocess
import sys
import textwrap
import threading

import callbackcase as c
import pytest
from cases import IMPORTABLE, ROOT

info = c.__gophersnake__


@pytest.fixture(autouse=True)
def settled():
    gc.collect()
    c.forget()
    c.forget_stored()
    info.collect()


def test_handles_are_counted():
    before = info.handles
    points = [c.Point(i) for i in range(10)]
    assert info.handles == before + 10
    add = c.adder(1)
    assert info.handles == before + 11
    adders = c.adders(5)
    assert info.handles == before + 16
    del points, add, adders
    assert info.handles == before


def test_references_are_counted():
    before = info.as_dict()
    for f in (abs, len, int):
        c.keep(f)

    def fails():
        raise ValueError

    c.store(fails)
    info.collect()  # fails() is no longer needed, its exception is
    now = info.as_dict()
    assert now["callables"] == before["callables"] + 3 and now["exceptions"] == before["exceptions"] + 1
    assert now["references"] == before["references"] + 4
    c.forget()
    c.forget_stored()
    info.collect()
    assert info.as_dict()["references"] == before["references"]


def test_callbacks_and_calls_that_run_are_counted():
    inside, go_on = threading.Event(), threading.Event()

    def f(x):
        inside.set()
        go_on.wait(30)
        return x

    t = threading.Thread(target=c.apply, args=(f, 1))
    t.start()
    inside.wait(30)
    assert info.callbacks == 1
    go_on.set()
    t.join()
    assert info.callbacks == 0 and info.calls == 0


def test_what_go_holds_is_told():
    now = info.as_dict()
    assert now["loaded"] is True and now["generation"] == 0 and now["goroutines"] >= 1
    assert 0 < now["go_heap"] < now["go_memory"] and now["go_stacks"] > 0 and now["go_objects"] > 0
    assert info.go_collections >= 2 and info.build in repr(info)
    with pytest.raises(AttributeError):
        info.handles = 3
    for name in now:
        assert type(info).__dict__[name].__doc__


def test_asking_does_not_load_the_core():
    done = subprocess.run(
        [sys.executable, "-c", "import callbackcase as c; i = c.__gophersnake__; i.collect(); assert not i.loaded and i.handles == 0; c.apply(abs, 1); assert i.loaded"],
        env={**os.environ, "PYTHONPATH": str(IMPORTABLE)}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0


@pytest.mark.parametrize(
    "call",
    [
        lambda: c.apply(lambda x: x, 1),
        lambda: c.apply(lambda x: "x", 1),
        lambda: c.apply(lambda x: 1 / 0, 1),
        lambda: c.fails(lambda: 1 / 0),
        lambda: c.wrapped(lambda: 1 / 0),
        lambda: c.apply(3, 1),
        lambda: c.chain(1, abs, abs, 3),
        lambda: c.chain("x", abs, abs),
        lambda: c.points(lambda p: {"x": "no"}, c.Point(1)),
        lambda: c.point_lists(lambda ps: [*ps, c.Point(1), 3], [c.Point(1)]),
        lambda: c.point_ptrs(lambda p: c.Point(1), None),
        lambda: c.higher(lambda g: lambda x: 1 / 0, abs, 1),
        lambda: c.higher(lambda g: 3, abs, 1),
        lambda: c.three(lambda *args: ("x",)),
        lambda: c.two(lambda n: True, 1, "x"),
        lambda: c.compose(abs, c.adder(1))(2),
        lambda: c.same(c.same(abs)),
        lambda: c.concurrently(lambda i: i, 10, 10),
        lambda: c.concurrently(lambda i: 1 / 0, 10, 10),
        lambda: c.maps(lambda m: {"a": [1, 2, "x"]}, {"a": [1]}),
        lambda: c.lists(lambda l: ["\ud800"], ["x" * 100_000]),
        lambda: c.raw(lambda b: b * 100_000, b"x"),
    ],
)
def test_nothing_is_left_behind(call):
    def settled():
        gc.collect()
        info.collect()
        return info.handles, info.references, sys.getrefcount(abs)

    def attempt():
        try:
            call()
        except (TypeError, ValueError, ArithmeticError, ExceptionGroup):
            return  # half of the calls are to fail

    attempt()
    before = settled()
    for _ in range(100):
        attempt()
    assert settled() == before


def test_results_of_any_size_are_given_back():
    def f(b):
        return b

    c.raw(f, b"x" * 1_000_000)
    info.collect()
    before = resident()
    for _ in range(200):
        c.raw(f, b"x" * 1_000_000)
    info.collect()
    assert resident() - before < 100_000_000  # half of what a leak would leave; Go's collector may be late on a busy machine


def resident():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGESIZE")


def test_the_plugin_fails_the_test_that_leaks(tmp_path):
    (tmp_path / "test_some.py").write_text(
        textwrap.dedent("""
        import callbackcase as c
        import pytest

        kept = []

        def test_clean():
            c.apply(lambda x: x, 1)
            with pytest.raises(ZeroDivisionError):
                c.apply(lambda x: 1 / 0, 1)
            c.Point(1)

        def test_handle():
            kept.append(c.Point(1))

        def test_reference():
            c.keep(lambda x: x)

        @pytest.mark.gophersnake_keeps
        def test_wanted():
            c.keep(lambda x: x)

        def test_clean_again():
            kept.clear()

        def test_failed():
            p = c.Point(1)
            assert p.x == 2
        """)
    )
    env = {**os.environ, "PYTHONPATH": f"{IMPORTABLE}{os.pathsep}{ROOT / 'python'}", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "gophersnake.pytest_plugin", "--gophersnake-leaks", "-p", "no:cacheprovider", "test_some.py"],
        cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert "5 passed, 2 errors" in done.stdout.replace("1 failed, ", "")
    assert "ERROR at teardown of test_handle" in done.stdout and "the test leaves behind 1 handles of callbackcase" in done.stdout
    assert "ERROR at teardown of test_reference" in done.stdout and "the test leaves behind 1 references of callbackcase" in done.stdout
