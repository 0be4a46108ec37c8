"""Which arguments Go borrows, and that it borrows none that it must not.

The truth about each function of borrow.go is not written down but shown: in a
second build every argument is borrowed by force, and guard mode tells which
functions keep, write or overrun what they borrow. No decision of the first
build may say borrow where that happens.
"""

import array
import json
import os
import platform
import subprocess
import sys

import borrowcase as l
import numpy
import pytest
from cases import BUILD, CASES, TOOL, build_at, snake


def decisions():
    done = subprocess.run([TOOL, "check", "--json"], cwd=CASES / "borrowcase", capture_output=True, text=True, check=True)
    return {s["go"]: {a["name"]: a["passing"] for a in s.get("arguments", ())} for s in json.loads(done.stdout)["symbols"] if s["bound"]}


DECISIONS = decisions()
GUARDED = os.environ.get("GOPHERSNAKE_GUARD", "0") not in ("", "0")
unguarded = pytest.mark.skipif(GUARDED, reason="guard mode passes protected copies instead of the memory itself")


def address(buffer):
    return numpy.frombuffer(buffer, "u1").__array_interface__["data"][0]


def test_an_address_that_the_compiler_loses_is_not_borrowed():
    for f in "HiddenKeep HiddenStore HiddenWrite HiddenBelow HiddenNumbers HiddenClosure".split():
        assert set(DECISIONS[f].values()) == {"copy"}, f
    for f in "Aligned InOne AddressOfBytes".split():
        assert set(DECISIONS[f].values()) == {"borrow"}, f


@unguarded
def test_views_are_views():
    b = bytearray(b"x" * 1_000_000)
    assert l.address_of_bytes(b) == address(b)
    assert l.address_of_bytes(memoryview(b)[1000:]) == address(b) + 1000
    frozen = b"y" * 100
    assert l.address_of_bytes(frozen) == address(frozen)
    a = numpy.arange(1000.0)
    assert l.address_of_floats(a) == a.__array_interface__["data"][0]
    assert l.address_of_floats(array.array("d", [1, 2])) != 0
    text = "z" * 1000
    assert l.address_of_text(text) == l.address_of_text(text)
    assert l.careful(a) != a.__array_interface__["data"][0]


def test_views_that_cannot_be_are_copied():
    a = numpy.arange(10.0)
    for view in (a[::2], a[::-1], a.astype(">f8"), a.astype("f4"), list(a), numpy.frombuffer(b"\0" + a.tobytes(), "u1")[1:].view("f8")):
        assert l.sum(view) == sum(float(x) for x in view)


def test_a_borrowed_buffer_cannot_be_resized_and_is_given_back():
    import threading

    b = bytearray(b"a" * 50_000_000)
    refused, stop = [], threading.Event()

    def resize():
        while not stop.is_set():
            try:
                b.append(0)
                b.pop()
            except BufferError:
                refused.append(1)

    thread = threading.Thread(target=resize)
    thread.start()
    try:
        for _ in range(200):
            l.sha(b)
            if refused:
                break
    finally:
        stop.set()
        thread.join()
    assert refused
    size = len(b)
    b.append(1)
    assert len(b) == size + 1


FUNCTIONS = [name for name in DECISIONS if "." not in name]
BYTES = [name for name in FUNCTIONS if name.startswith("Keep") and set(DECISIONS[name]) == {"b"}]
TEXTS = [name for name in FUNCTIONS if name.startswith("Keep") and "s" in DECISIONS[name]]


@pytest.mark.parametrize("name", BYTES)
def test_what_keeps_bytes_is_given_a_copy(name):
    f = getattr(l, snake(name))
    l.forget()
    b = bytearray(b"0123456789")
    f(b)
    b[:] = b"overwrite!"
    kept = l.kept_bytes() or [t.encode() for t in l.kept_texts()]
    assert kept and all(k in (b"0123456789", b"56789") for k in kept)


@pytest.mark.parametrize("name", TEXTS)
def test_what_keeps_text_is_given_a_copy(name):
    f = getattr(l, snake(name))
    l.forget()
    values = {p: "" for p in DECISIONS[name]}
    for i in range(50):
        values["s"] = f"a text, {i} " + "long enough to be freed " * 50
        try:
            f(**values)
        except l.GoError:
            pass  # an error that holds its argument
        values["s"] = None
    junk = ["#" * (1200 + i) for i in range(500)]
    kept = l.kept_texts() + [b.decode() for b in l.kept_bytes()]
    assert junk and all("#" not in k and "\0" not in k for k in kept)


