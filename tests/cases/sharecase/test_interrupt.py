"""Ctrl-C is heard in the main thread while it waits for an item."""

import os
import signal
import threading
import time

import pytest
import sharecase as s

pytestmark = pytest.mark.measures


def interrupted(wait, after=0.2):
    """How long after a SIGINT KeyboardInterrupt came."""
    sent = []

    def send():
        sent.append(time.perf_counter())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(after, send)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            wait()
    finally:
        timer.join()
    return time.perf_counter() - sent[0]


@pytest.fixture
def gate():
    gate = threading.Event()
    yield gate
    gate.set()


MAKES = {
    "callback": lambda gate: s.mapped(lambda i: gate.wait() + i, 3),
    "busy callback": lambda gate: s.mapped(lambda i: [0 for _ in iter(gate.is_set, True)] and i, 3),
    "iterable": lambda gate: s.chained(iter(gate.wait, None)),
}


@pytest.mark.parametrize("make", MAKES)
def test_next_of_a_producer_that_takes_its_time(make, gate):
    stream = MAKES[make](gate)
    assert min(interrupted(lambda: next(stream)) for _ in range(2)) < 0.5


def test_a_loop_that_was_quick(gate):
    """Batches are large by now."""
    stream = s.mapped(lambda i: i if i < 2000 else gate.wait() + i, 2001)
    assert interrupted(lambda: sum(stream)) < 0.5


def test_the_item_comes_later(gate):
    stream = s.mapped(lambda i: gate.wait() + i, 3)
    interrupted(lambda: next(stream))
    gate.set()
    assert list(stream) == [1, 2, 3]


def test_where_another_thread_has_the_turn(gate):
    stream = s.mapped(lambda i: gate.wait() + i, 2)
    got = []
    other = threading.Thread(target=lambda: got.append(next(stream)))
    other.start()
    assert interrupted(lambda: next(stream)) < 0.5
    gate.set()
    other.join()
    assert got == [1] and next(stream) == 2


def test_a_handler_that_raises_nothing_and_closes(gate):
    stream = s.mapped(lambda i: gate.wait() + i, 3)
    before = signal.signal(signal.SIGALRM, lambda *_: stream.close())
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        assert list(stream) == []
    finally:
        signal.signal(signal.SIGALRM, before)


def test_a_handler_that_takes_items_itself():
    stream = s.mapped(lambda i: time.sleep(0.3) or i, 3)
    took = []
    before = signal.signal(signal.SIGALRM, lambda *_: took.append(next(stream)))
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        assert sorted([*stream, *took]) == [0, 1, 2] and took
    finally:
        signal.signal(signal.SIGALRM, before)
