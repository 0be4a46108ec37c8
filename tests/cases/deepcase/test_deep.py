"""A value or a nest of calls that is too deep for the thread's stack is a RecursionError, in threads of any size."""

import asyncio
import os
import subprocess
import sys
import textwrap
import threading

import deepcase as d
import pytest
from cases import IMPORTABLE

DEEP = 100_000  # more than 8 MB hold
ENV = {**os.environ, "PYTHONPATH": str(IMPORTABLE)}

# Each makes something that is n deep, and does something with it.
WORK = """
    def nested(n, wrap, v):
        for _ in range(n): v = wrap(v)
        return v
    def apply(n): return d.apply(apply, n - 1) + 1 if n else 0
    def kept(n): return d.kept(n - 1) + 1 if n else 0
    def object(n): return d.object(object, n - 1) + 1 if n else 0
    def items(n):
        yield from d.collect(items(n - 1)) if n else ()
        yield n
    class Index:
        def __init__(self, of): self.of = of
        def __index__(self): return d.depth(d.Node(v=self.of)) if self.of else 0
    class Items:
        def __init__(self, of): self.of = of
        def __iter__(self): return iter([] if self.of is None else [d.Node(kids=self.of)])
    d.keep(kept)
    async def awaited(v): return await d.aio.depth(v)
    WORK = {
        "dicts": lambda n: (d.depth, nested(n, lambda v: {"kids": [v]}, {})),
        "maps": lambda n: (d.depth, nested(n, lambda v: {"by": {"k": v}}, {})),
        "arrays": lambda n: (d.depth, nested(n, lambda v: {"pair": ((v,),)}, {})),
        "inside": lambda n: (d.deepest, {"k": [nested(n, lambda v: {"kids": [v]}, {})]}),
        "set": lambda n: (d.Node().__setattr__, "kids", [nested(n, lambda v: {"kids": [v]}, {})]),
        "new": lambda n: (lambda v: d.Node(kids=[v]), nested(n, lambda v: {"kids": [v]}, {})),
        "aio": lambda n: (lambda v: asyncio.run(awaited(v)), nested(n, lambda v: {"kids": [v]}, {})),
        "count": lambda n: (d.count, nested(n, lambda v: [v], 1)),
        "count of dicts": lambda n: (d.count, nested(n, lambda v: {1: (v,)}, 1)),
        "from": lambda n: (d.from_, n, False),
        "from dicts": lambda n: (d.from_, n, True),
        "repr": lambda n: (repr, d.tree(n)),
        "index": lambda n: (d.Node, nested(n, Index, None)),
        "iter": lambda n: (d.depth, {"kids": nested(n, Items, None)}),
        "apply": lambda n: (apply, n), "kept": lambda n: (kept, n), "object": lambda n: (object, n),
    }
"""


def run(source, **env):
    source = "import asyncio, os, sys, threading, deepcase as d\n" + textwrap.dedent(WORK) + textwrap.dedent(source)
    done = subprocess.run([sys.executable, "-X", "faulthandler", "-c", source], capture_output=True, text=True, timeout=300, env={**ENV, **env})
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(line.split(": ", 1) for line in done.stdout.splitlines())


@pytest.mark.parametrize("size", [128, 256, 2048, None], ids=str)
def test_too_deep_is_a_recursion_error(size):
    # Python's own limit is out of the way: only the stack is one. The values are made and
    # dropped elsewhere, since CPython 3.13 itself needs much stack to drop what is deep.
    outcomes = run(
        f"""
        sys.setrecursionlimit(1_000_000)
        todo = [(name, n, *make(n)) for name, make in WORK.items() for n in (10, {DEEP if size in (None, 2048) else 20_000}, 11)]
        def do(name, n, call, *args):
            try: result = call(*args)
            except RecursionError as e: result = "RecursionError"
            except Exception as e: result = repr(e)
            print(f"{{name}}, {{n}}: {{result if n > 20 or result == 'RecursionError' else 'fine'}}", flush=True)
        def all():
            for work in todo: do(*work)
            os._exit(0)
        size = {size}
        if not size: all()
        threading.stack_size(size * 1024)
        t = threading.Thread(target=all); t.start(); t.join()
        """
    )
    assert len(outcomes) > 30
    few = {k: v for k, v in outcomes.items() if k.endswith((" 10", " 11"))}
    assert set(few.values()) == {"fine"}, few
    many = {k: v for k, v in outcomes.items() if k not in few}
    [shown] = [many.pop(k) for k in list(many) if k.startswith("repr")]
    assert shown == "RecursionError" or shown.count("Node(v=") == 1000 and "Node(...)" in shown  # which names the others
    assert set(many.values()) == {"RecursionError"}, many


