package returns

import (
	"go/types"
	"strings"
	"testing"
)

func TestWraps(t *testing.T) {
	j, p := judged(t, `package m

import (
	"errors"
	"fmt"
)

type permanent struct{ err error }

func (p *permanent) Error() string { return p.err.Error() }

func WrapsOne(err error) error {
	if err == nil {
		return nil
	}
	return &permanent{err}
}

func WrapsText(text string, err error) error { return fmt.Errorf("%s: %w", text, err) }

func WrapsByAnother(err error) error { return WrapsOne(err) }

func WrapsInBranches(err error, deep bool) (result error) {
	if err != nil {
		if deep {
			result = &permanent{&permanent{err}}
		} else {
			result = &permanent{err}
		}
		return result
	}
	return nil
}

func Passes(err error) error { return err }

func Handles(err error) error {
	if errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return &permanent{err}
}

func Fails() error { return &permanent{} }

func Both(err error) (int, error) { return 1, &permanent{err} }

func Calls(f func(error) error, err error) error { return f(err) }

func Recurses(err error) error { return Recurses(err) }

func NilPointer(err error) error { return (*permanent)(nil) }
`)
	scope := p.Main[0].Types.Scope()
	for _, name := range scope.Names() {
		if f, ok := scope.Lookup(name).(*types.Func); ok && j.Wraps(f) != strings.HasPrefix(name, "Wraps") {
			t.Errorf("%s wraps: %v", name, j.Wraps(f))
		}
	}
}

func TestMakes(t *testing.T) {
	j, p := judged(t, `package m

import (
	"errors"
	"fmt"
)

type problem struct{ text string }

func (p *problem) Error() string { return p.text }

func NewProblem(text string) error { return &problem{text} }

func Errorf(format string, args ...any) error { return fmt.Errorf(format, args...) }

func New(text string) error { return fromText(text) }

func fromText(text string) error {
	if text == "" {
		return errors.New("no text")
	}
	return NewProblem(text)
}

func ReturnError(n int) error { return &problem{fmt.Sprint(n)} }

var errGone = errors.New("gone")

func NewGone() error { return errGone }

func Open(name string) error { return &problem{name} }

func NewMaybe(n int) error {
	if n > 0 {
		return nil
	}
	return &problem{}
}

func CheckError(err error) error { return err }

func NewBoth() (int, error) { return 1, &problem{} }
`)
	scope := p.Main[0].Types.Scope()
	makes := map[string]bool{"NewProblem": true, "Errorf": true, "New": true}
	for _, name := range scope.Names() {
		if f, ok := scope.Lookup(name).(*types.Func); ok && j.Makes(f) != makes[name] {
			t.Errorf("%s makes: %v", name, j.Makes(f))
		}
	}
}
