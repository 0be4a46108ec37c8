package returns

import (
	"go/types"
	"strings"
	"testing"

	"gophersnake/internal/load"
)

// Each function says in its comment what is to be found of its last parameter: optional or
// required; of its receiver: itself or other.
const parameters = `package m

import "errors"

type T struct {
	log, hook func()
	next      *T
	made      func() *T
}

// optional
func Asked(f func()) {
	if f != nil {
		f()
	}
}

// required
func Calls(f func()) { f() }

// required
func Panics(f func()) {
	if f == nil {
		panic("no f")
	}
	f()
}

// required
func Refuses(t *T) error {
	if t == nil {
		return errors.New("no t")
	}
	return nil
}

// optional
func GoesOn(t *T) error {
	if t == nil {
		return nil
	}
	return nil
}

// optional
func Replaced(n int, t *T) *T {
	if t == nil {
		t = &T{}
	}
	t.log = nil
	return t
}

// optional
func Passes(f func()) { Asked(f) }

// required
func PassesOn(f func()) { Calls(f) }

// required
func Recursive(n int, f func()) {
	if n > 0 {
		Recursive(n-1, f)
	}
	f()
}

// optional
func Keeps(log func()) *T { return &T{log: log} }

// required
func KeepsHook(hook func()) *T { return &T{hook: hook} }

// itself
func (t *T) Log() *T {
	if t.log != nil {
		t.log()
	}
	t.hook()
	return t
}

// optional
func Closed(f func()) func() {
	return func() {
		if f != nil {
			f()
		}
	}
}

// optional
func Map(m map[string]int) int {
	if m == nil {
		return -1
	}
	return len(m)
}

// required
func Reads(m map[string]int) int { return len(m) }

// optional
func Behind(n int, m map[string]int) int {
	for range m {
		n += len(m)
	}
	return n + m["x"] + Counted(n, m)
}

// optional
func Counted(n int, m map[string]int) int { return n + len(m) }

// required
func Written(n int, m map[string]int) { m["x"] = n }

// required
func Kept(t *T, m map[string]int) { kept = m }

var kept map[string]int

// required
func Behinds(n int, list []int) int { return n + len(list) }

// other
func (t *T) Next() *T { return t.next }

// other
func (t *T) Either(n int) *T {
	if n > 0 {
		return t
	}
	return &T{}
}

// other
func (t *T) Copy() *T {
	c := *t
	return &c
}

// itself
func (t *T) Twice(n int) *T {
	if n > 0 {
		t.next = nil
		return t
	}
	return t
}

// optional
func Generic[V any](v V, f func(V)) V {
	if f != nil {
		f(v)
	}
	return v
}
`

func TestWhatMayBeLeftOut(t *testing.T) {
	j, p := judged(t, parameters)
	n := 0
	for obj, d := range load.Declarations(p.Main[0]) {
		fn, ok := obj.(*types.Func)
		if !ok || d.Doc == "" {
			continue
		}
		n++
		got := ""
		switch want := strings.TrimSpace(d.Doc); want {
		case "optional", "required":
			got = map[bool]string{true: "optional", false: "required"}[j.LeftOut(fn, fn.Signature().Params().Len()-1)]
			if got != want {
				t.Errorf("%s: %s, want %s", fn.Name(), got, want)
			}
		case "itself", "other":
			got = map[bool]string{true: "itself", false: "other"}[j.ReturnsItself(fn)]
			if got != want {
				t.Errorf("%s: %s, want %s", fn.Name(), got, want)
			}
		}
	}
	if n < 20 {
		t.Error("only", n)
	}
}
