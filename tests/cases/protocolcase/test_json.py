"""What Go's encoding/json writes, for json.dumps()."""

import asyncio
import json

import protocolcase as p
import pytest


def dumps(x):
    return json.dumps(x, default=p.to_json)


def test_methods_and_tags_say_what_is_written():
    order = p.Order(7, total=p.Money(1250), secret="s", parents=[p.Order(1, "x")])
    assert p.to_json(p.Money(5)) == "0.05"
    assert p.to_json(order) == {"id": 7, "total": "12.50", "Parents": [{"id": 1, "note": "x", "total": "0.00", "Parents": None}]}
    assert json.loads(dumps({"a": [order, 1]}))["a"][0]["id"] == 7
    assert dumps(p.Cart([p.Order(2)])) == '{"Orders": [{"id": 2, "total": "0.00", "Parents": null}]}'
    assert dumps(p.Bill([p.Money(100)])) == '["1.00"]' and p.to_json(p.Money(1).aio) == "0.01"


def test_what_is_not_written():
    for x in (p.Sealed(1), p.Vec(1), object(), 3):
        with pytest.raises(TypeError, match=f"Object of type {type(x).__name__} is not JSON serializable"):
            p.to_json(x)
    with pytest.raises(p.GoError, match="-1 cents"):
        dumps([p.Money(-1)])


def test_subclasses_and_the_module():
    class Mine(p.Money):
        pass

    assert p.to_json(Mine(1)) == "0.01" and "to_json" in dir(p) and p.aio.to_json(p.Money(1)) == "0.01"
    assert p.to_json.__module__ == "protocolcase" and asyncio.iscoroutinefunction(p.to_json) is False
