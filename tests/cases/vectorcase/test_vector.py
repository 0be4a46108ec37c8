"""Functions that were translated to C give over columns what Go gives, however the columns lie in memory."""

import math
import os
import platform
import signal
import subprocess
import sys
import threading

import numpy as np
import pyarrow as pa
import pytest

import vectorcase as v

b = v.batch
LARGE = 1 << 20  # rows that several threads share
SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, np.inf, -np.inf, np.nan, 5e-324, 1.7e308, -1.7e308, 2.0**53, 1e-310, 4.0]


def floats(n, seed=1):
    x = np.random.default_rng(seed).standard_normal(n) * 100
    x[:: max(1, n // 50)] = np.resize(SPECIAL, len(x[:: max(1, n // 50)]))
    return x


def same(got, want):
    got, want = np.asarray(got), np.asarray(want)
    assert got.dtype == want.dtype and got.shape == want.shape
    if got.dtype.kind != "f":
        assert np.array_equal(got, want)
        return
    nan = np.isnan(want)
    assert np.array_equal(np.isnan(got), nan)
    bits = f"u{got.itemsize}"  # also the sign of 0
    assert np.array_equal(np.ascontiguousarray(got).view(bits)[~nan], np.ascontiguousarray(want).view(bits)[~nan])


@pytest.mark.parametrize("n", [0, 1, 7, 127, 128, 129, 1000, 20_000, LARGE + 3])
def test_numbers(n):
    x = floats(n)
    same(b.root(x), b.root2(x))
    i, u = np.arange(n).astype(np.int8), np.arange(n).astype(np.uint32) * 7
    with np.errstate(over="ignore"):
        c, e = u % 3 == 0, floats(n, 2).astype(np.float32)
    same(b.mixed(i, x, c, u, e), b.mixed2(i, x, c, u, e))
    k = np.arange(n) - n // 2
    for got, want in zip(b.both(x, k), b.both2(x, k)):
        same(got, want)
    same(b.hash(k.view(np.uint64), 12345), b.hash2(k.view(np.uint64), 12345))
    same(b.clamp(2.0, floats(n, 3), x), b.clamp2(2.0, floats(n, 3), x))
    same(b.root(x, workers=1), b.root2(x))
    same(b.root(x, timeout=100), b.root2(x))


@pytest.mark.parametrize("n", [5, 1000, LARGE])
def test_columns_with_gaps(n):
    x, y = floats(2 * n), floats(2 * n, 2)
    same(b.clamp(x[::2], y[1::2], x[1::2]), b.clamp2(x[::2], y[1::2], x[1::2]))
    same(b.root(x[::-1]), b.root2(x[::-1]))
    out, want = np.zeros(2 * n), np.zeros(2 * n)
    b.root(x[:n], out=out[::2])
    b.root2(x[:n], out=want[::2])
    same(out, want)
    records = np.zeros(n, [("a", "i1"), ("x", "f8")])  # unaligned
    records["x"] = x[:n]
    same(b.root(records["x"]), b.root2(records["x"]))
    raw = np.frombuffer(bytearray(8 * n + 1), np.uint8)[1:].view("f8")
    raw[:] = x[:n]
    same(b.root(raw), b.root2(raw))
    same(b.root.ufunc(x.reshape(2, n).T), b.root2.ufunc(x.reshape(2, n).T))
    same(b.hash(np.arange(n, dtype="u8")[:, None], np.arange(3, dtype="u8")), b.hash2(np.arange(n, dtype="u8")[:, None], np.arange(3, dtype="u8")))


@pytest.mark.parametrize("n", [5, 1000, LARGE])
def test_results_in_place_of_arguments(n):
    x = floats(n)
    want = b.root2(x)
    assert b.root(x, out=x) is x
    same(x, want)
    x, y = floats(n), floats(n, 2)
    want = b.clamp2(x, y, x)
    b.clamp(x, y, x, out=y)
    same(y, want)
    x = floats(n + 1)
    want = b.root2(x[1:].copy())
    b.root(x[1:], out=x[:-1])  # NumPy makes a copy
    same(x[:-1], want)
    sums = np.zeros(n, np.float32)
    x, k = floats(n), np.arange(n)
    with np.errstate(all="ignore"):
        b.both(x, k, out=(sums, None))
    same(sums, b.both2(x, k)[0])


@pytest.mark.parametrize("n", [1, 2, 1000, LARGE])
def test_rows_that_depend_on_others(n):
    x = np.arange(n, dtype=float) % 1000
    assert b.add.reduce(x) == np.sum(x)
    assert np.array_equal(b.add.accumulate(x), np.add.accumulate(x))
    assert np.array_equal(b.add.reduce(np.stack([x, x]), axis=0), 2 * x)
    at = np.zeros(3)
    b.add.at(at, np.arange(n) % 3, 1.0)
    assert at.sum() == n
    if n > 1:  # the loop itself is given what lies one behind the other
        lags = np.lib.stride_tricks.as_strided(x, (n - 1,), (8,))
        b.add(lags, 1.0, out=x[1:])


def test_bools_of_any_byte():
    x = np.array([0, 1, 2, 255, 128], np.uint8).view(bool)
    assert b.not_(x).view(np.uint8).tolist() == [1, 0, 0, 0, 0]
    x = np.resize(x, 1000)
    assert b.not_(x).view(np.uint8).tolist() == [1, 0, 0, 0, 0] * 200
    assert b.not_(x[::3]).view(np.uint8).max() == 1


@pytest.mark.parametrize("n", [3, 1000, 50_000])
def test_columns_of_other_libraries(n):
    x = [float(k) for k in range(n)]
    want = [math.sqrt(k) for k in x]
    assert b.root(x) == want and b.root(tuple(x)) == want
    assert b.root(pa.array(x)).to_pylist() == want
    assert b.root(pa.array([*x, None])).to_pylist() == [*want, None]
    assert b.root([*x, None]) == [*want, None]
    assert b.root(pa.chunked_array([x, x[:2]])).to_pylist() == want + want[:2]
    assert b.root(x, errors="return") == want and b.root(x, progress=lambda done, all: None) == want
    assert b.both(x, 2)[1] == [k > 2 for k in x]
    with pytest.raises(TypeError, match=r"x\[1\]|row|float"):
        b.root([1.0, "a"])


def test_one_value_for_all_rows():
    x = floats(1000)
    same(b.clamp(1.0, -1.0, x), b.clamp2(1.0, -1.0, x))
    same(b.clamp(x, -1.0, 0.5), b.clamp2(x, -1.0, 0.5))


def test_what_is_not_translated_is_as_before():
    assert b.quotient([7, 8], 2) == [3, 4] and b.total(np.ones((2, 3))).tolist() == [3, 3]
    with pytest.raises(v.PanicError, match="divide by zero"):
        b.quotient(np.arange(3), 0)
    with pytest.raises(v.GoError, match="negative") as raised:
        b.positive(np.array([1.0, -1.0]))
    assert raised.value.row == 1


def test_time_runs_out():
    x = np.ones(1 << 22)
    with pytest.raises(TimeoutError):
        b.root(x, timeout=1e-7)
    with pytest.raises(TimeoutError):
        b.root(x, timeout=0)
    with pytest.raises(TimeoutError):
        b.root(pa.array(x), timeout=1e-7)
    assert b.root(x[:10]).tolist() == [1] * 10  # and this is over


CTRL_C = """
import os, signal, threading, time
import numpy as np
import vectorcase as v
x = np.ones(1 << 24)
out = np.empty_like(x)
v.batch.hash(np.ones(10, "u8"), 1)
me = threading.get_ident()
def send():
    time.sleep(0.05)
    signal.pthread_kill(me, signal.SIGINT)  # once: another one could come while this one is caught
stopped = 0
try:
    threading.Thread(target=send).start()
    for _ in range(1000):
        v.batch.root(x, out=out)
except KeyboardInterrupt:
    stopped = 1
assert stopped
"""


def test_ctrl_c():
    subprocess.run([sys.executable, "-c", CTRL_C], check=True, timeout=60, env=os.environ | {"PYTHONPATH": ":".join(sys.path)})


ALARMS = """
import signal
import numpy as np
import vectorcase as v

class Alarm(Exception):
    pass

def ring(*args):
    raise Alarm

x, rows = np.ones(1 << 22), [1.0] * 20_000
calls = [lambda: v.batch.root(x, out=x), lambda: v.batch.root2(x, out=x), lambda: v.batch.positive(x, out=x), lambda: v.batch.positive(rows, errors="return")]
for call in calls:
    call()
signal.signal(signal.SIGALRM, ring)
for k in range(400):
    rung = 0
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.002 + k * 2e-5)
        while True:
            calls[k % 4]()
    except Alarm:
        rung = 1
    assert rung
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers")
def test_what_a_handler_raises_ends_one_call_and_not_the_next():
    subprocess.run([sys.executable, "-c", ALARMS], check=True, timeout=120, env=os.environ | {"PYTHONPATH": ":".join(sys.path)})


def test_other_threads_run_meanwhile():
    x = np.ones(1 << 22)
    counted, stop = [0], threading.Event()

    def count():
        while not stop.is_set():
            counted[0] += 1

    t = threading.Thread(target=count)
    t.start()
    try:
        with np.errstate(all="ignore"):
            wants = b.root2(x)
            for _ in range(10):
                same(b.root(x), wants)
    finally:
        stop.set()
        t.join()
    assert counted[0] > 0


def test_several_threads_call_at_once():
    x = floats(LARGE)
    want = b.root2(x)
    failed = []

    def call():
        try:
            for _ in range(5):
                same(b.root(x), want)
                same(b.root(x[:100]), want[:100])
        except BaseException as e:
            failed.append(e)

    threads = [threading.Thread(target=call) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failed


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_in_a_forked_child():
    x = floats(LARGE)
    want = b.root2(x)
    pid = os.fork()
    if not pid:
        try:
            ok = np.array_equal(b.root(x), want, equal_nan=True) and np.array_equal(b.root(x[:50]), want[:50], equal_nan=True)
            os._exit(0 if ok else 1)
        except BaseException:
            os._exit(2)
    assert os.waitpid(pid, 0)[1] == 0


def test_in_guard_mode():
    code = "import numpy as np, vectorcase as v; x = np.arange(100_000.0); assert (v.batch.root(x) == np.sqrt(x)).all()"
    env = os.environ | {"PYTHONPATH": ":".join(sys.path), "GOPHERSNAKE_GUARD": "1"}
    subprocess.run([sys.executable, "-c", code], check=True, env=env)


def test_no_warnings_of_floating_point():
    with np.errstate(all="raise"):
        assert np.isnan(b.root(np.array([-1.0, 1.0]))[0])
        b.both(np.array([1e300]), 1)


MODES = """
import ctypes, itertools, sys
import numpy as np
import vectorcase as v
b = v.batch
libm = ctypes.CDLL("libm.so.6")

def compute(control):
    env = (ctypes.c_uint32 * 8)()
    libm.fegetenv(env)
    env[7] = control  # MXCSR
    libm.fesetenv(env)

some = [0.0, -0.0, 5e-324, -5e-324, 1e-310, 0.1, 1.0, 3.0, -7.0, np.inf, -np.inf, 1e308, -1e308, 2.5]
x, y, z = (np.array(column) for column in zip(*itertools.product(some, some, some)))
k = np.arange(len(x)) * 3 + (1 << 53)
i, u, e = k.astype(np.int8), k.astype(np.uint32), np.resize(np.float32([0.1, -0.0, 1e-45, 3]), len(x))
pairs = [(b.clamp, b.clamp2, (x, y, z)), (b.root, b.root2, (x,)), (b.mixed, b.mixed2, (i, x, x > y, u, e)), (b.both, b.both2, (x, k))]
USUAL, ZEROS, DOWN, UP, TO_ZERO = 0x1f80, 0x8040, 0x2000, 0x4000, 0x6000
for one, other, args in pairs:
    one(*args), other(*args)
for mode in (0, ZEROS, DOWN, UP, TO_ZERO):
    for one, other, args in pairs:
        compute(USUAL | mode)
        got, want = one(*args), other(*args)
        compute(USUAL)
        for p, q in zip(got, want) if isinstance(got, tuple) else [(got, want)]:
            nan = q != q
            assert np.array_equal(p != p, nan) and p[~nan].tobytes() == q[~nan].tobytes(), (one, mode)
"""


@pytest.mark.skipif(sys.platform != "linux" or platform.machine() != "x86_64", reason="sets the register of this processor")
def test_threads_that_compute_in_a_way_of_their_own():
    subprocess.run([sys.executable, "-W", "ignore", "-c", MODES], check=True, env=os.environ | {"PYTHONPATH": ":".join(sys.path)})


def test_awaited():
    import asyncio

    x = floats(1000)
    same(asyncio.run(v.aio.batch.root(x)), b.root2(x))

    async def cancelled():
        task = asyncio.ensure_future(v.aio.batch.root(np.ones(1 << 24)))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
