import datetime
import functools
import gc
import inspect
import sys
import threading
import time
import traceback
import weakref

import callbackcase as c
import freethreading
import pytest


def eventually(condition):
    """Waits for what happens on another thread in its own time."""
    for _ in range(1000):
        if condition():
            return True
        time.sleep(0.01)
    return False


# Python callables in Go.


def test_any_callable_is_taken():
    class Callable:
        def __call__(self, x):
            return x + 1

        def method(self, x):
            return x + 2

    assert c.apply(lambda x: -x, 3) == -3
    assert c.apply(Callable(), 3) == 4
    assert c.apply(Callable().method, 3) == 5
    assert c.apply(functools.partial(int.__add__, 4), 3) == 7
    assert c.apply(abs, -3) == 3
    assert c.apply(int, 3) == 3
    assert c.is_nil(None) and not c.is_nil(print)
    with pytest.raises(TypeError, match=r"^apply\(\) argument 'f': expected callable or None, got int$"):
        c.apply(3, 3)
    with pytest.raises(TypeError, match=r"^chain\(\) argument 'steps\[1\]': expected callable or None, got str$"):
        c.chain(3, abs, "abs")
    with pytest.raises(c.PanicError, match="nil pointer"):
        c.apply(None, 3)


def test_arguments_and_results():
    assert c.two(lambda n, text: (n, text) == (3, "x"), 3, "x") is True
    assert c.three(lambda *args: (repr(args), 9)) == ("(1, 'two', 3.5)", 9)
    assert c.nothing(lambda: "not looked at") is None
    seen = []
    c.times(seen.append, 1000)
    assert seen == list(range(1000))
    assert c.filter(lambda n: n % 2 == 0, range(10)) == [0, 2, 4, 6, 8]
    assert c.sort_by(["c", "a", "b"], lambda a, b: a < b) == ["a", "b", "c"]
    assert c.variadic(lambda sep, *parts: sep.join(parts)) == "a-b-c"
    assert c.variadic_bytes(lambda *parts: sum(parts)) == 6
    assert c.with_context(lambda n: n + 1) == 6
    assert c.found({"a": 1}.get, "a") == "1 true" and c.found({"a": 1}.get, "b") == "0 false"


NOW = datetime.datetime(2026, 5, 1, 12, 30, tzinfo=datetime.timezone.utc)


@pytest.mark.parametrize(
    "call, values, wrong",
    [
        (c.bools, [True, False], "x"),
        (c.uint8s, [0, 255], "x"),
        (c.floats, [0.5, -1e300], "x"),
        (c.complexes, [1 + 2j], "x"),
        (c.texts, ["", "a\0b", "é" * 1000, "\udcff"], 1),
        (c.raw, [b"", b"a\0b", b"x" * 100_000], "x"),
        (c.arrays, [b"abcd"], "x"),
        (c.numbers, [[], [1, -2], list(range(10_000))], "x"),
        (c.lists, [[], ["a", "b"], ["x"] * 10_000], [1]),
        (c.maps, [{}, {"a": [1], "b": []}], {"a": ["x"]}),
        (c.sets, [set(), {1, 2, 3}], {"x"}),
        (c.optionals, [None, 5], "x"),
        (c.keys, ["k"], 1),
        (c.times2, [NOW], "x"),
        (c.durations, [datetime.timedelta(seconds=1)], "x"),
    ],
)
def test_every_family_there_and_back(call, values, wrong):
    for v in values:
        assert call(lambda x: x, v) == v
        with pytest.raises(TypeError, match=r"test_every_family_there_and_back\.<locals>\.<lambda>\(\) (key 'x' of )?result(\[0\]|\['a'\]\[0\])?: expected "):
            call(lambda x: wrong, v)
        with pytest.raises(ZeroDivisionError):
            call(lambda x: 1 / 0, v)


def test_wrong_results_are_named():
    def answer(x):
        return 1 << 70

    with pytest.raises(OverflowError, match=r"<locals>\.answer\(\) result: \d+ does not fit in int64"):
        c.apply(answer, 1)
    with pytest.raises(TypeError, match=r"^partial\(\) result: expected int, got str$"):
        c.apply(functools.partial(str), 1)
    for few in (("a",), ["a", 1], None):
        with pytest.raises(TypeError, match=r"result: expected a tuple of 2, got "):
            c.three(lambda *args: few)
    with pytest.raises(TypeError, match=r"result: expected a tuple of 2, got a tuple of 3"):
        c.three(lambda *args: (1, 2, 3))
    with pytest.raises(TypeError, match=r"result\[1\]: expected int, got str"):
        c.three(lambda *args: ("a", "b"))
    with pytest.raises(ValueError, match=r"result: expected a bytes-like object of 4 bytes"):
        c.arrays(lambda x: b"abc", b"abcd")
    with pytest.raises(TypeError, match="takes 0 positional arguments but 1 was given"):
        c.apply(lambda: 1, 1)


