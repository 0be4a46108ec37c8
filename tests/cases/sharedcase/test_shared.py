"""No Python thread sees or makes a torn Go value, whatever other threads read and write."""

import asyncio
import os
import subprocess
import sys

import pytest
import sharedcase as m
from cases import IMPORTABLE

SECONDS = os.environ.get("GOPHERSNAKE_STRESS_SECONDS", "6")

# What is common to the programs: values that are whole, writers of them, and what checks them.
PROGRAM = '''
import asyncio, datetime, random, sys, threading, time
import sharedcase as m

text = lambda k: "abcdefgh"[k] * (1 + 40 * k)
items = lambda k: [k] * k
inner = lambda k: m.Inner(text=text(k), items=items(k), pair=[text(k)] * 2)
when = lambda k: datetime.datetime(2024, 1 + k, 1, 0, 0, k, k, datetime.timezone(datetime.timedelta(hours=k)))

FIELDS = {
    "text": text, "data": lambda k: text(k).encode(), "items": items, "floats": lambda k: [float(k)] * k, "names": lambda k: ["x" * k] * k,
    "grid": lambda k: [[1] * k] * k, "when": when, "in_": inner, "arr": lambda k: [k] * 4, "words": lambda k: [text(k)] * 2, "big": lambda k: complex(k, k),
    "small": lambda k: complex(k, k), "kids": lambda k: [inner(k)] * k, "pairs": items, "index": lambda k: {"x" * k: [text(k)] * k},
    "opt": text, "label": text, "n": lambda k: k,
}
VALUES = {name: [make(k) for k in range(1, 8)] for name, make in FIELDS.items()}
whole = {name: {repr(v) for v in values} for name, values in VALUES.items()}
for name, values in VALUES.items():   # as they come back
    r = m.Rec()
    for v in values:
        setattr(r, name, v)
        whole[name].add(repr(getattr(r, name)))

r = m.Rec()
def whole_everything():
    for name, values in VALUES.items():
        setattr(r, name, values[0])
    m.CurrentText, m.current_text = None, text(1)
    m.current_items, m.current_inner, m.current_big = items(1), inner(1), 1 + 1j
whole_everything()

def write(random):
    name = random.choice(list(VALUES))
    a, b = random.sample(VALUES[name], 2)
    for _ in range(50):
        setattr(r, name, a)
        setattr(r, name, b)
def write_parts(random):
    k, first, view = random.randrange(1, 8), r.first(), r.in_
    for o in first, view, m.current_inner:
        o.text, o.items, o.pair = text(k), items(k), [text(k)] * 2
def write_variables(random):
    k = random.randrange(1, 8)
    m.current_text, m.current_items, m.current_inner, m.current_big = text(k), items(k), inner(k), complex(k, k)

def read(random):
    name = random.choice(list(VALUES))
    for _ in range(50):
        v = getattr(r, name)
        if name in ("in_", "kids"):
            for part in [v] if name == "in_" else v:
                torn = part.torn()
                assert not torn, (name, torn)
        else:
            assert repr(v) in whole[name], (name, v)
def read_variables(random):
    t, i, c = m.current_text, m.current_items, m.current_big
    assert t == text("abcdefgh".index(t[0])) and len(set(i)) == 1 and i[0] == len(i) and c.real == c.imag
    torn = m.current_inner.torn() or m.check_inner(m.current_inner)
    assert not torn, torn
def call(random):
    rs = [r] * 20
    for torn in (m.check(r), m.check_all(rs), m.check_map({"a": r, "b": r}), m.check_array([r] * 3), m.check_rest(r, r), m.check_call(lambda: r), m.check_seq(iter(rs)),
                 r.torn(), m.check_inner(r.in_), m.check_pairs(r.pairs), r.label_torn()):
        assert not torn, torn
def look(random):
    assert str(r) == "torn: ", str(r)
    repr(r), r == m.Rec(), r.in_ == inner(2), r.kids == [inner(3)], r.first() == r.in_
key, same, other, node = m.Key(), m.Same(a="x", b="x"), m.Same(), m.chain(20)
twin = m.chain(20)
def compare(random):
    k = random.randrange(1, 8)
    key.a, key.b, key.c = text(k), text(k), complex(k, k)
    key == m.Key(a=text(k), b=text(k), c=complex(k, k))
    node.name, node.next.name, node.kids = text(k), text(k), [m.Node(name=text(k))] * 2
    node == twin, twin == node
    node.kids[0].name = text(k)
'''

