"""A span of Python's is the parent of Go's, and the other way round; by the SDKs of both."""

import asyncio
import os
import subprocess
import sys

import observedcase as m
import pytest
from opentelemetry import baggage, context, trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
tracer = provider.get_tracer(__name__)


@pytest.fixture(autouse=True)
def forget():
    m.spans()
    exporter.clear()


def ids(span):
    c = span.get_span_context()
    return f"{c.trace_id:032x}", f"{c.span_id:016x}"


def python_spans():
    return {span.name: span for span in exporter.get_finished_spans()}


def test_the_span_of_python_is_the_parent_of_go_s():
    with tracer.start_as_current_span("request") as span:
        own = m.work("query")
    (got,) = m.spans()
    assert (got.name, got.id, got.sampled, got.remote) == ("query", own, True, False)
    assert (got.trace, got.parent) == ids(span)


def test_without_a_span_go_begins_a_trace():
    m.work("alone")
    (got,) = m.spans()
    assert got.parent == "0" * 16 and got.trace != "0" * 32
    assert m.current() == "0" * 16


def test_the_decision_to_sample_and_the_state_cross():
    state = trace.TraceState([("vendor", "x1")])
    given = trace.SpanContext(7 << 64, 9, is_remote=True, trace_flags=trace.TraceFlags(1), trace_state=state)
    with trace.use_span(trace.NonRecordingSpan(given)):
        m.work("sampled")
    with trace.use_span(trace.NonRecordingSpan(trace.SpanContext(8, 10, is_remote=True, trace_flags=trace.TraceFlags(0)))):
        m.work("not sampled")
    (got,) = m.spans()
    assert (got.name, got.trace, got.parent, got.state) == ("sampled", f"{7 << 64:032x}", f"{9:016x}", "vendor=x1")


def test_baggage_crosses():
    token = context.attach(baggage.set_baggage("user id", "Zoë, 1=2;3"))
    try:
        assert m.member("user id") == "" and m.member("user%20id") == "Zoë, 1=2;3"  # Go leaves keys as they are written
    finally:
        context.detach(token)
    assert m.member("user%20id") == ""


def test_baggage_that_is_too_much_for_a_header():
    """What Go can't have is left out alone, and no call fails for it."""
    held = context.get_current()
    for key, value in {**{f"k{n}": n for n in range(300)}, "large": "x" * 20_000, "half": "a\udc80b", "(no": "key"}.items():
        held = baggage.set_baggage(key, value, held)
    token = context.attach(held)
    try:
        assert [m.member(f"k{n}") for n in range(300)] == [str(n) for n in range(300)]
        assert m.member("half") == "a?b"
    finally:
        context.detach(token)


@pytest.mark.parametrize("call", [m.calls, m.elsewhere])
def test_the_span_of_go_is_python_s_current_one(call):
    seen = {}

    def step():
        seen["tenant"] = baggage.get_baggage("tenant")
        with tracer.start_as_current_span("in Python"):
            seen["inner"] = m.work("in Go again")

    with tracer.start_as_current_span("request") as request:
        own = call("in Go", step)
        assert trace.get_current_span() is request and baggage.get_baggage("tenant") is None
    inner = python_spans()["in Python"]
    assert f"{inner.parent.span_id:016x}" == own and inner.context.trace_id == request.get_span_context().trace_id
    again, outer = m.spans()
    assert (again.id, again.parent) == (seen["inner"], f"{inner.context.span_id:016x}")
    assert (outer.id, (outer.trace, outer.parent)) == (own, ids(request))
    assert seen["tenant"] == "a b"


@pytest.mark.parametrize("call", [m.calls, m.elsewhere])
def test_a_span_that_only_passes_through_go_is_still_itself(call):
    seen = []
    with tracer.start_as_current_span("request") as request:
        call("", lambda: seen.append(trace.get_current_span()))
    assert seen == [request]


def test_exceptions_leave_the_span():
    def step():
        raise KeyError("no")

    with tracer.start_as_current_span("request") as request:
        with pytest.raises(KeyError):
            m.calls("in Go", step)
        assert trace.get_current_span() is request


def test_methods_in_python_are_in_the_span():
    class Step:
        def do(self, n):
            return f"{trace.get_current_span().get_span_context().span_id:016x} {n}"

    own, said = m.run(Step())
    assert said == f"{own} 3"


def test_streams_are_in_the_span_of_their_call():
    with tracer.start_as_current_span("request") as request:
        lines = m.lines(2)
    assert len(list(lines)) == 2
    assert {(s.trace, s.parent) for s in m.spans()} == {ids(request)}


def test_awaited_calls_are_in_the_span():
    async def one(name):
        with tracer.start_as_current_span(name) as span:
            await asyncio.gather(*[m.aio.work(f"{name} {i}") for i in range(20)])
        return ids(span)

    async def main():
        return await asyncio.gather(one("a"), one("b"), one("c"))

    parents = dict(zip("abc", asyncio.run(main())))
    spans = m.spans()
    assert len(spans) == 60
    assert all((s.trace, s.parent) == parents[s.name[0]] for s in spans)


def test_coroutines_that_go_awaits_are_in_its_span():
    async def step():
        await asyncio.sleep(0)
        with tracer.start_as_current_span("in Python"):
            await asyncio.sleep(0)
            await m.aio.work("in Go again")

    async def main():
        with tracer.start_as_current_span("request") as request:
            own = await m.aio.calls("in Go", step)
            assert trace.get_current_span() is request
        return own

    own = asyncio.run(main())
    inner = python_spans()["in Python"]
    assert f"{inner.parent.span_id:016x}" == own
    again, _ = m.spans()
    assert again.parent == f"{inner.context.span_id:016x}"


def test_rows_are_in_the_span_of_their_call():
    with tracer.start_as_current_span("request") as request:
        m.batch.work(["a", "b", "c"])
    assert {(s.name, s.trace, s.parent) for s in m.spans()} == {(n, *ids(request)) for n in "abc"}


def test_nothing_needs_or_imports_opentelemetry():
    code = (
        "import sys, observedcase as m; assert m.work('alone'); m.calls('x', lambda: None); assert len(m.spans()) == 2;"
        "assert not any(name.startswith('opentelemetry') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
