//go:build go1.25

package rt

import (
	"testing"
	"time"
)

type stamp struct {
	n    int
	when time.Time
	more any
}

// Instants are the same in every zone, wherever they stand; all else differs.
func TestTimesAreComparedAsInstants(t *testing.T) {
	Compare(EqualTime, HashTime)
	utc := time.Date(2024, 5, 1, 12, 0, 0, 7, time.UTC)
	same, other := utc.In(time.FixedZone("", 3600)), utc.Add(1)
	now := time.Now()
	places := map[string]func(time.Time) any{
		"alone":              func(x time.Time) any { return x },
		"field":              func(x time.Time) any { return stamp{n: 1, when: x} },
		"pointer":            func(x time.Time) any { return &x },
		"pointer to struct":  func(x time.Time) any { return &stamp{when: x} },
		"interface":          func(x time.Time) any { return stamp{more: x} },
		"struct behind that": func(x time.Time) any { return stamp{more: stamp{when: x}} },
		"slice":              func(x time.Time) any { return []time.Time{utc, x} },
		"array":              func(x time.Time) any { return [2]time.Time{utc, x} },
		"array in a map":     func(x time.Time) any { return map[int][2]stamp{1: {{when: utc}, {when: x}}} },
		"map":                func(x time.Time) any { return map[string]time.Time{"x": x} },
		"struct in a map":    func(x time.Time) any { return map[string]stamp{"x": {when: x, more: []any{x}}} },
		"key":                func(x time.Time) any { return map[time.Time]int{x: 1} },
		"map in a field":     func(x time.Time) any { return stamp{more: struct{ m map[int]stamp }{map[int]stamp{1: {when: x}}}} },
	}
	for name, in := range places {
		a, b, c := in(utc), in(same), in(other)
		if !DeepEqual(&a, &b) || !DeepEqual(&b, &a) {
			t.Errorf("%s: the same instant differs", name)
		}
		if DeepEqual(&a, &c) || DeepEqual(&c, &a) {
			t.Errorf("%s: another instant is the same", name)
		}
		a, b = in(now), in(now.Round(0)) // without what the monotonic clock said
		if !DeepEqual(&a, &b) {
			t.Errorf("%s: a time differs by its monotonic clock", name)
		}
	}
	for i, x := range []time.Time{same, now} {
		a, b := stamp{n: 1, when: x}, stamp{n: 1, when: x.UTC()}
		if DeepHash(&a) != DeepHash(&b) {
			t.Errorf("%d: what is equal has two hashes", i)
		}
	}
	a, b, c := stamp{when: utc}, stamp{when: other}, stamp{n: 1, when: utc}
	if DeepHash(&a) == DeepHash(&b) || DeepHash(&a) == DeepHash(&c) {
		t.Error("the hash leaves something out")
	}
	zero := [2]struct{ f float64 }{}
	minus := zero
	minus[1].f = -1 / (1 / zero[0].f)
	if DeepEqual(&zero, &minus) && DeepHash(&zero) != DeepHash(&minus) {
		t.Error("0 and -0 have two hashes")
	}
}
