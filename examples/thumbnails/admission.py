"""Admission control: so many requests at work, some more that wait, and no others.

A loop takes its tasks in turn. With thousands of requests under way, each turn is
long, and every other request waits for it, however light. So those that are many
wait here, before anything is done for them.
"""

import asyncio


class Admission:
    """ASGI middleware. Paths that begin with `prefix` are admitted first come, first
    served: `at_once` of them at a time. While `waiting` others wait, more are told to
    come again (503); None lets all wait."""

    def __init__(self, app, prefix, at_once, waiting=None):
        self.app, self.prefix, self.waiting = app, prefix, waiting
        self.places = asyncio.Semaphore(at_once)
        self.queued = 0

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or not scope["path"].startswith(self.prefix):
            await self.app(scope, receive, send)
            return
        if self.places.locked() and self.waiting is not None and self.queued >= self.waiting:
            await refuse(send)
            return
        self.queued += 1
        try:
            await self.places.acquire()
        finally:
            self.queued -= 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.places.release()


async def refuse(send):
    headers = [(b"content-length", b"0"), (b"retry-after", b"1")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