THREADS = PROGRAM + '''
def run(job, seed, until, failures):
    generator = random.Random(seed)
    try:
        while time.monotonic() < until and not failures:
            job(generator)
    except BaseException as error:
        failures.append(error)
        raise

sys.setswitchinterval(float(sys.argv[2]))
failures = []
until = time.monotonic() + float(sys.argv[1])
jobs = [write, write, write_parts, write_variables, read, read, read_variables, call, call, look, compare, compare]
if sys.argv[3] == "busy":   # Go computes on all processors, so that no call keeps the GIL
    jobs += [lambda random: m.compute(20)] * 4
threads = [threading.Thread(target=run, args=(job, seed, until, failures)) for seed, job in enumerate(jobs)]
for t in threads: t.start()
for t in threads: t.join()
sys.exit(1 if failures else 0)
'''

AWAITS = PROGRAM + '''
async def main(seconds):
    generator = random.Random(1)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        rs = [r] * 200
        calls = [asyncio.ensure_future(c) for c in (
            m.aio.check_all(rs), m.aio.check(r), m.aio.check_map({"a": r}), m.aio.check_array([r] * 3), m.aio.check_rest(r, r), m.aio.check_call(lambda: r),
            r.aio.torn(), m.aio.check_inner(r.in_), m.aio.check_pairs(r.pairs), r.aio.label_torn())]
        while not all(c.done() for c in calls):
            write(generator)
            write_parts(generator)
            await asyncio.sleep(0)
        for c in calls:
            assert not c.result(), c
asyncio.run(main(float(sys.argv[1])))
'''


def run(program, *arguments, **environ):
    env = dict(os.environ, PYTHONPATH=str(IMPORTABLE), PYTHONFAULTHANDLER="1", **environ)
    done = subprocess.run([sys.executable, "-c", program, *arguments], env=env, capture_output=True, text=True, timeout=float(SECONDS) * 5 + 100)
    assert done.returncode == 0, (done.stdout + done.stderr)[-8000:]


@pytest.mark.parametrize("busy", ["idle", "busy"])
@pytest.mark.parametrize("interval", ["0.005", "0.000001"])
def test_threads_never_see_a_torn_value(interval, busy):
    run(THREADS, SECONDS, interval, busy)


def test_calls_in_flight_never_see_a_torn_value():
    run(AWAITS, SECONDS)


@pytest.mark.parametrize("program", [THREADS, AWAITS], ids=["threads", "awaits"])
def test_nor_while_memory_is_cleared_as_soon_as_it_is_freed(program):
    run(program, SECONDS, "0.0001", "idle", PYTHONMALLOC="debug", GODEBUG="clobberfree=1", GOGC="5")


# What Go gave away may point into an object: of what Python reads of it, too.
INSIDE = PROGRAM + '''
o, hidden = m.Insides(), m.new_hidden()
texts = {text(k) for k in (2, 7)}
written = {"text": [text(2), text(7)], "words": [[text(2)] * 200, [text(7)] * 200], "big": [[2 + 2j] * 200, [7 + 7j] * 200]}
for name, values in written.items():
    setattr(o, name, values[0])
hidden.text = text(2)
even = lambda numbers: all(c.real == c.imag for c in numbers)
reads = [
    lambda: o.pointer() in texts, lambda: o.pointers()[""] in texts, lambda: set(o.slice()) <= texts, lambda: set(o.slices()[0]) <= texts,
    lambda: even(o.numbers()), lambda: even(o.numbers_in()[0]), lambda: o.tell(lambda v: v in texts), lambda: all(next(it) in texts for it in [o.stream()] for _ in range(500)),
    lambda: not hidden.text_torn(),
]
failures = []
def write():
    for i in range(2):
        for name, values in written.items():
            setattr(o, name, values[i])
            o.text = hidden.text = written["text"][i]
def read(until):
    while time.monotonic() < until and not failures:
        for i, whole in enumerate(reads):
            if not whole(): failures.append(i)
def writing(until):
    while time.monotonic() < until and not failures: write()
sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=f, args=(time.monotonic() + float(sys.argv[1]),)) for f in (read, writing, read, writing)]
for t in threads: t.start()
for t in threads: t.join()
assert not failures, failures
'''


