"""Thumbnails by FastAPI: the same Go function awaited, called in the loop, and called in threads.

    ORIGIN=http://127.0.0.1:8001 uvicorn app:app
"""

import os
from typing import Annotated

import thumbnails
from admission import Admission
from fastapi import FastAPI, Query, Response
from fastapi.responses import JSONResponse

gallery = thumbnails.new_gallery(os.environ.get("ORIGIN", "http://127.0.0.1:8001"))

# Two thumbnails' work per processor overlaps with the fetching of others.
AT_ONCE = int(os.environ.get("AT_ONCE", 8 * (os.cpu_count() or 1)))
# A request that would wait longer than a few seconds is better refused at once.
WAITING = int(os.environ.get("WAITING", 2000))
# An upstream that hangs must not hold a place for ever.
TIMEOUT = float(os.environ.get("TIMEOUT", 5))

Width = Annotated[int, Query(ge=1, le=2000)]

app = FastAPI()
app.add_middleware(Admission, prefix="/thumbnails/", at_once=AT_ONCE, waiting=WAITING)


def jpeg(body):
    return Response(body, media_type="image/jpeg")


@app.get("/thumbnails/{name}")
async def awaited(name: str, width: Width = 64):
    """Go works in goroutines; the loop goes on meanwhile."""
    return jpeg(await gallery.aio.thumbnail(name, width, timeout=TIMEOUT))


@app.get("/blocking/{name}")
async def blocking(name: str, width: Width = 64):
    """The mistake: nothing else is served while Go works and waits."""
    return jpeg(gallery.thumbnail(name, width, timeout=TIMEOUT))


@app.get("/threads/{name}")
def threads(name: str, width: Width = 64):
    """FastAPI calls a plain `def` in a thread of its pool: 40 at once, and each switch costs."""
    return jpeg(gallery.thumbnail(name, width, timeout=TIMEOUT))


@app.get("/light")
async def light():
    return {"awaiting": thumbnails.__gophersnake__.awaiting}


@app.exception_handler(thumbnails.ErrNoPicture)
async def no_picture(request, error):
    return JSONResponse({"detail": str(error)}, 404)


@app.exception_handler(TimeoutError)
async def too_slow(request, error):
    return JSONResponse({"detail": "the server of pictures is too slow"}, 504)
