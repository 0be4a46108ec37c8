"""docs/callbacks.md: what can't deadlock, and what is the author's to avoid."""

import os
import subprocess
import sys
import textwrap
import threading

import callbackcase as c
import freethreading
import pytest
from cases import IMPORTABLE


def within(seconds, call):
    """Whether a call ends in time; on a thread of its own."""
    t = threading.Thread(target=call, daemon=True)
    t.start()
    t.join(seconds)
    return not t.is_alive()


# By construction.


def test_a_function_waits_for_goroutines_that_call_back():
    assert within(30, lambda: c.concurrently(lambda i: i, 20, 20))


def test_the_same_from_many_python_threads():
    threads = [threading.Thread(target=c.concurrently, args=(lambda i: i, 5, 20), daemon=True) for _ in range(10)]
    for t in threads:
        t.start()
    for t in threads:
        t.join(30)
    assert not any(t.is_alive() for t in threads)


def test_callbacks_that_call_go_that_calls_back():
    def nested(i):
        return c.concurrently(lambda j: j, 3, 3) + i

    assert within(60, lambda: c.concurrently(nested, 5, 5))


def test_endless_recursion_through_goroutines():
    source = """
        import callbackcase as c
        def f(i):
            return c.concurrently(f, 1, 1)
        try:
            f(0)
        except RecursionError as e:
            print(e)
        assert c.concurrently(lambda i: i, 5, 5) == 50
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(source)], env={**os.environ, "PYTHONPATH": str(IMPORTABLE)}, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "callbacks are nested too deeply" in done.stdout, (done.stdout + done.stderr)[-3000:]


def test_callbacks_that_wait_for_each_other():
    barrier = threading.Barrier(100, timeout=30)
    assert within(30, lambda: c.concurrently(lambda i: barrier.wait(), 100, 1))


@freethreading.any_thread_finalizes
def test_an_object_freed_by_go_takes_a_lock_that_its_owner_holds():
    lock, freed = threading.Lock(), threading.Event()

    class Locking:
        def __call__(self, x):
            return x

        def __del__(self):
            with lock:
                freed.set()

    with lock:
        c.keep(Locking())
        c.forget()
        assert c.apply(abs, -1) == 1  # calls go on
        assert not freed.is_set()
    assert freed.wait(30)


# The author's.


def test_a_lock_of_gos_that_a_callback_wants_again():
    # Locked() may not be called from its own callback. What hangs is that call
    # alone: other threads go on, and the process ends.
    source = """
        import callbackcase as c, threading
        inside = threading.Event()
        def again():
            inside.set()
            c.locked(lambda: None)
        t = threading.Thread(target=c.locked, args=(again,), daemon=True)
        t.start()
        inside.wait(30)
        t.join(0.5)
        assert t.is_alive()
        assert c.apply(abs, -1) == 1 and c.concurrently(lambda i: i, 5, 5) == 50
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(source)], env={**os.environ, "PYTHONPATH": str(IMPORTABLE)}, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_a_lock_of_pythons_that_the_caller_holds():
    lock = threading.Lock()

    def f(i):
        return int(lock.acquire(timeout=0.2))  # without a timeout: for ever

    with lock:
        assert c.concurrently(f, 3, 1) == 0
