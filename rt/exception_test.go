//go:build go1.25

package rt

import (
	"errors"
	"fmt"
	"testing"
)

// A pretender unwraps to nothing, but says that it is another error.
type pretender struct{ e *Error }

func (p pretender) Error() string { return "pretender" }
func (p pretender) As(target any) bool {
	e, ok := target.(**Error)
	if ok {
		*e = p.e
	}
	return ok
}

func TestExceptionsAreFoundInErrors(t *testing.T) {
	e := &Error{}
	for _, err := range []error{e, fmt.Errorf("x: %w", e), errors.Join(errors.New("x"), e), fmt.Errorf("y: %w", errors.Join(e)), pretender{e}} {
		if exceptionIn(err) != e {
			t.Errorf("none in %T", err)
		}
	}
	for _, err := range []error{errors.New("x"), fmt.Errorf("x: %w", errors.New("y"))} {
		if exceptionIn(err) != nil {
			t.Errorf("one in %T", err)
		}
	}
}
