"""Error types are classes of exceptions, and Go's own errors are of Python's classes."""

import asyncio
import copy
import errno
import gc
import io
import os
import pickle
import re
import socket
import subprocess
import sys
import textwrap
import time
import traceback
import weakref

import errorscase as m
import pytest
from waiting import until_sync


def raised(kind):
    with pytest.raises(Exception) as info:
        m.fail(kind)
    return info.value


def standard(kind, path=""):
    with pytest.raises(Exception) as info:
        m.standard(kind, os.fspath(path))
    return info.value


def eventually(condition):
    """Waits for what happens on another thread in its own time."""
    for _ in range(1000):
        if condition():
            return True
        time.sleep(0.01)
    return False


# ---- classes ----


def test_error_types_are_classes_of_exceptions():
    for c in (m.ParseError, m.RangeError, m.Message, m.Status, m.Problems, m.Fault, m.Slow):
        assert issubclass(c, m.GoError) and issubclass(c, Exception) and c.__module__ == "errorscase"
    try:
        m.fail("parse")
    except m.ParseError as e:
        assert type(e) is m.ParseError and (e.line, e.col, e.near, e.err) == (3, 4, "x", None)
        assert e.position() == "3:4" and str(e) == '3:4: near "x"' and e.value is e and e.results is None
        e.shift(2)
        e.col = 9
        assert e.position() == "5:9"


def test_values_strings_numbers_lists_and_maps():
    e = raised("range")
    assert type(e) is m.RangeError and (e.index, e.length) == (7, 3) and str(e) == "7 is not below 3"
    with pytest.raises(AttributeError, match="copy|read"):
        e.index = 5  # Go has it by value
    e = raised("range pointer")
    assert type(e) is m.RangeError and e.index == 8
    e = raised("message")
    assert type(e) is m.Message and str(e) == "message: hello" and e.value == "hello" and e == "hello" and e.loud() == "HELLO"
    e = raised("status")
    assert type(e) is m.Status and e.value == 500 and int(e) == 500 and e == 500 and e.temporary() and str(e) == "status 500"
    e = raised("problems")
    assert type(e) is m.Problems and list(e) == ["one", "two"] and len(e) == 2 and e[1] == "two" and e.count() == 2
    e = raised("fault")
    assert type(e) is m.Fault and e["a"] == 1 and "a" in e


def test_they_are_found_through_what_wraps_them():
    e = raised("parse eof")
    assert isinstance(e, m.ParseError) and isinstance(e, EOFError) and e.line == 3 and str(e) == 'file a: 3:4: near "x"'
    e = raised("both")
    assert isinstance(e, m.ParseError) and isinstance(e, m.Message) and e.line == 9 and str(e) == '9:0: near "", message: m'


def test_constants_and_variables_are_classes_of_their_own():
    assert issubclass(m.StatusGone, m.Status) and issubclass(m.ErrParse, m.ParseError)
    e = raised("gone")
    assert type(e) is m.StatusGone and e.value == 410 and str(e) == "page: status 410"
    e = raised("known")
    assert type(e) is m.ErrParse and e.near == "known"
    with pytest.raises(m.Status):
        m.fail("gone")
    assert not isinstance(raised("status"), m.StatusGone)
    assert m.ErrParse().near == "known" and m.StatusTeapot().value == 418
    assert m.is_(m.ErrParse, m.ErrParse) and m.is_(raised("gone"), m.StatusGone) and not m.is_(raised("gone"), m.StatusTeapot)


def test_directives_name_classes_of_python():
    for kind, own, python in (("key", m.ErrKey, KeyError), ("wrapped key", m.ErrKey, KeyError), ("range", m.RangeError, IndexError), ("teapot", m.StatusTeapot, ValueError)):
        e = raised(kind)
        assert type(e) is own and isinstance(e, python) and isinstance(e, m.GoError)
    assert str(raised("wrapped key")) == "config: no such key"  # KeyError's own would be a repr
    assert not issubclass(m.Status, ValueError)


