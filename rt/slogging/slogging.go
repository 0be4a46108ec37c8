//go:build go1.25

// Package slogging hands what Go code logs by log/slog to Python's logging. The build imports
// it where a package of the extension depends on log/slog, before that package's own
// initialization: so loggers that it derives from slog.Default have the handler, too. What a
// program sets as its default itself stays.
package slogging

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"reflect"
	"slices"
	"time"

	"gophersnake/rt"
	_ "gophersnake/rt/logging" // before: package log has its output
)

func init() {
	if rt.LogsGoOn() {
		return
	}
	out, flags := log.Writer(), log.Flags()
	slog.SetDefault(slog.New(new(handler)))
	log.SetOutput(out) // SetDefault has given package log to the handler, without its own levels
	log.SetFlags(flags)
}

type handler struct {
	groups []string
	attrs  []rt.LogAttr
}

func (h *handler) Enabled(_ context.Context, l slog.Level) bool { return rt.Enabled(pythonLevel(l)) }

func (h *handler) Handle(ctx context.Context, r slog.Record) error {
	out := &rt.LogRecord{Time: r.Time, Level: pythonLevel(r.Level), Message: r.Message, PC: r.PC}
	if out.Time.IsZero() {
		out.Time = time.Now()
	}
	out.Attrs = make([]rt.LogAttr, len(h.attrs), len(h.attrs)+r.NumAttrs())
	copy(out.Attrs, h.attrs)
	r.Attrs(func(a slog.Attr) bool {
		out.Attrs = appendAttr(out.Attrs, h.groups, a)
		return true
	})
	if r.PC == 0 {
		rt.LogUnplaced(out)
	} else {
		rt.LogIn(ctx, out)
	}
	return nil
}

func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	with := &handler{groups: h.groups, attrs: slices.Clip(h.attrs)}
	for _, a := range attrs {
		with.attrs = appendAttr(with.attrs, h.groups, a)
	}
	return with
}

func (h *handler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	return &handler{groups: append(slices.Clip(h.groups), name), attrs: h.attrs}
}

// pythonLevel maps slog's levels to Python's, which are 10 apart where slog's are 4.
func pythonLevel(l slog.Level) int {
	if l < slog.LevelDebug {
		return max(1, 10+(int(l)+4)*5/4) // -8 is 5, which Python code uses for traces
	}
	return 20 + int(l)*10/4
}

func appendAttr(all []rt.LogAttr, groups []string, a slog.Attr) []rt.LogAttr {
	v := a.Value.Resolve()
	if v.Kind() == slog.KindGroup {
		if a.Key != "" {
			groups = append(slices.Clip(groups), a.Key)
		}
		for _, b := range v.Group() {
			all = appendAttr(all, groups, b)
		}
		return all
	}
	if a.Key == "" && v.Kind() == slog.KindAny && v.Any() == nil {
		return all // no attribute
	}
	out := rt.LogAttr{Groups: groups, Key: a.Key}
	switch v.Kind() {
	case slog.KindBool:
		out.Value = v.Bool()
	case slog.KindInt64:
		out.Value = v.Int64()
	case slog.KindUint64:
		out.Value = v.Uint64()
	case slog.KindFloat64:
		out.Value = v.Float64()
	case slog.KindString:
		out.Value = v.String()
	case slog.KindDuration:
		out.Kind, out.Value = rt.LogDuration, int64(v.Duration())
	case slog.KindTime:
		out.Kind, out.Value = rt.LogTime, v.Time().Format(time.RFC3339Nano)
	default:
		out.Kind, out.Value = fixed(v.Any())
	}
	return append(all, out)
}

// fixed is a value that may change later, as it is now. Its methods are the user's, and may
// panic: slog's own handlers log the panic instead of the value, and a nil pointer as nil.
func fixed(v any) (kind rt.LogKind, value any) {
	defer func() {
		if r := recover(); r != nil {
			if p := reflect.ValueOf(v); p.Kind() == reflect.Pointer && p.IsNil() {
				kind, value = rt.LogPlain, nil
				return
			}
			kind, value = rt.LogPlain, fmt.Sprintf("!PANIC: %v", r)
		}
	}()
	switch v := v.(type) {
	case nil:
		return rt.LogPlain, nil
	case error:
		return rt.LogError, fmt.Sprintf("%T\n%+v", v, v)
	case []byte:
		return rt.LogPlain, slices.Clone(v)
	case *slog.Source:
		return rt.LogPlain, fmt.Sprintf("%s:%d", v.File, v.Line)
	case fmt.Stringer:
		return rt.LogPlain, v.String()
	}
	text, err := json.Marshal(v)
	if err == nil {
		var plain string // of a type over a text, or that is written as one
		if json.Unmarshal(text, &plain) == nil && text[0] == '"' {
			return rt.LogPlain, plain
		}
		return rt.LogJSON, string(text)
	}
	if !rt.Printable(v) { // fmt would go on until the stack is full, which ends the process
		return rt.LogPlain, "!ERROR:" + err.Error() // as slog's own handler for JSON writes it
	}
	return rt.LogPlain, fmt.Sprintf("%+v", v)
}
