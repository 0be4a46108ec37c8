"""Readers and writers that come out of Go are file objects."""

import asyncio
import csv
import doctest
import gc
import gzip
import io
import json
import os
import pathlib
import pickle
import shutil
import subprocess
import sys
import tarfile
import textwrap
import zipfile

import filecase as f
import pytest
from cases import IMPORTABLE

LINES = b"one\ntwo\n\nthree"


def test_a_reader_is_a_raw_file():
    r = f.text("hello\nworld\n")
    assert isinstance(r, io.RawIOBase) and isinstance(r, io.IOBase)
    assert r.readable() and r.seekable() and not r.writable() and not r.closed and r.mode == "rb"
    assert r.read(2) == b"he" and r.read() == b"llo\nworld\n" and r.read() == b"" == r.read(5)
    b = bytearray(4)
    assert r.seek(1) == 1 and r.tell() == 1 and r.readinto(b) == 4 and b == b"ello"
    assert r.seek(0, 2) == 12 and r.readinto(b) == 0 and r.seek(-6, os.SEEK_END) == 6 and r.readall() == b"world\n"
    with pytest.raises(io.UnsupportedOperation):
        r.write(b"x")
    with pytest.raises(io.UnsupportedOperation):
        r.fileno()
    assert not hasattr(r, "name")
    r.close()
    assert r.closed
    with pytest.raises(ValueError, match="closed file"):
        r.read()
    r.close()


@pytest.mark.parametrize("make", [lambda b: f.text(b.decode()), f.plain, f.halves])
def test_lines(make):
    assert list(make(LINES)) == LINES.splitlines(keepends=True)
    r = make(LINES)
    assert r.readline() == b"one\n" and r.readline(2) == b"tw" and r.read(2) == b"o\n" and r.read1(1) == b"\n" and r.readlines() == [b"three"]
    assert r.readline() == b""
    with make(b"x" * 200_000 + b"\ny") as r:
        assert len(next(iter(r))) == 200_001 and r.read(10) == b"y"
    assert make(LINES).readlines(5) == [b"one\n", b"two\n"]


def test_read_waits_for_what_was_asked():
    data = os.urandom(300_000)
    assert f.halves(data).read(200_000) == data[:200_000]
    assert f.halves(data).read(1000) == data[:1000] and len(f.halves(data).read1(1000)) == 500
    assert f.plain(data[:1000]).read() == data[:1000]


def test_what_is_nil_is_none():
    assert f.no_reader() is None and f.no_writer() is None


def test_errors():
    r = f.failing()
    assert r.read(4) == b"some"
    with pytest.raises(f.ErrBroken):
        r.read(1)
    with pytest.raises(f.ErrBroken):
        r.readinto(bytearray(1))
    with pytest.raises(f.ErrBroken):
        next(r)
    with pytest.raises(TypeError, match="writable bytes-like"):
        f.text("x").readinto(b"x")
    with pytest.raises(TypeError, match="bytes-like"):
        f.open_buffer().w.write("text")


def test_closing_is_said_to_go_once():
    with f.closing("abc") as r:
        assert r.read() == b"abc" and f.closed() == 0
    assert f.closed() == 1
    r.close()
    assert f.closed() == 1
    r = f.closing("abc")
    del r
    gc.collect()
    assert f.closed() == 1  # as Python's files
    b = f.Buffer()
    b.r = f.text("kept")
    assert b.r.read(1) == b"k" and b.r.read() == b"ept"


def test_libraries_read():
    assert json.load(f.text('{"a": [1]}')) == {"a": [1]}
    assert list(csv.reader(io.TextIOWrapper(f.plain(b"a,b\n1,2\n")))) == [["a", "b"], ["1", "2"]]
    assert io.BufferedReader(f.halves(LINES)).readlines() == LINES.splitlines(keepends=True)
    out = io.BytesIO()
    shutil.copyfileobj(f.halves(LINES), out)
    assert out.getvalue() == LINES
    assert gzip.open(f.halves(gzip.compress(LINES))).read() == LINES
    assert pickle.load(f.halves(pickle.dumps([LINES] * 10))) == [LINES] * 10
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as t:
        t.addfile(tarfile.TarInfo("a"), None)
    with tarfile.open(fileobj=f.halves(archive.getvalue()), mode="r|") as t:
        assert t.getnames() == ["a"]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("b", "text")
    with zipfile.ZipFile(f.seekable(archive.getvalue().decode("utf-8", "surrogateescape"))) as z:
        assert z.read("b") == b"text"