def test_they_are_made_in_python():
    e = m.ParseError(line=3, near="y")
    assert (e.line, e.col, e.near) == (3, 0, "y") and str(e) == '3:0: near "y"' and e.args == ()
    with pytest.raises(m.ParseError) as info:
        raise e
    assert info.value is e
    assert m.ParseError(1, 2).col == 2 and m.Message("x").value == "x" and m.Status(7).value == 7 and m.Problems(["a"]).count() == 1
    assert m.ParseError(1) == m.ParseError(1) != m.ParseError(2) and m.Message("a") == "a" and m.Message("a") != m.Message("b")
    assert len({m.Message("a"), m.Message("a"), m.Message("b")}) == 2
    assert repr(m.ParseError(1, 2, "n")) == "ParseError(line=1, col=2, near='n', err=None)"
    with pytest.raises(TypeError, match="lin"):
        m.ParseError(lin=3)
    with pytest.raises(TypeError):
        m.ParseError("x")
    match m.ParseError(4):
        case m.ParseError(line=4):
            pass
        case _:
            pytest.fail("no match")
    assert raised("parse") == m.ParseError(3, 4, "x") and raised("parse") in [m.ParseError(3, 4, "x")]


def test_the_text_follows_fields():
    e = raised("parse")
    e.line = 30
    assert str(e) == '30:4: near "x"' == e.error() and e.args == (str(e),)
    e = m.ParseError(1)
    e.near = "new"
    assert str(e) == '1:0: near "new"' and e.args == ()
    e = raised("parse eof")  # a text of what wraps it
    e.line = 30
    assert str(e) == 'file a: 3:4: near "x"' and e.error() == '30:4: near "x"'
    e = raised("parse")
    e.args = ("mine",)
    e.line = 30
    assert str(e) == "mine"


def test_the_text_follows_methods_and_what_fields_hold():
    e = raised("task")
    assert str(e) == 'task a: 3:4: near "x"'
    e.rename("b")
    assert str(e) == 'task b: 3:4: near "x"' == e.args[0]
    e.err.line = 30
    assert str(e) == 'task b: 30:4: near "x"' == str(copy.copy(e)) and e.__cause__.line == 30
    back = pickle.loads(pickle.dumps(m.TaskError("c", None)))
    back.err = m.ParseError(1)
    assert str(back) == "task c: 1:0: near \"\""
    back = pickle.loads(pickle.dumps(raised("parse")))
    back.line = 30
    assert str(back) == '30:4: near "x"' == back.args[0]
    e = raised("parse eof")
    e.line = 30
    back = pickle.loads(pickle.dumps(e))
    back.line = 31
    assert str(back) == 'file a: 3:4: near "x"'


class Coded(Exception):
    __slots__ = ("slot",)

    def __init__(self, code):
        super().__init__(code)
        self.code, self.slot = code, -code


def raising(error):
    def f():
        raise error

    return f


@pytest.mark.parametrize("own", [ValueError("v"), Coded(3), OSError(28, "no space left", "f"), KeyError("k"), m.ParseError(7), StopIteration(3),
    UnicodeDecodeError("utf8", b"x", 0, 1, "bad"), AttributeError("a", name="n", obj=3), m.ErrGaveUp("text"), KeyboardInterrupt(), SystemExit(3)])
def test_an_exception_that_an_error_is_around_is_itself(own):
    """Whatever Go has put around it is a note: fmt.Errorf, a type, a variable."""
    for call, said in ((lambda: m.tasks({"a": raising(own)}), "task a: "), (lambda: m.give_up(raising(own)), "gave up: ")):
        own.__notes__ = []
        with pytest.raises(type(own)) as info:
            call()
        assert info.value is own and len(own.__notes__) == 1 and own.__notes__[0].startswith(said + type(own).__name__)
        told = "".join(traceback.format_exception(own))
        assert "in f\n" in told and own.__notes__[0] in told


def test_members_of_a_group_that_are_exceptions_are_themselves():
    own, coded = ValueError("v"), Coded(3)
    with pytest.raises(ExceptionGroup) as info:
        m.tasks({"a": raising(own), "b": lambda: m.fail("parse"), "c": raising(coded)})
    a, b, c = info.value.exceptions
    assert a is own and c is coded and a.__notes__ == ["task a: ValueError: v"]


