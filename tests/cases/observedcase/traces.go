// Package observedcase is seen from outside: it traces, and it has what metrics show.
package observedcase

import (
	"context"
	"fmt"
	"iter"

	"go.opentelemetry.io/otel/baggage"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"
)

var (
	exported = tracetest.NewInMemoryExporter()
	tracer   = sdk.NewTracerProvider(sdk.WithSyncer(exported)).Tracer("observedcase")
)

// A Span is one that has ended.
type Span struct {
	Name, Trace, ID, Parent, State string
	Remote                         bool // the parent
	Sampled                        bool
}

// Spans returns those that have ended, and forgets them.
func Spans() []Span {
	defer exported.Reset()
	var spans []Span
	for _, s := range exported.GetSpans() {
		spans = append(spans, Span{s.Name, s.SpanContext.TraceID().String(), s.SpanContext.SpanID().String(), s.Parent.SpanID().String(),
			s.SpanContext.TraceState().String(), s.Parent.IsRemote(), s.SpanContext.IsSampled()})
	}
	return spans
}

// Work works in a span, and returns its identity.
func Work(ctx context.Context, name string) string {
	_, span := tracer.Start(ctx, name)
	defer span.End()
	return span.SpanContext().SpanID().String()
}

// Member is a member of the baggage.
func Member(ctx context.Context, key string) string {
	return baggage.FromContext(ctx).Member(key).Value()
}

// Lines yields what Work returns, again and again.
func Lines(ctx context.Context, n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range n {
			if !yield(Work(ctx, fmt.Sprint("line ", i))) {
				return
			}
		}
	}
}

// Calls calls f in a span, and with a member of baggage. The name is the span's; without one, there is no new span.
func Calls(ctx context.Context, name string, f func(context.Context) error) (string, error) {
	if name == "" {
		return "", f(ctx)
	}
	ctx, span := tracer.Start(ctx, name)
	defer span.End()
	m, err := baggage.NewMemberRaw("tenant", "a b")
	if err != nil {
		return "", err
	}
	b, err := baggage.FromContext(ctx).SetMember(m)
	if err != nil {
		return "", err
	}
	return span.SpanContext().SpanID().String(), f(baggage.ContextWithBaggage(ctx, b))
}

// Elsewhere is Calls on a goroutine of its own.
func Elsewhere(ctx context.Context, name string, f func(context.Context) error) (id string, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		id, err = Calls(ctx, name, f)
	}()
	<-done
	return id, err
}

// A Step can be done in Python.
type Step interface {
	Do(ctx context.Context, n int) (string, error)
}

// Run does a step in a span, and returns the span's identity and what the step said.
func Run(ctx context.Context, s Step) (id, said string, err error) {
	ctx, span := tracer.Start(ctx, "run")
	defer span.End()
	said, err = s.Do(ctx, 3)
	return span.SpanContext().SpanID().String(), said, err
}

// Current is the span of the context itself.
func Current(ctx context.Context) string { return trace.SpanContextFromContext(ctx).SpanID().String() }

// A Store loads what has a key.
type Store struct{}

// Load loads it, in a span.
func (s *Store) Load(ctx context.Context, key string) (string, error) {
	ctx, span := tracer.Start(ctx, "load") // a child of Python's current span
	defer span.End()
	return key, ctx.Err()
}
