"""What Go code logs are records of Python's logging."""

import asyncio
import contextvars
import datetime
import gc
import json
import logging
import os
import subprocess
import sys
import threading
import time
import weakref

import logcase as m
import pytest
from cases import IMPORTABLE

request = contextvars.ContextVar("request", default="-")


def record_of(caplog, message):
    (record,) = [r for r in caplog.records if r.getMessage() == message]
    return record


def run(code, **environment):
    """Standard output and error of a program."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(IMPORTABLE), **environment}, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


@pytest.mark.parametrize("level, expected", [(-8, 5), (-4, 10), (0, 20), (2, 25), (4, 30), (8, 40), (12, 50)])
def test_levels(caplog, level, expected):
    with caplog.at_level(1):
        m.say("a message", level)
    record = record_of(caplog, "a message")
    assert (record.levelno, record.name) == (expected, "logcase")


def test_source(caplog):
    before = time.time()
    with caplog.at_level(logging.INFO):
        m.say("here", 0)
    record = record_of(caplog, "here")
    assert before <= record.created <= time.time()
    assert record.filename == "log.go" and record.pathname.endswith("logcase/log.go") and record.funcName == "Say"
    assert record.lineno == next(n for n, line in enumerate(open(os.path.join(os.path.dirname(__file__), "log.go")), 1) if "func Say" in line)
    assert record.process == os.getpid() and record.msecs == int(record.created * 1000) % 1000
    assert 0 <= record.relativeCreated - (time.time() * 1000 - logging.makeLogRecord({}).created * 1000 + logging.makeLogRecord({}).relativeCreated) + 60_000 < 120_000


def test_a_logger_for_each_package(caplog):
    with caplog.at_level(logging.WARNING):
        m.deep("from below")
    assert record_of(caplog, "from below").name == "logcase.inner"


def test_package_log(caplog):
    with caplog.at_level(logging.INFO):
        m.print("plainly")
        m.print_as("with a header", 1 | 2 | 4 | 16, "app: ")
    assert record_of(caplog, "plainly").levelno == logging.INFO
    record = record_of(caplog, "app: with a header")
    assert (record.filename, record.funcName) == ("log.go", "PrintAs")


def test_other_loggers_of_its_writer(caplog):
    """The lines of these have no header that could be removed."""
    with caplog.at_level(logging.INFO):
        m.own("a message of some length")
        m.write("a line of some length, too")
    assert record_of(caplog, "[own] a message of some length").funcName == "Own"
    record = record_of(caplog, "a line of some length, too")
    assert (record.name, record.funcName) == ("logcase", "Write")


def test_package_log_by_a_default_of_the_programs(caplog):
    with caplog.at_level(logging.INFO):
        m.by_default("printed", False)
        with pytest.raises(m.PanicError):
            m.by_default("panics", True)
        m.placeless("from nowhere")
    for message, level in (("printed", logging.INFO), ("panics", logging.ERROR)):
        record = record_of(caplog, message)
        assert (record.name, record.filename, record.funcName, record.app, record.levelno) == ("logcase", "log.go", "ByDefault", "x", level)
    record = record_of(caplog, "from nowhere")
    assert (record.name, record.levelno, record.pathname, record.lineno) == ("logcase", logging.WARNING, "", 0)


def test_text_that_is_no_utf8(caplog, tmp_path):
    handler = logging.FileHandler(tmp_path / "log", encoding="utf-8")
    logging.getLogger("logcase").addHandler(handler)
    with caplog.at_level(logging.INFO):
        m.bytes(b"a\xff\xc3\xa4")
    logging.getLogger("logcase").removeHandler(handler)
    handler.close()
    record = record_of(caplog, "a\\xff\xe4")
    assert (record.text, record.err, vars(record)["a\\xff\xe4"]) == ("a\\xff\xe4", "a\\xff\xe4", 1)
    assert (tmp_path / "log").read_text("utf-8").splitlines() == ["a\\xff\xe4", "*errors.errorString: a\\xff\xe4"]


def test_panic_and_exit(caplog):
    with caplog.at_level(logging.INFO):
        with pytest.raises(m.PanicError):
            m.panic("no way on")
        with pytest.raises(SystemExit):
            m.fatal("the end")
    assert record_of(caplog, "no way on").levelno == logging.ERROR
    record = record_of(caplog, "the end")
    assert record.levelno == logging.CRITICAL and record.funcName == "Fatal"


def test_attributes(caplog):
    with caplog.at_level(logging.INFO):
        m.attributes()
    record = record_of(caplog, "all")
    zone = datetime.timezone(datetime.timedelta(hours=1))
    expected = {
        "n": 1, "u": 2**63, "f": 1.5, "b": True, "s": "text", "nothing": None, "took": datetime.timedelta(seconds=1.5),
        "at": datetime.datetime(2026, 1, 2, 3, 4, 5, 678901, zone), "list": [1, 2], "map": {"k": ["v"]}, "raw": b"\x00\xff",
        "req": {"method": "GET", "user": {"id": 7}}, "name_": "mine", "message_": "theirs",
    }  # fmt: skip
    assert {key: getattr(record, key) for key in expected} == expected
    assert record.name == "logcase" and record.getMessage() == "all"


@pytest.mark.parametrize("grouped", [False, True])
def test_names_that_records_have_anyway(caplog, grouped):
    names = sorted({*logging.makeLogRecord({}).__dict__, *dir(logging.LogRecord), "message", "asctime"})
    with caplog.at_level(logging.INFO):
        m.named(names, grouped)
    record = record_of(caplog, "named")
    assert logging.Formatter("%(levelname)s %(message)s").format(record) == "INFO named"
    for i, name in enumerate(names):
        assert record.__dict__[name + "_"] == ({"n": i} if grouped else i)


# ---- standard output ----

TO_PYTHON = {"GOPHERSNAKE_OUTPUT": "python"}


def test_output_goes_to_the_descriptor(capfd):
    m.out("a line\n")
    assert capfd.readouterr().out == "a line\n"
    code = "import io, sys, logcase as m; sys.stdout = io.StringIO(); m.out('Go\\n'); sys.__stdout__.write(repr(sys.stdout.getvalue()))"
    assert run(code)[0] == "Go\n''"


def test_output_through_python_is_in_order():
    code = """
