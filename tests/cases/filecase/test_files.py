import array
import asyncio
import contextvars
import errno
import gc
import gzip
import io
import mmap
import os
import pathlib
import random
import socket
import sys
import tempfile
import threading
import zipfile

import filecase as f
import freethreading
import pytest

DATA = random.Random(1).randbytes(300_000)


class Reader:
    """Anything with a read()."""

    def __init__(self, *pieces):
        self.pieces, self.asked = list(pieces), []

    def read(self, n=-1):
        self.asked.append(n)
        piece = self.pieces.pop(0) if self.pieces else b""
        if isinstance(piece, BaseException):
            raise piece
        return piece


class Writer:
    def __init__(self, most=None, says=True):
        self.data, self.most, self.says = b"", most, says

    def write(self, p):
        assert type(p) is bytes
        p = p[: self.most]
        self.data += p
        return len(p) if self.says else None


def opened(tmp_path, data, mode="rb", **more):
    path = tmp_path / "file"
    path.write_bytes(data)
    return open(path, mode, **more)


@pytest.mark.parametrize("size", [0, 1, 511, 512, 65536, 300_000])
def test_all_is_read(tmp_path, size):
    data = DATA[:size]
    memory = mmap.mmap(-1, size or 1)
    memory.write(data or b"\0")
    memory.seek(0)
    packed = io.BytesIO(gzip.compress(data))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("a", data)
    sources = [
        io.BytesIO(data), opened(tmp_path, data), opened(tmp_path, data, buffering=0), opened(tmp_path, data, "r+b"), gzip.GzipFile(fileobj=packed), zipfile.ZipFile(archive).open("a"),
        io.BufferedReader(io.BytesIO(data), 100), Reader(data[:100], data[100:150]) if size == 0 else Reader(data[:500], data[500:512]) if size <= 512 else io.BytesIO(data),
        bytes(data), bytearray(data), memoryview(data), array.array("B", data),
    ]
    for source in sources:
        assert f.read_all(source) == data, source
    if size:
        assert f.read_all(memory) == data
        strided = memoryview(data)[::2]
        assert f.read_all(strided) == data[::2]


def test_pipes_sockets_and_temporary_files():
    a, b = socket.socketpair()
    with a, b, b.makefile("rb") as incoming:
        a.sendall(b"hello")
        assert f.sizes(Reader(b"x"), 10) == [1]
        chunk = []
        reading = threading.Thread(target=lambda: chunk.append(f.sizes(incoming, 3)))
        reading.start()
        a.sendall(b" you")
        a.close()
        reading.join()
        assert sum(chunk[0]) == 9
    r, w = os.pipe()
    with open(r, "rb", buffering=0) as incoming, open(w, "wb", buffering=0) as outgoing:
        assert f.write(outgoing, b"through", b" a pipe") == 14
        outgoing.close()
        assert f.read_all(incoming) == b"through a pipe"
    with tempfile.NamedTemporaryFile() as t, tempfile.SpooledTemporaryFile(10) as spooled:
        for file in (t, spooled):
            f.write(file, b"0123456789abc")
            file.seek(0)
            assert f.read_all(file) == b"0123456789abc"


def test_what_has_come_is_not_waited_for_to_be_more():
    """As Go's readers do, and not as Python's read(n), which waits for all n bytes."""
    a, b = socket.socketpair()
    with a, b:
        a.sendall(b"question?")
        c = b.makefile("rwb", buffering=100)
        a.sendall(b"answer")
        assert f.talk(c, "ping") == "question?answer"[: len("question?answer")]
        assert c.closed and a.recv(10) == b"ping"


def test_none_is_nil():
    assert f.is_nil(None, None) == (True, True)
    assert f.is_nil(b"", Writer()) == (False, False)


@pytest.mark.parametrize("bad", [1, [], "text", object(), {}, 1.5])
def test_what_can_not_be_read(bad):
    with pytest.raises(TypeError, match=r"read_all\(\) argument 'r': expected a binary file object to read or a bytes-like object or None, got"):
        f.read_all(bad)
    with pytest.raises(TypeError, match=r"write\(\) argument 'w': expected a binary file object to write or None, got"):
        f.write(bad)


def test_bytes_are_no_place_to_write_to():
    for bad in (b"", bytearray(5), memoryview(bytearray(5))):
        with pytest.raises(TypeError, match="expected a binary file object to write"):
            f.write(bad)


