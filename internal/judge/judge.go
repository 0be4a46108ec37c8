// Package judge gives the verdicts: whether a call keeps Python's lock.
// Verdicts change cost, never what Python sees.
package judge

import (
	"context"
	"fmt"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// Judge fills the verdicts of the model. What a directive or bind has decided
// stays.
func Judge(ctx context.Context, p *load.Program, m *model.Module) error {
	w := newWalk(p)
	for _, f := range m.Funcs {
		if f.GILReason != "" {
			continue
		}
		switch f.Shape {
		case model.Zero:
			f.GIL, f.GILReason = model.Hold, "one allocation"
		case model.Function, model.Method:
			f.GIL, f.GILReason = gil(f, w)
		default:
			f.GIL, f.GILReason = model.Release, "its cost depends on the value"
		}
	}
	return ctx.Err()
}

// gil holds the lock for a function that is bounded and can't block, as far as
// its arguments are small enough to be copied in no time.
func gil(f *model.Func, w *walk) (model.GIL, string) {
	if f.Context >= 0 {
		return model.Release, "it takes a context"
	}
	if why := w.unbounded(f.Object); why != "" {
		return model.Release, why
	}
	for _, r := range f.Results {
		if !r.Direct {
			return model.Release, fmt.Sprintf("its result (%s) may be of any size", r.Go)
		}
	}
	for _, p := range f.Params {
		switch p.Type.Plain().Kind {
		case model.Str, model.Bytes, model.List:
			return model.HoldSmall, "bounded, as long as its arguments are small"
		}
		if !p.Type.Direct {
			return model.HoldSmall, "bounded, as long as its arguments are small"
		}
	}
	return model.Hold, "bounded"
}