def test_exceptions_that_errors_are_around_are_freed():
    class Own(Exception):
        pass

    alive = weakref.WeakSet()

    def attempt():
        own = Own(1)
        alive.add(own)
        try:
            m.tasks({"a": raising(own)})
        except Own as e:
            kept = e
        return kept is not None

    for _ in range(50):
        attempt()  # whose frame has the exception, and the traceback of that the frame
    until_sync(lambda: (gc.collect(), m.__gophersnake__.collect(), not alive)[-1])


def test_the_text_of_what_panics_when_asked_for_it():
    e = m.Trouble("open")
    assert str(e) == repr(e) == "Trouble(op='open', cause=None)"
    with pytest.raises(m.PanicError):
        e.error()
    told = "".join(traceback.format_exception(e))
    assert "errorscase.Trouble: Trouble(op='open', cause=None)" in told and "str() failed" not in told
    assert str(m.Trouble.zero()) == "Trouble(op='', cause=None)"
    e = raised("trouble")
    assert str(e) == "open: slow: 1s"
    cause, e.cause = e.cause, None
    assert str(e) == "Trouble(op='open', cause=None)"
    e.op = "close"
    assert str(e) == "Trouble(op='close', cause=None)"
    e.cause = cause
    assert str(e) == "close: slow: 1s"
    e = raised("wrapped trouble")
    e.cause = None
    assert str(e) == "first: open: slow: 1s"


def test_classes_derived_in_python():
    class Mine(m.ParseError):
        def __init__(self, line, extra):
            super().__init__(line=line)
            self.extra = extra

        def both(self):
            return self.line, self.extra

    e = Mine(3, "x")
    assert e.both() == (3, "x") and isinstance(e, m.ParseError) and m.line_of(e) == 3

    def f():
        raise e

    assert m.run(f) == "line 3"


# ---- one class for an error and a value ----


def test_an_error_type_is_a_value_too():
    e = m.value(5)
    assert type(e) is m.ParseError and e.line == 5 and m.value(0) is None
    assert m.line_of(e) == 5 and m.line_of(None) == -1 and m.line_of(raised("parse eof")) == 3
    assert m.index_of(m.RangeError(4)) == 4 and m.index_of(raised("range")) == 7
    assert m.text_of(m.Message("q")) == "q" and m.text_of("q") == "q" and m.text_of(raised("message")) == "hello"
    assert m.next(m.Status(7)).value == 8 and type(m.next(7)) is m.Status
    assert m.sum([m.ParseError(1), m.value(2)]) == 3
    e.shift(4)
    assert m.line_of(e) == 9
    with pytest.raises(TypeError, match="expected ParseError"):
        m.line_of(ValueError())


def test_fields_that_are_errors():
    r = m.new_report()
    assert type(r.first) is m.ParseError and r.first.line == 1
    r.first.shift(9)
    assert r.first.line == 10
    assert type(r.range) is m.RangeError and r.range.index == 1
    r.range.index = 6
    assert r.range.index == 6
    assert type(r.last) is m.Message and [e.line for e in r.all] == [2, 3] and type(r.state) is m.Status
    r.first, r.state, r.range = m.ParseError(7), 500, m.RangeError(2)
    assert r.first.line == 7 and r.state.temporary() and r.range.index == 2
    r.last = m.ParseError(3)
    assert r.last.line == 3
    with pytest.raises(m.ParseError) as info:
        raise r.first
    assert info.value.line == 7


# ---- causes and groups ----


def test_causes_are_what_is_wrapped():
    e = raised("parse eof")
    assert type(e.__cause__) is m.ParseError and str(e.__cause__) == '3:4: near "x"' or isinstance(e.__cause__, m.ParseError)
    assert isinstance(e.__cause__.__cause__, EOFError) and e.__cause__.__cause__.__cause__ is None
    assert e.__cause__ is e.__cause__
    assert [str(x) for x in (raised("three"), raised("three").__cause__, raised("three").__cause__.__cause__)] == ["a: b: plain", "b: plain", "plain"]
    assert raised("parse").__cause__ is None
    text = "".join(traceback.format_exception(e))
    assert text.index("unexpected EOF") < text.index("direct cause") < text.index("file a: 3:4")
    other = ValueError("other")
    with pytest.raises(m.GoError) as info:
        raise raised("three") from other
    assert info.value.__cause__ is other
    e.__cause__ = None
    with pytest.raises(TypeError):
        e.__cause__ = "x"


