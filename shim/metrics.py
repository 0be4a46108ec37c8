"""Metrics of this package's Go runtime for prometheus_client, which is imported when register() is called."""

import atexit
import importlib
import os
import threading

__all__ = ["register"]
TOP = __name__.rpartition(".")[0]
ATTRIBUTE = "_gophersnake_1"  # of a registry: what all extensions share; the number is that of what they expect of it

GAUGES = {
    "goroutines": ("Goroutines", lambda v: v["goroutines"]),
    "go_heap_bytes": ("Bytes of Go's heap that hold objects", lambda v: v["go_heap"]),
    "go_heap_objects": ("Objects on Go's heap", lambda v: v["go_objects"]),
    "go_stack_bytes": ("Bytes of Go's stacks", lambda v: v["go_stacks"]),
    "go_memory_bytes": ("Bytes that the Go runtime has from the system", lambda v: v["go_memory"]),
    "handles": ("Go values that Python objects keep alive", lambda v: v["handles"]),
    "references": ("Python objects that Go keeps alive", lambda v: v["references"]),
    "array_bytes": ("Bytes under the arrays that Python holds", lambda v: v["array_memory"]),
    "calls_in_flight": ("Calls of Python's that are in Go and have released the GIL", lambda v: v["calls"] + v["awaiting"]),
    "calls_queued": ("Calls of the async API that wait for their turn", lambda v: v["queued"]),
    "callbacks_in_flight": ("Callbacks that are in Python, or wait for the GIL", lambda v: v["callbacks"]),
}
COUNTERS = {
    "panics": ("Panics of calls, goroutines and streams", lambda v: v["panics"]),
    "gc_collections": ("Garbage collections of Go", lambda v: v["go_collections"]),
    "gc_pause_seconds": ("Seconds for which Go's garbage collector has stopped all goroutines", lambda v: v["go_paused"] / 1e9),
}
PAUSES = "gc_pauses"
PAUSES_DOC = "Pauses of all goroutines by Go's garbage collector, by how many seconds they took at most"
BOUNDS = {"0.00001": "10us", "0.0001": "100us", "0.001": "1ms", "0.01": "10ms", "0.1": "100ms"}


def register(registry=None, interval=5.0):
    """Adds the metrics of this package to a registry of prometheus_client (its default one). They have the label
    `package`; several packages may share a registry.

    Where prometheus_client is in its multiprocess mode, each process writes them every so many seconds (interval),
    from a thread of its own, as soon as it has called Go; gauges have the label `pid`, and counters are added up.

    Raises ImportError without prometheus_client."""
    import prometheus_client.core

    registry = prometheus_client.REGISTRY if registry is None else registry
    several = "PROMETHEUS_MULTIPROC_DIR" in os.environ or "prometheus_multiproc_dir" in os.environ
    own = Published(prometheus_client, registry, interval) if several else Collector(prometheus_client, registry)
    shared = registry.__dict__.setdefault(ATTRIBUTE, own)
    shared.packages[TOP] = importlib.import_module(TOP).__gophersnake__.as_dict
    if shared is own:
        shared.start()


def pauses(values):
    """How many pauses took at most so long, and longer than the bound before."""
    before = 0
    for bound, field in BOUNDS.items():
        yield bound, values["go_pauses_" + field] - before
        before = values["go_pauses_" + field]
    yield "+Inf", values["go_pauses"] - before


class Collector:
    """Reads the values when somebody asks for them."""

    def __init__(self, prometheus_client, registry):
        self.registry, self.packages = registry, {}
        self.gauge, self.counter = prometheus_client.core.GaugeMetricFamily, prometheus_client.core.CounterMetricFamily

    def start(self):
        self.registry.register(self)

    def describe(self):
        return self.families([])

    def collect(self):
        return self.families([(package, read()) for package, read in list(self.packages.items())])

    def families(self, all):
        for family, metrics in ((self.gauge, GAUGES), (self.counter, COUNTERS)):
            for name, (doc, of) in metrics.items():
                metric = family("gophersnake_" + name, doc, labels=["package"])
                for package, values in all:
                    metric.add_metric([package], of(values))
                yield metric
        metric = self.counter("gophersnake_" + PAUSES, PAUSES_DOC, labels=["package", "up_to"])
        for package, values in all:
            for bound, n in pauses(values):
                metric.add_metric([package, bound], n)
        yield metric


class Published:
    """Writes the values from time to time, since the process that is asked is another."""

    def __init__(self, prometheus_client, registry, interval):
        self.client, self.registry, self.interval, self.packages = prometheus_client, registry, interval, {}
        self.lock, self.told = threading.Lock(), {}

    def start(self):
        gauge, counter = self.client.Gauge, self.client.Counter
        options = {"registry": self.registry, "namespace": "gophersnake"}
        self.gauges = {n: gauge(n, doc, ["package"], multiprocess_mode="liveall", **options) for n, (doc, _) in GAUGES.items()}
        self.counters = {n: counter(n, doc, ["package"], **options) for n, (doc, _) in COUNTERS.items()}
        self.pauses = counter(PAUSES, PAUSES_DOC, ["package", "up_to"], **options)
        if hasattr(os, "register_at_fork"):  # else nothing forks
            # not while this thread holds locks of prometheus_client's
            os.register_at_fork(before=lambda: self.lock.acquire(), after_in_parent=lambda: self.lock.release(), after_in_child=self.forked)
        atexit.register(self.publish)
        self.watch()

    def forked(self):
        self.lock, self.told = threading.Lock(), {}  # Go starts anew, and so do its counters
        self.watch()

    def watch(self):
        threading.Thread(target=self.run, name="gophersnake metrics", daemon=True).start()

    def run(self):
        wait = threading.Event().wait
        while not wait(self.interval):
            self.publish()

    def publish(self):
        with self.lock:
            for package, read in list(self.packages.items()):
                values = read()
                if values["loaded"]:  # the process that starts the others has nothing to tell
                    self.write(package, values)

    def write(self, package, values):
        for name, (_, of) in GAUGES.items():
            self.gauges[name].labels(package).set(of(values))
        for name, (_, of) in COUNTERS.items():
            self.count(self.counters[name], (package,), of(values))
        for bound, n in pauses(values):
            self.count(self.pauses, (package, bound), n)

    def count(self, counter, labels, value):
        key = (counter, labels)
        counter.labels(*labels).inc(max(0, value - self.told.get(key, 0)))
        self.told[key] = value
