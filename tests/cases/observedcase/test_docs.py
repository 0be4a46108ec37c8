"""docs/monitoring.md: its examples are run, and those in Go are in this package."""

import pathlib
import re
import sys
import types

import observedcase as m
import prometheus_client
import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

HERE = pathlib.Path(__file__).parent
PAGE = (HERE.parents[2] / "docs" / "monitoring.md").read_text()


@pytest.fixture
def blocks(monkeypatch):
    for name in ("", "._metrics"):
        monkeypatch.setitem(sys.modules, f"store{name}", sys.modules[f"observedcase{name}"])
    return re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_registering(blocks, monkeypatch):
    registry = prometheus_client.CollectorRegistry()
    monkeypatch.setattr(prometheus_client, "REGISTRY", registry)
    exec(blocks[0], {})
    text = prometheus_client.generate_latest(registry).decode()
    listed = set(re.findall(r"^\| `(gophersnake_\w+)", PAGE, re.M)) | set(re.findall(r", `(gophersnake_\w+)`", PAGE))
    told = set(re.findall(r"^(gophersnake_\w+)\{package=\"observedcase\"", text, re.M))
    assert len(listed) > 10 and listed == told


def test_processes_that_have_ended(blocks, tmp_path, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    left = tmp_path / "gauge_liveall_4711.db"
    left.touch()
    names = {}
    exec(blocks[1], names)
    names["child_exit"](None, types.SimpleNamespace(pid=4711))
    assert not left.exists()


def test_a_span(blocks):
    outer = []

    class Store(m.Store):
        def load(self, key):
            outer.append(trace.get_current_span().get_span_context())
            return super().load(key)

    m.spans()
    exec(blocks[2], {"tracer": TracerProvider().get_tracer("docs"), "store": Store()})
    (inner,), (outer,) = m.spans(), outer
    assert (inner.name, inner.trace, inner.parent) == ("load", f"{outer.trace_id:032x}", f"{outer.span_id:016x}")


def test_examples_in_go():
    here = {" ".join(line.split()) for file in HERE.glob("*.go") for line in file.read_text().splitlines()}
    for block in re.findall(r"```go\n(.*?)```", PAGE, re.DOTALL):
        for line in block.splitlines():
            assert " ".join(line.split()) in here or line.strip() == "...", line