import contextlib, io, sys
import logcase as m
with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
    print("one")
    m.out("two\\n")
    print("three")
    m.out_around(lambda: print("between"))
    m.out_bytes("Zoë €\\n\\udcff\\n")
    m.out_of_child("child")
    m.err("wrong")
    print("four")
sys.stdout.write(ascii([out.getvalue(), err.getvalue()]))
"""
    out, err = run(code, **TO_PYTHON)
    assert eval(out) == ["one\ntwo\nthree\nbefore\nbetween\nafter\nZoë €\n\\xff\nchild\nfour\n", "wrong"]
    assert "wrong" not in err


def test_output_through_python_of_goroutines_and_awaited_calls():
    code = """
import asyncio, io, sys, time
import logcase as m
out = sys.stdout = io.StringIO()
m.out_late("late")
m.open()
end = time.monotonic() + 60
while not out.getvalue() and time.monotonic() < end:
    time.sleep(0.001)
async def main():
    print()
    await m.aio.out("awaited ")
    print("then")
asyncio.run(main())
sys.__stdout__.write(ascii(out.getvalue()))
"""
    assert eval(run(code, **TO_PYTHON)[0]) == "late\nawaited then\n"


def test_much_output_through_python():
    code = "import logcase as m; print('begin'); m.out_many(200_000); print('end')"
    lines = run(code, **TO_PYTHON)[0].splitlines()
    assert lines == ["begin", *(f"line {i}" for i in range(200_000)), "end"]


def test_output_through_python_that_takes_none():
    """It goes to the descriptor where Python's stream is closed or none, and after Python's end."""
    code = "import sys, logcase as m; sys.stdout = None; m.out('a'); sys.stdout = open('/dev/null', 'w'); sys.stdout.close(); m.out('b'); sys.stdout = None; m.out_late('c')"
    assert run(code, **TO_PYTHON)[0] == "ab"
    code = "import atexit, logcase as m; atexit.register(m.out, 'at exit'); m.out('first, ')"
    assert run(code, **TO_PYTHON)[0] == "first, at exit"
    assert run("import os, logcase as m; m.out('parent '); pid = os.fork()\nif not pid: m.out('child ')\nelse: os.waitpid(pid, 0)", **TO_PYTHON)[0].split().count("child") == 1


def test_a_stream_of_pythons_that_calls_go():
    code = """
