"""Memory of others that Go borrows: files that are mapped, and Arrow's buffers."""

import mmap
import os
import zlib

import borrowcase as l
import numpy
import pyarrow as pa
import pytest

GUARDED = os.environ.get("GOPHERSNAKE_GUARD", "0") not in ("", "0")


def address(view):
    return numpy.frombuffer(view, "u1").__array_interface__["data"][0]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "data"
    path.write_bytes(b"0123456789" * 1000)
    return path


def test_a_mapped_file_is_read_where_it_lies(file):
    with open(file, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        assert l.checksum(m) == zlib.crc32(file.read_bytes())
        assert l.middle(m) == file.read_bytes()[1:-1]
        if not GUARDED:
            here = address(m)
            assert l.address_of_bytes(m) == here
            assert l.address_of_bytes(memoryview(m)[4096:]) == here + 4096


def test_a_mapped_file_is_written_where_it_lies(file):
    with open(file, "r+b") as f, mmap.mmap(f.fileno(), 0) as m:
        l.write_first(m)
        l.write_copy(memoryview(m)[5000:5010])
        m.flush()
    data = file.read_bytes()
    assert data[0] == ord("X") and data[5000:5010] == b"written789"


def test_a_file_mapped_for_reading_is_not_written(file):
    with open(file, "rb") as f, mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ) as m:
        with pytest.raises(TypeError, match="read-only"):
            l.write_first(m)
    assert file.read_bytes()[:1] == b"0"


def test_a_map_can_be_closed_after_the_call(file):
    with open(file, "r+b") as f:
        m = mmap.mmap(f.fileno(), 0)
        l.checksum(m)
        l.write_first(m)
        m.resize(4096)  # BufferError while a view of it is held
        m.close()
        with pytest.raises(ValueError, match="closed"):
            l.checksum(m)


def test_arrow_buffers_are_read_where_they_lie():
    buffer = pa.py_buffer(b"arrow" * 1000)
    assert l.checksum(buffer) == zlib.crc32(b"arrow" * 1000)
    part = buffer.slice(5, 20)
    assert l.middle(part) == (b"arrow" * 4)[1:-1]
    if not GUARDED:
        assert l.address_of_bytes(buffer) == buffer.address
        assert l.address_of_bytes(part) == buffer.address + 5


def test_arrow_arrays_are_numbers():
    a = pa.array([0.5, 1.5, 2.0, 8.0])
    view = a.to_numpy()
    assert l.sum(view) == l.sum(view[1:3]) + 8.5 == 12
    assert l.sum(a) == l.sum(pa.chunked_array([a[:2], a[2:]])) == 12  # no buffers themselves: item by item
    if not GUARDED:
        assert l.address_of_floats(view) == a.buffers()[1].address
        assert l.address_of_floats(a[1:].to_numpy()) == a.buffers()[1].address + 8
    with pytest.raises(TypeError, match="null"):
        l.sum(pa.array([0.5, None]))


def test_arrow_buffers_are_written_if_they_can_be():
    buffer = pa.allocate_buffer(7)
    l.write_copy(buffer)
    assert buffer.to_pybytes() == b"written"
    frozen = pa.py_buffer(b"frozen")
    with pytest.raises(TypeError, match="read-only"):
        l.write_first(frozen)
    with pytest.raises(TypeError, match="read-only"):
        l.write_loop(pa.array([1.0, 2.0]).to_numpy())
    assert frozen.to_pybytes() == b"frozen"


def test_files_that_arrow_maps(file):
    with pa.memory_map(str(file)) as mapped:
        buffer = mapped.read_buffer()
        assert l.checksum(buffer) == zlib.crc32(file.read_bytes())
        with pytest.raises(TypeError, match="read-only"):
            l.write_first(buffer)