def test_joined_errors_are_groups():
    e = raised("joined")
    assert isinstance(e, ExceptionGroup) and isinstance(e, m.GoError) and str(e) == 'plain\n5:0: near ""\nfile does not exist'
    plain, parse, missing = e.exceptions
    assert type(plain) is m.ErrPlain and type(parse) is m.ParseError and parse.line == 5 and isinstance(missing, FileNotFoundError)
    # As errors.Is and errors.As find them.
    assert isinstance(e, m.ErrPlain) and isinstance(e, m.ParseError) and e.line == 5 and not isinstance(e, FileNotFoundError)
    e = raised("wrapped joined")
    assert isinstance(e, ExceptionGroup) and str(e) == "all: plain\nmessage: m" and len(e.exceptions) == 2
    e = raised("joined one")
    assert not isinstance(e, ExceptionGroup) and isinstance(e, m.ParseError) and e.line == 6


def test_parts_of_groups():
    seen = []
    try:
        m.fail("joined")
    except* FileNotFoundError as group:
        seen += group.exceptions
    except* m.GoError as group:
        seen += group.exceptions
    assert [type(x).__name__ for x in seen] == ["FileNotFoundError", "ErrPlain", "ParseError"]
    some, rest = raised("joined").split(OSError)
    assert len(some.exceptions) == 1 and len(rest.exceptions) == 2 and isinstance(rest, m.GoError)


def test_groups_of_many_are_flat_and_not_too_deep():
    e = raised("loop")
    assert len(e.exceptions) == 300 and [x.value for x in e.exceptions] == list(range(300))
    depth, e = 0, raised("deep")
    while isinstance(e, ExceptionGroup):
        depth, e = depth + 1, e.exceptions[0]
    assert depth == 50 and isinstance(e, m.ErrPlain)


# ---- Go's own ----


def test_files(tmp_path):
    for kind in ("open", "wrapped open"):
        e = standard(kind, tmp_path)
        assert isinstance(e, FileNotFoundError) and isinstance(e, m.GoError)
        assert (e.errno, e.filename, e.strerror) == (errno.ENOENT, f"{tmp_path}/missing", os.strerror(errno.ENOENT))
    assert str(e) == f"load: open {tmp_path}/missing: no such file or directory"
    e = standard("mkdir", tmp_path)
    assert isinstance(e, FileExistsError) and e.errno == errno.EEXIST and e.filename == str(tmp_path)
    e = standard("rename", tmp_path)
    assert isinstance(e, FileNotFoundError) and (e.filename, e.filename2) == (f"{tmp_path}/from", f"{tmp_path}/to")
    assert isinstance(standard("read folder", tmp_path), IsADirectoryError)
    assert isinstance(standard("not a folder"), NotADirectoryError)
    for kind, c, number in (("ErrNotExist", FileNotFoundError, errno.ENOENT), ("ErrExist", FileExistsError, errno.EEXIST), ("ErrPermission", PermissionError, errno.EACCES), ("ErrProcessDone", ProcessLookupError, errno.ESRCH)):
        e = standard(kind)
        assert isinstance(e, c) and isinstance(e, m.GoError) and e.errno == number and e.filename is None
    e = standard("syscall")
    assert isinstance(e, ProcessLookupError) and e.errno == errno.ESRCH and e.__cause__ is None
    assert isinstance(standard("errno"), ConnectionResetError)


@pytest.mark.parametrize("kind", ["atoi", "range", "json", "json type", "json value", "hex", "hex length", "base64", "time", "url"])
def test_what_is_no_value(kind):
    e = standard(kind)
    assert isinstance(e, ValueError) and isinstance(e, m.GoError) and not isinstance(e, OSError)


