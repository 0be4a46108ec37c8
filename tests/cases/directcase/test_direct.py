"""Functions whose machine code is proven are called with no crossing, and nobody can tell.

A process with GOPHERSNAKE_DIRECT=0 makes crossings of all calls: it says what is right.
"""

import os
import platform
import subprocess
import sys

import gophersnake
import pytest
from cases import FLAGS, IMPORTABLE

import directcase as d

# Guard mode, builds for a Python without a GIL and other machines have crossings alone.
ON = (
    platform.machine() == "x86_64"
    and not FLAGS
    and not os.environ.get("GOPHERSNAKE_GUARD")
    and os.environ.get("GOPHERSNAKE_DIRECT") != "0"
)

RANDOM = '''
import array, math, random, struct, sys
import directcase as d

r = random.Random(int(sys.argv[1]))
FLOATS = [0.0, -0.0, math.inf, -math.inf, math.nan, 1.5, -2.75, 5e-324, 1.7e308, 2.0**53, -(2.0**63)]
WORDS = [0, 1, 2, 3, 7, 10, 63, 64, 127, 255, 32767, 65535, 2**31 - 1, 2**32 - 1, 2**63 - 1, 2**64 - 1]

def signed(size):
    def make():
        n = r.choice(WORDS + [r.getrandbits(size)]) % 2**size
        return n - 2**size if n >= 2 ** (size - 1) else n
    return make

def unsigned(size):
    return lambda: r.choice(WORDS + [r.getrandbits(size)]) % 2**size

def f64():
    return r.choice(FLOATS + [r.uniform(-1e6, 1e6)])

def f32():
    return struct.unpack("f", struct.pack("I", r.getrandbits(32)))[0]

def some(make):
    def items():
        n = r.choice([0, 1, 2, 3, 8, 17, 100])
        return [make() for _ in range(n)]
    return items

def text():
    return "".join(r.choice("ab \\n\\u00e9\\U0001f40d\\0") for _ in range(r.choice([0, 1, 5, 5, 17, 40])))

def octets():
    return r.choice([bytes, bytearray])(r.randbytes(r.choice([0, 1, 4, 31, 200, 5000])))

def doubles():
    values = some(f64)()
    return r.choice([values, array.array("d", values)])

i8, i16, i32, i64 = signed(8), signed(16), signed(32), signed(64)
u8, u16, u32, u64 = unsigned(8), unsigned(16), unsigned(32), unsigned(64)
flag = lambda: r.random() < 0.5
FUNCTIONS = {
    d.nothing: (), d.add: (i64, i64), d.add8: (i8, i8), d.add16: (i16, i16), d.add32: (i32, i32), d.add_u8: (u8, u8),
    d.add_u16: (u16, u16), d.add_u32: (u32, u32), d.add_u64: (u64, u64), d.add_f64: (f64, f64), d.add_f32: (f32, f32),
    d.both: (flag, flag), d.mixed: (i8, f64, flag, u32, f32), d.nine: (i64,) * 9, d.sqrt: (f64,), d.abs: (f64,),
    d.is_nan: (f64,), d.truncated: (lambda: r.uniform(-2e9, 2e9),), d.less: (f64, f64), d.smaller: (f64, f64), d.ones: (u64,),
    d.leading: (u32,), d.rotated: (u64, i64), d.reversed: (u64,), d.high: (u64, u64), d.clamp: (i64, i64, i64),
    d.tenth: (i64,), d.sign: (i64,), d.quotient: (i64, i64), d.gcd: (u64, u64), d.fahrenheit: (f64,), d.cooler: (f64,),
    d.higher: (lambda: r.randrange(2),), d.length: (text,), d.bytes: (octets,), d.hamming: (text, text), d.dot: (doubles, doubles),
    d.sum32: (some(i32),), d.largest: (doubles,), d.norm: (some(f32),), d.trues: (some(flag),), d.fnv: (octets,),
    d.crc: (octets,), d.fields: (text,), d.words: (octets,), d.is_nil: (lambda: r.choice([None, octets()]),),
    d.scaled: (doubles, f64, text, i16),
}
d.nothing()
for round in range(int(sys.argv[2])):
    for function, makers in FUNCTIONS.items():
        arguments = [make() for make in makers]
        result = function(*arguments)
        print(function.__name__, type(result).__name__, result.hex() if isinstance(result, float) else result)
print(d.__gophersnake__.direct, file=sys.stderr)
'''


