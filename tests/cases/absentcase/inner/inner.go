// Package inner is bound only as far as it is needed.
package inner

import "unsafe"

// A Thing is needed.
type Thing struct{ N int }

// Raw can't be bound.
func (t Thing) Raw() unsafe.Pointer { return nil }

// NewThing is beyond what is needed.
func NewThing() Thing { return Thing{} }
