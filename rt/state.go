//go:build go1.25

package rt

// Values that are copied and pickled. Twins: internal/bind/state.go, shim/objects/state.h.

// Copied is a copy of a value, as Go's assignment makes it.
func Copied[T any](p *T) *T {
	v := Load(p)
	return &v
}

// Decoded is a new value of what the type's own encoder has written.
func Decoded[T any](data []byte, decode func(*T, []byte) error) (*T, error) {
	v := new(T)
	return v, decode(v, data)
}
