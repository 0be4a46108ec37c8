"""What an interpreter does with Go, whichever it is."""

import asyncio
import threading


def imports():
    import datetime
    import subprocess


def everything():
    import processcase
    from everything import check_in_threads

    check_in_threads(processcase)


def callbacks():
    """On the thread of the call, on goroutines' own, kept, failing, and with Go inside."""
    import callbackcase as c

    assert c.apply(lambda x: c.apply(lambda y: y + 1, x) * 2, 3) == 8
    assert c.concurrently(lambda i: i * c.adder(1)(i), 8, 50) == 50 * sum(i * (i + 1) for i in range(8))
    assert c.sort_by(["bb", "a", "ccc"], lambda a, b: len(a) < len(b)) == ["a", "bb", "ccc"]
    try:
        c.fails(lambda: {}["lost"])
    except KeyError as error:
        assert error.args == ("lost",)
    else:
        raise AssertionError("no KeyError")
    c.keep(lambda x: x + 1)
    assert c.run(1) == 2


def interfaces():
    import interfacecase as i

    held = i.hidden(3)
    assert held.area() == 3 and isinstance(held, i.Namer) and i.same(held) == held and i.area(i.Square(2)) == 4
    assert i.root("a").add("b").parent().value() == "a"


def times():
    import datetime

    import callbackcase as c

    moment = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    assert c.times2(lambda t: t + datetime.timedelta(days=1), moment) == moment + datetime.timedelta(days=1)


def awaits():
    import asynccase

    async def main():
        await asyncio.gather(*[asynccase.aio.add(i, i) for i in range(1000)])

    asyncio.run(main())


def busy():
    """Goroutines are calling back when the interpreter ends."""
    import callbackcase as c

    called = threading.Event()
    c.forever_must(called.set, 4)
    called.wait()


def late():
    """Goroutines call when the interpreter is gone."""
    import callbackcase as c

    for ms in range(300):
        c.after(lambda: c.nothing(lambda: None), ms)


def again():
    """A second import is no second module."""
    import sys

    import processcase

    was = processcase.add
    for name in [name for name in sys.modules if name.startswith("processcase")]:
        del sys.modules[name]
    try:
        import processcase
    except ImportError as error:
        assert "once in an interpreter" in str(error)
    assert was(1, 2) == 3