def test_ends_timeouts_and_nets():
    assert isinstance(standard("EOF"), EOFError) and isinstance(standard("unexpected EOF"), EOFError)
    e = raised("slow")
    assert isinstance(e, m.Slow) and isinstance(e, TimeoutError) and e.after.total_seconds() == 1
    assert isinstance(standard("deadline"), TimeoutError)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        host, port = s.getsockname()
    e = standard("refused", f"{host}:{port}")
    assert isinstance(e, ConnectionRefusedError) and e.errno == errno.ECONNREFUSED and isinstance(e, m.GoError)
    assert isinstance(standard("dns"), socket.gaierror) and isinstance(standard("dns timeout"), TimeoutError)
    assert isinstance(standard("unsupported"), NotImplementedError)


# ---- to Go ----


def test_what_callbacks_raise_is_found_in_go():
    def raises(e):
        def f():
            raise e

        return f

    assert m.run(raises(m.ParseError(line=12))) == "line 12"
    assert m.run(raises(raised("parse eof"))) == "line 3"
    assert m.run(raises(m.Message("hi"))) == "message hi"
    assert m.run(lambda: None) == "<nil>"
    seen = []
    m.each(lambda e, s: seen.append((e, s)))
    [(e, s)] = seen
    assert type(e) is m.ParseError and e.line == 8 and type(s) is m.Status and s.temporary()


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (FileNotFoundError(2, "no", "x"), ["not exist"]),
        (FileNotFoundError, ["not exist"]),
        (FileExistsError("x"), ["exist"]),
        (PermissionError("x"), ["permission"]),
        (OSError(errno.EPERM, "no"), ["permission"]),
        (OSError(errno.ENOSPC, "full"), ["full"]),
        (OSError("nothing more"), []),
        (ConnectionRefusedError("x"), ["refused"]),
        (BrokenPipeError("x"), ["pipe"]),
        (EOFError("x"), ["EOF"]),
        (TimeoutError("x"), ["deadline", "os deadline"]),
        (asyncio.CancelledError("x"), ["canceled"]),
        (NotImplementedError("x"), ["unsupported"]),
        (ValueError("x"), []),
    ],
)
def test_pythons_own_are_found_in_go(error, found):
    def fail():
        raise error

    assert m.found(fail) == found


def test_an_exception_among_joined_errors_is_itself():
    own = ValueError("mine")

    def fail():
        raise own

    with pytest.raises(ValueError, match="mine") as info:
        m.both(fail, lambda: None)
    assert info.value is own
    with pytest.raises(ExceptionGroup) as group:
        m.both(fail, lambda: m.fail("plain"))
    assert group.value.exceptions[0] is own and own.__traceback__ and isinstance(group.value, m.ErrPlain)
    assert str(group.value) == "ValueError: mine\nErrPlain: plain" and [type(x) for x in group.value.exceptions] == [ValueError, m.ErrPlain]
    seen = []
    try:
        m.both(fail, fail)
    except* ValueError as both:
        seen += both.exceptions
    assert seen[0] is own and seen[1] is own and not hasattr(own, "__notes__")


def test_an_exception_that_a_member_of_a_group_wraps_is_itself():
    own = [ValueError("a"), KeyError("b")]

    def fail(i):
        raise own[i]

    for _ in range(2):
        with pytest.raises(ExceptionGroup) as group:
            m.rows(fail, 2)
        assert [x is y for x, y in zip(group.value.exceptions, own, strict=True)] == [True, True]
        assert own[0].__notes__ == ["row 0: ValueError: a"] and own[1].__notes__ == ["row 1: KeyError: 'b'"]
    with pytest.raises(ValueError) as alone:
        m.rows(fail, 1)
    assert alone.value is own[0]


def test_a_group_with_exceptions_of_python_is_freed():
    info = m.__gophersnake__

    def attempt():
        def fail():
            raise ValueError("mine")

        with pytest.raises(ExceptionGroup) as caught:  # in a frame that the exception's traceback leads to
            m.both(fail, lambda: m.fail("plain"))
        return caught.value.exceptions[0] is not None

    def held():
        for _ in range(2):  # what Go has dropped may be in a cycle of Python's
            gc.collect()
            info.collect()
        return info.handles + info.references

    attempt()
    before = held()
    for _ in range(20):
        attempt()
    until_sync(lambda: held() <= before)


def test_a_group_with_an_exit_is_the_exit():
    def leave():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        m.both(leave, lambda: m.fail("plain"))