def test_functions_without_results_write_into_the_buffer():
    b = bytearray(b"abcdefghij")
    l.write_first(b)
    assert b == b"Xbcdefghij"
    l.write_copy(memoryview(b)[1:])
    assert b == b"Xwrittenij"
    a = numpy.array([3.0, 1.0, 2.0])
    l.write_loop(a)
    l.write_sort_old(a)
    assert a.tolist() == [2, 4, 6]
    i = array.array("q", [3, 1, 2])
    l.write_sort(i)
    assert i.tolist() == [1, 2, 3]
    l.write_error(b)
    assert b == b"Xwrittenij"
    for empty in (array.array("q"), numpy.zeros(0, "i8"), None):  # an empty array.array shows an address that is not aligned
        l.write_sort(empty)


def test_a_write_that_would_be_lost_is_refused():
    for bad in (b"bytes", memoryview(b"ro")):
        with pytest.raises(TypeError, match=r"write_first\(\) argument 'b': expected a writable bytes-like object, got a read-only one"):
            l.write_first(bad)
    with pytest.raises(TypeError, match="expected a writable buffer"):
        l.write_loop([1.0, 2.0])
    with pytest.raises(TypeError, match="float64"):
        l.write_loop(numpy.zeros(3, "f4"))
    with pytest.raises(ValueError, match="contiguous"):
        l.write_loop(numpy.zeros(6)[::2])
    ro = numpy.zeros(3)
    ro.flags.writeable = False
    with pytest.raises(TypeError, match="read-only"):
        l.write_loop(ro)


def test_references_are_never_written_over():
    for objects in (numpy.array([1, "x"], "O"), numpy.zeros(2, [("n", "u1"), ("x", "O")])):
        with pytest.raises(TypeError, match=r"write_first\(\) argument 'b': expected a writable bytes-like object, got one of Python objects"):
            l.write_first(objects)
    named = numpy.zeros(2, [("O", "u1"), ("n", "u1")])
    l.write_first(named)
    assert named["O"].tolist() == [ord("X"), 0]


def test_functions_with_results_write_into_the_buffer_too():
    b = bytearray(b"abcdef")
    assert l.write_and_return(b) == b"Xbcdef" and b == b"Xbcdef"
    assert l.write_append(b) == b"XYYY" and b == b"XYYYef"
    assert l.write_through(b) == 5 and b == b"XXYYef"
    with pytest.raises(TypeError, match="has written"):
        l.write_and_return(b"bytes")
    with pytest.raises(TypeError, match="the function has written it"):
        l.write_through(b"bytes")


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the assembly is for amd64")
def test_assembly_is_judged_by_its_twin_in_go():
    assert {name: DECISIONS[name]["b"] for name in DECISIONS if name.endswith("Assembly")} == {
        "ReadAssembly": "borrow",
        "WriteAssembly": "write",
        "WriteThroughAssembly": "write",
        "SpareAssembly": "copy",  # it may be kept, for all that the compiler can say without //go:noescape
    }
    b = bytearray(b"abc")
    assert l.read_assembly(b) == ord("a") and l.spare_assembly(b) == ord("c")
    assert b == b"abc" and l.write_assembly(b) == 3 and b == b"Xbc"
    b = bytearray(b"abc")
    l.write_through_assembly(b)
    assert b == b"Xbc"


def test_parts_of_a_view_are_copied_out():
    assert l.middle(bytearray(b"abcd")) == b"bc" and l.middle_text("abcd") == "bc"
    assert l.upper("ABC") == "ABC" and l.upper("abc") == "ABC" and l.parts("a,b") == ["a", "b"] and l.hello("") == "hello " and l.joined("", "x") == "x"
    assert l.sum(numpy.ones(1_000_000)) == 1_000_000 and l.count("banana") == 3 and l.index(b"xyz") == 2 and l.compare("a", "a") and l.number("12") == 12


# ---- the truth, in a build where everything is borrowed by force ----