import io, sys
import logcase as m
class Stream(io.StringIO):
    def write(self, text):
        if "again" not in self.getvalue():
            super().write(text)
            m.out("again")
out = sys.stdout = Stream()
m.out("once ")
m.out("")
sys.__stdout__.write(out.getvalue())
"""
    assert run(code, **TO_PYTHON)[0] == "once again"


def test_what_a_factory_of_records_adds():
    code = """
import logging, sys
def factory(*args, made=logging.getLogRecordFactory(), **kwargs):
    record = made(*args, **kwargs)
    record.request = "r1"
    return record
logging.setLogRecordFactory(factory)
from logcase._logging import JSONFormatter
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(JSONFormatter())
logging.basicConfig(level=logging.INFO, handlers=[handler])
import logcase
logcase.named(["request", "other"], False)
"""
    line = json.loads(run(code)[0].splitlines()[-1])
    assert (line["request"], line["request_"], line["other"]) == ("r1", 0, 1)


def test_a_record_that_is_larger_than_all_that_is_kept(caplog):
    text = "x" * (65 << 20)
    with caplog.at_level(logging.INFO):
        m.say(text, 0)
        m.say("after it", 0)
    assert [len(r.getMessage()) for r in caplog.records] == [len(text), len("after it")]


def test_derived_loggers(caplog):
    with caplog.at_level(logging.INFO):
        m.derived("kept")
        m.grouped("in a group")
    record = record_of(caplog, "kept")
    assert (record.levelno, record.component, record.k) == (logging.WARNING, "store", 1)
    assert record_of(caplog, "in a group").g == {"a": 1, "b": 2}


def test_errors(caplog, tmp_path):
    path = tmp_path / "nothing"
    with caplog.at_level(logging.INFO):
        m.fail(str(path))
    record = record_of(caplog, "opening failed")
    assert record.err == f"load: open {path}: no such file or directory" and record.exists is False
    assert record.exc_text == f"*fmt.wrapError: {record.err}"
    assert record.exc_text in caplog.text


def test_values_are_as_they_were(caplog):
    with caplog.at_level(logging.INFO):
        m.mutable()
        m.log_broken()
    assert record_of(caplog, "mutable").all == [1]
    assert record_of(caplog, "broken").v == "!PANIC: broken"


def test_levels_are_known_to_go_at_once():
    logger = logging.getLogger("logcase")
    inner = logging.getLogger("logcase.inner")
    try:
        assert logger.getEffectiveLevel() == logging.WARNING  # pytest has handlers
        assert not m.enabled(0) and m.enabled(4)
        logger.setLevel(logging.DEBUG)
        assert m.enabled(-4) and not m.enabled(-5)
        logger.setLevel(logging.ERROR)
        assert not m.enabled(4)
        inner.setLevel(logging.INFO)
        assert m.enabled(0)
        logging.disable(logging.CRITICAL)
        assert not m.enabled(12)
    finally:
        logging.disable(logging.NOTSET)
        logger.setLevel(logging.NOTSET)
        inner.setLevel(logging.NOTSET)


def test_what_a_logger_does_not_want_is_dropped(caplog):
    logging.getLogger("logcase.inner").setLevel(logging.DEBUG)
    try:
        m.say("not wanted", 0)
        m.say("wanted", 4)
    finally:
        logging.getLogger("logcase.inner").setLevel(logging.NOTSET)
    assert [r.getMessage() for r in caplog.records] == ["wanted"]


@pytest.fixture
def requests(caplog):
    """The request of each record, as a filter of a handler sees it."""
    seen = []

    class Handler(logging.Handler):
        def emit(self, record):
            seen.append((record.getMessage(), request.get()))

    handler = Handler()
    logger = logging.getLogger("logcase")
    logger.addHandler(handler)
    with caplog.at_level(logging.INFO):
        yield seen
    logger.removeHandler(handler)


def test_the_context_of_the_call(requests):
    for name in "ab":
        context = contextvars.copy_context()
        context.run(request.set, name)
        context.run(m.say, "called", 0)
        context.run(m.goroutines, 3)
    assert requests == [(what, name) for name in "ab" for what in ("called", *["goroutine"] * 3)]


def test_the_context_of_a_call_that_is_over(requests):
    for name in "ab":
        context = contextvars.copy_context()
        context.run(request.set, name)
        context.run(m.background, name)
    m.open()
    m.open()
    until = time.monotonic() + 60
    while len(requests) < 2 and time.monotonic() < until:
        time.sleep(0.001)
    assert sorted(requests) == [("a", "a"), ("b", "b")]


def test_the_context_of_a_call_whose_work_is_done_by_a_pool(requests):
    """The goroutines are no call's: the context.Context tells for which they log."""
    for name in "ab":
        context = contextvars.copy_context()
        context.run(request.set, name)
        context.run(m.pooled, "pooled", False)
        context.run(m.pooled, "deadline", False, timeout=60)
        context.run(m.pooled, "late", True, timeout=datetime.timedelta(hours=1))
        m.open()
        assert list(context.run(m.tasks, "stream", 1)) == [0]

    async def one(name):
        request.set(name)
        await m.aio.pooled("awaited", False)
        assert [n async for n in m.aio.tasks("async stream", 1)] == [0]

    async def all():
        await asyncio.gather(one("a"), one("b"))

    asyncio.run(all())
    until = time.monotonic() + 60
    while len(requests) < 12 and time.monotonic() < until:
        time.sleep(0.001)
    expected = ("pooled", "deadline", "late", "stream", "awaited", "async stream")
    assert sorted(requests) == sorted((what, name) for name in "ab" for what in expected)


