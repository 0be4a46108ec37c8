import array
import mmap
import pathlib

import numpy
import pytest
import textscase as t

TEXTS = ["", "a", "naïve", "日本語", "🐍" * 1000, "a\0b", "\x7f", "x" * 10, "x" * 300, "y" * 100_000, "\n\r\t"]


@pytest.mark.parametrize("s", TEXTS, ids=range(len(TEXTS)))
def test_str_comes_back(s):
    assert t.str(s) == s
    assert t.len(s) == len(s.encode())
    assert t.list([s, s]) == [s, s]


def test_bytes_that_are_not_utf8_come_back_through_surrogates():
    assert t.bad() == "a\udcffb\udcc3"
    assert t.str(t.bad()) == t.bad()
    assert t.len(t.bad()) == 4


def test_lone_surrogates_are_refused():
    for s in ("\ud800", "a\udc00b", "\udfff"):
        with pytest.raises(UnicodeEncodeError):
            t.str(s)
        with pytest.raises(UnicodeEncodeError):
            t.list(["fine", s])


def test_str_subclasses_and_paths():
    class S(str):
        pass

    assert t.str(S("sub")) == "sub"
    assert t.str(pathlib.PurePosixPath("/tmp/x")) == "/tmp/x"

    class P:
        def __fspath__(self):
            return b"raw\xff"

    assert t.str(P()) == "raw\udcff"

    class Broken:
        def __fspath__(self):
            return 3

    with pytest.raises(TypeError):
        t.str(Broken())
    for bad in (b"x", None, 3, ["x"]):
        with pytest.raises(TypeError, match="expected str"):
            t.str(bad)


def test_results_of_every_size():
    for n in (0, 1, 31, 32, 33, 255, 256, 257, 511, 512, 513, 65535, 65536, 70000, 1_000_000):
        assert t.repeat("é", n) == "é" * n
        assert t.two(n) == ("a" * n, "b" * n)


BUFFERS = [b"abcd", bytearray(b"abcd"), memoryview(b"abcd"), array.array("B", b"abcd"), numpy.frombuffer(b"abcd", "u1"), array.array("h", [1, 2])]


@pytest.mark.parametrize("b", BUFFERS, ids=lambda b: type(b).__name__)
def test_any_buffer_is_bytes(b):
    assert t.bytes(b) == bytes(b)
    assert t.caps(b)
    assert t.four(b) == bytes(b)[3:] + bytes(b)[1:3] + bytes(b)[:1]


def test_mmap_and_strided_views(tmp_path):
    with mmap.mmap(-1, 4096) as m:
        m[:3] = b"xyz"
        assert t.bytes(m)[:4] == b"xyz\0"
    assert t.bytes(memoryview(b"a1b2c3")[::2]) == b"abc"
    assert t.bytes(memoryview(b"abc")[::-1]) == b"cba"
    a = numpy.arange(12, dtype="u1").reshape(3, 4)
    assert t.bytes(a.T) == a.T.tobytes()


def test_none_is_nil_and_empty_is_not():
    assert t.is_nil(None)
    assert not t.is_nil(b"") and not t.is_nil(bytearray()) and not t.is_nil(memoryview(b"abc")[3:])
    assert t.bytes(None) == b"" and t.nil_bytes() == b""
    assert t.blobs([None, b"", b"x"]) == [b"", b"", b"x"]


def test_bytes_refuse_other_types():
    for bad in ("text", 3, [1, 2], object()):
        with pytest.raises(TypeError, match="expected a bytes-like object"):
            t.bytes(bad)
    with pytest.raises(ValueError, match="4 bytes"):
        t.four(b"abc")
    with pytest.raises(TypeError, match="got None"):
        t.four(None)


def test_go_changes_what_can_be_changed_and_keeps_copies():
    b = bytearray(b"given")
    assert t.scribbled(b) == bytes(5) and b == bytes(5)
    frozen = b"frozen"
    with pytest.raises(TypeError, match=r"expected a writable bytes-like object, got bytes: the function has written it; pass bytearray\(b\)"):
        t.scribbled(frozen)
    assert frozen == b"frozen"
    for i in range(100):
        t.keep(f"kept {i} " + "x" * i)
    assert t.kept()[-100:] == [f"kept {i} " + "x" * i for i in range(100)]


def test_the_buffer_is_free_again_after_the_call():
    b = bytearray(b"abc")
    t.bytes(b)
    b.extend(b"d")
    with pytest.raises(TypeError):
        t.blobs([b, "not bytes"])
    b.extend(b"e")
    assert b == b"abcde"


def test_text_that_may_come_as_bytes():
    assert t.measure("é", "") == t.measure("é".encode(), "") == t.measure(memoryview(b"ab"), "") == 2
    assert t.measure(b"\xff\xfe\x00", "x") == 4
    for bad in (None, 3, ["x"]):
        with pytest.raises(TypeError, match="expected str"):
            t.measure(bad, "")
    with pytest.raises(TypeError, match=r"measure\(\) argument 'sep': expected str, got bytes"):
        t.measure("", b"")


def test_runes():
    assert t.runes("aé🐍") == [97, 233, 0x1F40D]


def test_its_functions_over_columns():
    """Where none is of numbers alone, there is nothing for NumPy."""
    import textscase.batch as batch

    assert list(batch.repeat(["a", "b"], 2)) == ["aa", "bb"]
