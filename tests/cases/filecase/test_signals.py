"""Ctrl-C while Go reads what Python gave it, and while Python reads what Go gave it."""

import contextlib
import os
import signal
import threading
import time

import filecase as f
import pytest

LIMIT = float(os.environ.get("LIMIT", 60))  # seconds until a test gives up


@contextlib.contextmanager
def ctrl_c_when(ready, give_up):
    """Sends one SIGINT when ready() is true. If that ends nothing, give_up() does."""
    over = threading.Event()

    def send():
        until = time.monotonic() + LIMIT
        while not ready() and time.monotonic() < until:
            over.wait(0.001)
        os.kill(os.getpid(), signal.SIGINT)
        if not over.wait(LIMIT):
            give_up()

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    thread = threading.Thread(target=send)
    thread.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            yield
            thread.join(LIMIT)  # it has ended by itself: the signal comes here, and the rest of the test fails
    finally:
        over.set()
        thread.join()
        signal.signal(signal.SIGINT, before)


class Slow:
    """A file whose read() waits until somebody feeds it."""

    def __init__(self):
        self.reading = threading.Event()
        self.fed = threading.Event()
        self.thread = None

    def read(self, n):
        self.thread = threading.current_thread()
        self.reading.set()
        self.fed.wait()
        return b""


# ---- Python reads what Go gave it ----

READS = {
    "read": lambda r: r.read(),
    "read of some": lambda r: r.read(4),
    "read1": lambda r: r.read1(4),
    "readinto": lambda r: r.readinto(bytearray(4)),
    "readline": lambda r: r.readline(),
    "readlines": lambda r: r.readlines(),
    "iteration": next,
}


@pytest.mark.parametrize("make", ["file object", "instance"])
@pytest.mark.parametrize("read", [name for name in READS if name != "readinto"])
def test_what_a_read_was_given_comes_with_the_next_one(make, read):
    tap = f.Tap()
    r = tap if make == "instance" else tap.reader()
    with ctrl_c_when(lambda: tap.waiting() == 1, lambda: tap.feed(b"")):
        READS[read](r)
    assert tap.waiting() == 1  # it goes on
    tap.feed(b"one\n")
    assert r.read(2) == b"on"
    assert r.readline() == b"e\n"
    tap.feed(b"two\n")
    assert r.read1() == b"two\n"
    tap.feed(b"")
    assert r.read() == b""


def test_readinto_of_a_file_object():
    tap = f.Tap()
    r = tap.reader()
    into = bytearray(8)
    with ctrl_c_when(lambda: tap.waiting() == 1, lambda: tap.feed(b"")):
        r.readinto(into)
    into += b"resized"  # nobody has a view of it any more
    tap.feed(b"four")
    assert r.readinto(into) == 4 and into[:4] == b"four"


def test_a_handler_that_raises_nothing():
    tap = f.Tap()
    r = tap.reader()
    seen = []
    before = signal.signal(signal.SIGUSR1, lambda *_: (seen.append(1), tap.feed(b"fed")))

    def send():
        while not tap.waiting():
            time.sleep(0.001)
        os.kill(os.getpid(), signal.SIGUSR1)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        assert r.read1() == b"fed" and seen == [1]
    finally:
        thread.join()
        signal.signal(signal.SIGUSR1, before)


def test_a_handler_that_reads_itself():
    tap = f.Tap()
    r = tap.reader()
    read = []
    before = signal.signal(signal.SIGUSR1, lambda *_: (tap.feed(b"one"), tap.feed(b"two"), read.append(r.read1())))

    def send():
        while not tap.waiting():
            time.sleep(0.001)
        os.kill(os.getpid(), signal.SIGUSR1)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        read.append(r.read1())
        assert sorted(read) == [b"one", b"two"]
    finally:
        thread.join()
        signal.signal(signal.SIGUSR1, before)


def test_close_while_a_left_read_waits():
    tap = f.Tap()
    r = tap.reader()
    with ctrl_c_when(lambda: tap.waiting() == 1, lambda: tap.feed(b"")):
        r.read()
    r.close()
    with pytest.raises(ValueError, match="closed"):
        r.read()
    tap.feed(b"")


def test_the_object_may_go_before_the_read():
    tap = f.Tap()
    r = tap.reader()
    with ctrl_c_when(lambda: tap.waiting() == 1, lambda: tap.feed(b"")):
        r.read()
    del r
    tap.feed(b"for nobody")
    tap.feed(b"")
    until = time.monotonic() + LIMIT
    while tap.waiting() and time.monotonic() < until:
        time.sleep(0.001)
    assert not tap.waiting()


# ---- Go reads what Python gave it ----


def test_a_read_of_python_under_one_of_go():
    slow = Slow()
    with ctrl_c_when(slow.reading.is_set, slow.fed.set):
        f.over(slow).read()
    assert slow.thread is threading.main_thread()
    slow.fed.set()


def test_a_read_of_python_in_a_call_with_a_context():
    slow = Slow()
    with ctrl_c_when(slow.reading.is_set, slow.fed.set):
        f.read_all_in(slow)
    assert slow.thread is threading.main_thread()
    slow.fed.set()


def test_a_read_of_python_in_a_call_without_one():
    slow = Slow()
    with ctrl_c_when(slow.reading.is_set, slow.fed.set):
        f.read_all(slow)
    assert slow.thread is threading.main_thread()
    slow.fed.set()


def test_a_pipe_of_the_system():
    r, w = os.pipe()
    with open(r, "rb") as file, open(w, "wb") as other:
        began = threading.Event()
        with ctrl_c_when(began.is_set, other.close):
            began.set()
            f.read_all_in(file)


def test_a_call_that_has_a_file_and_waits_for_its_context():
    began = threading.Event()
    slow = Slow()
    with ctrl_c_when(began.is_set, lambda: None):
        f.wait_in(slow, began.set)


def test_a_read_in_a_goroutine_of_the_call():
    slow = Slow()
    with ctrl_c_when(slow.reading.is_set, slow.fed.set):
        f.read_apart(slow)
    assert slow.thread is not threading.main_thread()
    slow.fed.set()


def test_what_is_kept_is_called_on_the_thread_of_the_call():
    threads = []
    assert f.call_in(lambda: threads.append(threading.current_thread()) or 21) == 42
    assert threads == [threading.main_thread()] * 2

    def raises():
        raise LookupError("of the callable")

    with pytest.raises(LookupError, match="of the callable"):
        f.call_in(raises)

    def again():
        return f.call_in(lambda: f.call_in(lambda: 1))  # each on a worker of its own

    assert f.call_in(again) == 8
