from typing import Any

__all__ = ["register"]

def register(registry: Any = None, interval: float = 5.0) -> None:
    """Adds the metrics of this package to a registry of prometheus_client (its default one). They have the label
    `package`; several packages may share a registry.

    Where prometheus_client is in its multiprocess mode, each process writes them every so many seconds (interval),
    from a thread of its own, as soon as it has called Go; gauges have the label `pid`, and counters are added up.

    Raises ImportError without prometheus_client."""
