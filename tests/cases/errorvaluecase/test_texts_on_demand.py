"""An exception of errors.New or fmt.Errorf has no text before somebody wants to see it. Nobody can tell."""

import asyncio
import concurrent.futures
import contextlib
import copy
import gc
import inspect
import logging
import multiprocessing
import os
import pickle
import subprocess
import sys
import textwrap
import threading
import traceback
import weakref

import errorscase as other
import errorvaluecase as m
import pytest


def raised(kind):
    with pytest.raises(m.GoError) as info:
        m.fail(kind)
    return info.value


def said(text, beside=0):
    with pytest.raises(m.GoError) as info:
        m.say(text, beside)
    return info.value


def run(program):
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-W", "ignore", "-c", textwrap.dedent(program)], capture_output=True, text=True, env=env)


def reference(e):
    """What stands for the text."""
    (held,) = BaseException.args.__get__(e)
    return held


KINDS = {"hidden": "hidden", "wrapped hidden": "wrapped: hidden", "stop": "stop"}


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


# ---- what shows the text ----

SHOWS = {
    "str": str,
    "format": "{}".format,
    "args": lambda e: e.args[0],
    "of BaseException": BaseException.__str__,
    "its arguments": lambda e: str(BaseException.args.__get__(e)[0]),
    "traceback": lambda e: traceback.format_exception_only(e)[-1].split(": ", 1)[1].rstrip("\n"),
    "pickle": lambda e: str(pickle.loads(pickle.dumps(e))),
    "copy": lambda e: str(copy.copy(e)),
    "deepcopy": lambda e: str(copy.deepcopy(e)),
    "reduce": lambda e: e.__reduce__()[1][0],
    "reduce_ex": lambda e: e.__reduce_ex__(4)[1][0],
    "reduce of BaseException": lambda e: pickle.loads(pickle.dumps(BaseException.__reduce__(e)))[1][0],
}


@pytest.mark.parametrize("show", SHOWS.values(), ids=list(SHOWS))
def test_each_way_shows_the_text(kind, show):
    e = raised(kind)
    for _ in range(2):
        assert show(e) == KINDS[kind]
    assert e.args == (KINDS[kind],) and type(e.args[0]) is str


def test_repr(kind):
    e = raised(kind)
    wanted = f"{type(e).__name__}({KINDS[kind]!r})"
    assert repr(e) == BaseException.__repr__(e) == ascii(e) == wanted
    assert vars(e) == {} and repr([e]) == f"[{wanted}]"


@pytest.mark.parametrize("text", ["", "x", "é", "\N{SNAKE}" * 3, "a\0b", "\udcff is no UTF-8", "long " * 1_000_000])
def test_any_text(text):
    e = said(text)
    assert str(e) == text and e.args == (text,) and repr(e) == f"GoError({text!r})"
    assert pickle.loads(pickle.dumps(e)).args == (text,)


def test_results_beside_it():
    e = said("no", 5)
    assert vars(e) == {"results": (5,)}
    for same in (copy.copy(e), pickle.loads(pickle.dumps(e))):
        assert (same.args, same.results) == (("no",), (5,))
    assert said("no").results is None


def test_a_program_that_prints_it():
    done = run("import errorvaluecase\nerrorvaluecase.fail('wrapped hidden')")
    assert done.returncode == 1 and done.stderr.endswith("errorvaluecase.GoError: wrapped: hidden\n")


def test_logging(caplog, kind):
    with caplog.at_level(logging.ERROR), contextlib.suppress(m.GoError):
        try:
            m.fail(kind)
        except m.GoError:
            logging.getLogger("case").exception("it failed")
            raise
    assert caplog.records[-1].exc_info[1].args == (KINDS[kind],)
    assert caplog.text.rstrip().endswith(KINDS[kind])


def test_hooks(kind):
    seen = []

    class Bad:
        def __del__(self):
            m.fail(kind)

    before, sys.unraisablehook = sys.unraisablehook, lambda u: seen.append(str(u.exc_value))
    try:
        Bad()
        gc.collect()
    finally:
        sys.unraisablehook = before
    before, threading.excepthook = threading.excepthook, lambda a: seen.append(str(a.exc_value))
    try:
        t = threading.Thread(target=m.fail, args=(kind,))
        t.start()
        t.join()
    finally:
        threading.excepthook = before
    assert seen == [KINDS[kind]] * 2