def test_files_of_text_are_refused(tmp_path):
    for text in (io.StringIO("x"), opened(tmp_path, b"x", "r")):
        with pytest.raises(TypeError, match=r"read_all\(\) argument 'r': expected a file object of bytes, got one of text"):
            f.read_all(text)
        with pytest.raises(TypeError, match="got one of text"):
            f.write(text)
    with pytest.raises(TypeError, match="read.. gave text"):
        f.read_all(Reader("text"))


def test_a_file_that_is_closed(tmp_path):
    file = opened(tmp_path, b"x")
    file.close()
    with pytest.raises(ValueError, match="closed file"):
        f.read_all(file)


def test_exceptions_pass_through_go_unchanged():
    error = KeyError("mine")
    for call in (f.read_all, f.in_goroutine, f.decompress, lambda r: f.copy(Writer(), r), lambda r: f.concatenate(b"x", r)):
        with pytest.raises(KeyError) as raised:
            call(Reader(b"abc", error))
        assert raised.value is error

    class Full(Writer):
        def write(self, p):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left") as raised:
        f.write(Full(), b"x")
    assert raised.value.errno == 28


@pytest.mark.parametrize("size", [512, 1000, 64 << 10])
def test_files_of_python_fill_the_memory_of_go(size, tmp_path):
    data = bytes(range(256)) * 300
    (tmp_path / "data").write_bytes(data)
    opened = [io.BytesIO(data), open(tmp_path / "data", "rb"), open(tmp_path / "data", "r+b"), open(tmp_path / "data", "rb", buffering=0)]
    for file in opened:
        with file:
            file.seek(100)
            assert sum(f.sizes(file, size)) == len(data) - 100
            file.seek(1)
            assert f.read_all(file) == data[1:] and file.read(1) == b""
        with pytest.raises(ValueError, match="closed file"):
            f.read_all(file)


def test_a_pipe_that_does_not_block_has_nothing_yet():
    reads, writes = os.pipe()
    os.set_blocking(reads, False)
    with open(reads, "rb", buffering=0) as file, open(writes, "wb", buffering=0) as end:
        with pytest.raises(BlockingIOError, match="nothing to read yet"):
            f.sizes(file, 600)
        end.write(b"x" * 600)
        assert f.first(file, 600) == b"x" * 600


def test_a_file_that_is_closed_between_two_blocks():
    file = io.BytesIO(b"x" * 3_000_000)

    class Closing(io.RawIOBase):
        def write(self, data):
            file.close()
            return len(data)

    with pytest.raises(ValueError, match="closed file"):
        f.copy(Closing(), file)


@pytest.mark.parametrize("bad, message", [(b"0123456789x", "gave 11 bytes"), (None, "nothing to read yet"), (5, "gave what no file object gives"), ([1], "gave what no file object gives")])
def test_readers_that_break_the_rules(bad, message):
    with pytest.raises((ValueError, TypeError, BlockingIOError), match=message):
        f.sizes(Reader(bad), 10)


def test_other_bytes_are_taken_from_a_reader():
    assert f.read_all(Reader(bytearray(b"ab"), memoryview(b"cd"))) == b"abcd"


def test_read1_that_does_nothing():
    class Old(io.BufferedIOBase):
        pieces = [b"ab", b"c"]

        def readable(self):
            return True

        def read(self, n=-1):
            return self.pieces.pop(0) if self.pieces else b""

    assert f.read_all(Old()) == b"abc"


def test_writing():
    for w in (Writer(), Writer(3), Writer(says=False), Writer(1)):
        assert f.write(w, b"abcdefg", b"", b"hi") == 9
        assert w.data == b"abcdefghi"
    out = io.BytesIO()
    assert f.copy(out, io.BytesIO(DATA)) == len(DATA) and out.getvalue() == DATA
    stuck = Writer(0)
    with pytest.raises(ValueError, match=r"write\(\) of 3 bytes gave 0"):
        f.write(stuck, b"abc")


def test_compressed_files():
    out = io.BytesIO()
    f.compress(out, DATA)
    assert gzip.decompress(out.getvalue()) == DATA
    assert f.decompress(io.BytesIO(gzip.compress(DATA))) == DATA
    with pytest.raises(f.GoError):
        f.decompress(b"no gzip at all")
    assert f.rows(io.BytesIO(b"a,b\nc,\"d\ne\"\n")) == [["a", "b"], ["c", "d\ne"]]


def test_a_reader_that_go_keeps():
    source = io.BytesIO(b"one\ntwo\nthree")
    count = sys.getrefcount(source)
    lines = f.Lines(source)
    assert [lines.next(), lines.next(), lines.next(), lines.next()] == ["one", "two", "three", None]
    assert sys.getrefcount(source) > count