def run(program, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": str(IMPORTABLE), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_results_are_those_of_crossings():
    ours, theirs = run(RANDOM, "7", "40"), run(RANDOM, "7", "40", GOPHERSNAKE_DIRECT="0")
    assert ours.returncode == theirs.returncode == 0, ours.stderr + theirs.stderr
    assert theirs.stderr == "0\n"
    if ON:
        assert int(ours.stderr) > 40
    assert len(ours.stdout.splitlines()) > 1500
    assert ours.stdout == theirs.stdout


def test_errors_are_those_of_crossings():
    for wrong in [(), ("a", 1), (1, 2, 3), (2**63, 0), (1.5, 2)]:
        with pytest.raises((TypeError, OverflowError)):
            d.add(*wrong)
    with pytest.raises(d.PanicError, match="index out of range"):
        d.at([1.0], 1)
    assert d.at([1.0, 2.5], 1) == 2.5 and d.keep(3) == 3
    before = d.runs()
    assert d.runs() == before + 1


def test_none_is_nil():
    assert d.is_nil(None) and not d.is_nil(b"")


def test_large_arguments():
    data = bytes(range(256)) * 400
    assert d.bytes(data) == sum(data)
    assert d.dot([1.0] * 100_000, [2.0] * 100_000) == 200_000.0


def test_how_many():
    assert d.add(1, 2) == 3
    assert d.__gophersnake__.direct > 40 if ON else d.__gophersnake__.direct == 0


def test_measured_calls_are_crossings():
    d.add(1, 2)
    with gophersnake.profile() as p:
        assert [d.add(i, 2) for i in range(10)] == list(range(2, 12))
    (figures,) = [f.figures for f in p.functions if f.name == "add"]
    assert figures.calls == 10 and figures.go > 0
    assert d.add(2, 3) == 5


STRESS = '''
import faulthandler, signal, sys, threading
faulthandler.enable()
import directcase as d

d.churn()
ticks = 0

def tick(*_):
    global ticks
    ticks = now = ticks + 1  # another signal may come before the next line
    assert d.add(now, 1) == now + 1

def cross(stop):
    while not stop.is_set():
        assert d.keep(5) == 3
        assert d.apply(lambda n: d.add(n, 2), 4) == 7
        assert d.dot([1.0, 2.0], [3.0, 4.0]) == 11.0

signal.signal(signal.SIGALRM, tick)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
stop, before = threading.Event(), d.collections()
others = [threading.Thread(target=cross, args=(stop,)) for _ in range(2)]
for t in others: t.start()
a, b = [float(i) for i in range(300)], [float(i % 7) for i in range(300)]
product, data = sum(x * y for x, y in zip(a, b)), bytes(range(256)) * 8
crc, rounds = d.crc(data), 0
while rounds < 4000 or ticks < 20 or d.collections() < before + 20:
    rounds += 1
    assert d.dot(a, b) == product and d.crc(data) == crc
    assert d.hamming("abcdefgh" * 20, "abXdefgh" * 20) == 20
    assert d.gcd(2**40 * 3, 2**20 * 9) == 2**20 * 3
    assert d.nine(1, 2, 3, 4, 5, 6, 7, 8, rounds) == d.nine(1, 2, 3, 4, 5, 6, 7, 8, 0) + rounds
    assert d.apply(lambda n: d.add(n, rounds), 4) == 5 + rounds
stop.set()
for t in others: t.join()
signal.setitimer(signal.ITIMER_REAL, 0)
print("ok")
'''


@pytest.mark.once
def test_beside_collections_signals_and_a_profiler():
    done = run(STRESS, GOGC="1")
    assert (done.returncode, done.stdout) == (0, "ok\n"), done.stderr


FORK = '''
import os
import directcase as d
assert d.add(2, 3) == 5
direct = d.__gophersnake__.direct
child = os.fork()
if not child:
    assert d.__gophersnake__.direct is None
    assert d.add(3, 4) == 7 and d.dot([2.0], [3.0]) == 6.0 and d.__gophersnake__.direct == direct
    assert d.add(3, 5) == 8
    os._exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert d.add(4, 4) == 8
print("ok")
'''


@pytest.mark.once
def test_in_a_forked_child():
    done = run(FORK)
    assert (done.returncode, done.stdout) == (0, "ok\n"), done.stderr
