"""Admission control, without a server."""

import asyncio

from admission import Admission


class Guarded:
    """An app whose requests end when they are told to, behind admission control."""

    def __init__(self, **options):
        self.working = []
        self.statuses = {}
        self.admission = Admission(self.app, "/heavy/", **options)

    async def app(self, scope, receive, send):
        self.working.append(scope["path"])
        if scope["path"].startswith("/heavy/"):
            await scope["over"].wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def ask(self, path, kind="http"):
        """Starts a request, and lets it come as far as it can."""

        async def send(message):
            if message["type"] == "http.response.start":
                self.statuses[path] = message["status"]

        over = asyncio.Event()
        task = asyncio.create_task(self.admission({"type": kind, "path": path, "over": over}, None, send))
        await turns()
        return over, task


async def turns():
    for _ in range(10):
        await asyncio.sleep(0)


def test_first_come_first_served_and_the_rest_refused():
    async def main():
        guarded = Guarded(at_once=2, waiting=2)
        asked = [await guarded.ask(f"/heavy/{i}") for i in range(5)]
        assert guarded.working == ["/heavy/0", "/heavy/1"]
        assert guarded.statuses == {"/heavy/4": 503}
        await guarded.ask("/light")
        assert guarded.statuses["/light"] == 200
        asked[1][0].set()
        await turns()
        assert guarded.working == ["/heavy/0", "/heavy/1", "/light", "/heavy/2"]
        # One waits, so that there is room for one more.
        await guarded.ask("/heavy/5")
        await guarded.ask("/heavy/6")
        assert guarded.statuses["/heavy/6"] == 503
        assert "/heavy/5" not in guarded.statuses

    asyncio.run(main())


def test_who_leaves_the_queue_takes_no_place():
    async def main():
        guarded = Guarded(at_once=1, waiting=1)
        (first, _), (_, second) = await guarded.ask("/heavy/0"), await guarded.ask("/heavy/1")
        second.cancel()
        await turns()
        third, _ = await guarded.ask("/heavy/2")
        assert guarded.statuses == {}
        first.set()
        await turns()
        assert guarded.working == ["/heavy/0", "/heavy/2"]
        third.set()
        await turns()
        assert guarded.statuses == {"/heavy/0": 200, "/heavy/2": 200}

    asyncio.run(main())


def test_all_may_wait():
    async def main():
        guarded = Guarded(at_once=1)
        asked = [await guarded.ask(f"/heavy/{i}") for i in range(50)]
        assert len(guarded.working) == 1
        for over, _ in asked:
            over.set()
        await asyncio.gather(*(task for _, task in asked))
        assert set(guarded.statuses.values()) == {200}
        assert guarded.working == [f"/heavy/{i}" for i in range(50)]

    asyncio.run(main())


def test_what_is_no_request_is_let_through():
    async def main():
        guarded = Guarded(at_once=1, waiting=0)
        over, _ = await guarded.ask("/heavy/0")
        await guarded.ask("/heavy/socket", kind="websocket")
        assert guarded.working == ["/heavy/0", "/heavy/socket"]
        over.set()

    asyncio.run(main())
