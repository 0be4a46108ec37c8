package model

import "go/types"

var errorInterface = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// EndsInError reports whether a function fails by its last result: an error or, beside others, a pointer
// or an interface that is one too. Where such a type stands alone it may be what was asked for. A list that is an error,
// as of diagnostics, may have nothing but warnings in it: it is a value.
func EndsInError(results *types.Tuple) bool {
	n := results.Len()
	if n == 0 {
		return false
	}
	last := results.At(n - 1).Type()
	switch last.Underlying().(type) {
	case *types.Interface:
		return isError(last) || n > 1 && types.Implements(last, errorInterface)
	case *types.Pointer:
		return n > 1 && types.Implements(last, errorInterface)
	}
	return false
}
