"""A profile in the format of `go tool pprof`: a compressed protocol buffer, profile.proto of
https://github.com/google/pprof. The few kinds of fields that it has are written by hand, so that a profile needs no
library."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

from .sampler import Frame

if TYPE_CHECKING:
    from .measuring import Profile


def pprof(p: Profile) -> bytes:
    """Samples of wall-clock time; the thread is a label of each."""
    strings: dict[str, int] = {"": 0}
    functions: dict[tuple[str, str], int] = {}
    locations: dict[Frame, int] = {}
    out = bytearray()

    def text(s: str) -> int:
        return strings.setdefault(s, len(strings))

    def value_type(kind: str, unit: str) -> bytes:
        return _number(1, text(kind)) + _number(2, text(unit))

    def location(frame: Frame) -> int:
        if frame not in locations:
            locations[frame] = len(locations) + 1
            functions.setdefault((frame.name, frame.file), len(functions) + 1)
        return locations[frame]

    out += _bytes(1, value_type("samples", "count")) + _bytes(1, value_type("wall", "nanoseconds"))
    each = sum(seconds for _, seconds in p.stacks.items()) / max(p.stacks.samples, 1)
    for stack, seconds in p.stacks.items():
        label = _number(1, text("thread")) + _number(2, text(stack[0].name))
        ids = b"".join(_varint(location(frame)) for frame in reversed(stack[1:]))
        values = _varint(max(1, round(seconds / each)) if each else 1) + _varint(round(seconds * 1e9))
        out += _bytes(2, _bytes(1, ids) + _bytes(2, values) + _bytes(3, label))
    for frame, number in locations.items():
        line = _number(1, functions[frame.name, frame.file]) + _number(2, frame.line)
        out += _bytes(4, _number(1, number) + _bytes(4, line))
    for (name, file), number in functions.items():
        out += _bytes(5, _number(1, number) + _number(2, text(name)) + _number(3, text(name)) + _number(4, text(file)))
    kind = text("wall")
    period = value_type("wall", "nanoseconds")
    for s in strings:
        out += _bytes(6, s.encode("utf-8", "replace"))
    out += _number(9, time.time_ns()) + _number(10, round(p.seconds * 1e9))
    out += _bytes(11, period) + _number(12, round(each * 1e9)) + _number(14, kind)
    return gzip.compress(bytes(out), mtime=0)


def _varint(n: int) -> bytes:
    out = bytearray()
    while n > 0x7F:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def _number(field: int, n: int) -> bytes:
    return _varint(field << 3) + _varint(n)


def _bytes(field: int, data: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(data)) + data
