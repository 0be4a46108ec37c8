"""A goroutine's panic is told in every order of events; os.Exit ends the call whatever recovers."""

import asyncio
import os
import subprocess
import sys
import textwrap

import pytest
from cases import IMPORTABLE

import endingcase as e

ENVIRON = dict(os.environ, PYTHONPATH=str(IMPORTABLE))

# Beside a thread that keeps Python busy, so that calls return late.
LATE = textwrap.dedent("""
    import asyncio, faulthandler, sys, threading, time
    faulthandler.dump_traceback_later(240, exit=True)
    import endingcase as e
    kind, n = sys.argv[1], 60
    stop = False
    def busy():
        while not stop:
            pass
    e.f(1)
    thread = threading.Thread(target=busy)
    thread.start()
    told = 0

    def call(f, *args):
        global told
        try:
            return f(*args)
        except e.PanicError:
            told += 1

    async def awaited(f, *args):
        r = f(*args)
        return await r if hasattr(r, "__await__") else r

    def stream():
        for x in call(e.numbers, 1, 300) or ():
            pass

    def both():
        call(e.late, 300)
        for t in [threading.Thread(target=call, args=(e.g, 1)) for _ in range(2)]:
            t.start()
            t.join()

    begin = {
        "plain": lambda: call(e.late, 300),
        "at once": lambda: call(e.late, 0),
        "aio": lambda: call(asyncio.run, awaited(e.aio.late, 300)),
        "stream": lambda: call(stream),
        "waiting": lambda: call(e.late_waiting, 300),
        "threads": both,
    }[kind]
    for i in range(n):
        begin()
        while e_panics() < i + 1:
            pass
        deadline = time.monotonic() + 5
        while told < i + 1 and time.monotonic() < deadline:
            call(e.f, 1)
            if kind == "aio":
                call(asyncio.run, awaited(e.aio.g, 1))
            call(e.g, 1)
    stop = True
    thread.join()
    print(told)
""").replace("e_panics()", "(call(e.panics) or 0)")


@pytest.mark.parametrize("kind", ["plain", "at once", "aio", "stream", "waiting", "threads"])
def test_a_late_panic_is_never_lost(kind):
    done = subprocess.run([sys.executable, "-c", LATE, kind], env=ENVIRON, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr[-4000:]
    assert int(done.stdout) >= 60, done.stderr[-2000:]


def program(text):
    return subprocess.run([sys.executable, "-c", "import faulthandler; faulthandler.dump_traceback_later(60, exit=True)\n" + textwrap.dedent(text)], env=ENVIRON, capture_output=True, text=True, timeout=120)


def test_each_of_two_panics_is_raised():
    done = program("""
        import endingcase as e
        raised = []
        def call(f, *arguments):
            try:
                return f(*arguments)
            except e.PanicError as x: # any call may be the one that is told, also the one that started the goroutines
                raised.append(str(x))
        call(e.two, 0)
        while not raised or (call(e.panics) or 0) < 2:
            call(e.g, 1)
        for _ in range(100):
            call(e.g, 1)
        print(raised)
    """)
    for text in ("one of two", "two of two"):
        assert done.stdout.count(text) == 1, done.stdout + done.stderr


def test_a_panic_whose_value_waits_for_the_goroutine_itself_is_told():
    done = program("""
        import endingcase as e
        call, arguments = e.locked, ()
        while True:
            try:
                call(*arguments)
            except e.PanicError as x:
                print(x)
                break
            call, arguments = e.f, (1,)
    """)
    assert done.stdout == "by Error\n", done


def test_what_a_task_brings_that_nobody_waits_for_is_told():
    done = program("""
        import asyncio, endingcase as e, sys
        told = []
        sys.unraisablehook = lambda u: told.append(u.exc_value)

        async def main():
            task = asyncio.ensure_future(e.aio.wait())
            while e.waiting() == 0:
                await asyncio.sleep(0)
            task.cancel()
            try:
                e.late(0)
            except e.PanicError as x:
                told.append(x)
            while True:
                try:
                    if e.panics():
                        break
                except e.PanicError as x:
                    told.append(x)
            e.open()
            for _ in range(100):
                try:
                    await e.aio.g(1)
                except e.PanicError as x:
                    told.append(x)

        asyncio.run(main())
        print(len(told) > 0)
    """)
    assert done.stdout == "True\n" or "the next call will raise it" in done.stderr, done


# ---- os.Exit
@pytest.mark.parametrize("f", ["exit", "exit_recovered", "exit_twice", "exit_in_defer", "exit_in_fmt", "exit_in_template", "exit_served", "exit_elsewhere", "exit_elsewhere_in_fmt"])
@pytest.mark.parametrize("API", ["plain", "aio"])
def test_exits_pass_whatever_recovers(f, API):
    async def awaited():
        await getattr(e.aio, f)(7)

    with pytest.raises(SystemExit) as raised:
        asyncio.run(awaited()) if API == "aio" else getattr(e, f)(7)
    assert raised.value.code == 7
    assert e.f(3) == 3 and e.g(4) == 4


def test_fatal_is_an_exit_and_panic_is_none():
    for f in e.fatal_recovered, e.fatal_logger:
        with pytest.raises(SystemExit) as raised:
            f()
        assert raised.value.code == 1
    with pytest.raises(e.PanicError) as raised:
        e.log_panic()
    assert str(raised.value) == "a panic"
    with pytest.raises(e.GoError, match="^internal error: a panic$"):
        e.log_panic_recovered()


def test_an_exit_ends_the_call_that_it_was_made_in():
    def below():
        with pytest.raises(SystemExit):
            e.exit_in_fmt(3)

    with pytest.raises(e.GoError, match="^went on$"):
        e.exit_below(below)


def test_an_exit_in_a_producer_ends_the_stream():
    s = e.exit_seq(5)
    assert next(s) == 1
    with pytest.raises(SystemExit) as raised:
        next(s)
    assert raised.value.code == 5


def test_an_exit_in_a_goroutine_that_nobody_waits_for_ends_the_process_in_the_end():
    done = subprocess.run([sys.executable, "-c", "import endingcase as e\ntry: e.exit_elsewhere(6)\nexcept SystemExit as x: print(x.code); raise"], env=ENVIRON, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (6, "6\n")


def test_goexit_is_gos_own_in_a_goroutine_and_passes_in_a_call():
    assert e.goexit_recovered() == "<nil>"
    with pytest.raises(e.PanicError, match="runtime.Goexit was called by the function itself"):
        e.goexit_here()
