//go:build go1.25

package rt

// Values that are made of text. Twins: internal/bind/fromtext.go, shim/objects/kin.h.

// unmarshaler is a pointer to a type that reads text.
type unmarshaler[T any] interface {
	*T
	UnmarshalText(text []byte) error
}

// Unmarshalled is a new value of a type that reads text.
func Unmarshalled[T any, P unmarshaler[T]](text string) (*T, error) {
	v := new(T)
	return v, P(v).UnmarshalText([]byte(text))
}

// UnmarshalledTo is the same for a value that is made for so many bytes of text.
func UnmarshalledTo[T any, P unmarshaler[T]](make func(n int) P, text string) (*T, error) {
	v := make(len(text))
	return v, v.UnmarshalText([]byte(text))
}

// Parsed is the result of a function that parses text, behind a pointer.
func Parsed[T any](v T, err error) (*T, error) { return &v, err }
