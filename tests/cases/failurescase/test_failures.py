import pathlib
import re
import sys
import threading

import failurescase as f
import pytest


def note(error):
    return "\n".join(error.__notes__)


def test_panics():
    for call, text in [
        (lambda: f.panic("kaboom"), "kaboom"), (f.panic_error, "as an error"), (f.panic_value, "{1 2}"), (f.panic_nil, "panic called with nil argument"),
        (f.nil_map, "assignment to entry in nil map"), (lambda: f.index([1], 5), r"index out of range \[5\] with length 1"), (lambda: f.divide(1, 0), "integer divide by zero"),
        (lambda: f.nil_pointer(None), "nil pointer dereference"), (lambda: f.panic_mode(0), "none"),
        (lambda: f.panic_mode(7), r"failurescase.Mode\(7\), which panicked when it was asked what it says"),
        (lambda: f.fail_mode(7), r"failurescase.Mode\(7\), which panicked when it was asked what it says"),
    ]:  # fmt: skip
        with pytest.raises(f.PanicError, match=text) as caught:
            call()
        assert "failures.go:" in note(caught.value) and "gophersnake_enter" not in note(caught.value)
    assert issubclass(f.PanicError, Exception)
    assert f.divide(7, 2) == 3


def test_repr_of_a_value_whose_string_panics():
    assert repr(f.Label("a")) == "<Label 'a'>"
    empty = f.Label.zero()
    assert re.fullmatch("<Label at 0x[0-9a-f]+>", repr(empty))
    with pytest.raises(f.PanicError, match="nil pointer dereference"):
        str(empty)


def test_the_stack_names_the_users_frames():
    with pytest.raises(f.PanicError, match="at the bottom") as caught:
        f.deep(3)
    assert note(caught.value).count("failurescase.Deep") == 4 or "failurescase.Deep" in note(caught.value)


def test_errors():
    with pytest.raises(f.GoError, match="^some text$") as caught:
        f.error("some text")
    assert type(caught.value) is f.GoError and caught.value.results is None
    assert f.odd(2) == 2
    with pytest.raises(f.GoError, match="3 is odd"):
        f.odd(3)


def test_sentinels_are_classes():
    assert issubclass(f.ErrMissing, f.GoError) and f.ErrMissing.__module__ == "failurescase" and f.ErrMissing.__doc__ == "ErrMissing means that a thing is not there."
    for wrap, text in ((False, "missing"), (True, "reading: missing")):
        with pytest.raises(f.ErrMissing) as caught:
            f.missing(wrap)
        assert str(caught.value) == text
    with pytest.raises(f.ErrOther, match="other\nand more"):
        f.joined()
    with pytest.raises(TimeoutError):
        f.timed_out()


def test_results_beside_an_error():
    with pytest.raises(f.GoError, match="half way") as caught:
        f.partly(3)
    assert caught.value.results == ("xxx", [0, 0, 0])
    with pytest.raises(f.GoError) as caught:
        f.partly(100_000)
    assert caught.value.results == ("x" * 100_000, [0] * 100_000)


def test_texts_of_any_length_and_content():
    for n in (0, 1, 100, 250, 260, 1000, 100_000):
        with pytest.raises(f.GoError) as caught:
            f.long(n)
        assert str(caught.value) == "é" * n
        with pytest.raises(f.PanicError) as caught:
            f.panic("é" * n)
        assert str(caught.value) == "é" * n
    with pytest.raises(f.GoError) as caught:
        f.not_text()
    assert str(caught.value) == "a\udcff\0b"


def test_an_error_that_panics_is_a_panic():
    with pytest.raises(f.PanicError, match="can't say what it is"):
        f.bad_error()


def test_failures_leave_nothing_behind():
    def count(call):
        for _ in range(200):
            call()
        before = sys.getrefcount(f.GoError), sys.getrefcount(None)
        for _ in range(1000):
            call()
        return sys.getrefcount(f.GoError) - before[0], abs(sys.getrefcount(None) - before[1])

    def fail():
        for call in (lambda: f.error("x"), lambda: f.panic("x"), lambda: f.partly(5), lambda: f.index("x", 0), lambda: f.index([1, "x"], 0)):
            try:
                call()
            except (f.GoError, f.PanicError, TypeError):
                pass

    errors, nones = count(fail)
    # Since 3.12 None is immortal (PEP 683), and Python itself counts it no more, but extensions of the stable ABI of 3.11 do.
    assert abs(errors) < 20 and (nones < 200 or sys.version_info >= (3, 12))


def test_panics_in_many_threads():
    bad = []

    def work(i):
        for _ in range(200):
            try:
                f.panic(str(i))
            except f.PanicError as error:
                if str(error) != str(i):
                    bad.append(error)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not bad


def test_classes_are_shared_between_extensions():
    import callscase

    assert callscase.GoError is f.GoError and callscase.PanicError is f.PanicError


def test_a_module_of_an_older_language():
    """go.mod says 1.17: neither `any` nor a panic(nil) that recover sees is of that time."""
    assert f.describe(b"n=", 3) == "n=3"
    with pytest.raises(f.PanicError):
        f.panic_nil()
    [core] = pathlib.Path(f.__file__).parent.glob("_native.core.so")
    assert b"containermaxprocs=1" in core.read_bytes()
