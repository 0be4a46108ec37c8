"""The pictures: stripes of many colours, each name's own, from a server that takes 4 ms to answer.

    uvicorn origin:app --port 8001
"""

import asyncio
import struct
import zlib
from functools import cache

WIDTH, HEIGHT = 320, 200
# As far away as a server in the next town.
DISTANCE = 0.004


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@cache
def picture(number):
    """A PNG."""
    step = number % 7 + 1
    rows = b"".join(
        b"\0" + bytes(value for x in range(WIDTH) for value in (step * x % 256, (x + step * y) % 256, step * y % 256))
        for y in range(HEIGHT)
    )
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


async def app(scope, receive, send):
    if scope["type"] != "http":
        # There is nothing to start or to end.
        raise NotImplementedError(scope["type"])
    await asyncio.sleep(DISTANCE)
    name = scope["path"].removeprefix("/")
    known = name.isascii() and name.isdigit() and len(name) <= 3
    body, kind = (picture(int(name)), b"image/png") if known else (b"no such picture\n", b"text/plain")
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200 if known else 404, "headers": headers})
    await send({"type": "http.response.body", "body": body})
