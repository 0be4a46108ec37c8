"""Spans of OpenTelemetry that cross the boundary. Imported with the package; OpenTelemetry itself is only looked at if the
program has imported it."""

from sys import modules
from urllib.parse import quote, unquote

__all__ = []


def here():
    """The current span and the baggage, in the form of rt/tracing.go; None: there are none."""
    trace, baggage = modules["opentelemetry.trace"], modules.get("opentelemetry.baggage")
    current = getattr(trace, "get_current_span", None)  # missing while it is being imported
    if current is None:
        return None
    span = current().get_span_context()
    held = getattr(baggage, "get_all", dict)()
    if not span.is_valid and not held:
        return None
    ids = span.trace_id.to_bytes(16) + span.span_id.to_bytes(8) + span.trace_flags.to_bytes(1)
    carried = ",".join(f"{_quoted(key)}={_quoted(value)}" for key, value in held.items())
    return ids + f"{span.trace_state.to_header()}\n{carried}".encode()


def _quoted(part):
    """Half a surrogate pair is a question mark: no call fails for what it carries."""
    return quote(str(part), "", errors="replace")


def enter(carrier):
    """Makes it the current span; returns what leave() takes, or None if nothing has changed."""
    trace = modules["opentelemetry.trace"]
    if not hasattr(trace, "set_span_in_context"):  # it is being imported
        return None
    from opentelemetry import baggage, context

    now = context.get_current()
    then = now
    state, _, held = carrier[25:].decode().partition("\n")
    trace_id, span_id = int.from_bytes(carrier[:16]), int.from_bytes(carrier[16:24])
    own = trace.get_current_span().get_span_context()
    if span_id and (own.span_id, own.trace_id) != (span_id, trace_id):  # else a span of Python's comes back
        state = trace.TraceState.from_header([state]) if state else None
        span = trace.SpanContext(trace_id, span_id, is_remote=False, trace_flags=trace.TraceFlags(carrier[24]), trace_state=state)
        then = trace.set_span_in_context(trace.NonRecordingSpan(span), then)
    for member in filter(None, held.split(",")):
        key, _, value = member.partition(";")[0].partition("=")
        key, value = unquote(key.strip()), unquote(value.strip())
        if baggage.get_baggage(key, then) != value:
            then = baggage.set_baggage(key, value, then)
    return context.attach(then) if then is not now else None


def leave(token):
    from opentelemetry import context

    context.detach(token)
