"""Pairs of methods of Go that are attributes."""

import asyncio

import protocolcase as p
import pytest


def test_pairs_are_attributes_and_methods():
    lamp = p.Lamp()
    lamp.name = "a"
    assert lamp.name == lamp.get_name() == "a" and lamp.set_name("b") is None and lamp.name == "b"
    lamp.parent = other = p.Lamp(2)
    assert lamp.parent.level == 2 and lamp.set_parent(None).name == "b" and lamp.parent is None and other.parent is None
    lamp.hue = 3
    assert lamp.hue == lamp.get_hue() == 3
    assert type(p.Lamp).__name__ == "type" and p.Lamp.name.__doc__ == "GetName is the name of the lamp."


def test_errors_are_those_of_the_methods():
    lamp = p.Lamp()
    with pytest.raises(p.GoError, match="no name"):
        lamp.name = ""
    with pytest.raises(TypeError, match="expected str, got int"):
        lamp.name = 3
    with pytest.raises(AttributeError, match="the attribute 'name' can't be deleted"):
        del lamp.name


def test_what_is_no_attribute():
    lamp = p.Lamp(1)
    lamp.set_watts(2)
    assert lamp.watts() == 2  # the method keeps its name
    lamp.level = 5
    assert lamp.level == 5 and lamp.get_level() == 6  # as the field does
    for name in ("spot", "labels"):
        assert not hasattr(lamp, name)
    assert not hasattr(p.Switch(), "on") and p.Switch().get_on() is False
    assert p.Lamp.__match_args__ == ("level",)


def test_the_async_api_has_the_methods_alone():
    async def main():
        lamp = p.Lamp()
        await lamp.aio.set_name("x")
        assert not hasattr(lamp.aio, "name") and lamp.name == "x" and lamp.aio.level == 0

    asyncio.run(main())
