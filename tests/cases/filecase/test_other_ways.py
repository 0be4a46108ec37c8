"""Values that read or write in one way alone, and not by Read or Write, are file objects too."""

import io
import shutil

import filecase as m
import pytest


def test_what_writes_itself_is_read():
    r = m.report("one ", "two\n", "three")
    assert r.readable() and not r.writable() and not r.seekable()
    assert r.read(5) == b"one t" and r.readline() == b"wo\n" and r.read() == b"three" and r.read() == b""
    into = io.BytesIO()
    shutil.copyfileobj(m.report("a", "b"), into)
    assert into.getvalue() == b"ab"
    assert m.drain(m.report("x", "y")) == b"xy"  # as itself


def test_its_error_comes_after_what_it_wrote():
    r = m.report("one", "", "two")
    assert r.read(3) == b"one"
    with pytest.raises(m.GoError, match="an empty part"):
        r.read()


def test_bytes_and_runes():
    assert m.only_bytes("ab\ncd").readlines() == [b"ab\n", b"cd"]
    assert m.first_byte(m.only_bytes("x")) == ord("x")
    r = m.only_runes("aé€𝄞")
    assert r.read(2) + r.read(3) + r.read() == "aé€𝄞".encode()
    assert io.TextIOWrapper(m.only_runes("é\n")).readlines() == ["é\n"]


def test_offsets():
    r = m.only_at("0123456789")
    assert r.seekable() and r.read(3) == b"012" and r.seek(-1, io.SEEK_CUR) == 2 and r.read(2) == b"23"
    assert r.seek(8) == 8 and r.read() == b"89" and r.tell() == 10
    with pytest.raises(m.GoError, match="does not say where it ends"):
        r.seek(0, io.SEEK_END)
    assert m.at(r, 2, 5) == b"56"


@pytest.mark.parametrize("way", ["from_", "by_text", "by_bytes", "at"])
def test_writing(way):
    sink = m.Sink()
    w = getattr(sink, way)()
    assert w.writable() and not w.readable() and w.seekable() is (way == "at")
    assert w.write(b"one ") == 4 and w.write("zwö".encode()) == 4
    assert sink.text() == "one zwö"
    with pytest.raises(io.UnsupportedOperation):
        w.read()
    if way == "at":
        assert w.seek(0) == 0 and w.write(b"O") == 1 and sink.text() == "One zwö"


def test_an_error_of_writing():
    sink = m.Sink()
    with pytest.raises(m.GoError, match="no exclamations"):
        sink.by_bytes().write(b"ab!")
    assert sink.text() == "ab"