def test_the_context_of_timers(requests):
    """They are the caller's of AfterFunc; Go gives their goroutines to nobody, or to who has cancelled."""
    for name in "ab":
        context = contextvars.copy_context()
        context.run(request.set, name)
        context.run(m.timed, "timed")
        context.run(m.at_end, "ended")
    context.run(m.end)
    until = time.monotonic() + 60
    while len(requests) < 4 and time.monotonic() < until:
        time.sleep(0.001)
    assert sorted(requests) == [("ended", "a"), ("ended", "b"), ("timed", "a"), ("timed", "b")]


def test_goroutines_without_a_call(requests):
    """They have no context, whoever's call hands over what they log."""
    context = contextvars.copy_context()
    context.run(request.set, "a")
    context.run(m.tick, 50)
    context.run(m.many, 50)
    m.tick(1)
    until = time.monotonic() + 60
    while sum(what == "tick" for what, _ in requests) < 51 and time.monotonic() < until:
        time.sleep(0.001)
    assert sorted(requests) == [("many", "a")] * 50 + [("tick", "-")] * 51


@pytest.mark.skipif(sys.version_info < (3, 12), reason="records do not name tasks")
def test_the_task_of_a_record(caplog):
    """It is that of the call which has logged it, not of the call that hands it over; and none where a thread of Go's did that
    before the call returned, which happens on a busy machine."""

    async def one():
        request.set("a")
        m.tick(50)
        m.many(50)

    async def main():
        await asyncio.create_task(one(), name="the task")
        m.tick(1)

    until, seen = time.monotonic() + 60, set()
    with caplog.at_level(logging.INFO):
        while ("many", "the task") not in seen and time.monotonic() < until:
            caplog.clear()
            asyncio.run(main())
            while sum(r.getMessage() == "tick" for r in caplog.records) < 51 and time.monotonic() < until:
                time.sleep(0.001)
            seen |= {(r.getMessage(), r.taskName) for r in caplog.records if r.name == "logcase"}
    assert seen - {("many", None)} == {("tick", None), ("many", "the task")}


