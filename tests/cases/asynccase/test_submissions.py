"""Jobs on their way to Go, while all of its processors compute."""

import pytest
from awaiting import program


@pytest.mark.parametrize("processors", [1, 2])
@pytest.mark.parametrize("limited", ["aio.Bag.put", "info"])
def test_nothing_is_lost_and_jobs_start_in_order(processors, limited):
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


def test_cancels_and_results_wait_for_no_processor():
    """While Go computes on all of its processors, the loop turns all the same, and all of it is done in the end."""
    program(
        """
        info = c.__gophersnake__

        async def computes(over):
            while not over:
                await aio.spin(20_000_000)

        async def back(x):
            return x

        async def main():
            over = []
            calls = [asyncio.ensure_future(aio.pass_ctx("flood", i)) for i in range(300)]
            while c.waiting("flood") < 300:
                await asyncio.sleep(0)
            burning = [asyncio.ensure_future(computes(over)) for _ in range(2)]
            asking = asyncio.gather(*[aio.apply(10, back) for _ in range(20)])
            await asyncio.sleep(0.05)
            for call in calls:
                call.cancel()
                await asyncio.sleep(0)
            assert {type(x) for x in await asyncio.gather(*calls, return_exceptions=True)} == {asyncio.CancelledError}
            assert await asking == [45] * 20
            over.append(True)
            await asyncio.gather(*burning)
            while c.cancelled() < 300 or info.awaiting or info.queued:
                await asyncio.sleep(0)

        asyncio.run(main())
        """,
        GOMAXPROCS="2",
    )


@pytest.mark.measures
def test_neither_a_cancel_nor_a_result_waits_for_a_processor():
    program(
        """
        import time

        async def main():
            ended, may_end = [], asyncio.Event()

            async def back(x):
                await may_end.wait()
                ended.append(x)
                return x

            call, asking = asyncio.ensure_future(aio.pass_ctx("computing", 1)), aio.apply(1, back)
            while c.waiting("computing") < 1:
                await asyncio.sleep(0)
            await asyncio.sleep(0.05)  # Go awaits back()
            begun, computing = time.monotonic(), aio.spin(700_000_000)
            await asyncio.sleep(0.05)  # it has the only processor, and is not interrupted
            call.cancel()
            may_end.set()
            while not ended:
                await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert call.cancelled() and not computing.done()
            meanwhile = time.monotonic() - begun
            assert await asking == 0
            await computing
            assert meanwhile < 0.8 * (time.monotonic() - begun)
            while c.cancelled() < 1:
                await asyncio.sleep(0)

        asyncio.run(main())
        """,
        GOMAXPROCS="1", GODEBUG="asyncpreemptoff=1",
    )  # fmt: skip
