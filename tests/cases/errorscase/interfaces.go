package errorscase

import (
	"errors"
	"fmt"
)

// A NetError is what callers look for, whatever type has failed.
type NetError interface {
	error
	Timeout() bool
	Temporary() bool
}

// A Timer is the part of it that others have too.
type Timer interface {
	error
	Timeout() bool
}

// Temporary is no interface of errors, though errors implement it.
type Temporary interface{ Temporary() bool }

// Retry says when to try again.
type Retry interface {
	error
	After() int
}

// Op implements NetError by its pointer, by which it is returned.
type Op struct{ Name string }

func (o *Op) Error() string   { return "op " + o.Name }
func (o *Op) Timeout() bool   { return false }
func (o *Op) Temporary() bool { return o.Name == "dial" }

// Partly is an error as a value, and a Retry as a pointer only.
type Partly struct{ N int }

func (p Partly) Error() string { return fmt.Sprint("partly ", p.N) }

// After is the number.
func (p *Partly) After() int { return p.N }

type lost struct{ host string }

func (l *lost) Error() string   { return "lost " + l.host }
func (l *lost) String() string  { return "not the text of an error" }
func (l *lost) Timeout() bool   { return true }
func (l *lost) Temporary() bool { return l.host == "near" }

type busy int

func (b busy) Error() string { return fmt.Sprint("busy ", int(b)) }
func (b busy) After() int    { return int(b) }

// ErrLost is one that is declared by the interface.
var ErrLost NetError = &lost{"everything"}

// Net fails.
func Net(kind string) error {
	switch kind {
	case "lost":
		return &lost{"near"}
	case "wrapped":
		return fmt.Errorf("while reading: %w", &lost{"far"})
	case "op":
		return &Op{"dial"}
	case "busy":
		return busy(3)
	case "joined":
		return errors.Join(busy(4), &lost{"far"})
	case "both":
		return fmt.Errorf("%w, then %w", busy(5), &lost{"far"})
	case "partly":
		return Partly{6}
	case "partly pointer":
		return &Partly{7}
	case "sentinel":
		return fmt.Errorf("at last: %w", ErrLost)
	}
	return errors.New(kind)
}

// LastNet gives one as a value.
func LastNet(host string) NetError {
	if host == "" {
		return nil
	}
	if host == "dial" {
		return &Op{host}
	}
	return &lost{host}
}

// IsTemporary takes one.
func IsTemporary(e NetError) bool { return e.Temporary() }

// MayRetry takes what has the method.
func MayRetry(t Temporary) bool { return t.Temporary() }

// Pass raises what it gets, or an error around it.
func Pass(e NetError, wrapped bool) error {
	if wrapped {
		return fmt.Errorf("passed on: %w", e)
	}
	return e
}

// Given gives it back as an error.
func Given(e NetError) (error, int) { return e, 0 }

// Asked says what errors.As finds in what a function returns.
func Asked(f func() error) string {
	err := f()
	var net NetError
	if !errors.As(err, &net) {
		return "no"
	}
	return fmt.Sprintf("%v %v %v", net.Error(), net.Timeout(), net.Temporary())
}

// A Valued error has a method that exceptions have as something else.
type Valued interface {
	error
	Value() any
}

// Valuation is what a type assertion finds in what a function returns.
func Valuation(f func() (any, error)) any {
	v, err := f()
	if err != nil {
		v = err
	}
	if valued, ok := v.(Valued); ok {
		return []any{valued.Value(), valued.Error(), valued == v}
	}
	return v
}
