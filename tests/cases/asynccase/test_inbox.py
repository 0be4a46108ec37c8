"""Errands on their way to Go, while all of its processors compute."""

import pytest
from awaiting import program


@pytest.mark.parametrize("processors", [1, 2])
@pytest.mark.parametrize("limited", ["aio.Bag.put", "info"])
def test_nothing_is_lost_and_who_comes_first_is_served_first(processors, limited):
    program(
        """
        import threading

        async def computes(over):
            while not over.is_set():
                await aio.spin(3_000_000)  # some milliseconds, without a place where Go changes goroutines

        async def burn(over, n):
            await asyncio.gather(*[computes(over) for _ in range(n)])

        async def put(t):
            await aio.double(1)
            everybody.wait()
            at = []
            for i in range(8):  # at once, and one after another
                at += await asyncio.gather(*[bag.put(f"{t} {i} {j}") for j in range(15)])
                at.append(await bag.put(f"{t} {i} alone"))
            places[t] = at

        info, bag, over, threads, processors = c.__gophersnake__, aio.Bag([]), threading.Event(), 8, PROCESSORS
        places, everybody = [None] * threads, threading.Barrier(threads)
        LIMITED.limit = 1  # so that calls are made in the order in which they came
        burning = threading.Thread(target=asyncio.run, args=(burn(over, processors + 1),))
        burning.start()
        all = [threading.Thread(target=asyncio.run, args=(put(t),)) for t in range(threads)]
        for t in all:
            t.start()
        for t in all:
            t.join()
        over.set()
        burning.join()
        assert sorted(sum(places, [])) == list(range(1, threads * 8 * 16 + 1)), "lost, or made twice"
        for at in places:
            assert at == sorted(at), at
        assert info.awaiting == info.queued == 0
        """.replace("PROCESSORS", str(processors)).replace("LIMITED", limited),
        GOMAXPROCS=str(processors),
    )
