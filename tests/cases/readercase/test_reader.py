"""Classes whose Go types read or write are file objects."""

import asyncio
import gzip
import io
import json
import shutil

import pytest
import readercase as c

TEXT = "one\ntwo\n\nthree"


def test_reading():
    r = c.Reader(TEXT)
    assert isinstance(r, io.RawIOBase) and not isinstance(c.Rows(), io.IOBase)
    b = bytearray(5)
    assert r.readinto(b) == 5 and b == b"one\nt" and r.left() == 9
    assert r.read(3) == b"wo\n" and r.readline() == b"\n" and r.read() == b"three" and r.read() == b"" and r.readinto(b) == 0
    assert r.seek(0) == 0 and list(r) == [b"one\n", b"two\n", b"\n", b"three"]
    assert r.seek(-2, 2) == 12 and r.tell() == 12 and r.readlines() == [b"ee"]
    assert r.read_at(b, 4) == 5 and b == b"two\n\n" and r.read_at(b, 11) == 3 and b[:3] == b"ree" and r.read_at(b, 100) == 0
    assert r.readable() and r.seekable() and not r.writable() and not r.closed and not r.isatty()
    r.seek(0)
    assert r.read(b) == 5 and b == b"one\nt"  # as Go's Read
    with r as same:
        assert same is r


def test_what_is_not_a_reader_stays_what_it_is():
    assert c.Rows().read() == ["a", "b"]


def test_libraries():
    assert json.load(c.Reader('{"a": 1}')) == {"a": 1}
    assert io.TextIOWrapper(c.Reader(TEXT)).read() == TEXT
    assert io.BufferedReader(c.Reader(TEXT)).readlines() == list(c.Reader(TEXT))
    out = io.BytesIO()
    shutil.copyfileobj(c.Reader(TEXT), out)
    assert out.getvalue() == TEXT.encode()
    q = c.Queue()
    shutil.copyfileobj(io.BytesIO(b"x" * 100_000), q)
    assert gzip.decompress(gzip.compress(q.read())) == b"x" * 100_000


def test_writing():
    out = io.BytesIO()
    with c.Gzip(out) as z:
        assert z.writable() and z.write(b"abc") == 3
        z.writelines([b"d", b"e"])
        z.flush()
    assert gzip.decompress(out.getvalue()) == b"abcde"
    with c.Gunzip(io.BytesIO(out.getvalue())) as z:
        assert z.readline() == b"abcde" and not z.seekable()
    text = io.TextIOWrapper(c.Gzip(io.BytesIO()))
    text.write("é")
    text.close()


def test_errors():
    b = c.Broken()
    for read in (b.read, b.readline, b.readall, lambda: b.readinto(bytearray(1)), lambda: b.write(b"x"), lambda: next(b)):
        with pytest.raises(c.ErrBroken):
            read()
    with pytest.raises(io.UnsupportedOperation):
        c.Queue().tell()
    with pytest.raises(TypeError):
        c.Reader(TEXT).readinto(b"bytes")


def test_go_gets_what_it_is():
    r = c.Reader(TEXT)
    assert c.kind(r) == "Reader" and c.all(r) == TEXT.encode() and r.left() == 0
    assert c.kind(c.Queue()) == "Queue" and c.kind(io.BytesIO()) == "object"
    q = c.Queue()
    c.put(q, "text")
    assert c.put_all(c.Queue(), q) == 4 and q.read() == b""
    with pytest.raises(TypeError, match="expected a binary file object to write"):
        c.put(r, "text")
    assert c.kind(c.Bytes(b"abc")) == "Bytes" and c.Bytes(b"abc").read(2) == b"ab"


def test_what_comes_out_is_of_its_class():
    r = c.open(TEXT)
    assert type(r) is c.Reader and r.left() == len(TEXT) and r.readline() == b"one\n"


def test_an_interface_that_python_implements():
    class Named(io.BytesIO):
        def name(self):
            return "mine"

    mine = Named(b"x" * 10_000)
    assert c.load(mine) == "mine: " + "x" * 10_000 and mine.closed


def test_in_aio():
    async def main():
        r, b = c.Reader(TEXT), bytearray(3)
        assert await r.aio.readinto(b) == 3 and b == b"one"
        assert await c.Queue().aio.write(b"abc") == 3
        chunks = [x async for x in c.aio.open(TEXT)]
        assert b"".join(chunks) == TEXT.encode()

    asyncio.run(main())