def test_pandas_reads():
    pandas = pytest.importorskip("pandas")
    assert pandas.read_csv(f.halves(b"a,b\n1,2\n")).to_dict("list") == {"a": [1], "b": [2]}
    b = f.open_buffer()
    pandas.DataFrame({"a": [1]}).to_csv(b.w, index=False)
    assert b.content() == "a\n1\n"


def test_writers():
    b = f.open_buffer()
    w = b.w
    assert w.writable() and w.write(b"abc") == 3 and w.write(memoryview(b"de")) == 2
    w.writelines([b"f", bytearray(b"g")])
    assert b.content() == "abcdefg"
    assert b.r.read(3) == b"abc" and b.content() == "defg"
    print("text", file=io.TextIOWrapper(b.w, write_through=True), flush=True)
    assert b.content() == "defgtext\n"
    w = b.buffered()
    w.write(b"later")
    assert b.content() == "defgtext\n"
    w.flush()
    assert b.content() == "defgtext\nlater"
    with b.buffered() as w:
        w.write(b"!")
    assert b.content() == "defgtext\nlater!"


def test_compression_through_both():
    out = io.BytesIO()
    with f.zipped(out) as z:
        shutil.copyfileobj(io.BytesIO(LINES * 1000), z)
    assert gzip.decompress(out.getvalue()) == LINES * 1000
    with f.unzipped(io.BytesIO(gzip.compress(LINES * 1000))) as r:
        assert r.read() == LINES * 1000


def test_files_of_the_system(tmp_path):
    with f.open_file(tmp_path / "file") as file:
        assert file.readable() and file.writable() and file.seekable() and file.name == str(tmp_path / "file") and file.mode == "rb+"
        assert os.fstat(file.fileno()).st_size == 0
        file.write(b"one\ntwo\n")
        file.seek(0)
        assert file.readline() == b"one\n" and file.tell() == 4
        file.write(b"TWO")  # where the line ended
        assert file.truncate(7) == 7
    assert (tmp_path / "file").read_bytes() == b"one\nTWO"


def test_fields_and_variables():
    b = f.Buffer()
    assert b.w is None and b.r is None and b.all == []
    mine = io.BytesIO()
    b.w = mine
    assert b.w is mine  # it comes home
    b.r = io.BytesIO(b"abc")
    assert b.r.read() == b"abc"
    b.r = b"bytes"
    assert b.r.read(2) == b"by" and b.r.read() == b"tes"
    b.w = None
    assert b.w is None
    with pytest.raises(TypeError):
        b.w = "text"
    b.all = [io.BytesIO(b"1"), b"2", f.text("3")]
    assert [r.read() for r in b.all] == [b"1", b"2", b"3"]
    assert f.Buffer(w=mine).w is mine
    f.out = mine
    f.say("to a variable")
    assert f.out is mine and mine.getvalue() == b"to a variable"
    f.out = f.open_buffer().w
    f.say("x")
    f.out = None


def test_containers_callbacks_and_functions():
    assert [r.read() for r in f.split("a b")] == [b"a", b"b"]
    assert {k: v.read() for k, v in f.named("x").items()} == {"x": b"x"}
    mine = io.BytesIO()
    assert f.rewriter(mine) is mine and f.reread(mine) is mine

    def through(w):
        w.write(b"written")
        return io.BytesIO(b"returned")

    assert f.through(through) == ("written", "returned")
    assert f.through(lambda w: f.text("gos")) == ("", "gos")
    assert f.maker("a")("b").read() == b"ab"
    assert [r.read() for r in f.many(3)] == [b"item"] * 3
    got = []
    f.consume(lambda r: got.append(r.read()))
    assert got == [b"from Go"]


