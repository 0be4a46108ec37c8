"""Everything that crosses stays right while Go frees memory as fast as it can."""

import os
import subprocess
import sys

import pytest
from cases import IMPORTABLE

HARSH = {"GOGC": "1", "GODEBUG": "clobberfree=1,cgocheck=1", "PYTHONMALLOC": "debug", "PYTHONFAULTHANDLER": "1"}

CHURN = '''
import gc, random, sys, threading, time
import stresscase as s

def churn(seed, until, failures):
    r = random.Random(seed)
    kept = []
    try:
        while time.monotonic() < until:
            text, n = r.choice(["a", "é", "🐍", "x" * 40]), r.randrange(40)
            whole, many, index, grid, raw = s.echo(text, n)
            assert whole == text * n and raw == whole.encode() and many == [text * i for i in range(n)]
            assert index == {f"{text}{i}": [i, i * i] for i in range(n)} and grid == [[0.0] * i for i in range(n)]
            tree = s.grow(r.randrange(4), text)
            names = tree.names()
            left = tree.left
            leaves, leaf = tree.leaves, tree.leaf
            back = s.back(many, index, [tree, None, tree], {"name": text, "n": n})
            assert back[0] == many and back[1] == index and back[2][1] is None and (back[3].name, back[3].n) == (text, n)
            del tree
            assert back[2][0].names() == names and back[2][2].leaf.name == names[0] == leaf.name
            assert [l.name for l in leaves] == [f"{text}/{i}" for i in range(3)]
            if left is not None:
                assert left.names()[0] == text + "l" and left.index[f"{text}l/1"].n == 1
            leaf.n += 1
            assert back[2][0].leaf.n == leaf.n
            kept.append((leaf, leaf.n, leaves[1], left))
            if len(kept) > 50:
                old, number, view, _ = kept.pop(r.randrange(50))
                assert old.n == number and view.n == 1
            try:
                s.fail(text)
            except s.GoError as error:
                assert str(error) == "failed: " + text and error.results == (text * 100,)
            try:
                s.panic(text * n)
            except s.PanicError as error:
                assert str(error) == text * n
            try:
                s.back(many, index, [3], {})
            except TypeError as error:
                assert "trees[0]" in str(error)
    except BaseException as error:
        failures.append(error)
        raise

s.collect_for_ever()
failures = []
until = time.monotonic() + float(sys.argv[1])
threads = [threading.Thread(target=churn, args=(i, until, failures)) for i in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print("collections:", s.stop_collecting())
assert not failures
'''

MEMORY = '''
import os, objectscase as o
def rss():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
def make(n):
    for _ in range(n):
        o.Point(1, 2)
make(1_000_000)
before = rss()
make(10_000_000)
print("RSS before", before, "after", rss())
assert rss() < before + 20_000_000, (before, rss())
keep = [o.Point(1, 2) for _ in range(1_000_000)]
high = rss()
del keep
make(1000)
o.collect(); o.collect()
keep = [o.Point(1, 2) for _ in range(1_000_000)]
print("RSS with a million", high, "and again", rss())
assert rss() < high + 60_000_000, (high, rss())
'''


def python(source, *arguments, **environment):
    environment = {**os.environ, "PYTHONPATH": str(IMPORTABLE), **environment}
    done = subprocess.run([sys.executable, "-c", source, *arguments], capture_output=True, text=True, env=environment, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_churn_under_a_harsh_collector():
    out = python(CHURN, os.environ.get("GOPHERSNAKE_STRESS_SECONDS", "6"), **HARSH)
    assert int(out.split("collections:")[1]) > 10, out


def test_memory_of_ten_million_objects_returns():
    if not os.path.exists("/proc/self/statm"):
        pytest.skip("no /proc on this system: RSS can't be read")
    python(MEMORY)
