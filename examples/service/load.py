"""Puts the service under load, and checks what must hold: python load.py --seconds 60 --calls 10000

It starts the service itself. Each request calls Go forty times; one call in a thousand panics."""

import argparse
import asyncio
import collections
import contextlib
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).parent
CALLS = 40  # of Go in one request
PANICS = 1000  # one call in so many
WARM = 300  # requests to each worker before its memory is measured
LIMIT = 60  # seconds to wait for what must come


class Service:
    """gunicorn with the app, its log, and its crash reports."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.crashes = self.folder / "crashes"
        self.crashes.mkdir()
        (self.folder / "metrics").mkdir()
        self.log = self.folder / "log"

    def __enter__(self):
        environment = {
            **os.environ,
            "BIND": "127.0.0.1:0",
            "PROMETHEUS_MULTIPROC_DIR": str(self.folder / "metrics"),
            "GOPHERSNAKE_CRASH_DIR": str(self.crashes),
            "METRICS_INTERVAL": "0.5",
        }
        with self.log.open("wb") as out, (self.folder / "stderr").open("wb") as err:
            self.process = subprocess.Popen([sys.executable, "-m", "gunicorn", "app:app"], cwd=HERE, env=environment, stdout=out, stderr=err)
        try:
            self.port = int(until(lambda: re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", self.text()))[1])
            until(lambda: len(self.workers()) == 2)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(LIMIT)

    def text(self):
        assert self.process.poll() is None, (self.folder / "stderr").read_text() + self.log.read_text()
        return self.log.read_text()

    def workers(self):
        """Those that have started, by what they say, and are there."""
        started = [json.loads(line)["pid"] for line in self.text().splitlines() if "Application startup complete" in line]
        return [pid for pid in started if pathlib.Path(f"/proc/{pid}").exists()]

    def memory(self):
        """Of each worker, in MB."""
        return {pid: int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) / 1024 for pid in self.workers()}

    def get(self, path, request="test"):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"X-Request-ID": request})
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            return answer.read().decode()

    def scraped(self):
        try:
            return self.get("/metrics")
        except urllib.error.HTTPError:  # prometheus_client may read a file that it is just making
            return ""

    def metrics(self, name):
        """The values of a metric, by the pids of the workers."""
        lines = re.findall(rf'^gophersnake_{name}\{{.*pid="(\d+)".*\}} (\S+)$', until(self.scraped), re.M)
        return {int(pid): float(value) for pid, value in lines}


def until(true):
    """Waits for a value that is true, and returns it."""
    end = time.monotonic() + LIMIT
    while not (value := true()):
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)
    return value


class Load:
    """Requests at a steady rate on some connections, each with an id of its own."""

    def __init__(self, port, rate, seconds, connections=16):
        self.port, self.interval, self.requests = port, CALLS / rate, int(rate * seconds / CALLS)
        self.connections, self.numbers = connections, itertools.count()
        self.answers = collections.Counter()
        self.wrong, self.workers = [], collections.Counter()

    async def run(self):
        self.start = time.perf_counter()
        await asyncio.gather(*[self.connection() for _ in range(self.connections)])
        self.took = time.perf_counter() - self.start

    async def connection(self):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        for number in self.numbers:
            if number >= self.requests:
                break
            await asyncio.sleep(max(0, self.start + number * self.interval - time.perf_counter()))
            await self.request(reader, writer, number)
        writer.close()

    async def request(self, reader, writer, number):
        first = number * CALLS
        bad = -first % PANICS  # the call whose number is a multiple
        path = f"/score/{CALLS}" + (f"?bad={bad}" if bad < CALLS else "")
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: load-{number}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        status = int(head.split()[1])
        body = json.loads(await reader.readexactly(int(re.search(r"content-length: (\d+)", head)[1])))
        self.answers[status] += 1
        self.workers[body.get("pid")] += 1
        right = body.get("request") == f"load-{number}" if bad < CALLS else len(body.get("scores", ())) == CALLS
        if status != (500 if bad < CALLS else 200) or not right or f"x-request-id: load-{number}\r\n" not in head:
            self.wrong.append((number, status, body))

    def panics(self):
        return sum(-n * CALLS % PANICS < CALLS for n in range(self.requests))


def check_lines(text):
    """Each line has the id of a request, and a pid; each request has its line."""
    seen = collections.Counter()
    for line in text.splitlines():
        record = json.loads(line)
        assert isinstance(record["pid"], int) and record["request_id"], line
        if record["logger"] in ("service", "scoring"):
            assert record["request_id"] != "-", line
            seen[record["logger"], record["request_id"]] += 1
    return seen


def run(service, rate, seconds):
    """Load, and what must hold under it. Returns what was measured."""
    workers = service.workers()
    warm = collections.Counter()  # memory grows once, and connections are not shared out evenly
    while min(warm[pid] for pid in workers) < WARM:
        load = Load(service.port, 10_000, 1)
        asyncio.run(load.run())
        warm += load.workers
    before = service.memory()
    load = Load(service.port, rate, seconds)
    asyncio.run(load.run())
    after = service.memory()
    assert not load.wrong, load.wrong[:5]
    assert load.answers == collections.Counter({200: load.requests - load.panics(), 500: load.panics()}), load.answers
    assert service.workers() == workers, "a worker has died"
    lines = until(lambda: (seen := check_lines(service.text())) and seen["service", f"load-{load.requests - 1}"] and seen)
    missing = [n for n in range(load.requests) if not lines["service", f"load-{n}"]]
    assert not missing, missing[:5]
    return {
        "requests": load.requests,
        "calls": load.requests * CALLS,
        "calls a second": round(load.requests * CALLS / load.took),
        "panics": load.panics(),
        "log lines": sum(lines.values()),
        "RSS before, MB": [round(n, 1) for n in before.values()],
        "RSS after, MB": [round(n, 1) for n in after.values()],
        "grown, MB": round(max(after[pid] - before[pid] for pid in workers), 1),
    }


def leak(service, times=20, size=1 << 20):
    """Leaks, and finds it in the metrics: Go's heap and goroutines grow, and what Python holds does not."""
    first = until(lambda: len(service.metrics("goroutines")) == len(service.workers()) and service.metrics("goroutines"))
    heap = service.metrics("go_heap_bytes")
    handles = sum(service.metrics("handles").values())
    for _ in range(times):
        service.get(f"/leak/{size}")
    until(lambda: sum(service.metrics("goroutines").values()) >= sum(first.values()) + times * 0.9)
    until(lambda: sum(service.metrics("go_heap_bytes").values()) >= sum(heap.values()) + times * size * 0.75)
    assert sum(service.metrics("handles").values()) < handles + times


def crash(service):
    """Crashes a worker. Returns the crash report, which names the request; the service goes on."""
    workers = service.workers()
    with contextlib.suppress(OSError):  # the connection ends with the worker
        service.get("/crash", request="order-4711")
    reports = until(lambda: [f for f in service.crashes.iterdir() if "== Python ==" in f.read_text()])
    until(lambda: len(service.workers()) == 2 and service.workers() != workers)
    assert json.loads(service.get("/compute/1000")) == {"primes": 168}
    (report,) = reports
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--calls", type=float, default=10_000, help="of Go, a second")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Service(folder) as service:
        for what, value in run(service, options.calls, options.seconds).items():
            print(f"{what:16} {value}", flush=True)
        leak(service)
        print("the leak          is in the metrics")
        report = crash(service).read_text()
        print("the crash report ", re.search(r".*order-4711.*", report)[0])


if __name__ == "__main__":
    main()
