"""Values, errors and classes through the async API."""

import asyncio
import datetime
import inspect
import pathlib
import sys

import asynccase as c
import numpy as np
import pytest
from asynccase import aio
from waiting import until


def test_values(run):
    async def main():
        assert await aio.double(21) == 42
        assert await aio.double(x=4) == 8
        assert await aio.greet("Ж") == "hello, Ж"
        assert await aio.greet(pathlib.Path("a/b")) == "hello, a/b"
        assert await aio.sum(b"abc") == 294
        assert await aio.mean([1.0, 2.0, 6.0]) == 3
        assert await aio.mean(np.arange(5.0)) == 2
        assert await aio.lengths({"a": ["x", "y"], "b": []}) == {"a": 2, "b": 0}
        assert await aio.join("-", "a", "b", "c") == "a-b-c"
        assert await aio.join("-") == ""
        assert await aio.divide(7, 2) == (3, 1)
        assert await aio.find(["a", "b"], "b") == 1
        assert await aio.find(["a", "b"], "c") is None
        assert await aio.later(datetime.timedelta(milliseconds=2)) == datetime.timedelta(milliseconds=2)
        warmer = await aio.warmer(c.Celsius(20), c.Level.HIGH)
        assert warmer == (21, c.Level.HIGH)
        assert type(warmer[0]) is c.Celsius and type(warmer[1]) is c.Level
        assert await aio.double(2**62 - 1) == 2**63 - 2

    run(main())


def test_long_texts_and_many_items(run):
    async def main():
        text = "длинно " * 100_000
        assert await aio.greet(text) == "hello, " + text
        parts = [str(i) for i in range(10_000)]
        assert await aio.join(",", *parts) == ",".join(parts)
        assert await aio.lengths({str(i): ["x"] * (i % 7) for i in range(1000)}) == {str(i): i % 7 for i in range(1000)}

    run(main())


def test_what_is_short_is_done_at_once(run):
    async def main():
        a = aio.add(1, 2)
        assert a.done() and a.result() == 3
        assert await a == 3

    run(main())


@pytest.mark.parametrize(
    "call, error, text",
    [
        (lambda: aio.double("x"), TypeError, "double() argument 'x': expected int, got str"),
        (lambda: aio.double(), TypeError, "missing required argument: 'x'"),
        (lambda: aio.double(1, 2), TypeError, "takes 1 positional argument but 2 were given"),
        (lambda: aio.double(1, y=2), TypeError, "unexpected keyword argument 'y'"),
        (lambda: aio.double(2**64), OverflowError, "int64"),
        (lambda: aio.lengths({"a": [1]}), TypeError, "expected str, got int"),
        (lambda: aio.mean(["x"]), TypeError, "expected float, got str"),
        (lambda: aio.fill("none", b"read only", 1), TypeError, "read-only"),
        (lambda: aio.Client.call(1, 2), TypeError, "needs a Client as its self"),
        (lambda: aio.Client.call(), TypeError, "needs a Client as its self"),
    ],
)
def test_wrong_arguments_are_told_at_the_call(call, error, text):
    with pytest.raises(error) as told:
        call()  # without a loop
    assert text in str(told.value)


def test_functions_called_through_their_type(run):
    async def main():
        assert await aio.double.__call__(4) == await aio.double.__call__(x=4) == 8
        many = [str(i) for i in range(100_000)]
        assert await aio.join.__call__("-", *many) == "-".join(many)
        for name in (1, (), b"x"):
            with pytest.raises(TypeError, match="keywords must be strings"):
                aio.double.__call__(**{name: 4})

    run(main())


def test_errors(run):
    async def main():
        with pytest.raises(c.GoError, match="^broken$"):
            await aio.fail("broken")
        with pytest.raises(c.ErrShut, match="it is shut") as e:
            await aio.shut()
        assert e.value.results == (7,)
        with pytest.raises(c.GoError, match="division by zero") as e:
            await aio.divide(5, 0)
        assert e.value.results == (5, 0)
        with pytest.raises(c.PanicError) as e:
            await aio.boom()
        assert str(e.value) == "boom"
        assert any("asynccase.Boom" in note for note in e.value.__notes__)
        with pytest.raises(c.PanicError, match="nil pointer"):
            await aio.nil()
        with pytest.raises(c.PanicError, match="Goexit"):
            await aio.goexit()
        assert await aio.double(1) == 2

    run(main())


def test_an_exit_is_system_exit(run):
    async def main():
        await aio.exit(7)

    with pytest.raises(SystemExit) as e:
        run(main())
    assert e.value.code == 7


def test_an_error_can_be_raised_twice(run):
    async def main():
        a = aio.fail("again")
        for _ in range(2):
            with pytest.raises(c.GoError, match="again"):
                await a
        assert isinstance(a.exception(), c.GoError)

    run(main())


# ---- memory that Python may change or drop ----