def test_containers_of_readers():
    assert f.concatenate(b"ab", io.BytesIO(b"cd"), Reader(b"e")) == b"abcde"
    assert f.by_name({"a": b"123", "b": io.BytesIO(b"12345")}) == {"a": 3, "b": 5}
    with pytest.raises(TypeError, match=r"concatenate\(\) argument 'readers\[1\]'"):
        f.concatenate(b"", 5)


def test_go_finds_what_the_object_can(tmp_path):
    assert f.asks(Reader()) == []
    assert f.asks(io.BytesIO()) == ["Seeker"]
    assert f.asks(opened(tmp_path, b"")) == ["Seeker"]
    assert f.asks(b"") == ["Seeker", "ReaderAt", "ByteReader"]
    assert f.asks_reader_at(io.BytesIO()) == ["Seeker", "ReaderAt"]
    assert f.asks_writer_at(io.BytesIO()) == ["Seeker"]
    assert f.asks_write_closer(io.BytesIO()) == ["Seeker", "Closer", "StringWriter"]
    assert f.asks_read_write_closer(io.BytesIO()) == ["Seeker", "Closer", "StringWriter"]
    assert f.asks_writer(Writer()) == ["StringWriter"]
    r, w = os.pipe()
    with open(r, "rb"), open(w, "wb") as pipe:
        assert f.asks_writer(pipe) == ["StringWriter"]


def test_what_go_only_reads_stays_open():
    source = io.BytesIO(b"x")
    f.read_all(source)
    assert not source.closed
    f.close_reader(source)
    assert source.closed
    f.close_reader(b"x")
    f.close_reader(Reader())  # it has no close()


def test_closing_a_writer(tmp_path):
    file = opened(tmp_path, b"", "wb")
    f.close_writer(file, "last words")
    assert file.closed and (tmp_path / "file").read_bytes() == b"last words"


def test_go_and_python_read_on_where_the_other_stopped(tmp_path):
    path, data = tmp_path / "file", bytes(range(256)) * 1000
    path.write_bytes(data)
    for make in (lambda: io.BytesIO(data), lambda: open(path, "rb"), lambda: open(path, "rb", buffering=0), lambda: open(path, "r+b"), lambda: open(path, "r+b", buffering=0)):
        with make() as file:
            assert file.read(1000) == data[:1000]
            assert f.first(file, 5000) == data[1000:6000]
            assert file.tell() == 6000 and file.read(10) == data[6000:6010]
            assert f.first(file, 100_000) == data[6010:106_010] and f.first(file, 10) == data[106_010:106_020]
            file.seek(-1, 2)
            assert f.read_all(file) == data[-1:] == f.tail(file, 1)
    with open(path, "wb", buffering=0) as file, pytest.raises(io.UnsupportedOperation):
        f.read_all(file)


def test_a_place_before_the_beginning_is_an_error(tmp_path):
    data = b"0123456789"
    spooled = tempfile.SpooledTemporaryFile()
    spooled.write(data)
    for source in (io.BytesIO(data), spooled, gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(data))), opened(tmp_path, data)):
        source.seek(4)
        for wrong in (lambda: f.tail(source, 11), lambda: f.skip(source, -5)):
            with pytest.raises(OSError) as raised:
                wrong()
            assert raised.value.errno == errno.EINVAL and source.tell() == 4
        assert f.skip(source, -4) == 0 and f.skip(source, 3) == 3 and f.skip(source, -1) == 2
        assert f.tail(source, 10) == data and f.tail(source, 2) == b"89"
    with pytest.raises(f.GoError, match="negative position"):
        f.tail(data, 11)


def test_seeking(tmp_path):
    for source in (io.BytesIO(b"0123456789"), b"0123456789", opened(tmp_path, b"0123456789")):
        assert f.tail(source, 3) == b"789"
        assert f.size(source) == 10
        assert f.at(source, 4, 2) == b"2345" and f.at(source, 5, 8) == b"89" and f.at(source, 5, 20) == b""
    stands = io.BytesIO(b"0123456789")
    stands.seek(7)
    f.at(stands, 4, 2)
    assert stands.tell() == 7
    with pytest.raises(TypeError, match="expected a binary file object to read"):
        f.tail(Reader(), 1)
    target = io.BytesIO(b"0123456789")
    assert f.patch(target, b"ab", 3) == 2 and target.getvalue() == b"012ab56789" and target.tell() == 0
    both = opened(tmp_path, b"line\n", "r+b")
    f.upper(both)
    both.flush()
    assert pathlib.Path(both.name).read_bytes() == b"line\nLINE\n"


