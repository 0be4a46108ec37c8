package returns

import (
	"go/types"
	"testing"
)

// Type parameters that are compared are called X, others O.
const comparesSource = `package m

import "reflect"

func alike[X any](a, b X) bool { return any(a) == any(b) }

func calls[X any](a X) bool { return alike(a, a) }

func deep[X any](a, b X) bool { return reflect.DeepEqual(a, b) }

func keys[X any](all []X) int {
	m := map[any]int{}
	for _, x := range all {
		m[x]++
	}
	return len(m)
}

func looks[X any](m map[any]int, x X) int { return m[x] }

func plain(a, b any) bool { return a == b }

func through[X any](a X) bool { return plain(a, 1) }

func inside[X any](all []X) func(X) bool {
	return func(x X) bool { return alike(all[0], x) }
}

func lists[X any](a, b []X) bool { return reflect.DeepEqual(a, b) }

func pointers[X any](a, b map[string]*struct{ x X }) bool { return reflect.DeepEqual(a, b) }

func arrays[X any](a, b X) bool { return any([1]X{a}) == any([1]X{b}) }

func structs[X any](a, b X) bool { return any(struct{ x X }{a}) == any(struct{ x X }{b}) }

func addresses[O any](a, b *O) bool { return any(a) == any(b) }

func zero[O any](o O) bool {
	var none O
	return any(o) == any(none) || any(o) == nil
}

func held[O any](all map[string]O, o O) { all["x"] = o }

func switched[O any](o O) bool {
	switch any(o).(type) {
	case string:
		return true
	}
	return false
}

type box[O, X any] struct {
	first  O
	second X
}

func (b *box[O, X]) has(x X) bool { return alike(b.second, x) }

type boxes[O, X any] struct{ all []*box[O, X] }

type around[X any] struct{ box[int, X] }

func makes[X any](x X) *box[string, X] { return nil }

type giver[X any] struct{ x X }

func (g giver[X]) gives() *boxes[int, X] { return nil }

type other[O any] struct{ o O }

func (o other[O]) gives() *boxes[O, int] { return nil }
`

func TestCompares(t *testing.T) {
	j, p := judged(t, comparesSource)
	seen := 0
	check := func(where string, params *types.TypeParamList) {
		for i := range params.Len() {
			seen++
			if name := params.At(i).Obj().Name(); j.Compares(params.At(i)) != (name == "X") {
				t.Errorf("%s: %s is compared: %v", where, name, name != "X")
			}
		}
	}
	scope := p.Main[0].Types.Scope()
	for _, name := range scope.Names() {
		switch obj := scope.Lookup(name).(type) {
		case *types.Func:
			check(name, obj.Signature().TypeParams())
		case *types.TypeName:
			check(name, obj.Type().(*types.Named).TypeParams())
		}
	}
	if seen != 23 {
		t.Errorf("%d type parameters", seen)
	}
	if (&Judge{}).Compares(nil) {
		t.Error("the zero value knows nothing")
	}
}
