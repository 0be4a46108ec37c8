"""The stubs are complete and true: stubtest, mypy --strict, and dir()."""

import ast
import importlib
import os
import pkgutil
import subprocess
import sys

import pytest
from cases import IMPORTABLE, names

USE = '''
import anycase, callscase, listscase, mapscase, namedcase, objectscase, textscase, timescase, valuescase, failurescase, numberscase
import bigintcase, equalitycase, filecase, interfacecase, io, netipcase, protocolcase
import datetime
import ipaddress

anything: int = anycase.same({"a": [1, None, object()]})["a"][0]
anycase.Person("Ann").more = {"n": lambda: 1}
kinds: list[str] = anycase.types(1, "a", anycase.Point(1, 2), anycase.Pointer([]).value)
sum_: int = callscase.three(1, b=2, c=3)
parts: list[str] = callscase.split("a", sep="-", limit=2)
found: int | None = callscase.find("x")
pair: tuple[int, str] = callscase.pair()
callscase.wait(0.1, timeout=datetime.timedelta(seconds=1))
floats: list[float] = listscase.floats([1, 2.0])
counts: dict[str, int] = mapscase.counts({"a": 1})
point = objectscase.Point(1, 2, label="x")
x: float = point.x
point.x = 3
inner: objectscase.Inner = objectscase.Outer(1).in_
color: namedcase.Color = namedcase.mix(namedcase.Color.RED, 2)
ident: int = namedcase.same(3)
half: namedcase.ID = namedcase.same(3).half()
header: list[str] = namedcase.Header({"a": ["b"]})["a"]
raw: bytes = textscase.bytes(bytearray(b"x"))
when: datetime.datetime = timescase.zero()
limit: int = valuescase.limit
large: int = bigintcase.add(2**100, 1) + bigintcase.value(1)
unset: int | None = bigintcase.Account().limit
address: ipaddress.IPv4Address | ipaddress.IPv6Address | None = netipcase.addr(ipaddress.ip_address("::1"))
network = netipcase.prefix(ipaddress.ip_network("10.0.0.0/8"))
peer = netipcase.addr_port((ipaddress.IPv4Address(1), 80))
port: int = peer[1] if peer else 0
newer: bool = equalitycase.Release(1) < equalitycase.Release(1, 2)
first: equalitycase.Price = min(equalitycase.Price(1), equalitycase.Price(2))
content: bytes = filecase.read_all(b"x") + filecase.read_all(io.BytesIO()) + filecase.tail(open("x", "rb"), 1)
filecase.write(io.BytesIO(), b"x")
shape = interfacecase.make("square", 2)
assert shape is not None
area: float = shape.area()
if isinstance(shape, interfacecase.Square):
    shape.side = 3
total: float = interfacecase.total(shape, interfacecase.Square(1), interfacecase.Polygon([1]), interfacecase.Side(1), interfacecase.Size.LARGE, None)
interfacecase.each([interfacecase.Disc(1)], lambda i, s: print(i, s and s.area()))
drawing = interfacecase.Drawing(frame=interfacecase.Rect(1, 2))
drawing.frame = interfacecase.both(1)
class Hexagon:
    def area(self) -> float: return 1
    def perimeter(self) -> int: return 6
drawing.frame = Hexagon()
total += interfacecase.area(Hexagon())
name: str = interfacecase.name_of(lambda: "x") + interfacecase.name_of(interfacecase.Label("x"))
try:
    failurescase.missing(True)
except failurescase.ErrMissing as error:
    results: tuple[object, ...] | None = error.results
names = protocolcase.new_names("a")
item: str = names[-1] + names[:1][0] + "".join(reversed(names)) + max(names)
names[0] = "b"
del names[0]
size: int = len(names) + names.index("a") + ("x" in names)
store = protocolcase.new_store()
with protocolcase.new_rows(1, False) as rows:
    numbered: list[tuple[int, str]] = list(rows)
nodes: dict[str, protocolcase.Node] = {k: store[k] for k in store}
labels: dict[str, int] = dict(protocolcase.new_labels("a"))
label: int = protocolcase.new_labels("a").get("b", 0)
prices: float = protocolcase.Prices({"a": 1})["a"] + sum(protocolcase.Prices({}).values())
pieces: list[str] = protocolcase.Row(["a"])[1:]
vec: protocolcase.Vec = -(protocolcase.Vec(1) + protocolcase.Vec(2)) * 2 / 2
vec = 2 * vec + sum([vec, vec], protocolcase.Vec())
later: protocolcase.Instant = protocolcase.Instant(1) + datetime.timedelta(1)
since: datetime.timedelta = later - protocolcase.Instant(1)
allowed: protocolcase.Perm = protocolcase.Perm.READ | protocolcase.Perm.WRITE
title: str = protocolcase.list("a")[0] + protocolcase.Listed()[0] + f"{later:S}"
def sized(s: protocolcase.Sized, l: protocolcase.Lister) -> int: return s.len() + len(l)
sized(protocolcase.Plain(), protocolcase.Listed())
'''