TRUTH = """
import sys, borrowforced as l
from cases import snake
name, params = {name!r}, {params!r}
owner, _, method = name.rpartition(".")
f = getattr(l.Keeper() if owner else l, snake(method))
values = {{p: "" for p in params}}
for p in params:
    if p == "b": values[p] = bytearray(b"0123456789")
    if p == "v": values[p] = __import__("array").array("q" if name == "WriteSort" else "d", [3, 1, 2])
    if p == "s": values[p] = " some text, in two parts "
result = None
try:
    result = f(**values)
except l.GoError:
    pass
except l.PanicError as error:
    print("written" if "was written" in str(error) else "panic", error)
    sys.exit()
try:
    kept = l.kept_bytes(), l.kept_texts(), isinstance(result, l.Keeper) and result.text()
except l.PanicError as error:
    print("kept" if "after the call" in str(error) else "panic", error)
    sys.exit()
print("clean")
"""


@pytest.fixture(scope="module")
def forced(tmp_path_factory):
    """borrowcase with //py:borrow on everything, as the package borrowforced."""
    folder = tmp_path_factory.mktemp("forced")
    for file in (f for f in (CASES / "borrowcase").iterdir() if f.suffix in {".mod", ".go", ".s"}):
        text = file.read_text()
        (folder / file.name).write_text("".join(line for line in text.splitlines(keepends=True) if not line.startswith("//py:")))
    lines = ['[project]\nname = "borrowforced"\nversion = "0"\n[tool.gophersnake]\nname = "borrowforced"']
    for go, params in DECISIONS.items():
        borrowable = [p for p, borrowed in params.items() if borrowed != "value"]
        if borrowable:
            lines.append(f'[tool.gophersnake.bind."{go}"]\nborrow = "{", ".join(borrowable)}"')
    (folder / "pyproject.toml").write_text("\n".join(lines))
    build_at(folder, "borrowforced")
    return folder


@pytest.mark.parametrize("name", [n for n in DECISIONS if any(v != "value" for v in DECISIONS[n].values()) and not n.startswith("Lie")])
def test_no_decision_borrows_where_the_truth_is_otherwise(name, forced):
    script = TRUTH.format(name=name, params=list(DECISIONS[name]))
    environment = {**os.environ, "GOPHERSNAKE_GUARD": "1", "PYTHONPATH": f"{BUILD / 'site'}:{CASES.parent}"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, timeout=60)
    truth = done.stdout.split(" ")[0].strip() if done.returncode == 0 else "fatal"
    assert truth in ("clean", "kept", "written", "panic", "fatal"), done.stdout + done.stderr
    if truth != "clean":
        borrowed = set(DECISIONS[name].values())
        assert "borrow" not in borrowed, (name, truth, DECISIONS[name])
        if truth == "kept":
            assert borrowed <= {"copy", "value"}
    if name.startswith("Keep") and "." not in name:
        assert truth == "kept" or name == "KeepGoroutine" and truth == "fatal", (name, done.stdout, done.stderr)


def test_guard_mode_names_argument_and_offset(tmp_path):
    script = """
import borrowcase as l
def what(f, *a):
    try: f(*a)
    except Exception as e: print(type(e).__name__, e, "|", "borrow.go" in "".join(getattr(e, "__notes__", [])))
l.lie_keep(b"secret")
what(l.lie_late_read)
what(l.lie_write, b"secret")
what(l.lie_overrun, [1.0, 2.0])
import numpy
a = numpy.array([3.0, 1.0]); l.write_loop(a); print(a.tolist())
print(l.sum(a), l.count("banana"), l.middle(b"abcd"))
"""
    environment = {**os.environ, "GOPHERSNAKE_GUARD": "1", "PYTHONPATH": str(BUILD / "site")}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, timeout=60)
    assert done.stdout.splitlines() == [
        "GuardError lie_keep() argument 'b' was used after the call that borrowed it: at offset 0 of 6 bytes | True",
        "GuardError lie_write() argument 'b' was written, but it was borrowed for reading: at offset 3 of 6 bytes | True",
        "GuardError lie_overrun() argument 'v' was used past its end: at offset 16 of 16 bytes | True",
        "[6.0, 2.0]",
        "8.0 3 b'bc'",
    ], done.stdout + done.stderr  # fmt: skip
