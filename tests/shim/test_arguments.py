"""call/args.c: what Python passes, in the order of the parameters."""

import itertools
import sys

import pytest

F, G, POINT = 0, 1, 2
MISSING = NotImplemented


def f(a, /, b, c=3, *rest):
    return a, b, c, rest


def g(x, y):
    return x, y


def outcome(call):
    try:
        return call()
    except TypeError as e:
        return str(e)


def parse(shim, which, args, kw):
    """Both ways of calling, which must say the same."""
    fast = outcome(lambda: shim.parse_fastcall(which, (*args, *kw.values()), tuple(kw) or None))
    slow = outcome(lambda: shim.parse_tuple(which, args, kw or None))
    assert fast == slow
    return fast


NAMED = [dict(zip(names, range(10, 20))) for n in range(4) for names in itertools.permutations(("a", "b", "c", "x"), n)]


@pytest.mark.parametrize("positional", range(6))
def test_a_function_takes_what_pythons_own_would(shim, positional):
    args = tuple(range(positional))
    for kw in NAMED:
        try:
            wanted = f(*args, **kw)
        except TypeError:
            assert isinstance(parse(shim, F, args, kw), str), (args, kw)
        else:
            assert parse(shim, F, args, kw) == wanted


@pytest.mark.parametrize(
    "args, kw, message",
    [
        ((1,), {}, "g() missing required argument: 'y'"),
        ((1, 2, 3), {}, "g() takes 2 positional arguments but 3 were given"),
        ((1, 2), {"x": 1}, "g() got multiple values for argument 'x'"),
        ((1,), {"z": 1}, "g() got an unexpected keyword argument 'z'"),
        ((), {"y": 2}, "g() missing required argument: 'x'"),
    ],
)
def test_errors_have_pythons_texts(shim, args, kw, message):
    assert parse(shim, G, args, kw) == message


def test_fields_may_be_left_out(shim):
    assert parse(shim, POINT, (), {}) == (MISSING, MISSING)
    assert parse(shim, POINT, (1,), {}) == (1, MISSING)
    assert parse(shim, POINT, (), {"y": 2}) == (MISSING, 2)


def test_a_name_that_is_not_interned_is_found(shim):
    assert parse(shim, G, (1,), {"".join(["", "y"]): 2}) == (1, 2)


def test_keywords_that_are_no_text(shim):
    with pytest.raises(TypeError, match=r"g\(\) keywords must be strings"):
        shim.parse_tuple(G, (), {1: 2})


@pytest.mark.parametrize("n", [0, 1, 2, 15, 16, 17, 100])
def test_references_are_given_back_once(shim, n):
    o = object()
    before = sys.getrefcount(o)
    shim.keep_and_give(o, n, 0)
    assert sys.getrefcount(o) == before
    shim.keep_and_give(o, n, 1)
    assert sys.getrefcount(o) == before + n // 2  # those that were given are the other side's now