WRONG = '''
import absentcase, bigintcase, callscase, equalitycase, filecase, interfacecase, io, netipcase, objectscase, protocolcase
filecase.read_all(io.StringIO())
filecase.write(b"x")
bigintcase.add(None, 1)
netipcase.addr("::1")
callscase.three("1", 2, 3)
callscase.nothing()
objectscase.Point(z=1)
objectscase.Point().x = "a"
equalitycase.Release(1) < 2
objectscase.Point() < objectscase.Point()
absentcase.raw_root
absentcase.Point(1).raw_move
interfacecase.area(interfacecase.Line(1))
interfacecase.area(3)
interfacecase.name_of(lambda: 3)
protocolcase.Vec() + 1
"x" * protocolcase.Vec()
protocolcase.new_names()["a"]
protocolcase.new_store()[1]
len(protocolcase.Plain())
'''


@pytest.fixture
def environment():
    return {**os.environ, "PYTHONPATH": str(IMPORTABLE), "MYPYPATH": str(IMPORTABLE)}


def run(*arguments, **keywords):
    return subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, **keywords)


def test_stubtest(environment, tmp_path):
    allowed = tmp_path / "allowed"
    # Type checkers know buffers by a method that Python has from 3.12 on (PEP 688).
    allowed.write_text("" if sys.version_info >= (3, 12) else r".*\._arrays\.Array\.__buffer__" + "\n")
    done = run("mypy.stubtest", "--concise", "--allowlist", str(allowed), *names(), env=environment)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.once
def test_mypy_strict(environment, tmp_path):
    (tmp_path / "use.py").write_text(USE)
    done = run("mypy", "--strict", "use.py", env=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run("mypy", "--strict", *[a for name in names() for a in ("-p", name)], env=environment, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.once
def test_mypy_finds_mistakes(environment, tmp_path):
    (tmp_path / "wrong.py").write_text(WRONG)
    done = run("mypy", "--strict", "wrong.py", env=environment, cwd=tmp_path)
    assert "Found 21 errors" in done.stdout, done.stdout


@pytest.mark.parametrize("name", names())
def test_dir_is_what_the_stub_names(name):
    stub = ast.parse((IMPORTABLE / name / "__init__.pyi").read_text())
    named = set()
    for node in stub.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            named.add(node.name)
        elif isinstance(node, ast.AnnAssign):
            named.add(node.target.id)
        elif isinstance(node, ast.Assign):
            named.add(node.targets[0].id)
    module = importlib.import_module(name)
    below = {m.name for m in pkgutil.iter_modules(module.__path__)}
    assert not [n for n in below if n.startswith("_")], "modules of gophersnake's are in help()"
    assert set(dir(module)) == {n for n in named | below if not n.startswith("_")}  # those with an underscore are for hints, and what modules have of their own
