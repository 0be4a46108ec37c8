package bind

import (
	"go/types"
	"slices"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// A comparability says how values of a type can be compared so that it says what Python
// says of what it sees of them.
type comparability int

const (
	byContent   comparability = iota // what pointers, slices and maps refer to must be looked at
	byFunctions                      // part by part, some by functions of rt/: convert.ByFunctions
	byOperator                       // Go's ==, which can't panic: no interface and no pointer inside
)

// comparabilityOf is that of a type, which is that of its worst part. It is a value
// for a map or a set where it is not byContent.
func comparabilityOf(t types.Type) comparability {
	switch convert.EqualityOf(t).Way {
	case convert.ByGo:
		return byOperator
	case convert.ByFunctions:
		return byFunctions
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Kind() != types.UnsafePointer {
			return byOperator
		}
	case *types.Array:
		return comparabilityOf(u.Elem())
	case *types.Struct:
		worst := byOperator
		for f := range u.Fields() {
			worst = min(worst, comparabilityOf(f.Type()))
		}
		return worst
	}
	return byContent
}

// compares notes which types are compared by functions where values of t are
// compared part by part.
func (b *binder) compares(t types.Type) {
	t = types.Unalias(t)
	if n, ok := t.(*types.Named); ok {
		if b.walked.Set(n, true) != nil {
			return
		}
		switch e := convert.EqualityOf(n); e.Way {
		case convert.ByFunctions:
			b.compared(e)
			return
		case convert.ByGo:
			return
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		b.compares(u.Elem())
	case *types.Slice:
		b.compares(u.Elem())
	case *types.Array:
		b.compares(u.Elem())
	case *types.Map:
		b.compares(u.Key())
		b.compares(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			b.compares(f.Type())
		}
	case *types.Interface: // which may hold any of them
		for _, e := range convert.Equalities() {
			b.compared(e)
		}
	}
}

func (b *binder) compared(e convert.Equality) {
	c := model.Comparison{Equal: e.Equal, Hash: e.Hash}
	if !slices.Contains(b.m.Compared, c) {
		b.m.Compared = append(b.m.Compared, c)
	}
}
