"""What bench/gopher does, in Python: the answers every other peer must give."""

import json


def keep_any(v):
    return len(json.loads(json.dumps(v)))


def same_any(v):
    return json.loads(json.dumps(v))


def noop():
    pass


def add(a, b):
    return a + b


def str_len(s):
    return len(s.encode())


def greet(name):
    return f"Hello, {name}!"


def bytes_len(b):
    return len(b)


def sum_floats(v):
    return float(sum(v, 0.0))  # NumPy's own kind of float, for its arrays


def dot(a, b):
    return sum((x * y for x, y in zip(a, b)), 0.0)


def hamming(a, b):
    a, b = a.encode(), b.encode()
    return sum(x != y for x, y in zip(a, b)) if len(a) == len(b) else -1


# The module's range is the benchmark's, as in every peer.
_range = range


def range(n):
    return list(_range(n))


def total_len(m):
    total = 0
    for k, v in m.items():
        total += len(k.encode()) + len(v.encode())
    return total


def invert(m):
    return {v: k for k, v in m.items()}


def fail(n):
    if n < 0:
        raise ValueError("negative number")
    return n


def sum_of(f, n):
    total = 0
    for i in _range(n):
        total += f(i)
    return total


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def norm(self):
        return (self.x * self.x + self.y * self.y) ** 0.5


def new_point(x, y):
    return Point(x, y)


class Note:
    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return self.text == other.text

    def same(self, other):
        return self.text == other.text


def points(xs, ys):
    return [Point(x, y) for x, y in zip(xs, ys)]


def count_lines(name):
    with open(name, "rb") as file:
        return sum(map(count_lines_in, iter(lambda: file.read(64 << 10), b"")))


def count_lines_in(data):
    return data.count(b"\n")


def drain(file):
    block, n = bytearray(64 << 10), 0
    while read := file.readinto(block):
        n += read
    return n


def spin(n):
    x = 1
    for _ in _range(n):
        x ^= x << 13 & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= x << 17 & 0xFFFFFFFFFFFFFFFF
    return x
