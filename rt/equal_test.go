//go:build go1.25

package rt

import (
	"math"
	"reflect"
	"testing"
)

type node struct {
	Name  string
	Next  *node
	Kids  []node
	Tags  map[string][]int
	any   any
	Raw   []byte
	Pair  [2]*float64
	F     func()
	Names [][]string
}

func TestDeepEqualAsReflect(t *testing.T) {
	nan, one, uno := math.NaN(), 1.0, 1.0
	ring := &node{Name: "ring"}
	ring.Next = ring
	twice := &node{Name: "ring", Next: &node{Name: "ring"}}
	twice.Next.Next = twice
	itself := []any{nil}
	itself[0] = itself
	too := []any{nil}
	too[0] = too
	values := []node{
		{}, {Name: "a"}, {Name: "b"}, {Next: &node{}}, {Next: &node{Name: "a"}}, {Kids: []node{}}, {Kids: []node{{Name: "a"}}}, {Kids: []node{{Name: "a"}, {}}},
		{Tags: map[string][]int{}}, {Tags: map[string][]int{"a": {1}}}, {Tags: map[string][]int{"a": {2}}}, {Tags: map[string][]int{"b": {1}}},
		{Tags: map[string][]int{"a": nil}}, {any: 1}, {any: "1"}, {any: nan}, {any: &node{}}, {any: []node{{}}}, {any: map[any]any{1: node{}}}, {any: itself}, {any: too},
		{Raw: []byte("x")}, {Raw: []byte("y")}, {Raw: []byte{}}, {Pair: [2]*float64{&one, nil}}, {Pair: [2]*float64{&uno, nil}}, {Pair: [2]*float64{nil, &one}},
		{Pair: [2]*float64{&nan}}, {F: func() {}}, {Names: [][]string{{"a"}, nil}}, {Names: [][]string{{"a"}, {}}}, *ring, *twice,
	}
	for i := range values {
		for j := range values {
			a, b := values[i], values[j]
			if got, want := DeepEqual(&a, &b), reflect.DeepEqual(&a, &b); got != want {
				t.Errorf("%d and %d: %v, reflect says %v", i, j, got, want)
			}
		}
		if !DeepEqual(&values[i], &values[i]) {
			t.Errorf("%d is not itself", i)
		}
	}
}
