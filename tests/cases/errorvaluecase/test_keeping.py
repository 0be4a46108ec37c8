"""What an error holds of the arguments of the call that has returned it lives as long as the exception."""

import array
import gc
import random
import weakref

import errorvaluecase as m
import pytest


def calling(kind, i):
    def said():
        return f"said {i}"

    with pytest.raises(m.GoError) as info:
        m.fail_calling(kind, said)
    return info.value, weakref.ref(said)


def fill():
    """Takes the memory that has just been freed."""
    return [lambda: random.random() for _ in range(2000)] + [array.array("d", [25.0]) * 1000 for _ in range(50)]


@pytest.mark.parametrize("kind", ["struct", "function"])
def test_a_callable(kind):
    kept = [calling(kind, i) for i in range(200)]
    gc.collect()
    other = fill()
    assert [str(e) for e, _ in kept] == [f"said {i}" for i in range(200)] and all(alive() for _, alive in kept)
    assert kept[0][0].results == ((1,) if kind == "struct" else (2,)) and other
    if kind == "struct":
        assert kept[3][0].f() == "said 3"


def test_a_callable_in_an_error_that_is_a_value():
    errors = [m.make_calling(lambda i=i: f"said {i}")[0] for i in range(200)]
    gc.collect()
    other = fill()
    assert [str(e) for e in errors] == [f"said {i}" for i in range(200)] and other


def test_where_a_list_begins():
    errors = []
    for _ in range(20):
        with pytest.raises(m.GoError) as info:
            m.fail_looking(array.array("d", [1.0]) * 1000)
        errors.append(info.value)
    gc.collect()
    other = fill()
    assert {str(e) for e in errors} == {"b"} and {m.text_of(e) for e in errors} == {"b"} and other


def test_it_goes_with_the_exception():
    e, alive = calling("struct", 1)
    del e
    for _ in range(100):
        gc.collect()
        m.__gophersnake__.collect()
        if alive() is None:
            break
    assert alive() is None


def test_what_is_beside_the_error_is_still_borrowed():
    assert m.tail("abc") == "bc"
