//go:build go1.25

package rt

import "reflect"

// Values that are copied and pickled. Twins: internal/bind/state.go, shim/objects/state.h.

// Copied is a copy of a value, as Go's assignment makes it.
func Copied[T any](p *T) *T {
	v := Load(p)
	return &v
}

// PutZero puts the encoded state of a value if it is the zero value: none, which the shim makes anew. The type's own
// encoder may refuse it, or write what its inverse refuses.
func PutZero[T any](f *Frame, i int, p *T) bool {
	v := Load(p)
	if !reflect.ValueOf(&v).Elem().IsZero() {
		return false
	}
	PutBytesOrNone[[]byte](f, i, nil)
	return true
}

// Decoded is a new value of what the type's own encoder has written.
func Decoded[T any](data []byte, decode func(*T, []byte) error) (*T, error) {
	v := new(T)
	return v, decode(v, data)
}