def test_whoever_walks_all_objects(kind):
    e = raised(kind)
    walked, todo = set(), [e]
    for _ in range(200):
        if not todo:
            break
        o = todo.pop(0)
        if id(o) in walked or isinstance(o, type):
            continue
        walked.add(id(o))
        if not isinstance(o, dict):
            repr(o)
        for name in dir(o) if o is e or type(o).__name__ == "GoErrorReference" else ():
            getattr(o, name)
        todo += gc.get_referents(o)[:20]
    assert id(reference(e)) in walked and str(e) == KINDS[kind]


# ---- the Go error is kept ----


def test_go_gets_its_error_back(kind):
    e = raised(kind)
    hidden = kind != "stop"
    for same in (e, copy.copy(e), m.same(e)[0], copy.copy(copy.copy(e))):
        assert m.is_hidden(same) == hidden and m.is_(same, m.ErrStop) != hidden
        assert m.identical(same, e)
        assert str(same) == KINDS[kind]
    assert not m.identical(copy.deepcopy(e), e)


def test_arguments_that_are_assigned(kind):
    e = raised(kind)
    before = e.args
    e.args = ("context: " + e.args[0], 2)
    assert e.args == ("context: " + KINDS[kind], 2) and before == (KINDS[kind],)
    assert str(e) == repr(e.args)
    assert m.identical(e, copy.copy(e)) and m.is_hidden(e) == (kind != "stop")
    e.args = ["a list"]
    assert e.args == ("a list",) and str(e) == "a list" and m.is_hidden(e) == (kind != "stop")
    assert pickle.loads(pickle.dumps(e)).args == ("a list",)
    with pytest.raises(TypeError):
        del e.args
    with pytest.raises(TypeError):
        e.args = 5
    assert e.args == ("a list",)


def test_what_is_made_anew(kind):
    """As of any exception: args are others, and what else it has stays."""
    e = raised(kind)
    cause = e.__cause__
    e.__init__("another", 2)
    assert e.args == ("another", 2) and str(e) == "('another', 2)" and pickle.loads(pickle.dumps(e)).args == e.args
    assert m.identical(e, copy.copy(e)) and m.is_hidden(e) == (kind != "stop") and e.__cause__ is cause
    e.__setstate__({"extra": 1, "args": ("third",)})
    e.__init__()
    assert e.args == () and str(e) == "" and e.extra == 1 and m.is_hidden(e) == (kind != "stop")
    with pytest.raises(TypeError, match="takes no keyword arguments"):
        e.__init__(text="x")


@pytest.mark.parametrize("kind", ["hidden", "op", "wrapped op", "code", "text", "joined", "many", "deadline", "coder"])
def test_the_go_error_stays(kind):
    """Whatever class of Python's it is of besides."""
    e = raised(kind)
    before, text = m.text_of(e), str(e)
    for args in (("another",), (), (5, "x")):
        with contextlib.suppress(TypeError):  # of a group, or of a Go type that has no such fields
            e.__init__(*args)
    if isinstance(e, BaseExceptionGroup):
        e.__init__("another", e.exceptions)
    assert m.text_of(e) == before == text and (kind == "many" or m.identical(e, copy.copy(e)))  # Go can't compare lists


def test_classes_that_init_goes_on_to():
    class Named:
        def __init__(self, *args, name):
            super().__init__(*args)
            self.name = name

    class Mine(m.ErrStop, Named, KeyError):
        pass

    class File(m.GoError, OSError):
        pass

    e = Mine("x", name="n")
    assert e.args == ("x",) and e.name == "n" and m.is_(e, m.ErrStop)
    e = File(2, "gone", "a file")
    assert (e.errno, e.filename, e.args) == (2, "a file", (2, "gone"))

    class Numbered(m.GoError):
        def __init__(self, number):
            m.GoError.__init__(self, "number", number)

    assert Numbered(3).args == ("number", 3) and str(inspect.signature(Numbered)) == "(number)"
    for cls in (m.GoError, m.ErrStop, Exception):
        with pytest.raises(ValueError, match="no signature found"):
            inspect.signature(cls)
    for args in ((), (ValueError("x"), "y"), (3,)):
        with pytest.raises(TypeError, match="needs an instance of GoError"):
            m.GoError.__init__(*args)


