package docscase

import (
	"errors"
	"fmt"
	"strconv"
)

// A ParseError says in which line what is wrong.
type ParseError struct {
	Line int
	Err  error
}

func (e *ParseError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e *ParseError) Unwrap() error { return e.Err }

// Load reads a number.
func Load(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, &ParseError{1, err}
	}
	return n, nil
}

// A NetError says whether it is worth trying again.
type NetError interface {
	error
	Timeout() bool
	Temporary() bool
}

type noAnswer struct{ host string }

func (e noAnswer) Error() string   { return "dial " + e.host + ": no answer" }
func (e noAnswer) Timeout() bool   { return true }
func (e noAnswer) Temporary() bool { return true }

// Dial fails.
func Dial(host string) error { return noAnswer{host} }

// ErrNoKey is what Find says.
//
//py:raises KeyError
var ErrNoKey = errors.New("no such key")

// Find finds nothing.
func Find(key string) error { return fmt.Errorf("%w: %s", ErrNoKey, key) }

// A RangeError says which number.
//
//py:raises ValueError
type RangeError struct{ Number int }

func (e RangeError) Error() string { return fmt.Sprintf("%d is too large", e.Number) }

// Small takes small numbers.
func Small(n int) error {
	if n > 9 {
		return RangeError{n}
	}
	return nil
}