def test_what_goes_back_to_go_is_what_it_was():
    r = f.text("abc")
    assert f.type_of(r) == "strings.Reader" and f.same(r, r)
    assert f.read_all(r) == b"abc" and r.read() == b""
    assert f.concatenate(f.text("a"), f.plain(b"b")) == b"ab"
    r = f.halves(LINES)
    assert r.readline() == b"one\n" and f.read_all(r) == LINES[4:]  # what was read ahead is not lost
    r.close()
    with pytest.raises(ValueError):
        f.read_all(r)
    assert f.tail(f.seekable("0123"), 2) == b"23"
    assert f.at(f.by_offset("0123"), 2, 1) == b"12"


def test_a_context_ends_with_its_file():
    r = f.of_context()
    assert r.read(9) == b"on and on"
    r.close()
    r = f.of_context(timeout=60)
    del r


def test_in_aio():
    async def main():
        assert b"".join([chunk async for chunk in f.aio.text("abc")]) == b"abc"
        assert [c async for c in f.aio.no_reader()] == []
        mine = io.BytesIO(b"mine")
        assert b"".join([c async for c in f.aio.reread(mine)]) == b"mine"

    asyncio.run(main())


def test_reads_in_aio():
    async def main():
        r = f.aio.plain(b"one\ntwo\nthree and more")
        assert await r.read(2) == b"on" and await r.readline() == b"e\n"
        assert await r.readuntil(b"o") == b"two" and await r.readexactly(1) == b"\n"
        assert await r.read(0) == b"" and await anext(r) == b"t"
        assert await r.read(100) == b"hree and more"
        assert await r.read() == b"" == await r.read(1) and await r.readline() == b""
        async with f.aio.text("rest") as r:
            assert await r.read() == b"rest"
        r = f.aio.text("short")
        with pytest.raises(asyncio.IncompleteReadError) as raised:
            await r.readexactly(10)
        assert raised.value.partial == b"short" and raised.value.expected == 10
        r = f.aio.text("a,b")
        assert await r.readuntil(b",") == b"a,"
        with pytest.raises(asyncio.IncompleteReadError):
            await r.readuntil(b",")
        with pytest.raises(ValueError, match="at least one byte"):
            await r.readuntil(b"")
        r = f.aio.failing()
        with pytest.raises(f.ErrBroken):
            await r.read()
        assert await r.read(4) == b"some"  # the read that failed has taken nothing
        assert not hasattr(f.aio.many(1), "read")  # an iterator of something else

    asyncio.run(main())


def test_a_read_in_aio_that_is_cancelled_has_taken_nothing():
    async def main():
        tap = f.Tap()
        r = f.aio.over(tap)
        reading = asyncio.ensure_future(r.read(6))
        tap.feed(b"one")
        while not (tap.waiting() and reading.get_coro().cr_await is not None):
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        tap.feed(b"two")
        assert await r.read(6) == b"onetwo"
        tap.feed(b"")
        assert await r.read() == b""

    asyncio.run(main())


def test_what_the_document_shows_is_so(tmp_path):
    docs = pathlib.Path(__file__).resolve().parents[3] / "docs" / "io.md"
    failed, tried = doctest.testfile(str(docs), module_relative=False, globs={"files": f, "path": tmp_path / "table.csv"})
    assert not failed and tried >= 15


def test_an_error_of_a_read_is_told_after_the_memory_of_its_call_is_freed():
    """Such a read is made by a worker. What glibc's allocator frees is overwritten here; of others it may be."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent("""
        import filecase as f
        for read in (lambda r: r.read(), lambda r: r.read(100), lambda r: r.readline(100), lambda r: r.readinto(bytearray(100))):
            reader = f.failing()
            try:
                for _ in range(9):  # it gives some bytes before
                    read(reader)
            except f.ErrBroken as e:
                assert str(e) == "broken" and type(e) is f.ErrBroken, repr(e)
            else:
                raise AssertionError("not broken")
        """)],
        capture_output=True, text=True, timeout=60,
        env={**os.environ, "PYTHONPATH": str(IMPORTABLE), "MALLOC_PERTURB_": "165", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
