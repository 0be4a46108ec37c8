// Package errorvaluecase has errors that are parameters, fields and items, and error types.
package errorvaluecase

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
)

var (
	ErrNotFound = errors.New("not found")
	ErrStop     = errors.New("stop")
	errHidden   = errors.New("hidden")
)

// An OpError says which operation failed.
type OpError struct {
	Op  string
	Err error
}

func (e *OpError) Error() string { return e.Op + ": " + e.Err.Error() }

// Unwrap is the cause.
func (e *OpError) Unwrap() error { return e.Err }

// Check fails if the operation is forbidden.
func (e *OpError) Check() (string, error) { return e.Op, e.Err }

// A Code is an error by value.
type Code struct{ Number int }

func (c Code) Error() string { return "code " + strconv.Itoa(c.Number) }

// A Text is a string that is an error.
type Text string

func (t Text) Error() string { return string(t) }

// Many is several errors.
type Many []error

func (m Many) Error() string { return fmt.Sprint(len(m), " errors") }

func (m Many) Unwrap() []error { return m }

// A Coder is an error with a number.
type Coder interface {
	error
	Code() int
}

type coder int

func (c coder) Error() string { return "coder " + strconv.Itoa(int(c)) }
func (c coder) Code() int     { return int(c) }

// MakeCoder returns one.
func MakeCoder(n int) Coder { return coder(n) }

// Fail fails in some way.
func Fail(kind string) error {
	switch kind {
	case "op":
		return &OpError{"open", ErrNotFound}
	case "wrapped op":
		return fmt.Errorf("wrapped: %w", &OpError{"open", io.EOF})
	case "joined":
		return errors.Join(errHidden, Code{7})
	case "code":
		return Code{3}
	case "text":
		return Text("a text")
	case "hidden":
		return errHidden
	case "wrapped hidden":
		return fmt.Errorf("wrapped: %w", errHidden)
	case "stop":
		return ErrStop
	case "many":
		return Many{Code{1}, errHidden}
	case "deadline":
		return context.DeadlineExceeded
	case "coder":
		return coder(5)
	}
	return nil
}

// Say fails with a text that nobody knows; beside it is a result.
func Say(text string, beside int) (int, error) { return beside, errors.New(text) }

// EOF fails with an error of the standard library's.
func EOF() error { return io.EOF }

// Make is Fail as a value.
func Make(kind string) (err error, ok bool) { return Fail(kind), kind != "no" }

// Same returns its argument.
func Same(err error) (same error, n int) { return err, 1 }

// Is asks errors.Is of two errors.
func Is(err, target error) bool { return errors.Is(err, target) }

// Identical asks ==.
func Identical(a, b error) bool { return a == b }

// IsHidden asks for an error that is not exported.
func IsHidden(err error) bool { return errors.Is(err, errHidden) }

// IsDeadline asks for a deadline.
func IsDeadline(err error) bool { return errors.Is(err, context.DeadlineExceeded) }

// OpOf is the operation of an OpError in the tree.
func OpOf(err error) string {
	var op *OpError
	if errors.As(err, &op) {
		return op.Op
	}
	return ""
}

// TypeOf is the dynamic type.
func TypeOf(err error) string { return fmt.Sprintf("%T", err) }

// TextOf is the text, or "nil".
func TextOf(err error) string {
	if err == nil {
		return "nil"
	}
	return err.Error()
}

// A Result has an error for a field.
type Result struct {
	Name string
	Err  error
}

// Last is the last result.
var Last = Result{"last", ErrStop}

// LastErr is wrapped, so it is no sentinel of its own.
var Failures = map[string]error{"hidden": errHidden, "none": nil}

// All are errors of all kinds.
func All() []error {
	return []error{nil, errHidden, ErrStop, &OpError{"read", errHidden}, Code{1}, Text("x")}
}

// Texts are the texts of errors.
func Texts(errs []error) []string {
	texts := []string{}
	for _, e := range errs {
		texts = append(texts, TextOf(e))
	}
	return texts
}

// Stream sends errors.
func Stream(n int) <-chan error {
	c := make(chan error)
	go func() {
		defer close(c)
		for i := range n {
			c <- Code{i}
		}
	}()
	return c
}

// Visit calls f with errors, until it says ErrStop.
func Visit(errs []error, f func(err error) error) (int, error) {
	for i, e := range errs {
		if err := f(e); err == ErrStop {
			return i, nil
		} else if err != nil {
			return i, fmt.Errorf("visit: %w", err)
		}
	}
	return len(errs), nil
}

// Call calls f and says what its error is.
func Call(f func() error) string {
	err := f()
	return fmt.Sprint(errors.Is(err, ErrNotFound), " ", errors.Is(err, errHidden), " ", errors.Is(err, context.DeadlineExceeded), " ", err == ErrNotFound)
}

// Through returns what f returns.
func Through(f func() error) error { return f() }

// Wrap returns an error that wraps another.
func Wrap(err error) (wrapped error, n int) { return fmt.Errorf("wrapped: %w", err), 0 }

// NilPointer is an error that is a nil pointer.
func NilPointer() (error, int) {
	var e *OpError
	return e, 0
}

// A Weight is an error with methods of its value.
type Weight struct{ Grams int }

func (w Weight) Error() string  { return fmt.Sprint(w.Grams, " g is too much") }
func (w Weight) String() string { return fmt.Sprint(w.Grams, " g") }

// Weights holds some in all ways.
type Weights struct {
	One     fmt.Stringer
	Any     any
	Err     error
	Shown   []fmt.Stringer
	ByName  map[string]fmt.Stringer
	Map     map[string]Weight
	Keys    map[Weight]int
	List    []Weight
	Pointer map[string]*Weight
}

// NewWeights makes them.
func NewWeights() *Weights {
	w := Weight{3}
	return &Weights{w, w, w, []fmt.Stringer{w, &w}, map[string]fmt.Stringer{"value": w, "pointer": &w}, map[string]Weight{"a": w},
		map[Weight]int{w: 1}, []Weight{w, {4}}, map[string]*Weight{"a": &w}}
}

// Add adds one to the list.
func (w *Weights) Add(grams int) { w.List = append(w.List, Weight{grams}) }

// A Limit is an error with a constructor.
type Limit struct {
	Of  string
	Max int
}

// NewLimit makes one with its usual limit.
func NewLimit(of string) *Limit { return &Limit{of, 10} }

func (l *Limit) Error() string { return fmt.Sprint(l.Of, " is limited to ", l.Max) }

type permanent struct{ err error }

func (p *permanent) Error() string { return "permanent: " + p.err.Error() }
func (p *permanent) Unwrap() error { return p.err }

// Permanent makes an error that Retry gives up for. It is no failure.
func Permanent(err error) error {
	if err == nil {
		return nil
	}
	return &permanent{err}
}

// Retry calls f until it succeeds, and returns how often it has, and what a permanent error was of.
func Retry(f func(n int) error) (int, error) {
	for n := 1; ; n++ {
		err := f(n)
		if err == nil {
			return n, nil
		}
		var p *permanent
		if errors.As(err, &p) {
			return n, p.err
		}
	}
}

type trouble struct {
	text  string
	cause error
}

func (t *trouble) Error() string { return t.text }
func (t *trouble) Unwrap() error { return t.cause }

// NewTrouble makes an error.
func NewTrouble(text string) error { return &trouble{text: text} }

// NewTroubleOf makes one of others, if there are any.
func NewTroubleOf(text string, causes ...error) error {
	return &trouble{text, errors.Join(causes...)}
}

// NewSession fails, and makes none.
func NewSession(name string) error { return ErrStop }
