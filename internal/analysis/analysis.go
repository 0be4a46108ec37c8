// Package analysis takes the decisions: which arguments Go may see as views of
// Python's own memory (borrow.go, from what the compiler says in probe.go), and
// whether a call keeps the GIL (bounds.go). Decisions change cost, never
// what Python sees, with one exception: a function without results that writes
// its argument takes writable buffers only.
package analysis

import (
	"context"
	"fmt"
	"go/types"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// Decide fills in the decisions of the model. What a directive or bind has decided
// stays.
func Decide(ctx context.Context, p *load.Program, m *model.Module, compile Compiler) error {
	_, err := decide(ctx, p, m, compile)
	return err
}

// DecideAndLint is Decide, and also adds the notes of hostLint to the model. Only
// reports need these, builds don't.
func DecideAndLint(ctx context.Context, p *load.Program, m *model.Module, compile Compiler) error {
	bounded, err := decide(ctx, p, m, compile)
	if err != nil {
		return err
	}
	notes, err := unsynchronised(ctx, m, bounded.source)
	m.Notes = append(hostLint(p, bounded), notes...)
	return err
}

func decide(ctx context.Context, p *load.Program, m *model.Module, compile Compiler) (loops *bounds, err error) {
	if err := borrow(ctx, m, compile); err != nil {
		return nil, err
	}
	src := newSource(p)
	if err := readOn(ctx, m, src); err != nil {
		return nil, err
	}
	bounded, whole, written, hidden, here := newBounds(src), newConcats(src), newWrites(src), newUintptrs(src), newWritesHere(src)
	maps := newWrittenMaps(src)
	inAny := newWrittenAny(src, maps)
	pointers, lookedFor := &pointed{src, map[parameterKey]bool{}, map[parameterKey]bool{}}, newAsked(src, m)
	state := newShared(src, false)
	for _, f := range m.Funcs {
		f.Shared = state.variable(f.Object)
		crossCheck(f, whole, written, hidden)
		maps.pass(f)
		nothingBack(f, here)
		confirm(f, src)
		pointers.pass(f)
		lookedFor.pass(f)
		inAny.pass(f)
		maps.shallow(f)
		lock(f, bounded)
		f.Interrupt = f.Context >= 0 && f.GIL == model.Release
		f.Alone = f.Object != nil && alone(m, f)
	}
	quickMethods(p, m, bounded)
	giveBack(m)
	if err := direct(m); err != nil {
		return nil, err
	}
	m.Describe()
	return newLoops(src), ctx.Err()
}

// alone reports whether, where there is no GIL, calls of a function exclude others of the kind:
// the author says so, of it or of all that keep the GIL elsewhere.
func alone(m *model.Module, f *model.Func) bool {
	return f.GIL != model.Release && (m.OneThread || f.GILReason == model.HoldDirective)
}

// readOn loads the packages that the proofs from source need.
func readOn(ctx context.Context, m *model.Module, src *source) error {
	for {
		whole, written, hidden := newConcats(src), newWrites(src), newUintptrs(src)
		for _, f := range m.Funcs {
			if borrowsText(f) {
				whole.why(f.Object)
			}
			if borrows(f) {
				hidden.why(f.Object)
			}
			if copiedForAssembly(f) {
				written.why(f.Object)
			}
		}
		if again, err := src.more(ctx); err != nil || !again {
			return err
		}
	}
}

// lock decides about the GIL unless a directive or another rule has.
func lock(f *model.Func, bounded *bounds) {
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

// gil keeps the GIL for a function that is bounded and can't block, if its arguments
// are small enough to be copied quickly.
func gil(f *model.Func, w *bounds) (model.GIL, string) {
	if f.Reflected {
		return model.Release, "it is called by reflection: a type in it is not exported"
	}
	if f.Recv != nil && f.Recv.Kind == model.Interface {
		return model.Release, ofHeld
	}
	if f.CallsBack() {
		return borrowsCallables(f, w)
	}
	if f.Object == nil {
		return model.Release, w.why(nil)
	}
	if why := tooLargeIn(f.GoSignature()); why != "" {
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

// smallOf returns the parameters that are small when the call keeps the GIL.
func smallOf(f *model.Func) map[types.Object]bool {
	small := map[types.Object]bool{}
	for _, p := range f.Params {
		if v := f.Object.Origin().Signature().Params().At(p.Position); p.Sized() && hasLength(v.Type()) {
			small[v] = true
		}
	}
	return small
}
