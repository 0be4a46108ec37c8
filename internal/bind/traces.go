package bind

import (
	"go/types"
	"path"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// traces looks at all that the program depends on, as logs does. Only packages that it has are imported
// by the core, so it needs nothing of OpenTelemetry's itself.
func (b *binder) traces() {
	const otel = "go.opentelemetry.io/otel"
	name := func(sub string) string {
		full := path.Join(otel, sub)
		if !b.program.DependsOn(full) {
			return ""
		}
		return b.qualifier(types.NewPackage(full, sub))
	}
	if b.m.Traces.Spans = name("trace"); b.m.Traces.Spans != "" {
		b.m.Traces.Baggage = name("baggage")
	}
}

// deadline is the type of the timeout parameter. Where Go traces, the span of the call comes with it.
func (b *binder) deadline() *model.Type {
	t := convert.Deadline()
	if b.m.Traces.Spans != "" {
		t.InWords += spanWords
	}
	return t
}

// spanWords are those of the address and the length of what rt/tracing.go reads.
const spanWords = 2
