"""A service over a Go package, as it runs in production:

gunicorn app:app
"""

import contextvars
import logging
import os
import time
import uuid

import prometheus_client
import scoring
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse
from prometheus_client import multiprocess
from scoring._metrics import register

request_id = contextvars.ContextVar("request_id", default="-")
log = logging.getLogger("service")
app = FastAPI()
register(interval=float(os.environ.get("METRICS_INTERVAL", 5)))


class RequestID(logging.Filter):
    """Adds the request's id to each record: those of Go too, which are handled in the context of their call."""

    def filter(self, record):
        record.request_id = request_id.get()
        return True


class Requests:
    """Gives each request an id: that of its header, or a new one. Crash reports name it, too."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        own = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1") or uuid.uuid4().hex
        request_id.set(own)
        scoring.__gophersnake__.request = own
        start, status = time.perf_counter(), 500

        async def answer(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message["headers"], (b"x-request-id", own.encode("latin-1"))]}
            await send(message)

        try:
            await self.app(scope, receive, answer)
        finally:
            took = round((time.perf_counter() - start) * 1000, 1)
            log.info("%s %s", scope["method"], scope["path"], extra={"status": status, "milliseconds": took})


app.add_middleware(Requests)


@app.get("/score/{texts}")
async def score(texts: int, bad: int = -1):
    """Many short calls of Go. One of the texts may be bad: then Go panics, and nothing else is harmed."""
    session = scoring.Session("someone")
    scores = [session.score("a\0" if i == bad else f"text {i}") for i in range(texts)]
    session.close()
    return {"scores": scores, "pid": os.getpid()}


@app.get("/compute/{n}")
async def compute(n: int):
    """Awaited: Go computes in goroutines, and the loop serves others."""
    return {"primes": await scoring.aio.compute(n, timeout=30)}


@app.get("/lines/{n}")
async def lines(n: int):
    """Streamed as Go makes it."""
    return StreamingResponse(scoring.aio.lines(n), media_type="text/plain")


@app.get("/leak/{n}")
async def leak(n: int):
    """A mistake, for the metrics to show."""
    scoring.remember(n)
    return {"pid": os.getpid()}


@app.get("/crash")
async def crash():
    """A fatal error of Go's: this worker ends."""
    await scoring.aio.crash()


@app.get("/metrics")
async def metrics():
    registry = prometheus_client.CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return PlainTextResponse(prometheus_client.generate_latest(registry))


@app.exception_handler(scoring.PanicError)
async def panicked(request: Request, error: scoring.PanicError):
    log.error("Go panicked: %s", error)
    return JSONResponse({"detail": "internal error", "request": request_id.get()}, 500)


@app.exception_handler(scoring.ErrEmpty)
async def empty(request: Request, error: scoring.ErrEmpty):
    return JSONResponse({"detail": str(error)}, 422)
