//go:build go1.25

package rt

import (
	"os"
	"strconv"
	"strings"
)

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

// OpenFile opens a file to read, by its path; or the file of a descriptor, which it
// duplicates, so that Python's stays Python's own.
func OpenFile(_ *os.File, text string) (*os.File, error) {
	number, described := strings.CutPrefix(text, "\x01fd ")
	if !described {
		return os.Open(text)
	}
	fd, err := strconv.Atoi(number)
	if err != nil {
		return nil, err
	}
	own, err := dupDescriptor(fd)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(own), "fd "+number), nil
}
