"""The app of one way, served by uvicorn on a port that it prints.

    python -m harness.web.app

reads a job from stdin. 1 ms of computing and 4 ms of waiting are behind every heavy
endpoint; beside them is a light one.
"""

from __future__ import annotations

import asyncio
import datetime
import json
import resource
import socket
import sys

import uvicorn
from fastapi import FastAPI

from harness.calls import load
from harness.workspace import ROOT

sys.path.insert(0, str(ROOT / "examples" / "thumbnails"))

from admission import Admission  # noqa: E402

WAIT = 0.004
SPAN = datetime.timedelta(seconds=WAIT)
# More than the load opens at once; the system may have a lower bound of its own.
BACKLOG = 8192


def awaited(go, steps: int):
    mixed = go.aio.mixed

    async def endpoint() -> dict[str, int]:
        return {"answer": await mixed(steps, SPAN)}

    return endpoint


def pyo3(rust, steps: int):
    async def endpoint() -> dict[str, int]:
        return {"answer": await rust.mixed(steps, WAIT)}

    return endpoint


def sync(go, steps: int):
    async def endpoint() -> dict[str, int]:
        return {"answer": go.mixed(steps, SPAN)}

    return endpoint


def threads(go, steps: int):
    def endpoint() -> dict[str, int]:
        return {"answer": go.mixed(steps, SPAN)}

    return endpoint


ENDPOINTS = {
    "/awaited": ("gopherasync", awaited),
    "/pyo3": ("pyo3_async", pyo3),
    "/sync": ("gopherasync", sync),
    "/threads": ("gopherasync", threads),
}


def make(job: dict) -> FastAPI:
    modules, missing = load(job["peers"])
    app = FastAPI()

    @app.get("/light")
    async def light() -> dict[str, bool]:
        return {"ok": True}

    peer, endpoint = ENDPOINTS[job["endpoint"]]
    if peer in missing:
        raise ImportError(missing[peer])
    app.get(job["endpoint"])(endpoint(modules[peer], job["steps"][peer]))
    if job["limit"] is not None:
        modules[peer].aio.mixed.limit = job["limit"]
    if job["admission"]:
        app.add_middleware(Admission, prefix=job["endpoint"], **job["admission"])
    return app


def main() -> None:
    job = json.loads(sys.stdin.readline())
    # A file descriptor for each connection.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    app = make(job)
    # Bound before uvicorn starts: early requests wait in the backlog.
    listening = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    config = uvicorn.Config(
        app, loop=job["loop"], http="httptools", log_level="error", access_log=False,
        backlog=BACKLOG, timeout_keep_alive=600, **job["uvicorn"],
    )  # fmt: skip
    print(listening.getsockname()[1], flush=True)
    # As uvicorn's own command does it.
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(uvicorn.Server(config).serve(sockets=[listening]))


if __name__ == "__main__":
    main()
