"""What is said of a failure never runs with the GIL kept."""

import os
import subprocess
import sys
import textwrap

import pytest
from cases import IMPORTABLE

import endingcase

ENVIRON = dict(os.environ, PYTHONPATH=str(IMPORTABLE))

# Each waits in a method of its error, or of its panic's value.
KINDS = ["fail_by_error", "fail_by_is", "fail_by_as", "fail_by_unwrap", "fail_by_several", "fail_by_names", "fail_joined", "fail_around", "fail_deep", "fail_both", "fail_wraps",
    "fail_beside(3)", "panic_by_error", "panic_by_string", "panic_by_format", "panic_by_as", "call_then_fail(print)", "call_then_panic(print)", "new_thing(-1)", "Thing.fail", "Thing.panic",
    "Number.fail"]

WAITING = textwrap.dedent("""
    import asyncio, faulthandler, sys, threading
    faulthandler.dump_traceback_later(60, exit=True)
    import endingcase as e

    kind, API = sys.argv[1:]
    module = e.aio if API == "aio" else e
    print = lambda: None

    def fail():
        name, _, rest = kind.partition("(")
        args = eval("(" + rest[:-1] + ",)") if rest else ()
        if name.startswith("Thing."):
            return getattr(e.Thing(1).aio if API == "aio" else e.Thing(1), name[6:])()
        if name.startswith("Number."):
            return getattr(e.Number(1), name[7:])()
        return getattr(module, name)(*args)

    async def awaited():
        r = fail()
        return await r if hasattr(r, "__await__") else r

    def held():
        began.set()
        while e.waiting() == 0: # which needs the GIL
            pass

    began = threading.Event()
    thread = threading.Thread(target=e.hold, args=(held,))
    thread.start()
    began.wait()
    try:
        asyncio.run(awaited()) if API == "aio" else fail()
    except (e.GoError, e.PanicError) as x:
        sys.stdout.write(f"{type(x).__name__}: {x}")
    thread.join()
""")


@pytest.mark.parametrize("API", ["plain", "aio"])
@pytest.mark.parametrize("kind", KINDS)
def test_methods_of_errors_may_wait_for_a_thread_that_waits_for_the_gil(kind, API):
    done = subprocess.run([sys.executable, "-c", WAITING, kind, API], env=ENVIRON, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split(":")[0] in ("GoError", "GoErrorGroup", "PanicError", "ErrPlain", "ByError", "ByIs", "ByAs", "ByUnwrap", "Several", "Names"), done.stdout + done.stderr


def test_the_end_of_a_stream_does_not_wait_for_its_reader():
    done = subprocess.run([sys.executable, "-c", WAITING.replace("asyncio.run(awaited()) if API == \"aio\" else fail()", "e.chunks(); e.f(1)"), "", "plain"], env=ENVIRON, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_the_errors_are_what_they_are_without_waiting():
    e = endingcase
    for f, text in [(e.fail_by_error, "by Error"), (e.fail_by_as, "by As"), (e.fail_joined, "first\nby Error"), (e.fail_around, "around: by Error"), (e.fail_deep, "deep: around: by Error")]:
        with pytest.raises(e.GoError) as raised:
            f()
        assert str(raised.value) == text and isinstance(raised.value, e.GoError)
    for f in [e.plain, e.wrapped, e.fail_by_is, e.fail_by_unwrap, e.fail_by_several, e.fail_both, e.fail_wraps]:
        with pytest.raises(e.ErrPlain):
            f()
    with pytest.raises(e.GoError) as raised:
        e.fail_beside(4)
    assert raised.value.results == (4, "beside")
    for f, text in [(e.panic_by_error, "by Error"), (e.panic_by_string, "by String"), (e.panic_by_format, "by Format")]:
        with pytest.raises(e.PanicError) as raised:
            f()
        assert str(raised.value) == text and f.__name__.title().replace("_", "") in raised.value.__notes__[0]
    with pytest.raises(e.GoError) as raised:
        e.long(1)
    assert len(str(raised.value)) == 1 << 20


def test_nothing_is_left():
    import gc

    def all_of_them():
        for kind in KINDS:
            if kind.isidentifier():
                with pytest.raises((endingcase.GoError, endingcase.PanicError)):
                    getattr(endingcase, kind)()

    all_of_them()
    gc.collect()
    before = endingcase.__gophersnake__.handles
    for _ in range(20):
        all_of_them()
    gc.collect()
    assert endingcase.__gophersnake__.handles <= before
