// Package judge gives the verdicts: which arguments Go may see as views of
// Python's own memory (lend.go, from what the compiler says in probe.go), and
// whether a call keeps Python's lock (walk.go). Verdicts change cost, never
// what Python sees, with one exception: a function without results that writes
// its argument takes writable buffers only.
package judge

import (
	"context"
	"fmt"
	"go/types"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// Judge fills the verdicts of the model. What a directive or bind has decided
// stays.
func Judge(ctx context.Context, p *load.Program, m *model.Module, compile Compiler) error {
	_, err := judge(ctx, p, m, compile)
	return err
}

// JudgeAndNote is Judge, and notes what the hosts of the module should know of,
// which only a reader wants and no build.
func JudgeAndNote(ctx context.Context, p *load.Program, m *model.Module, compile Compiler) error {
	bounded, err := judge(ctx, p, m, compile)
	if err == nil {
		m.Notes = manners(p, bounded)
	}
	return err
}

func judge(ctx context.Context, p *load.Program, m *model.Module, compile Compiler) (loops *walk, err error) {
	if err := lend(ctx, m, compile); err != nil {
		return nil, err
	}
	src := newSource(p)
	if err := readOn(ctx, m, src); err != nil {
		return nil, err
	}
	bounded, whole, written, hidden := newWalk(src), newConcats(src), newWrites(src), newHidings(src)
	for _, f := range m.Funcs {
		secondOpinion(f, whole, written, hidden)
		lock(f, bounded)
		// A function that is given Python functions runs where it was called: they look for signals themselves.
		f.Interrupt = f.Context >= 0 && f.GIL == model.Release && !f.Gives()
	}
	m.Describe()
	return newLoops(src), ctx.Err()
}

// readOn reads the packages that the judges of source want to see.
func readOn(ctx context.Context, m *model.Module, src *source) error {
	for {
		whole, written, hidden := newConcats(src), newWrites(src), newHidings(src)
		for _, f := range m.Funcs {
			if lendsText(f) {
				whole.why(f.Object)
			}
			if lends(f) {
				hidden.why(f.Object)
			}
			if blamesAssembly(f) {
				written.why(f.Object)
			}
		}
		if again, err := src.more(ctx); err != nil || !again {
			return err
		}
	}
}

// lock decides about Python's lock where no directive and no other rule has.
func lock(f *model.Func, bounded *walk) {
	if f.GILReason != "" {
		return
	}
	switch f.Shape {
	case model.Zero:
		f.GIL, f.GILReason = model.Hold, "one allocation"
	case model.Function, model.Method:
		f.GIL, f.GILReason = gil(f, bounded)
	default:
		f.GIL, f.GILReason = model.Release, "its cost depends on the value"
	}
}

// gil holds the lock for a function that is bounded and can't block, as far as
// its arguments are small enough to be copied in no time.
func gil(f *model.Func, w *walk) (model.GIL, string) {
	if f.CallsBack() {
		return lendsCalls(f, w)
	}
	if f.Object == nil {
		return model.Release, w.why(nil)
	}
	if why := tooLargeIn(f.Object.Signature()); why != "" {
		return model.Release, why
	}
	small := smallOf(f)
	why, linear := w.short(f.Object, small), false
	if why != "" {
		if linear = w.linear(f.Object, small); !linear {
			return model.Release, why
		}
	}
	for _, r := range f.Results {
		if !r.Direct {
			return model.Release, fmt.Sprintf("its result (%s) may be of any size", r.Shown)
		}
	}
	switch {
	case linear && sized(f):
		return model.HoldSmall, "it loops over its arguments, which is short while they are small"
	case linear:
		return model.Release, why
	case sized(f):
		return model.HoldSmall, "bounded, as long as its arguments are small"
	}
	return model.Hold, "bounded"
}

// smallOf are the parameters that are small where the call keeps the lock.
func smallOf(f *model.Func) map[types.Object]bool {
	small := map[types.Object]bool{}
	for _, p := range f.Params {
		if v := f.Object.Origin().Signature().Params().At(p.Position); p.Sized() && hasLength(v.Type()) {
			small[v] = true
		}
	}
	return small
}
