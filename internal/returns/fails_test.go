package returns

import (
	"go/types"
	"strings"
	"testing"

	"gophersnake/internal/load"
)

// Each function says in its comment which errors it returns.
const failures = `package m

import (
	"errors"
	"fmt"
	"io"
	"os"
)

var ErrA, ErrB = errors.New("a"), errors.New("b")

var ErrT = &T{}

type T struct{ err error }

func (t *T) Error() string { return "t" }

type V int

func (v V) Error() string { return "v" }

// nothing
func None() error { return nil }

// ErrA
func One() error { return ErrA }

// ErrA ErrB
func Either(n int) (int, error) {
	if n > 0 {
		return 0, ErrA
	}
	return n, ErrB
}

// ErrA ErrB
func Through(n int) error {
	if _, err := Either(n); err != nil {
		return fmt.Errorf("through: %w", err)
	}
	return nil
}

// nothing
func Said(n int) error {
	if _, err := Either(n); err != nil {
		return fmt.Errorf("said: %v", err)
	}
	return nil
}

// T V
func Types(n int) (err error) {
	if n > 0 {
		return &T{}
	}
	return V(3)
}

// ErrT T
func Variable() error { return ErrT }

// ErrA EOF
func Named(n int) (err error) {
	defer func() { _ = err }()
	if n > 0 {
		err = ErrA
		return
	}
	err = io.EOF
	return err
}

// ErrB T
func Joined() error { return errors.Join(ErrB, &T{}) }

// ErrA
func Mutual(n int) error {
	if n == 0 {
		return ErrA
	}
	return mutual(n - 1)
}

func mutual(n int) error { return Mutual(n) }

// nothing
func Foreign() error { _, err := os.Open("x"); return err }
`

func TestErrorsOfFunctions(t *testing.T) {
	j, p := judged(t, failures)
	n := 0
	for obj, d := range load.Declarations(p.Main[0]) {
		fn, ok := obj.(*types.Func)
		if !ok || !fn.Exported() || fn.Signature().Recv() != nil {
			continue
		}
		n++
		var got []string
		for _, e := range j.Fails(fn) {
			got = append(got, e.Name())
		}
		if want := strings.TrimPrefix(strings.TrimSpace(d.Doc), "nothing"); strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", fn.Name(), got, want)
		}
	}
	if n < 10 {
		t.Error("only", n)
	}
}