def test_a_group_that_python_raises_again_comes_home():
    e = raised("joined")

    def again():
        raise e

    with pytest.raises(ExceptionGroup) as info:
        m.both(again, lambda: None)
    assert info.value is e
    with pytest.raises(ExceptionGroup) as info:
        m.rows(lambda i: again(), 1)
    assert info.value is e


def test_a_pickle_says_what_it_has_not():
    again = pickle.loads(pickle.dumps(m.mask()))
    assert again.code == 1 and again.__notes__ == ["the error has fields that Python can't see: they were left out when it was pickled"]
    assert not hasattr(pickle.loads(pickle.dumps(m.RangeError(1, 2))), "__notes__")
    held = m.HeldError(3, m.Ticket(1))
    for again in pickle.loads(pickle.dumps(held)), copy.deepcopy(held):
        assert (again.code, again.by, str(again)) == (3, None, "held 3")
        assert again.__notes__ == ["fields of the error were left out when it was pickled, since they can't be: by"]
    assert copy.copy(held).by.number == 1


def test_iterators_and_readers():
    numbers = []
    with pytest.raises(m.ParseError) as info:
        for n in m.lines(3):
            numbers.append(n)
    assert numbers == [0, 1, 2] and info.value.line == 3 or [n for n, _ in numbers] == [0, 1, 2]
    assert [e.line for e in m.errors(3)] == [0, 1, 2]
    with pytest.raises(m.ParseError) as info:
        m.reader("parse").read()
    assert info.value.line == 3

    class Bad(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, b):
            raise m.ParseError(line=4)

    with pytest.raises(m.ParseError) as info:
        m.copy(Bad())
    assert info.value.line == 4


def test_async():
    async def main():
        with pytest.raises(m.ParseError) as info:
            await m.aio.fail("parse eof")
        assert info.value.line == 3 and isinstance(info.value, EOFError)
        with pytest.raises(ExceptionGroup):
            await m.aio.fail("joined")
        with pytest.raises(FileNotFoundError):
            await m.aio.standard("open", "/nowhere")
        e = await m.aio.value(4)
        assert type(e) is m.ParseError and await m.aio.line_of(e) == 4
        assert [e.line async for e in m.aio.errors(3)] == [0, 1, 2]
        assert m.aio.ParseError is m.ParseError and m.aio.ErrKey is m.ErrKey

    asyncio.run(main())


# ---- copies ----

KINDS = ["parse", "parse eof", "range", "message", "status", "gone", "problems", "fault", "slow", "wrapped key", "known", "both", "three", "joined", "wrapped joined", "joined one"]


def fields(e):
    names = ("line", "col", "near", "length", "after", "errno", "filename", "filename2")
    return [getattr(e, name, None) for name in names], list(e) if isinstance(e, (m.Problems, m.Fault)) else None


@pytest.mark.parametrize("kind", KINDS)
def test_they_are_copied_and_pickled(kind):
    e = raised(kind)
    e.add_note("seen")
    e.mine = [1]
    again = [copy.copy(e), copy.deepcopy(e)] + [pickle.loads(pickle.dumps(e, p)) for p in range(pickle.HIGHEST_PROTOCOL + 1)]
    for x in again:
        assert type(x) is type(e) and str(x) == str(e) and x.args == e.args and fields(x) == fields(e)
        assert x.__notes__ == ["seen"] and x.mine == [1] and x.results is None
        if isinstance(e, ExceptionGroup):
            assert [str(y) for y in x.exceptions] == [str(y) for y in e.exceptions]
            assert [type(y) for y in x.exceptions] == [type(y) for y in e.exceptions]
    assert pickle.loads(pickle.dumps(type(e))) is type(e)


def test_a_copy_has_fields_of_its_own():
    e = m.ParseError(1)
    deep = copy.deepcopy(e)
    deep.line = 5
    assert e.line == 1


def test_files_are_pickled(tmp_path):
    for kind in ("open", "rename", "mkdir"):
        e = standard(kind, tmp_path)
        again = pickle.loads(pickle.dumps(e))
        assert type(again) is type(e) and str(again) == str(e) and fields(again) == fields(e) and again.strerror == e.strerror


