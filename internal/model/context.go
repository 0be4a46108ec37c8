package model

import "go/types"

// MayKeepContext reports whether a result of a function can hold the context of the call:
// a command that is not started yet, an iterator, a response whose body is to be read.
func (f *Func) MayKeepContext() bool {
	if f.Object == nil && f.Instance == nil { // a function value
		return true
	}
	for v := range f.GoSignature().Results().Variables() {
		if !isError(v.Type()) && mayHold(v.Type(), map[types.Type]bool{}) {
			return true
		}
	}
	return false
}

// mayHold reports whether an interface, a function or a channel can be reached from a value.
func mayHold(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Interface, *types.Signature, *types.Chan:
		return true
	case *types.Pointer:
		return mayHold(u.Elem(), seen)
	case *types.Slice:
		return mayHold(u.Elem(), seen)
	case *types.Array:
		return mayHold(u.Elem(), seen)
	case *types.Map:
		return mayHold(u.Key(), seen) || mayHold(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if mayHold(f.Type(), seen) {
				return true
			}
		}
	}
	return false
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }
