import inspect
import threading
import time

import callscase as c
import pytest


def test_positions_and_keywords():
    assert c.three(1, 2, 3) == c.three(1, 2, c=3) == c.three(c=3, b=2, a=1) == c.three(*[1, 2], **{"c": 3}) == 123
    for call, text in [
        (lambda: c.three(1, 2), r"three\(\) missing required argument: 'c'"),
        (lambda: c.three(1, 2, 3, 4), r"three\(\) takes 3 positional arguments but 4 were given"),
        (lambda: c.three(1, 2, 3, d=4), r"three\(\) got an unexpected keyword argument 'd'"),
        (lambda: c.three(1, 2, 3, a=4), r"three\(\) got multiple values for argument 'a'"),
        (lambda: c.noop(1), r"takes no arguments \(1 given\)"),
        (lambda: c.noop(x=1), r"takes no keyword arguments"),
    ]:
        with pytest.raises(TypeError, match=text):
            call()


def test_keyword_names_need_not_be_interned():
    assert c.three(**{"".join(["a"]): 1, "B".lower(): 2, "".join(["", "c"]): 3}) == 123


def test_signature_directive():
    assert c.split("a.b, c") == ["ab", "c"]
    assert c.split("a-b-c", "-", limit=2) == ["a", "b-c"] and c.split("a.b", sep=".", marks=None) == ["a", "b"]
    assert str(inspect.signature(c.split)) == "(text, /, sep=' ', *, limit=-1, marks=['.', ','])"
    with pytest.raises(TypeError, match="unexpected keyword argument 'text'"):
        c.split(text="x")
    with pytest.raises(TypeError, match="at most 2 positional"):
        c.split("a", "b", 3)
    assert c.sum() == 2 and c.sum(1, 2, 3) == 12 and c.sum(1, 2, scale=10) == 30


def test_variadic():
    assert c.joined("-") == "" and c.joined("-", "a") == "a" and c.joined("-", *"abc") == "a-b-c"
    assert c.joined(sep="-") == ""
    with pytest.raises(TypeError, match=r"joined\(\) argument 'parts\[1\]': expected str, got int"):
        c.joined("-", "a", 3)
    assert not hasattr(c, "join")
    assert c.raw(b"a", 98, 99) == b"abc" and c.raw(b"a") == b"a"
    with pytest.raises(OverflowError, match=r"more\[0\]"):
        c.raw(b"", 300)


def test_names():
    assert not hasattr(c, "secret")
    assert c.keywords(from_=1, import_=2, class_="abc") == 6
    assert c.blank(1, "x") is None and c.unnamed(1, "x") == 1
    assert c.snake_case(ids=[1], user_id="ab") == 3
    assert c.twice(1) == 2 and c.TWICE(1) == 4


def test_context_is_a_timeout():
    assert c.wait(0.001) is None and c.wait(d=0.001, timeout=5) is None
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        c.wait(60, timeout=0.02)
    assert time.monotonic() - start < 30
    assert c.deadline() is None and 90 < c.deadline(timeout=100) <= 100
    assert c.taken(3) == c.taken(timeout=3, timeout_=5) == 3
    with pytest.raises(TypeError, match="expected timedelta, a number of seconds or None"):
        c.wait(1, timeout="x")


def test_context_that_is_kept():
    assert c.new_command("ls").run() is None
    c.begin()
    assert c.begun() is None
    with pytest.raises(TimeoutError):
        c.new_command("ls", timeout=0.02).run()


def test_several_results_and_ok():
    assert c.pair() == (1, "a")
    assert c.find("abx") == 2 and c.find("abc") is None
    assert c.divide(7, 2) == (3, 1) and c.divide(1, 0) is None


@pytest.mark.measures
def test_the_lock_is_released_for_what_is_not_bounded():
    beats, stop = [], threading.Event()

    def heart():
        while not stop.is_set():
            beats.append(None)
            time.sleep(0.001)

    thread = threading.Thread(target=heart)
    thread.start()
    try:
        n = 20_000_000
        while True:
            before, start = len(beats), time.perf_counter()
            c.spin(n)
            if time.perf_counter() - start > 0.2:
                break
            n *= 2  # a fast machine
        assert len(beats) - before >= 5
    finally:
        stop.set()
        thread.join()


def test_calls_from_many_threads():
    results = []

    def work(k):
        results.append(all(c.bounded(i, k) == i * k + 1 and c.joined("-", str(i), str(k)) == f"{i}-{k}" and c.locked() == 1 for i in range(2000)))

    threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert results == [True] * 8