def test_no_context_is_kept():
    class Value:
        pass

    value = Value()
    variable = contextvars.ContextVar("variable")
    seen = weakref.ref(value)
    context = contextvars.copy_context()
    context.run(variable.set, value)
    context.run(m.say, "nothing", 4)
    del value, context
    gc.collect()
    assert seen() is None


def test_a_goroutine_keeps_the_context_until_it_ends():
    class Value:
        pass

    value = Value()
    variable = contextvars.ContextVar("variable")
    seen = weakref.ref(value)
    context = contextvars.copy_context()
    context.run(variable.set, value)
    context.run(m.background, "a")
    del value, context
    gc.collect()
    assert seen() is not None
    m.open()
    until = time.monotonic() + 60
    while seen() is not None and time.monotonic() < until:
        m.__gophersnake__.collect()
        gc.collect()
    assert seen() is None


def test_the_context_of_an_awaited_call(requests):
    async def one(name):
        request.set(name)
        await m.aio.say("awaited", 0)
        await m.aio.goroutines(1)
        assert [n async for n in m.aio.numbers(2)] == [0, 1]

    async def all():
        await asyncio.gather(one("a"), one("b"))

    asyncio.run(all())
    assert sorted(requests) == sorted((what, name) for name in "ab" for what in ("awaited", "goroutine", "yielding", "yielding"))


def test_the_context_of_an_interruptible_call(requests):
    context = contextvars.copy_context()
    context.run(request.set, "a")
    context.run(m.nap, datetime.timedelta(0))
    assert requests == [("napping", "a")]


def test_the_context_of_a_stream(requests):
    context = contextvars.copy_context()
    context.run(request.set, "a")
    assert context.run(lambda: list(m.numbers(2))) == [0, 1]
    assert requests == [("yielding", "a")] * 2


def test_in_a_callback(requests):
    context = contextvars.copy_context()
    context.run(request.set, "a")
    context.run(m.apply, lambda: m.say("inside", 0))
    assert requests == [("before", "a"), ("inside", "a"), ("after", "a")]


def test_a_handler_that_calls_go(caplog):
    """Go logs in a handler of what Go has logged."""
    logger = logging.getLogger("logcase")

    class Handler(logging.Handler):
        def emit(self, record):
            if record.getMessage() == "outer":
                m.say("inner", 0)

    handler = Handler()
    logger.addHandler(handler)
    try:
        with caplog.at_level(logging.INFO):
            m.say("outer", 0)
    finally:
        logger.removeHandler(handler)
    assert [r.getMessage() for r in caplog.records] == ["outer", "inner"]


def test_an_interrupt_in_a_handler(caplog):
    logger = logging.getLogger("logcase")

    class Handler(logging.Handler):
        def emit(self, record):
            raise KeyboardInterrupt

    handler = Handler()
    logger.addHandler(handler)
    with pytest.raises(KeyboardInterrupt), caplog.at_level(logging.INFO):
        m.say("outer", 0)
        while True:
            time.sleep(0.001)
    logger.removeHandler(handler)