def test_unpickled_where_nobody_has_imported_it(tmp_path):
    kinds = ["parse eof", "message", "gone", "both", "joined", "key"]
    (tmp_path / "errorsworker.py").write_text("def fail(kind):\n    import errorscase as m\n    m.fail(kind)\n")
    code = f"""
        import concurrent.futures, multiprocessing, sys, errorsworker
        if __name__ == "__main__":
            for method in ("spawn", "forkserver", "fork"):
                with concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as pool:
                    for kind in {kinds!r}:
                        try: pool.submit(errorsworker.fail, kind).result()
                        except Exception as e: print(method, kind, type(e).__name__, getattr(e, "line", 0), str(e).split(chr(10))[0], sep="|")
    """
    path = os.pathsep.join([str(tmp_path), *sys.path])
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", textwrap.dedent(code)], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    one = ['parse eof|ParseError|3|file a: 3:4: near "x"', "message|Message|0|message: hello", "gone|StatusGone|0|page: status 410", 'both|ParseError|9|9:0: near "", message: m', "joined|ErrPlain|5|plain", "key|ErrKey|0|no such key"]
    assert done.stdout.splitlines() == [f"{method}|{line}" for method in ("spawn", "forkserver", "fork") for line in one]


# ---- memory ----


def test_nothing_is_left_of_them():
    def use():
        for kind in KINDS:
            e = raised(kind)
            cause = e.__cause__
            while cause is not None:
                cause = cause.__cause__
            copy.copy(e), pickle.loads(pickle.dumps(e)), repr(e), e.value
            m.run(lambda: m.fail(kind))
        standard("open", "/nowhere"), m.new_report().first, m.value(3), list(m.errors(3))

    use()
    gc.collect()
    m.__gophersnake__.collect()
    before, counts = m.__gophersnake__.handles, [sys.getrefcount(c) for c in (m.ParseError, m.GoError, m.ErrPlain, type(raised("joined")))]
    for _ in range(30):
        use()

    def settled():  # exceptions in Go have tracebacks, whose frames have exceptions
        m.__gophersnake__.collect()
        gc.collect()
        m.text_of("x")  # which takes handles along
        return m.__gophersnake__.handles <= before + 20

    assert eventually(settled)
    for was, now in zip(counts, [sys.getrefcount(c) for c in (m.ParseError, m.GoError, m.ErrPlain, type(raised("joined")))]):
        assert now <= was + 10


def test_an_exception_that_holds_itself_is_collected():
    import weakref

    class Mine(m.ParseError):
        pass

    e = Mine(1)
    e.me, gone = e, weakref.ref(e)
    del e
    gc.collect()
    assert gone() is None


def test_texts_of_help():
    assert re.search(r"ParseError says where", m.ParseError.__doc__) and m.ParseError.position.__doc__


def test_sentinels_that_wrap():
    with pytest.raises(m.ErrReadOnly) as info:
        m.fail("read only")
    e = info.value
    assert isinstance(e, PermissionError) and e.errno == errno.EACCES and not isinstance(e, m.ErrSealed)
    with pytest.raises(m.ErrSealed) as info:
        m.fail("sealed")
    e = info.value
    assert isinstance(e, m.ErrReadOnly) and isinstance(e, PermissionError) and e.filename == "a.txt"
    assert isinstance(e.__cause__, m.ErrSealed) and isinstance(pickle.loads(pickle.dumps(e)), m.ErrSealed)


def test_pickles_that_nobody_wrote():
    remake, args = m.ParseError(line=3).__reduce_ex__(2)[:2]
    assert remake(*args).line == 3
    for wrong in (None, 1, (), [], object, m.ParseError(line=1)):
        for i in range(len(args)):
            changed = [*args[:i], wrong, *args[i + 1:]]
            try:
                made = remake(*changed)
            except (TypeError, ValueError, AttributeError):
                continue
            assert isinstance(made, BaseException)
        with pytest.raises(TypeError, match="dict of attributes"):
            remake(*args[:4], wrong)
    for n in range(len(args)):
        with pytest.raises(TypeError, match="5 arguments"):
            remake(*args[:n])
