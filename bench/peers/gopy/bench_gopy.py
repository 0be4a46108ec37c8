"""bench/gopher through gopy. gopy's slices and maps are classes of its own: what
Python passes and expects is converted here, as its users have to."""

from gopy_out import go, gopher

noop = gopher.noop
add = gopher.add
str_len = gopher.str_len
greet = gopher.greet
fail = gopher.fail
new_point = gopher.new_point


class Point(gopher.Point):
    # Under -rename gopy 0.4.10 sets X and Y where its properties are x and y, so
    # that its own constructor makes (0, 0).
    def __init__(self, x, y):
        super().__init__()
        self.x = x
        self.y = y


def bytes_len(b):
    return gopher.bytes_len(go.Slice_byte.from_bytes(b))


def sum_floats(v):
    return gopher.sum_floats(go.Slice_float64(v))


def range(n):
    return list(gopher.range(n))


def total_len(m):
    return gopher.total_len(gopher.Map_string_string(m))


def invert(m):
    return dict(gopher.invert(gopher.Map_string_string(m)).items())