@pytest.mark.parametrize("kind", [SystemExit, GeneratorExit, asyncio.CancelledError, ValueError])
def test_an_exception_of_a_filter(caplog, capsys, kind):
    """It is printed, and costs its own record only."""

    def passes(record):
        if record.i == 1:
            raise kind("no")
        return True

    logger = logging.getLogger("logcase")
    logger.addFilter(passes)
    try:
        with caplog.at_level(logging.INFO):
            m.many(3)
            m.many(1)
    finally:
        logger.removeFilter(passes)
    assert [r.i for r in caplog.records] == [0, 2, 0]
    assert f"{kind.__name__}: no" in capsys.readouterr().err


def test_a_handler_whose_thread_calls_go():
    """What it waits for waits for the handler: that must not take a second for each record."""
    code = """
import concurrent.futures, logging, time, logcase
pool = concurrent.futures.ThreadPoolExecutor(1)
class Handler(logging.Handler):
    n = 0
    def emit(self, record):
        Handler.n += 1
        if record.getMessage() == 'many':
            pool.submit(logcase.say, 'of the thread', 4).result()
logging.basicConfig(level='INFO', handlers=[Handler()])
logcase.many(300)
logcase.say('last', 4)
until = time.monotonic() + 60
while Handler.n < 602 and time.monotonic() < until:  # with the first
    time.sleep(0.001)
print(Handler.n)
"""
    assert run(code)[0] == "602\n"


def test_a_greenlet_that_may_call_nothing_back():
    """Another greenlet of the thread is inside of a callback: the records come from another thread."""
    pytest.importorskip("greenlet", reason="a Python without a GIL has no wheels of it")
    code = """
import logging, sys, time
import greenlet
import logcase as m
logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
seen = []
logging.root.handlers[0].addFilter(lambda record: seen.append(record.getMessage()) or True)
main = greenlet.getcurrent()
first = greenlet.greenlet(lambda: m.apply(main.switch))
first.switch()
m.say("meanwhile", 0)
end = time.monotonic() + 60
while "meanwhile" not in seen and time.monotonic() < end:
    time.sleep(0.001)
first.switch()
"""
    out, err = run(code)
    assert sorted(out.split()) == ["after", "before", "initialised", "meanwhile"] and not err


def test_order_and_number(caplog):
    with caplog.at_level(logging.INFO):
        m.many(5000)
    assert [r.i for r in caplog.records] == list(range(5000))