def test_instances_are_the_same_go_values():
    p = c.Point(1, 2)

    def change(q):
        assert q == p
        q.x = 5
        return q

    q = c.point_ptrs(change, p)
    assert p.x == 5
    q.y = 7
    assert p.y == 7
    copied = c.points(change, c.Point(5, 7))
    assert copied.x == 5
    assert c.points(lambda q: {"x": 1}, p).x == 1
    assert [q.x for q in c.point_lists(lambda l: [*l, c.Point(9), c.Point(10)], [p])] == [5, 9, 10]
    assert c.point_ptrs(lambda q: None, p) is None
    # Go reads an instance that nobody else holds
    for i in range(2000):
        assert c.point_ptrs(lambda q: c.Point(i), p).x == i


def test_functions_in_fields_and_variables():
    moves = []
    p = c.Point(1, 2, on_move=lambda q, dx, dy: moves.append((q.x, dx, dy)))
    p.move(3, 4)
    assert moves == [(4, 3, 4)] and p.x == 4
    again = p.on_move
    p.on_move = None
    p.move(1, 1)
    assert moves == [(4, 3, 4)] and p.on_move is None
    p.on_move = again
    assert p.on_move is again
    c.stage = abs
    assert c.stage is abs
    c.stage = None
    assert c.stage is None
    with pytest.raises(TypeError, match="'on_move': expected callable or None, got int"):
        p.on_move = 3


def test_several_at_once():
    assert c.chain(1) == 1
    assert c.chain(1, lambda x: x * 2, lambda x: x + 5, c.adder(100)) == 107
    assert c.named({"minus": lambda x: -x, "abs": abs}, "minus", 4) == -4


def test_callbacks_nest():
    def down(n):
        return n if n == 0 else c.apply(down, n - 1) + 1

    assert c.apply(down, 50) == 50
    assert c.higher(lambda g: lambda x: g(x) + 1, lambda x: x * 10, 4) == 41


def test_endless_recursion_is_a_recursion_error():
    def down(n):
        return c.apply(down, n + 1)

    with pytest.raises(RecursionError):
        c.apply(down, 0)
    assert c.apply(abs, -1) == 1


# Go functions in Python.


def test_go_functions_are_callables():
    add = c.adder(5)
    assert callable(add) and add(3) == 8 and add.__module__ == "callbackcase"
    assert str(inspect.signature(add)) == "(arg0, /)" and add.__doc__ == "A Go func(int) int."
    assert [f(10) for f in c.adders(3)] == [10, 11, 12]
    assert c.nil_func() is None
    with pytest.raises(TypeError, match=r"function\(\) argument 'arg0': expected int, got str"):
        add("x")
    with pytest.raises(TypeError, match="takes 1 positional argument but 2 were given"):
        add(1, 2)
    divide = c.divider()
    assert str(inspect.signature(divide)) == "(a, b, /)" and divide(7, 2) == 3
    with pytest.raises(c.GoError, match="division by zero"):
        divide(1, 0)
    with pytest.raises(TimeoutError):
        c.sleeper()(10, timeout=0.01)


def test_functions_come_home():
    f = lambda x: x  # noqa: E731
    assert c.same(f) is f
    add = c.adder(5)
    assert c.same(add)(1) == 6 and c.apply(add, 1) == 6  # Go calls its own function, not Python's
    assert c.compose(add, lambda x: x * 2)(1) == 12
    assert c.same(None) is None


# Kept by Go.


def test_kept_for_later_and_freed():
    class Double:
        def __call__(self, x):
            return x * 2

    f = Double()
    gone = weakref.ref(f)
    c.keep(f)
    del f
    gc.collect()
    c.collect()
    assert gone() is not None and c.run(4) == 8
    c.forget()
    assert eventually(lambda: gone() is None)
    assert c.run(4) == 4


def test_freed_when_no_call_comes():
    class Double:
        def __call__(self, x):
            return x * 2

    f = Double()
    gone = weakref.ref(f)
    c.keep(f)
    del f
    c.collect_later()  # the last call
    assert eventually(lambda: gone() is None)


@freethreading.any_thread_finalizes
def test_freed_under_the_lock_on_a_thread_that_python_knows():
    class Tattler:
        def __call__(self):
            pass

        def __del__(self):
            where.append((threading.get_ident(), sorted(range(3))))

    where = []
    c.keep(Tattler())
    c.forget()
    assert eventually(lambda: where)
    assert where[0][1] == [0, 1, 2] and where[0][0] != threading.get_ident()


def test_a_failed_call_gives_back_what_it_was_given():
    def f():
        pass

    before = sys.getrefcount(f)
    for _ in range(100):
        with pytest.raises(TypeError):
            c.named({"f": f}, 3, 3)
        with pytest.raises(TypeError):
            c.chain(3, f, f, "x")
    assert sys.getrefcount(f) == before