def test_the_cause():
    e = raised("wrapped hidden")
    assert str(e.__cause__) == "hidden" and e.__cause__.__cause__ is None
    assert e.__cause__ is e.__cause__
    e = raised("wrapped hidden")
    e.args = ("else",)
    assert str(e.__cause__) == "hidden"
    assert raised("hidden").__cause__ is raised("stop").__cause__ is None


def test_raised_from(kind):
    with pytest.raises(ValueError) as info:
        try:
            m.fail(kind)
        except m.GoError as e:
            raise ValueError("outer") from e
    assert str(info.value.__cause__) == KINDS[kind]
    with pytest.raises(m.GoError) as info:
        try:
            raise KeyError("before")
        except KeyError:
            m.fail(kind)
    assert type(info.value.__context__) is KeyError
    with pytest.raises(m.GoError) as info:
        raise raised(kind) from ValueError("a cause")
    assert str(info.value.__cause__) == "a cause" and info.value.__suppress_context__


# ---- as any exception ----


def test_subclasses():
    class Mine(m.GoError):
        def __init__(self, number, text):
            super().__init__(text)
            self.number = number

    class Stopped(m.ErrStop, ValueError):
        pass

    e = Mine(3, "three")
    assert (e.args, str(e), e.number) == (("three",), "three", 3)
    e.args = ("x",)
    assert str(e) == "x" and m.text_of(e) == "Mine: x"
    e = Stopped("why")
    assert m.is_(e, m.ErrStop) and e.args == ("why",)
    held = reference(raised("hidden"))
    e = m.GoError(held)
    assert str(e) == "hidden" and m.is_hidden(e)
    e = m.GoError(held, 2)
    assert e.args[0] is held and not m.is_hidden(e)


def test_groups(kind):
    group = ExceptionGroup("all", [raised(kind), ValueError("v"), raised("hidden")])
    caught = []
    try:
        raise group
    except* m.ErrStop as g:
        caught += [str(e) for e in g.exceptions]
    except* m.GoError as g:
        caught += [str(e) for e in g.exceptions]
    except* ValueError:
        pass
    assert sorted(caught) == sorted([KINDS[kind], "hidden"])
    assert KINDS[kind] in "".join(traceback.format_exception(group))
    assert [str(e) for e in pickle.loads(pickle.dumps(group)).exceptions][0] == KINDS[kind]


def test_notes(kind):
    e = raised(kind)
    e.add_note("a note")
    assert traceback.format_exception_only(e)[-1] == "a note\n"
    again = pickle.loads(pickle.dumps(e))
    assert again.__notes__ == ["a note"] and str(again) == KINDS[kind]
    assert copy.copy(e).__notes__ == ["a note"] and vars(e) == {"__notes__": ["a note"]}


def test_generators_and_contexts(kind):
    def generator():
        try:
            yield 1
        except m.GoError as e:
            yield str(e)

    g = generator()
    next(g)
    assert g.throw(raised(kind)) == KINDS[kind]

    @contextlib.contextmanager
    def manager():
        with pytest.raises(m.GoError, match=KINDS[kind]):
            yield

    with manager():
        m.fail(kind)
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.suppress(m.GoError))
        m.fail(kind)


def test_tasks_and_futures(kind):
    async def main():
        done = await asyncio.gather(asyncio.to_thread(m.fail, kind), m.aio.fail(kind), return_exceptions=True)
        task = asyncio.ensure_future(asyncio.to_thread(m.fail, kind))
        await asyncio.wait([task])
        return [*done, task.exception()]

    assert [str(e) for e in asyncio.run(main())] == [KINDS[kind]] * 3
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        assert str(pool.submit(m.fail, kind).exception()) == KINDS[kind]


def test_process_pool(kind):
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        e = pool.submit(m.fail, kind).exception()
    assert type(e) is type(raised(kind)) and e.args == (KINDS[kind],) and KINDS[kind] in str(e.__cause__)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickles(kind, protocol):
    e = pickle.loads(pickle.dumps(raised(kind), protocol))
    assert type(e) is type(raised(kind)) and e.args == (KINDS[kind],) and vars(e) == {}