def test_threads(caplog):
    with caplog.at_level(logging.INFO):
        threads = [threading.Thread(target=m.many, args=[500]) for _ in range(8)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    assert sorted(r.i for r in caplog.records) == sorted(list(range(500)) * 8)


def test_initialisation():
    out, _ = run("import logging; logging.basicConfig(level='INFO', format='%(name)s %(levelname)s %(message)s', stream=__import__('sys').stdout); import logcase; logcase.say('x', 4)")
    assert out == "logcase INFO initialised\nlogcase WARNING x\n"


def test_where_python_logs_nothing():
    """Go writes to standard error, as it always does."""
    out, err = run("import logcase; logcase.say('x', 0); logcase.say('y', -4); logcase.derived('z'); logcase.print('w')")
    lines = [line.split(" ", 2)[2] for line in err.splitlines()]
    assert lines == ["INFO initialised", "INFO x", "WARN z component=store k=1", "w"] and out == ""


def test_off():
    code = "import logging; logging.basicConfig(level='INFO', filename='/dev/null'); import logcase; logcase.say('x', 0)"
    _, err = run(code, GOPHERSNAKE_LOGGING="off")
    assert [line.split(" ", 2)[2] for line in err.splitlines()] == ["INFO initialised", "INFO x"]


def test_nothing_is_lost_at_exit():
    code = """
import logging, sys, logcase
logging.basicConfig(level='INFO', format='%(message)s', stream=sys.stdout)
logcase.background('late')
logcase.open()
while not logcase.logged(): # which is too short to bring records along
    pass
"""
    out, err = run(code)
    assert "late" in out + err


def test_fork():
    code = """
import logging, os, sys, logcase
logging.basicConfig(level='INFO', format='%(process)d %(message)s', stream=sys.stdout)
logcase.say('parent', 0)
sys.stdout.flush()
pid = os.fork()
logcase.say('child' if not pid else 'parent again', 0)
sys.stdout.flush()
if not pid: os._exit(0)
os.waitpid(pid, 0)
print(os.getpid(), pid)
"""
    out, _ = run(code)
    *lines, pids = out.splitlines()
    parent, child = pids.split()
    assert sorted(lines) == sorted([f"{parent} initialised", f"{parent} parent", f"{parent} parent again", f"{child} initialised", f"{child} child"])


def test_logging_is_imported_by_the_first_call():
    code = """
import sys, logcase
assert "logging" not in sys.modules and "logcase._logging" not in sys.modules
import logging
logging.basicConfig(level="INFO", format="%(message)s", stream=sys.stdout)
logcase.say("said", 0)
assert "logcase._logging" in sys.modules
"""
    out, _ = run(code)
    assert out.splitlines() == ["initialised", "said"]


def test_a_first_call_when_python_ends():
    code = """
import builtins, sys, logcase

class Last:
    def __del__(self, sys=sys):
        assert sys.meta_path is None
        logcase.say("the last", 0)

builtins.last = Last()
"""
    out, err = run(code)
    assert "the last" in err and "Exception" not in err and not out


def test_a_call_within_the_import_of_the_first_one():
    """As that of a signal handler, which comes when it comes."""
    code = """
import importlib.abc, sys, logcase
calls = []

class Calls(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if "logcase._logging" in sys.modules and not calls:
            calls.append(name)
            try:
                logcase.say("within", 0)
            except ImportError as e:
                print(e)

for name in [n for n in sys.modules if n.partition(".")[0] in ("json", "logging")]:
    del sys.modules[name]
sys.meta_path.insert(0, Calls())
logcase.say("first", 0)
logcase.say("second", 0)
assert calls
"""
    out, err = run(code)
    assert out == "a call while its own thread imports logcase._logging for the first one, as from a signal handler: call again\n"
    assert "first" in err and "second" in err and "within" not in err


LATE = """
import importlib.abc, os, signal, sys, threading
importing, forking, forked = threading.Event(), threading.Event(), threading.Event()

class Slow(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "logcase._logging":
            importing.set()
            forking.wait()
            forked.wait(0.5)  # what waits for the import does not come so far

sys.meta_path.insert(0, Slow())
import logcase
"""


def test_a_fork_waits_for_the_import_of_the_first_call():
    code = f"""{LATE}
os.register_at_fork(before=forking.set, after_in_parent=forked.set)
first = threading.Thread(target=logcase.say, args=("first", 0))
first.start()
importing.wait()
pid = os.fork()
if not pid:
    signal.alarm(60)  # ends a child that waits for a thread which it does not have
    logcase.say("child", 0)
    os._exit(0)
assert os.waitpid(pid, 0)[1] == 0
first.join()
"""
    assert "child" in run(code)[1]


@pytest.mark.once
def test_an_import_and_a_fork_that_wait_for_each_other():
    """The thread has a lock that a hook of the fork wants, which already keeps imports waiting."""
    code = f"""import os, threading
lock, held, hook = threading.Lock(), threading.Event(), threading.Event()
os.register_at_fork(before=lambda: (hook.set(), lock.acquire()), after_in_parent=lock.release, after_in_child=lock.release)
{LATE}
forking.set()

def first():
    with lock:
        held.set()
        hook.wait()
        logcase.say("first", 0)

thread = threading.Thread(target=first)
thread.start()
held.wait()
pid = os.fork()
if not pid:
    signal.alarm(60)
    logcase.say("child", 0)
    os._exit(0)
assert os.waitpid(pid, 0)[1] == 0
thread.join()
"""
    out, err = run(code)
    assert "first" in err and "child" in err


def test_a_crash(tmp_path):
    """Records that Go has handed to nobody when it ends the process are in the report."""
    code = """
import logging, sys, logcase
logging.basicConfig(level='INFO', format='%(message)s', stream=sys.stdout)
logcase.say('before', 0)
logcase.__gophersnake__.request = 'request 7'
logcase.crash('the last words')
"""
    environment = {**os.environ, "PYTHONPATH": str(IMPORTABLE), "GOPHERSNAKE_CRASH_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=120)
    assert done.returncode == -6, done
    (report,) = tmp_path.iterdir()
    _, _, records = report.read_text().partition("== Log records that Python did not get ==\n")
    assert "request 7" in report.read_text()
    told = records.partition("\n==")[0]
    assert "ERROR the last words" in told or "the last words" in done.stdout, (told, done.stdout)


def test_a_handler_that_never_stops_logging():
    code = """
import logging, logcase
class Handler(logging.Handler):
    n = 0
    def emit(self, record):
        Handler.n += 1
        logcase.say('again', 4)
logging.getLogger().addHandler(Handler())
logcase.say('first', 4)
print(Handler.n > 1)
import os; os._exit(0)
"""
    assert run(code)[0] == "True\n"


def test_json_formatter(caplog):
    from logcase._logging import JSONFormatter

    with caplog.at_level(logging.INFO):
        m.attributes()
        m.fail("/nothing")
    formatter = JSONFormatter({"service": "shop"})
    line = json.loads(formatter.format(record_of(caplog, "all")))
    assert line["message"] == "all" and line["logger"] == "logcase" and line["level"] == "INFO" and line["pid"] == os.getpid()
    assert line["service"] == "shop" and line["req"] == {"method": "GET", "user": {"id": 7}} and line["took"] == 1.5
    assert datetime.datetime.fromisoformat(line["time"].replace("Z", "+00:00")).tzinfo is not None and len(line["time"]) == len("2026-01-02T03:04:05.678901Z")
    assert line["source"].endswith(".go:" + str(record_of(caplog, "all").lineno))
    assert json.loads(formatter.format(record_of(caplog, "opening failed")))["exception"].startswith("*fmt.wrapError: load: open /nothing")


def test_json_of_what_json_does_not_have(caplog):
    from logcase._logging import JSONFormatter

    def refuse(text):
        raise AssertionError(text)

    with caplog.at_level(logging.INFO):
        m.unusual()
    formatter = JSONFormatter({"service": "shop"})
    line = json.loads(formatter.format(record_of(caplog, "unusual")), parse_constant=refuse)
    assert (line["nan"], line["inf"], line["digits"]) == ("nan", "-inf", "9" * 5000)
    assert (line["level"], line["level_"], line["source_"], line["service"], line["service_"]) == ("INFO", 3, "here", "shop", "mine")
    cyclic = {(1, 2): 3}
    cyclic["self"] = cyclic
    record = logging.makeLogRecord({"msg": "of Python's", "extra": cyclic, "odd": "\udcff"})
    line = json.loads(formatter.format(record))
    assert line["extra"] == {"(1, 2)": 3, "self": "..."} and line["odd"] == "\udcff"


def test_a_dict_config():
    code = """
import logging.config, sys
logging.config.dictConfig({
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "logcase._logging.JSONFormatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}},
    "root": {"level": "INFO", "handlers": ["out"]},
})
import logcase
logcase.derived("configured")
"""
    lines = [json.loads(line) for line in run(code)[0].splitlines()]
    assert [(line["level"], line["message"]) for line in lines] == [("INFO", "initialised"), ("WARNING", "configured")]
    assert lines[1]["component"] == "store" and lines[1]["k"] == 1


def test_a_stack_that_is_full_is_no_ctrl_c():
    done = run("""
import logging, logcase
logging.basicConfig(level=logging.INFO)
def deep(n):
    return deep(n - 1) if n else logcase.print("deep")
logcase.print("first")
for n in range(900, 1010):
    try:
        deep(n)
    except RecursionError:
        pass
print("over")
""")
    assert "over" in str(done)