def test_from_many_goroutines_at_once():
    threads = set()

    def f(i):
        threads.add(threading.get_ident())
        return i

    assert c.concurrently(f, 50, 100) == sum(range(50)) * 100
    assert threading.get_ident() not in threads


def test_goroutines_meet_in_python():
    barrier = threading.Barrier(500, timeout=60)
    assert c.concurrently(lambda i: barrier.wait() * 0 + 1, 500, 1) == 500


def test_from_many_python_threads():
    results = []

    def work(k):
        results.append(sum(c.apply(lambda x: x + k, i) for i in range(500)))

    threads = [threading.Thread(target=work, args=(k,)) for k in range(20)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(results) == [sum(range(500)) + 500 * k for k in range(20)]


def test_a_timer_calls_when_no_call_is_in_go():
    called = threading.Event()
    c.after(called.set, 10)
    assert called.wait(10)


# Exceptions.


def test_an_exception_is_an_error_in_go():
    def f():
        raise ValueError("no such thing")

    assert c.error_text(f) == "ValueError: no such thing"
    assert c.error_text(lambda: sys.exit(3)) == "SystemExit: 3"
    assert c.error_text(lambda: ValueError("returned, as in Go")) == "ValueError: returned, as in Go"
    assert c.error_text(lambda: None) == c.error_text(lambda: ValueError) == "<nil>"

    class Quiet(Exception):
        pass

    def g():
        raise Quiet

    assert c.error_text(g) == "Quiet"

    class Mute(Exception):
        def __str__(self):
            raise RuntimeError("can't say")

    def h():
        raise Mute

    assert c.error_text(h) == ""
    with pytest.raises(Mute):
        c.fails(h)


@pytest.mark.parametrize("call", [c.fails, c.wrapped])
def test_it_arrives_as_the_same_object(call):
    raised = KeyError("k")

    def f():
        raise raised

    with pytest.raises(KeyError) as caught:
        call(f)
    assert caught.value is raised
    assert [t.name for t in traceback.extract_tb(raised.__traceback__)] == ["test_it_arrives_as_the_same_object", "f"]
    notes = {c.fails: [], c.wrapped: ["reading the file: KeyError: 'k'"]}[call]
    assert getattr(raised, "__notes__", []) == notes


def test_joined_with_others_it_is_in_the_group():
    raised = KeyError("k")

    def f():
        raise raised

    with pytest.raises(ExceptionGroup) as caught:
        c.joined_errors(f)
    assert caught.value.exceptions[1] is raised and str(caught.value) == "first\nKeyError: 'k'"
    assert traceback.extract_tb(raised.__traceback__)[-1].name == "f"


def test_without_an_error_it_is_a_panic():
    def f(x):
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone") as caught:
        c.apply(f, 1)
    assert not hasattr(caught.value, "__notes__")
    assert c.recovered(f) == "recovered LookupError: gone"
    with pytest.raises(LookupError) as caught:
        c.repanics(f)
    assert caught.value.__notes__ == ["again: LookupError: gone"]


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, GeneratorExit])
def test_base_exceptions_pass_alike(kind):
    def f(*args):
        raise kind

    for call in (lambda: c.apply(f, 1), lambda: c.fails(f), lambda: c.wrapped(f), lambda: c.nothing(f)):
        with pytest.raises(kind):
            call()


def test_an_exception_that_go_keeps():
    def f():
        raise ValueError(Payload())

    class Payload:
        pass

    c.store(f)
    for _ in range(3):
        with pytest.raises(ValueError):
            c.stored()
    gone = weakref.ref(pytest.raises(ValueError, c.stored).value.args[0])
    c.forget_stored()
    gc.collect()
    assert eventually(lambda: gc.collect() * 0 or gone() is None)


def test_results_beside_an_exception():
    def f():
        raise ValueError

    with pytest.raises(ValueError):
        c.partly(f)
    assert c.partly(lambda: None) == 7


def test_exceptions_of_many_goroutines():
    def f(i):
        if i == 7:
            raise ValueError("seven")
        return i

    with pytest.raises(ExceptionGroup) as caught:
        c.concurrently(f, 10, 5)
    assert [str(e) for e in caught.value.exceptions] == ["seven"] * 5 and not caught.value.split(ValueError)[1]


def test_a_go_error_passes_through_two_layers():
    def f():
        c.divider()(1, 0)

    with pytest.raises(c.GoError, match="division by zero"):
        c.wrapped(f)


def test_failures_leave_nothing_behind():
    class Payload:
        pass

    alive = weakref.WeakSet()

    def f(x):
        p = Payload()
        alive.add(p)
        raise ValueError(p)

    for _ in range(200):
        with pytest.raises(ValueError):
            c.apply(f, 1)
        with pytest.raises(ValueError):
            c.fails_with_value(f, 1)
    gc.collect()
    c.collect()
    assert eventually(lambda: gc.collect() * 0 or c.collect() or len(alive) == 0)