def test_nor_inside_of_what_go_gave_away():
    run(INSIDE, SECONDS)


# ---- what an awaited call takes by value, it takes at the call ----


def made(text):
    r = m.Rec()
    r.text, r.label, r.pairs = text, text, [1, 2]
    return r


async def later(begin, change):
    call = asyncio.ensure_future(begin())
    change()
    return await call


@pytest.mark.parametrize("begin", [
    lambda r: m.aio.text_after(r, 20), lambda r: r.aio.later(20), lambda r: m.aio.texts_after({"a": [r]}, 20), lambda r: r.aio.later_label(20),
], ids=["argument", "receiver", "inside containers", "embedded receiver"])
def test_an_awaited_call_sees_a_value_as_it_was_at_the_call(begin):
    r = made("before")

    def change():
        r.text = r.label = "after"

    assert asyncio.run(later(lambda: begin(r), change)) in ("before", ["before"])
    assert r.text == "after"


def test_so_does_one_that_nobody_awaits_yet():
    r = made("before")

    async def main():
        call = m.aio.text_after(r, 1)
        r.text = "after"
        return await call

    assert asyncio.run(main()) == "before"


def test_so_does_one_through_embedded_pointers_that_have_no_name():
    h = m.new_hidden()
    h.text = "before"

    def change():
        h.text = "after"

    assert asyncio.run(later(lambda: h.aio.text_after(20), change)) == "before"
    assert h.text == "after"


def test_so_do_boxes():
    r = made("")
    held = r.pairs

    def change():
        r.pairs = [3]

    assert asyncio.run(later(lambda: m.aio.pairs_after(held, 20), change)) == [1, 2]


def test_a_pointer_is_shared():
    r = made("before")

    def change():
        r.text = "after"

    assert asyncio.run(later(lambda: m.aio.text_of(r, 50), change)) == "after"


def test_copies_are_given_back():
    r = made("x")

    async def main():
        await asyncio.gather(*(m.aio.texts_after({"a": [r, made("y"), r]}, 0) for _ in range(200)))
        with pytest.raises(TypeError):
            m.aio.texts_after({"a": [r], "b": [3]}, 0)
        m.aio.text_after(r, 0).close()

    asyncio.run(main())
    m.__gophersnake__.collect()
    before = m.__gophersnake__.handles
    asyncio.run(main())
    m.__gophersnake__.collect()
    assert m.__gophersnake__.handles == before


# ---- equality ----


def test_equality_of_any_depth():
    assert m.chain(300_000) == m.chain(300_000)
    assert m.chain(300_000) != m.chain(299_999)


def test_equality_compares_values():
    a, b = m.Rec(), m.Rec()
    a.text = b.text = "x"
    a.kids, b.kids = [m.Inner(text="k")], [m.Inner(text="k")]
    a.index, b.index = {"a": ["b"]}, {"a": ["b"]}
    a.when = b.when = m.Rec().when
    assert a == b
    b.kids[0].text = "other"
    assert a != b
    assert m.Same(a="x", b="x") == m.Same(a="x", b="x") != m.Same(a="y", b="y")
    assert m.Key(a="x", c=1j) == m.Key(a="x", c=1j) != m.Key(a="x", c=2j)


def test_complex_fields():
    r = m.Rec()
    r.big, r.small = 1 + 2j, 3 - 4j
    assert (r.big, r.small) == (1 + 2j, 3 - 4j)
    with pytest.raises(OverflowError, match="small"):
        r.small = 1e300
    with pytest.raises(TypeError, match="big"):
        r.big = "x"
