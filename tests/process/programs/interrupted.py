"""Signals while Go runs in the main thread, in functions with a context."""

import os
import signal
import threading
import time

import processcase as g


signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started us with SIGINT ignored


def after(*seconds, number=signal.SIGINT):
    """A thread that sends signals, the first so long after ready() was called, which it has."""
    begin = threading.Event()

    def send():
        begin.wait()
        for pause in seconds:
            time.sleep(pause)
            t.sent.append(time.monotonic())
            os.kill(os.getpid(), number)

    t = threading.Thread(target=send)
    t.sent, t.ready = [], begin.set
    t.start()
    return t


def elapsed(call):
    start = time.monotonic()
    call()
    return time.monotonic() - start


class Enough(Exception):
    pass


def interrupted(call, expected, number=signal.SIGINT):
    t = after(0.1, number=number)
    try:
        t.ready()
        call()
    except expected as error:
        assert time.monotonic() - t.sent[0] < 5
        t.join()
        return error
    raise AssertionError("not interrupted")


# Ctrl-C, for functions and methods; results and errors of the function go.
for _ in range(3):
    error = interrupted(g.wait, KeyboardInterrupt)
    assert error.__traceback__ is not None
    interrupted(lambda: g.nap(60), KeyboardInterrupt)
    assert g.nap(0.001) == "slept"

# Any handler that raises.
def enough(number, frame):
    raise Enough(number)


signal.signal(signal.SIGALRM, enough)
signal.signal(signal.SIGTERM, enough)
assert interrupted(g.wait, Enough, signal.SIGTERM).args == (signal.SIGTERM,)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    g.wait()
except Enough:
    pass
else:
    raise AssertionError("no alarm")

# A handler that does not raise runs meanwhile, may call the same function, and changes nothing.
seen = []
signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(g.nap(0.01)))
t = after(0.05, number=signal.SIGUSR1)
t.ready()
assert elapsed(lambda: g.nap(0.3)) < 5 and seen == ["slept"]
t.join()

# timeout=
try:
    g.wait(timeout=0.05)
except TimeoutError:
    pass
else:
    raise AssertionError("no timeout")
interrupted(lambda: g.wait(timeout=60), KeyboardInterrupt)

# A function that does not heed its context returns first; insisting does no harm.
t = after(0.05, 0.1)
start = time.monotonic()
try:
    t.ready()
    g.stubborn(0.4)
except KeyboardInterrupt:
    assert time.monotonic() - start >= 0.4
else:
    raise AssertionError("no KeyboardInterrupt")
t.join()

# Panics and errors still arrive; other threads are not interrupted.
try:
    g.fail_in_context()
except g.PanicError as error:
    assert str(error) == "in context"
else:
    raise AssertionError("no panic")
result = []
t = threading.Thread(target=lambda: result.append(g.nap(0.3)))
t.start()
interrupted(g.wait, KeyboardInterrupt)
t.join()
assert result == ["slept"]

print("ok")
