// Package failurescase fails in every way.
package failurescase

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

var (
	// ErrMissing means that a thing is not there.
	ErrMissing = errors.New("missing")
	ErrOther   = errors.New("other")
)

type OddError struct{ N int }

func (e *OddError) Error() string { return fmt.Sprintf("%d is odd", e.N) }

func Panic(text string) { panic(text) }
func PanicError()       { panic(errors.New("as an error")) }
func PanicValue()       { panic(struct{ A, B int }{1, 2}) }
func PanicNil()         { panic(nil) }

// Mode is a number whose String panics with the number itself where it has no name.
type Mode int

func (m Mode) String() string {
	if m != 0 {
		panic(m)
	}
	return "none"
}

func PanicMode(n int) { panic(Mode(n)) }

// Label has a String that the zero value can't answer.
type Label struct{ text *string }

func NewLabel(text string) *Label { return &Label{&text} }

func (l Label) String() string { return *l.text }

func FailMode(n int) error { return fmt.Errorf("mode %v", Mode(n)) }

func NilMap()                    { var m map[string]int; m["a"] = 1 }
func Index(v []int, i int) int   { return v[i] }
func Divide(a, b int) int        { return a / b }
func NilPointer(p *OddError) int { return p.N }
func Error(text string) error    { return errors.New(text) }
func Missing(wrap bool) error {
	if wrap {
		return fmt.Errorf("reading: %w", ErrMissing)
	}
	return ErrMissing
}
func Joined() error   { return errors.Join(ErrOther, errors.New("and more")) }
func TimedOut() error { return context.DeadlineExceeded }
func Odd(n int) (int, error) {
	if n%2 == 1 {
		return 0, &OddError{n}
	}
	return n, nil
}
func Partly(n int) (string, []int, error) {
	return strings.Repeat("x", n), make([]int, n), errors.New("stopped half way")
}
func Long(n int) error { return errors.New(strings.Repeat("é", n)) }
func NotText() error   { return errors.New("a\xff\x00b") }
func Deep(n int) int {
	if n == 0 {
		panic("at the bottom")
	}
	return Deep(n-1) + 1
}

type badError struct{}

func (badError) Error() string { panic("an error that can't say what it is") }

func BadError() error { return badError{} }

// A Half is what there was of a thing when it failed.
// Half has state that no pickle can have.
type Half struct {
	N    int
	left int
}

func (h *Half) Left() int { return h.left }

func Halved(n int) (*Half, error) { return &Half{n, 10 - n}, errors.New("stopped half way") }

// Describe joins a text and a value. The module's go.mod is of a time without any.
func Describe(prefix []byte, value interface{}) string { return fmt.Sprint(string(prefix), value) }
