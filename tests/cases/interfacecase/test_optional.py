"""Go code looks for other interfaces in what Python implements, by type assertions."""

import asyncio

import interfacecase as m
import pytest


class Named:
    def part_name(self):
        return "n"


class Heavy(Named):
    def weight(self):
        return 3


class Painted(Named):
    def paint(self, color):
        return color + "!"


class Ruled(Painted, Heavy):
    def length(self):
        return 1.5


class Sealed(Heavy):
    def seal(self):
        return "wax"


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (Named(), "n"),
        (Heavy(), "n, 3"),
        (Painted(), "n, red!"),
        (m.Plain("p"), "p, red p"),
        (lambda: "f", "f"),
    ],
)
def test_one_or_none(part, says):
    assert m.inspect(part) == says
    assert asyncio.run(m.aio.inspect(part)) == says


def test_several():
    assert m.inspect(Ruled()) == "n, 3, red!, 1.5" and m.inspect(Sealed()) == "n, 3, wax"
    assert m.same_parts(part := Ruled(), part)
    assert m.given_part(part) is part and not m.same_parts(part, Ruled())


def test_what_can_not_be_called_so_is_not_looked_for():
    class Other(Named):
        def paint(self):
            raise AssertionError("it takes no color")

    assert m.inspect(Other()) == "n"


def test_a_derived_class_that_overrides_what_is_looked_for():
    class Loud(m.Plain):
        def paint(self, color):
            return super().paint(color).upper()

    assert m.inspect(Loud(text="p")) == "p, RED P"


def test_an_exception_of_looking_is_raised():
    class Broken(Named):
        @property
        def weight(self):
            raise RuntimeError("no scales")

    with pytest.raises(RuntimeError, match="no scales"):
        m.inspect(Broken())


def test_where_there_are_too_many_for_all_combinations():
    class V:
        def value(self):
            return 1

    class One(V):
        def m3(self):
            return 30

    class All(One):
        def m1(self):
            return 100

        def m2(self):
            return 1000

        def m4(self):
            return 10000

        def m5(self):
            return 100000

    class Two(One):
        def m2(self):
            return 1000

    assert [m.sums(v()) for v in (V, One, Two, All)] == [1, 31, 1031, 111131]