def test_cloudpickle(kind):
    cloudpickle = pytest.importorskip("cloudpickle")
    assert str(pickle.loads(cloudpickle.dumps(raised(kind)))) == KINDS[kind]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_in_a_forked_child():
    program = """
        import os, sys, errorvaluecase as m
        def raised(kind):
            try: m.fail(kind)
            except m.GoError as e: return e
        seen, unseen, wrapped = raised("hidden"), raised("hidden"), raised("wrapped hidden")
        str(seen)
        child = os.fork()
        if not child:
            assert [str(seen), str(unseen), wrapped.args] == ["hidden", "hidden", ("wrapped: hidden",)]
            assert wrapped.__cause__ is None and not m.is_hidden(unseen)
            for _ in range(1000): assert str(raised("stop")) == "stop"
            del seen, unseen, wrapped
            assert m.is_hidden(raised("hidden"))
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        print(unseen, wrapped.__cause__)
    """
    done = run(program)
    assert (done.returncode, done.stdout) == (0, "hidden hidden\n"), done.stderr


def test_of_two_extensions():
    with pytest.raises(other.GoError) as info:
        other.fail("three")
    theirs, ours = info.value, raised("wrapped hidden")
    assert type(theirs) is other.ErrPlain and m.GoError is other.GoError
    assert [theirs.args, ours.args] == [("a: b: plain",), ("wrapped: hidden",)]
    assert m.text_of(theirs) == "ErrPlain: a: b: plain" and not m.is_hidden(theirs)
    assert other.is_(theirs, other.ErrPlain) and not other.is_(ours, other.ErrPlain)
    assert str(theirs.__cause__) == "b: plain" and m.same(theirs)[0] is theirs
    assert type(reference(theirs)) is not type(reference(ours))
    theirs.args = ("x",)
    assert other.is_(theirs, other.ErrPlain) and m.text_of(theirs) == "ErrPlain: x"


# ---- memory ----


def test_references_are_made_by_nobody():
    held = reference(raised("hidden"))
    with pytest.raises(TypeError):
        type(held)()
    with pytest.raises(TypeError):
        object.__new__(type(held))
    assert pickle.loads(pickle.dumps(held)) == "hidden"
    assert copy.deepcopy(held) == "hidden" and held.cause() is None


def test_weak_references_and_cycles():
    e = raised("wrapped hidden")
    e.itself, e.cause = e, e.__cause__
    gone, at = [], weakref.ref(e, lambda _: gone.append(1))
    assert at() is e
    del e
    gc.collect()
    assert gone == [1] and at() is None


def test_go_memory_is_free_again():
    def use():
        for kind in KINDS:
            e = raised(kind)
            copy.copy(e), e.args, e.__cause__
            e.args = ("x",)
            m.same(e)

    use()
    gc.collect()
    before = m.__gophersnake__.handles
    kept = [raised("hidden") for _ in range(500)]
    for _ in range(50):
        use()
    del kept
    gc.collect()
    with contextlib.suppress(m.GoError):
        m.fail("hidden")
    assert m.__gophersnake__.handles <= before + 300  # some wait for the next calls


def test_go_keeps_the_text_meanwhile():
    kept = [said(f"number {i} " + "x" * (i % 100)) for i in range(3000)]
    for _ in range(3):
        for i in range(0, 2000):
            said("another " * (i % 30))
        m.__gophersnake__.collect()
    assert [str(e) for e in kept] == [f"number {i} " + "x" * (i % 100) for i in range(3000)]


def test_a_deep_chain_is_freed():
    e = None
    for _ in range(100_000):
        inner = e
        e = raised("hidden") if inner is None else said("x")
        e.__context__ = inner
    del e, inner
    gc.collect()


@pytest.mark.parametrize("n", [8])
def test_threads_that_look_at_once(n):
    for _ in range(200):
        e = raised("wrapped hidden")
        start, texts = threading.Barrier(n), []

        def look(i, e=e, start=start, texts=texts):
            start.wait()
            if i == 0:
                e.args = ("assigned",)
            elif i == 1:
                e.__init__("assigned")
            texts.append(str(e))
            copy.copy(e), e.__cause__, pickle.dumps(e), m.is_hidden(e)

        threads = [threading.Thread(target=look, args=(i,)) for i in range(n)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        assert set(texts) <= {"wrapped: hidden", "assigned"} and len(texts) == n and m.is_hidden(e)

