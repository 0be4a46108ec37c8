import math

import pytest
import valuescase as v


def test_constants_are_exact():
    assert v.BIG == 1 << 100 and v.NEGATIVE == -1 << 70 and v.SMALL == 3 and v.PI == math.pi and v.HUGE == 10
    assert v.TEXT == "héllo\0\udcff'\"" and v.YES is True and v.I == 1 + 2j and v.RUNE == ord("x")
    assert v.MAX_UINT64 == 2**64 - 1 and v.MAX_SIZE == 10


def test_variables_are_live():
    assert v.limit == 7 == v.get_limit()
    v.limit = 9
    assert v.get_limit() == 9 == v.limit
    v.name = "second"
    assert v.name == "second"
    v.set_name("third")
    assert v.name == "third"
    v.rates = {"b": 2}
    assert v.rates == {"b": 2.0}
    v.tags = ["x"]
    assert v.tags == ["x"]
    v.limit = 7


def test_wrong_values_are_refused():
    with pytest.raises(TypeError, match="'limit': expected int, got str"):
        v.limit = "x"
    with pytest.raises(TypeError, match=r"'tags\[0\]': expected str, got int"):
        v.tags = [3]
    assert v.limit == 7


def test_variables_of_structs():
    v.home.x = 5
    assert v.home_x() == 5
    v.home = v.Place(6)
    assert v.home_x() == 6
    v.origin = v.Place(3)
    assert v.origin_x() == 3


def test_the_module_lists_them():
    assert {"limit", "name", "BIG", "Place", "get_limit", "GoError"} <= set(dir(v)) and "_native" not in dir(v)
    with pytest.raises(AttributeError):
        v.no_such_name
