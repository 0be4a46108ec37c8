"""The service under load, with panics, a leak and a crash. make load is longer."""

import json
import os
import urllib.error

import load
import pytest

SECONDS = float(os.environ.get("SERVICE_SECONDS", 4))
RATE = float(os.environ.get("SERVICE_CALLS", 2000))


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    with load.Service(tmp_path_factory.mktemp("service")) as service:
        yield service


def test_load(service):
    measured = load.run(service, RATE, SECONDS)
    assert measured["panics"] >= 1
    assert measured["grown, MB"] < 16, measured


def test_endpoints(service):
    assert json.loads(service.get("/compute/10000")) == {"primes": 1229}
    assert service.get("/lines/1000").split("\n")[:2] == ["line 0", "line 1"]
    assert service.get("/lines/1000").count("\n") == 1000
    with pytest.raises(urllib.error.HTTPError) as e:
        service.get("/score/3?bad=1", request="mine")
    assert e.value.code == 500 and json.load(e.value) == {"detail": "internal error", "request": "mine"}
    go = load.until(lambda: [r for r in records(service) if r["logger"] == "scoring" and r["message"] == "streamed"])
    assert go[0]["lines"] == 1000 and "scoring.go" in go[0]["source"]


def records(service):
    return [json.loads(line) for line in service.text().splitlines()]


def test_the_leak_is_in_the_metrics(service):
    load.leak(service)


def test_the_crash_report_names_the_request(service):
    report = load.crash(service).read_text()
    assert "Crash(ctx context.Context)  request order-4711" in report
    assert "unlock of unlocked mutex" in report or "sync.fatal" in report
    load.check_lines(service.text())