def test_small_interfaces():
    source = io.BytesIO("aé€😀".encode() + b"\xff!")
    assert f.first_byte(source) == 97
    assert f.runes(source) == ([ord("é"), ord("€"), ord("😀"), 0xFFFD, ord("!")], [2, 3, 4, 1, 1])
    out = io.BytesIO()
    f.put_byte(out, 65)
    assert f.put_string(out, "é") == 2
    assert f.fill(out, 100_000) == 100_000
    assert out.getvalue() == b"A\xc3\xa9" + b"x" * 100_000
    assert f.drain(io.BytesIO(DATA)) == DATA == f.drain(DATA)


def test_a_reader_on_its_way_through_go():
    assert b"".join(f.reread(io.BytesIO(DATA))) == DATA


def test_a_reader_for_a_callback():
    got = []
    f.consume(lambda r: got.extend(r))
    assert b"".join(got) == b"from Go"


def test_the_context_of_the_call():
    who = contextvars.ContextVar("who", default="nobody")
    seen = []

    class Asking(Reader):
        def read(self, n=-1):
            seen.append(who.get())
            return super().read(n)

    def call():
        who.set("me")
        f.in_goroutine(Asking(b"x"))

    contextvars.copy_context().run(call)
    assert set(seen) == {"me"}


def test_awaited():
    async def main():
        out = io.BytesIO()
        sizes = await asyncio.gather(*[f.aio.copy(io.BytesIO(), io.BytesIO(DATA)) for _ in range(5)], f.aio.copy(out, DATA))
        assert sizes == [len(DATA)] * 6 and out.getvalue() == DATA
        with pytest.raises(KeyError):
            await f.aio.read_all(Reader(KeyError()))

    asyncio.run(main())


@pytest.mark.skipif(freethreading.FREE_THREADED and sys.version_info < (3, 14), reason="io.BytesIO itself gives some bytes twice, without Go too")
def test_threads_share_a_file():
    source, sizes = io.BytesIO(DATA), []

    def read():
        sizes.append(len(f.read_all(source)))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sum(sizes) == len(DATA)


def test_references_are_given_back():
    source, out = io.BytesIO(b"x"), Writer()
    counts = sys.getrefcount(source), sys.getrefcount(out)
    for _ in range(300):
        source.seek(0)
        f.copy(out, source)
        with pytest.raises(TypeError):
            f.concatenate(source, 5)
    for _ in range(100):
        f.__gophersnake__.collect() if hasattr(f.__gophersnake__, "collect") else gc.collect()
        if (sys.getrefcount(source), sys.getrefcount(out)) == counts:
            return
        threading.Event().wait(0.02)
    assert (sys.getrefcount(source), sys.getrefcount(out)) == counts


def test_go_calls_methods_that_a_class_derived_from_one_of_its_own_overrides():
    class Loud(f.Countdown):
        def read(self, n=-1):
            return super().read(n).upper()

        def write(self, data):
            return super().write(bytes(data).upper())

    class Fails(f.Countdown):
        def read(self, n=-1):
            raise LookupError("here")

    class Plain(f.Countdown):
        pass

    assert f.read_all(Loud(left=3)) == b"AAA" and f.read_all(Plain(left=3)) == b"aaa"
    with pytest.raises(LookupError, match="here"):
        f.read_all(Fails(left=3))
    loud = Loud()
    f.copy(loud, io.BytesIO(b"x"))
    assert bytes(loud.got) == b"X"


def test_a_read_of_a_class_comes_before_a_read1_that_it_inherits():
    class Loud(io.BytesIO):
        def read(self, n=-1):
            return super().read(n).upper()

    class LoudAtOnce(Loud):
        def read1(self, n=-1):
            return super().read1(n) + b"!" if self.tell() < 3 else b""

    class Counts:
        def __init__(self, file):
            self.file, self.n = file, 0

        def __getattr__(self, name):
            return getattr(self.file, name)

        def read(self, n=-1):
            data = self.file.read(n)
            self.n += len(data)
            return data

    assert f.read_all(Loud(b"abc")) == b"ABC" and f.read_all(LoudAtOnce(b"abc")) == b"abc!"
    counts = Counts(io.BytesIO(b"abc"))
    assert f.read_all(counts) == b"abc" and counts.n == 3
