"""A function of the module that is passed for a func type is that function in Go."""

import asyncio

import callbackcase as c


def test_go_gets_the_function_itself():
    assert c.is_all_or_nil(c.all_or_nil)
    assert c.token_is_nil(c.all_or_nil)
    assert not c.is_all_or_nil(lambda data, at_end: c.all_or_nil(data, at_end))
    assert not c.token_is_nil(lambda data, at_end: c.all_or_nil(data, at_end))  # b"" says no more


def test_wherever_it_is_passed():
    assert c.splits(c.all_or_nil, lambda data, at_end: b"", c.all_or_nil) == 2
    s = c.Splitter(c.all_or_nil)
    assert s.is_own()
    s.split = lambda data, at_end: b""
    assert not s.is_own()
    s.split = c.all_or_nil
    assert s.is_own()
    assert asyncio.run(c.aio.is_all_or_nil(c.all_or_nil))
    back = c.keep_split(c.all_or_nil)
    assert back(b"x", False) == b"x" and c.is_all_or_nil(back)


