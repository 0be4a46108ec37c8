"""What asyncio.gather() does with awaitables that are cancelled."""

import asyncio

import pytest
from callscase import aio

LONG = 3600


def test_gather_over_cancelled_awaitables():
    async def main():
        silent, told = aio.wait(LONG), aio.wait(LONG)
        both = asyncio.gather(silent, told, aio.wait(0), return_exceptions=True)
        silent.cancel()
        told.cancel("enough")
        first, second, third = await both
        assert isinstance(first, asyncio.CancelledError) and isinstance(second, asyncio.CancelledError)
        assert second.args == ("enough",) and third is None

    asyncio.run(main())


def test_gather_is_cancelled_by_one_of_its_awaitables():
    async def main():
        one = aio.wait(LONG)
        both = asyncio.gather(one, aio.wait(0))
        one.cancel("enough")
        with pytest.raises(asyncio.CancelledError, match="enough"):
            await both

    asyncio.run(main())
