"""Calls that keep the GIL, since all they do is to call what they borrow."""

import asyncio
import json
import os
import subprocess
import sys
import textwrap
import threading

import callbackcase as c
import pytest
from cases import CASES, IMPORTABLE, TOOL

KEPT = ["Apply", "Two", "EveryTime", "WhileTrue", "Mapped", "Sorted", "SortedFunc", "MapRunes", "Times", "SortBy", "Filter"]
KEPT_WHILE_SMALL = ["Evens"]
RELEASED = ["SkipsAtFirst", "Shortcut", "OrElse", "Changed", "Rounds", "Handed", "Parallel", "Concurrently", "Keep", "Locked", "Chain", "WithContext", "Higher"]


@pytest.fixture(scope="module")
def decisions():
    done = subprocess.run([TOOL, "check", "--json"], cwd=CASES / "callbackcase", capture_output=True, text=True, check=True)
    return {s["go"]: s.get("gil") for s in json.loads(done.stdout)["symbols"]}


def test_decisions(decisions):
    expected = dict.fromkeys(KEPT, "hold") | dict.fromkeys(KEPT_WHILE_SMALL, "hold while small") | dict.fromkeys(RELEASED, "release")
    assert {name: decisions[name] for name in expected} == expected


def test_results():
    assert c.every_time(lambda i: i % 3, 10) == 6
    items = iter([True, True, False])
    assert c.while_true(lambda: next(items)) == 2
    assert c.mapped(lambda x: x * 2, [1.0, 2.5]) == [2.0, 5.0]
    assert c.sorted(["b", "c", "a"], lambda a, b: a > b) == ["c", "b", "a"]
    assert c.sorted_func(["b", "c", "a"], lambda a, b: (a > b) - (a < b)) == ["a", "b", "c"]
    assert c.map_runes(lambda r: r + 1, "HAL") == "IBM"
    seen = []
    c.evens(seen.append, range(10_000))
    assert seen == list(range(0, 10_000, 2))


def test_exceptions_leave_the_lock_as_it_was():
    def f(x):
        if x == 3:
            raise KeyError("three")
        return x

    for _ in range(3):
        with pytest.raises(KeyError, match="three"):
            c.every_time(f, 5)
        with pytest.raises(KeyError, match="three"):
            c.mapped(f, [1.0, 3.0])
        assert c.apply(abs, -1) == 1


def test_calls_in_callbacks():
    assert c.every_time(lambda i: c.every_time(lambda j: c.apply(abs, -j) + c.concurrently(abs, 1, 1), i), 4) == 2


def test_a_go_function_that_waits_for_another_thread():
    turn = threading.Thread(target=c.turn, args=(5,))
    turn.start()
    assert c.apply(c.waiting(), 1) == 6
    turn.join()


def test_callables_that_are_no_python_code_share_the_lock():
    beats, over = 0, False

    def beat():
        nonlocal beats
        while not over:
            beats += 1

    t = threading.Thread(target=beat)
    t.start()
    before = beats
    c.every_time(abs, 3_000_000)
    during = beats - before
    over = True
    t.join()
    assert during > 0


def run(source, **env):
    env = {**os.environ, "PYTHONPATH": str(IMPORTABLE), **env}
    done = subprocess.run([sys.executable, "-X", "faulthandler", "-c", textwrap.dedent(source)], capture_output=True, text=True, timeout=60, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_call_gives_up_the_lock_when_go_has_no_place_left():
    """With GOMAXPROCS=1 a call that has released the GIL may keep Go busy, so that the return from a callback waits."""
    assert run(
        """
        import callbackcase as c, threading
        inside = threading.Event()
        def f(i):
            if i == 0:
                threading.Thread(target=c.locked, args=(lambda: (inside.set(), stop.wait()),), daemon=True).start()
                threading.Thread(target=c.waiting(), args=(1,), daemon=True).start()
                inside.wait(30)
                while not c.__gophersnake__.calls: pass
            return 1
        stop = threading.Event()
        print(c.every_time(f, 1000), c.every_time(lambda i: c.apply(abs, 1), 10))
        c.turn(1)
        stop.set()
        """,
        GOMAXPROCS="1",
    ) == "1000 10\n"


def test_the_process_ends_while_a_daemon_calls():
    run(
        """
        import callbackcase as c, threading
        begun = threading.Barrier(3)
        def f(i):
            if i == 0: begun.wait()
            return i
        def g():
            begun.wait()
            c.every_time(abs, 10**12)
        threading.Thread(target=c.every_time, args=(f, 10**12), daemon=True).start()
        threading.Thread(target=g, daemon=True).start()
        begun.wait(30)
        """
    )


def test_awaited_calls_call_from_their_goroutines():
    """They release the GIL and are counted, for each has a thread of Go's."""

    async def all_of_them():
        return await asyncio.gather(*(c.aio.every_time(lambda i: i, 5) for _ in range(3000)))

    assert asyncio.run(all_of_them()) == [4] * 3000
    assert c.__gophersnake__.callbacks == 0
