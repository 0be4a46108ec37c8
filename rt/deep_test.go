//go:build go1.25

package rt

import (
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

type chained struct {
	n    int
	next *chained
}

func chain(n int) *chained {
	var c *chained
	for i := range n {
		c = &chained{i, c}
	}
	return c
}

func nested(n int) any {
	var v any = 1
	for range n {
		v = []any{v}
	}
	return v
}

// self is a slice that holds itself, after some other items.
func self(items ...any) []any {
	s := append(items, nil)
	s[len(s)-1] = s
	return s
}

func TestDeepEqualSaysWhatReflectDoes(t *testing.T) {
	ring := chain(3)
	ring.next.next.next = ring
	other := chain(3)
	other.next.next.next = other
	f, c, b := func() {}, make(chan int), []byte("ab")
	m := map[string]any{"a": 1}
	m["self"] = m
	nan := math.NaN()
	values := []any{nil, 1, int8(1), uint(1), 1.5, float32(1.5), nan, 1i, "a", true, false, f, (func())(nil), c, make(chan int), b, []byte("ab"), []byte(nil), []byte{},
		[]int{1, 2}, []int{1, 3}, []int(nil), []int{}, [2]int{1, 2}, [2]any{1, "x"}, []any{1, nil}, []any{nil, 1}, map[string]int{"a": 1}, map[string]int{"b": 1},
		map[string]int(nil), map[string]int{}, map[string]any{"a": []int{1}}, map[string]any{"a": []int{1}}, map[float64]int{nan: 1}, m, &m, chain(4), chain(5), *chain(4),
		ring, other, self(1), self(1, 2), &b, struct{ a, b any }{1, f}, struct{ a, b any }{1, chain(2)}, struct{ a, b any }{1, chain(2)}, []*chained{ring, other, nil},
		[]*chained{other, ring, nil}, reflect.TypeOf(1), []float64{nan}, nested(10), nested(10), nested(11)}
	for i, a := range values {
		for j, b := range values {
			if got, want := DeepEqual(&a, &b), reflect.DeepEqual(a, b); got != want {
				t.Errorf("values %d and %d (%T, %T): %v, want %v", i, j, a, b, got, want)
			}
		}
	}
}

func TestDeepEqualHasNoDepth(t *testing.T) {
	for _, two := range [][2]any{{chain(300_000), chain(300_000)}, {nested(300_000), nested(300_000)}} {
		if !DeepEqual(&two[0], &two[1]) {
			t.Errorf("two %T differ", two[0])
		}
	}
	if a, b := nested(300_000), nested(300_001); DeepEqual(&a, &b) {
		t.Error("values of different depths are equal")
	}
}

func TestTextOfPanicValues(t *testing.T) {
	m := map[string]any{}
	m["self"] = m
	wide := any(1)
	for range 40 {
		wide = []any{wide, wide}
	}
	for _, v := range []any{self(1), m, &m, nested(5000), wide, struct{ v any }{self()}} {
		if s := textOf(v); !strings.HasSuffix(s, "too large to print") {
			t.Errorf("%T: %.80s", v, s)
		}
	}
	for v, want := range map[any]string{1: "1", "x": "x", nil: "<nil>", [2]any{1, "x"}: "[1 x]", struct{ p *chained }{}: "{<nil>}", errDeep: errDeep.Error()} {
		if s := textOf(v); s != want {
			t.Errorf("%q, want %q", s, want)
		}
	}
	if s := textOf(chain(1)); s != "&{0 <nil>}" {
		t.Error(s)
	}
}

func TestValuesThatHoldThemselvesAreNotWritten(t *testing.T) {
	m := map[string]any{}
	m["self"] = []any{m}
	for _, v := range []any{self(1), m, nested(maxDepth + 1), map[any]any{1: self()}} {
		if err := writeValue(&Encoder{}, v); err != errDeep {
			t.Errorf("%T: %v", v, err)
		}
	}
	if err := writeValue(&Encoder{}, nested(maxDepth-1)); err != nil {
		t.Error(err)
	}
}

func TestNestedCallbacksWaitForNobody(t *testing.T) {
	g := gauge{turn: make(chan struct{})}
	yes, no := func() bool { return true }, func() bool { return false }
	for range mostInPython {
		if g.enter(yes, yes) != counted {
			t.Fatal("not counted")
		}
	}
	if g.enter(yes, no) != uncounted {
		t.Fatal("counted")
	}
	for range mostInPython {
		if g.enter(no, yes) != countedNested {
			t.Fatal("not let in")
		}
	}
	if g.enter(no, yes) != refused {
		t.Fatal("let in")
	}
	for range mostInPython {
		g.leave(countedNested)
	}
	g.leave(uncounted)
	g.leave(refused)
	begun := make(chan entry)
	go func() { begun <- g.enter(no, no) }()
	for g.n.Load() == mostInPython {
		runtime.Gosched()
	}
	for range mostInPython {
		g.leave(counted)
	}
	if <-begun != counted {
		t.Fatal("a callback had its turn, and was not counted")
	}
	if g.leave(counted); g.n.Load() != 0 || g.nested.Load() != 0 {
		t.Fatal(g.n.Load(), g.nested.Load())
	}
}

// mode is a number whose String panics with the number itself where it has no name.
type mode int

func (m mode) String() string { panic(m) }

// stubborn is an error whose text can't be had in the same way.
type stubborn struct{ at *int }

func (s *stubborn) Error() string { panic(s) }

func TestTextOfWhatPanicsWithItself(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{mode(7), "rt.mode(7), which panicked when it was asked what it says"},
		{&stubborn{}, "a *rt.stubborn, which panicked when it was asked what it says"},
	} {
		if got := textOf(c.value); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
		if got, raised := says(c.value); got != c.want || raised != nil {
			t.Errorf("%q and %v, want %q", got, raised, c.want)
		}
	}
}
