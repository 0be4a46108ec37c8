//go:build go1.25

package rt

import (
	"bytes"
	"context"
	"strings"
	"unsafe"
)

// A Carrier is a span and the baggage of OpenTelemetry on their way between a context.Context and a context
// of contextvars. Twin: shim/tracing.py. The core's main package knows OpenTelemetry's API, if the
// program has it; this package does not.
type Carrier struct {
	Trace          [16]byte
	Span           [8]byte
	Flags          byte
	State, Baggage string // headers of W3C
}

// EachMember passes the members of the baggage, one by one.
func (c Carrier) EachMember(f func(member string)) {
	for member := range strings.SplitSeq(c.Baggage, ",") {
		f(member)
	}
}

// carrierSize is that of the parts of fixed size. The state, a line feed and the baggage follow.
const carrierSize = 16 + 8 + 1

var tracing struct {
	put func(context.Context, Carrier) context.Context
	get func(context.Context) Carrier
}

// Trace passes the functions that put a carrier's parts into a context, and get them out of one.
func Trace(put func(context.Context, Carrier) context.Context, get func(context.Context) Carrier) {
	tracing.put, tracing.get = put, get
}

// Traced is a context with the span in which Python called: words i and i+1, an address and a length.
func (f *Frame) Traced(ctx context.Context, i int) context.Context {
	n := int(*f.word(i + 1))
	if n < carrierSize {
		return ctx
	}
	b := unsafe.Slice((*byte)(f.pointer(i)), n)
	c := Carrier{Trace: [16]byte(b), Span: [8]byte(b[16:]), Flags: b[24]}
	state, baggage, _ := bytes.Cut(b[carrierSize:], []byte{'\n'})
	c.State, c.Baggage = string(state), string(baggage)
	return tracing.put(ctx, c)
}

// In says in which context the call is made: its span is Python's current one meanwhile.
func (k *Call) In(ctx context.Context) {
	if tracing.get != nil && ctx != nil {
		k.carry(tracing.get(ctx))
	}
}

func (k *Call) carry(c Carrier) {
	if c.Span == [8]byte{} && c.Baggage == "" {
		return
	}
	k.carrier = append(append(append(k.carrier[:0], c.Trace[:]...), c.Span[:]...), c.Flags)
	k.carrier = append(append(append(k.carrier, c.State...), '\n'), c.Baggage...)
	k.c.carrier = cUintptr(uintptr(unsafe.Pointer(unsafe.SliceData(k.carrier))))
	k.c.ncarrier = cInt64(len(k.carrier))
}
