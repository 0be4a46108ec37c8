package emit

import "gophersnake/internal/model"

// genTraces writes how spans and baggage of OpenTelemetry are read from a context, and put into one. They are
// those of the same process, so they are not marked as remote.
func genTraces(w *writer, t model.Traces) {
	if t.Spans == "" {
		return
	}
	w.p("rt.Trace(func(ctx context.Context, c rt.Carrier) context.Context {")
	w.p("state, _ := %s.ParseTraceState(c.State)", t.Spans)
	w.p("span := %s.NewSpanContext(%s.SpanContextConfig{TraceID: c.Trace, SpanID: c.Span, TraceFlags: %s.TraceFlags(c.Flags), TraceState: state})", t.Spans, t.Spans, t.Spans)
	w.p("if span.IsValid() {")
	w.p("ctx = %s.ContextWithSpanContext(ctx, span)", t.Spans)
	w.p("}")
	if t.Baggage != "" {
		w.p("b, err := %s.Parse(c.Baggage)", t.Baggage)
		w.p("if err != nil { // too much for a header, or a member that is none: the others are there")
		w.p("b = %s.Baggage{}", t.Baggage)
		w.p("c.EachMember(func(member string) {")
		w.p("one, _ := %s.Parse(member)", t.Baggage)
		w.p("for _, m := range one.Members() {")
		w.p("if more, err := b.SetMember(m); err == nil {")
		w.p("b = more")
		w.p("}")
		w.p("}")
		w.p("})")
		w.p("}")
		w.p("if b.Len() > 0 {")
		w.p("ctx = %s.ContextWithBaggage(ctx, b)", t.Baggage)
		w.p("}")
	}
	w.p("return ctx")
	w.p("}, func(ctx context.Context) rt.Carrier {")
	w.p("span := %s.SpanContextFromContext(ctx)", t.Spans)
	w.p("c := rt.Carrier{Trace: span.TraceID(), Span: span.SpanID(), Flags: byte(span.TraceFlags()), State: span.TraceState().String()}")
	if t.Baggage != "" {
		w.p("c.Baggage = %s.FromContext(ctx).String()", t.Baggage)
	}
	w.p("return c")
	w.p("})")
}