def test_what_the_stack_holds_is_no_error():
    # 1000 is Python's limit of levels, which is no matter of a walk in C.
    assert d.depth(nested({}, 1500, lambda v: {"kids": [v]})) == 1501
    assert d.count(nested(1, 5000, lambda v: [v])) == 5001
    assert len(d.from_(5000, False)) == 1


def nested(v, n, wrap):
    for _ in range(n):
        v = wrap(v)
    return v


def test_values_that_hold_themselves():
    endless = {}
    endless["kids"] = [endless]
    for call in (lambda: d.depth(endless), lambda: asyncio.run(awaited(endless)), lambda: d.Node(kids=[endless])):
        with pytest.raises(RecursionError, match="a value is nested too deeply for the stack of this thread"):
            call()
    items = []
    items.append((items, {"k": items}))
    with pytest.raises(RecursionError):
        d.count(items)
    for of in (False, True):
        with pytest.raises(RecursionError, match="nested too deeply, or holds itself"):
            d.from_itself(of)
        with pytest.raises(d.PanicError, match="that is too deep or too large to print"):
            d.panic_itself(of)
    with pytest.raises(RecursionError, match="holds itself"):
        d.call_with_itself(print)


async def awaited(v):
    return await d.aio.depth(v)


def test_recursion_in_a_greenlet():
    # Its frames are a part of the thread's stack, wherever it began.
    pytest.importorskip("greenlet")
    assert run("""
        import greenlet
        sys.setrecursionlimit(1_000_000)
        def inside():
            for name in ("dicts", "count", "from", "apply"):
                call, *args = WORK[name](100_000)
                try: call(*args)
                except RecursionError: greenlet.getcurrent().parent.switch(name)
        for times in range(2):
            g = greenlet.greenlet(inside)
            print(times, *(g.switch() for _ in range(4)), sep=": ", end="\\n")
        """) == {"0": "dicts: count: from: apply", "1": "dicts: count: from: apply"}


def test_a_thread_of_gos_own():
    # A callback that comes from a goroutine runs on a thread of Go's: its stack counts there.
    def deep(n):
        try:
            return d.depth(nested({}, 100_000, lambda v: {"kids": [v]}))
        except RecursionError:
            return -n

    assert d.elsewhere(deep, 3) == -3


def test_many_threads_know_their_own_stacks():
    found = []

    def count(size):
        v = nested(1, 600, lambda v: [v])
        found.append((size, d.count(v)))

    for size in (256, 1024, 4096):
        threading.stack_size(size * 1024)
        try:
            t = threading.Thread(target=count, args=(size,))
            t.start()
            t.join()
        finally:
            threading.stack_size(0)
    assert found == [(256, 601), (1024, 601), (4096, 601)]


def test_equal_values_of_any_depth():
    # Recursion would need more than the 1 GB of stack after which Go ends the process.
    assert run("""
        a, b = d.Chain(1_500_000), d.Chain(1_500_000)
        print("same:", a == b, a != b)
        b.next.next.n += 1
        print("other:", a == b)
        a, b = d.Chain(5), d.Chain(5)
        a.loop(); b.loop()
        print("rings:", a == b, a == d.Chain(5))
        print("trees:", d.tree(100_000) == d.tree(100_000), d.tree(100_000) == d.tree(100_001))
    """) == {"same": "True False", "other": "False", "rings": "True False", "trees": "True False"}
