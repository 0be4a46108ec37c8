"""What prometheus_client shows of the Go runtime."""

import importlib.util
import os
import subprocess
import sys
import threading

import observedcase as m
import prometheus_client
import pytest
from observedcase._metrics import register
from waiting import until_sync

info = m.__gophersnake__


@pytest.fixture
def value():
    registry = prometheus_client.CollectorRegistry()
    register(registry)

    def value(name, **labels):
        return registry.get_sample_value("gophersnake_" + name, {"package": "observedcase", **labels})

    value.registry = registry
    return value


def test_what_is_held(value):
    info.collect()
    before, bytes_before = value("handles"), value("array_bytes")
    things = [m.Thing(1000) for _ in range(50)]
    zeros = m.zeros(100_000)
    assert value("handles") >= before + 50
    assert value("array_bytes") == bytes_before + 800_000
    half = memoryview(zeros)[:10]
    del zeros, things
    info.collect()
    assert value("array_bytes") == bytes_before + 800_000  # a view holds all of it
    del half
    info.collect()
    assert value("handles") <= before + 5
    assert value("array_bytes") == bytes_before
    assert value("goroutines") >= 1
    assert value("go_heap_bytes") > 0 and value("go_memory_bytes") > value("go_heap_bytes")


def test_panics(value):
    before = value("panics_total")
    for goroutine in (False, True):
        with pytest.raises(m.PanicError):
            m.panic(goroutine)
    assert value("panics_total") == before + 2

    def fails():
        raise KeyError

    with pytest.raises(KeyError):  # no panic of Go's
        m.fail(fails)
    with pytest.raises(m.PanicError):
        m.batch.panic([False, False])
    assert before + 3 <= value("panics_total") <= before + 4  # the second row may not have begun


def test_pauses(value):
    before = value("gc_collections_total")
    info.collect()
    assert value("gc_collections_total") >= before + 2
    assert value("gc_pause_seconds_total") > 0
    counts = [value("gc_pauses_total", up_to=bound) for bound in ("0.00001", "0.0001", "0.001", "0.01", "0.1", "+Inf")]
    assert all(n >= 0 for n in counts) and sum(counts) == info.go_pauses >= 2


def test_calls(value):
    before = value("calls_in_flight")
    stop = threading.Event()

    def waits():
        while not stop.is_set():
            m.wait(timeout=0.2)

    thread = threading.Thread(target=waits)
    thread.start()
    try:
        until_sync(lambda: value("calls_in_flight") == before + 1)
    finally:
        stop.set()
        thread.join()
    assert value("calls_queued") == 0 and value("callbacks_in_flight") == 0


def test_packages_share_a_registry(value, monkeypatch):
    register(value.registry)  # again
    monkeypatch.setitem(sys.modules, "other", m)
    spec = importlib.util.spec_from_file_location("other._metrics", sys.modules["observedcase._metrics"].__file__)
    other = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(other)
    other.register(value.registry)
    assert value("goroutines") >= 1 and value("goroutines", package="other") >= 1
    text = prometheus_client.generate_latest(value.registry).decode()
    assert text.count("# TYPE gophersnake_goroutines gauge") == 1
    assert text.count("\ngophersnake_goroutines{") == 2


SEVERAL = """
import os, struct, sys
import prometheus_client, observedcase as m
from prometheus_client import multiprocess
from observedcase._metrics import register
from waiting import until_sync

register(interval=0.02)
read, write = os.pipe()
children = []
for n in (1, 2):
    if not (child := os.fork()):
        for _ in range(n):
            try:
                m.panic(False)
            except m.PanicError:
                pass
        m.work("x")
        os.read(read, 1)  # until the parent has seen it
        os._exit(0)
    children.append(child)

def value(name, **labels):
    registry = prometheus_client.CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    try:
        return registry.get_sample_value("gophersnake_" + name, {"package": "observedcase", **labels})
    except struct.error:  # prometheus_client reads a file that it is just making
        return None

until_sync(lambda: value("panics_total") == 3)
for child in children:
    until_sync(lambda: value("goroutines", pid=str(child)))
assert value("goroutines", pid=str(os.getpid())) is None  # it has not called Go
os.write(write, b"..")
for child in children:
    os.waitpid(child, 0)
    multiprocess.mark_process_dead(child)
until_sync(lambda: value("panics_total") == 3)  # counters stay
assert not any(value("goroutines", pid=str(child)) for child in children)
"""


def test_several_processes(tmp_path):
    pytest.importorskip("prometheus_client")
    subprocess.run([sys.executable, "-W", "ignore", "-c", SEVERAL], check=True, timeout=180, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)})
