"""A WSGI and an ASGI application whose module has called Go when it is imported."""

import os

import processcase as g
from everything import check

check(g)
g.work(1)


def body():
    check(g)
    return str(os.getpid()).encode()


def wsgi(environ, start):
    start("200 OK", [("Content-Type", "text/plain")])
    return [body()]


async def asgi(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": body()})