def test_mutable_buffers_are_copied_at_the_call(run):
    async def main():
        data, values, viewed = bytearray(b"\1\2\3"), np.array([1.0, 3.0]), bytearray(b"\5\5")
        calls = [aio.sum_later("buffers", data), aio.mean_later("buffers", values), aio.sum_later("buffers", memoryview(viewed)), aio.sum_later("buffers", b"\1" * 1000)]
        data[:] = b"\0\0\0"
        data.extend(b"more")  # no view is held
        viewed.clear()
        values[:] = 100
        await until(lambda: c.waiting("buffers") == 4)
        c.open("buffers")
        assert await asyncio.gather(*calls) == [6, 2.0, 10, 1000]

    run(main())


def test_a_buffer_to_be_written_is_held(run):
    async def main():
        into = bytearray(4)
        call = aio.fill("fill", into, 7)
        with pytest.raises(BufferError):
            into.append(1)
        await until(lambda: c.waiting("fill") == 1)
        c.open("fill")
        await call
        assert into == b"\7\7\7\7"
        into.append(1)

    run(main())


def test_arguments_live_as_long_as_the_call(run):
    async def main():
        text = b"x" * 100_000
        references = sys.getrefcount(text)
        call = aio.sum_later("alive", text)
        await until(lambda: c.waiting("alive") == 1)
        assert sys.getrefcount(text) == references + 1
        c.open("alive")
        await call
        assert sys.getrefcount(text) == references

    run(main())


# ---- two APIs ----


def test_classes_have_two_apis(run):
    async def main():
        client = aio.Client("bob")
        assert type(client) is aio.Client and not isinstance(client, c.Client)
        assert await client.call(3) == 3
        assert client.sync.call(4) == 4
        assert type(client.sync) is c.Client and client.sync == client and client == client.sync
        assert client.calls == 2 and client.sync.calls == 2
        client.name = "eve"
        assert client.sync.name == "eve"
        assert type(client.sync.aio) is aio.Client
        assert type(await client.clone()) is aio.Client
        assert type(client.sync.clone()) is c.Client
        client.inner.n = 8
        assert type(client.inner) is aio.Part and await client.inner.twice() == 16
        assert client.sync.inner.twice() == 16
        assert await aio.name_of(client) == await aio.name_of(client.sync) == c.name_of(client) == "eve"
        plain = c.Client("ann")
        assert await plain.aio.call(5) == 5 and plain.calls == 1
        assert repr(client) == repr(client.sync)

    run(main())


def test_apis_at_any_depth(run):
    async def main():
        assert {type(x) for x in await aio.clients(3)} == {aio.Client}
        assert {type(x) for x in (await aio.by_name("a", "b")).values()} == {aio.Client}
        assert {type(x) for x in c.clients(3)} == {c.Client}
        bag = aio.Bag(["a"])
        assert await bag.put("b") == 2 and list(bag) == ["a", "b"] and list(bag.sync) == ["a", "b"]

    run(main())


def test_an_instance_lives_behind_its_other_api(run):
    async def main():
        async_api = c.Client("kept").aio
        assert await async_api.call(1) == 1 and async_api.name == "kept"
        call = aio.Client("held").wait("API")
        await until(lambda: c.waiting("API") == 1)
        c.open("API")
        assert await call == "held"

    run(main())


def test_a_member_of_the_name_of_a_api_stays(run):
    async def main():
        s = aio.Syncer(n=4)
        assert await s.sync() == 8
        assert s.sync_.sync() == 8

    run(main())


def test_subclasses(run):
    class Mine(aio.Client):
        async def twice(self, x):
            return await self.call(x) + await self.call(x)

    async def main():
        mine = Mine("me")
        assert await mine.twice(3) == 6
        assert await aio.name_of(mine) == "me"
        assert mine.sync.name == "me"

    run(main())


def test_what_is_no_function_is_the_same():
    assert aio.ANSWER == 42 and aio.Level is c.Level and aio.Celsius is c.Celsius and aio.ErrShut is c.ErrShut and aio.GoError is c.GoError
    assert aio.Celsius(100).fahrenheit() == 212
    c.hits = 3
    assert aio.hits == 3
    aio.hits = 4
    assert c.hits == 4
    assert type(c.home) is c.Client and type(aio.home) is aio.Client
    aio.home.name = "elsewhere"
    assert c.home.name == "elsewhere"
    c.home.name = "home"


def test_the_plain_name_of_an_async_function(run):
    async def main():
        assert await c.own(4) == 8 and await aio.own(5) == 10
        assert await c.Bag(["x"]).do() == 2

    run(main())


def test_functions_tell_of_themselves():
    f = aio.pass_ctx
    assert f.__name__ == "pass_ctx" and f.__module__ == "asynccase.aio" and f.__doc__ == "PassCtx is Pass with a context."
    assert str(inspect.signature(f)) == "(name: str, x: int, *, timeout: datetime.timedelta | float | None = None) -> int"
    assert aio.Client.call.__qualname__ == "Client.call" and str(inspect.signature(aio.Client("x").call)) == "(x: int) -> int"
    assert asyncio.iscoroutinefunction(f) and asyncio.iscoroutinefunction(aio.Client("x").call)
    if sys.version_info >= (3, 12):
        assert inspect.iscoroutinefunction(f)
    assert "asynccase.aio.pass_ctx" in repr(f)
    assert set(dir(aio)) >= {"double", "Client", "ANSWER"} and "double" in aio.__all__
