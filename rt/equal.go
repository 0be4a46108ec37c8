//go:build go1.25

package rt

import (
	"bytes"
	"reflect"
	"slices"
	"unsafe"
)

// DeepEqual is reflect.DeepEqual(a, b), with three differences. Python may write to the
// values meanwhile, so every piece of memory is copied under its stripes, as in Load,
// and the copy is compared. It does not recurse, so deep nesting can't end the process.
// And some types are compared by functions of their own (Compare). Source: Go's
// reflect/deepequal.go.
func DeepEqual[T any](a, b *T) bool {
	if a == b {
		return true
	}
	x, y := Load(a), Load(b)
	c := comparison{}
	c.push(reflect.ValueOf(&x).Elem(), reflect.ValueOf(&y).Elem())
	return c.run()
}

// Equal is Go's ==. Where that would panic, since an interface in the values holds what
// Go can't compare, it is DeepEqual: == of Python raises nothing.
func Equal[T comparable](a, b *T) (equal bool) {
	defer func() {
		if recover() != nil {
			equal = DeepEqual(a, b)
		}
	}()
	return Load(a) == Load(b)
}

// A comparison is a stack of pairs that must be equal, the innermost last.
type comparison struct {
	pairs []compared
	seen  map[visit]bool
}

// A compared is a pair of values of one type, in memory that no other thread writes.
type compared struct {
	a, b  reflect.Value
	next  int              // of the items or fields: the first that has not been looked at
	items [2]reflect.Value // copies of the items that are looked at
	keys  *reflect.MapIter
	byKey map[uint64]reflect.Value // keys of b by their hashes, where they have a comparer
}

// A visit is a pair of references that has been met. If it comes again it is in a
// cycle, and everything in it is being compared already.
type visit struct {
	a, b unsafe.Pointer
	n    int
	t    reflect.Type
}

func (c *comparison) push(a, b reflect.Value) { c.pairs = append(c.pairs, compared{a: a, b: b}) }

func (c *comparison) pop() { c.pairs = c.pairs[:len(c.pairs)-1] }

// met records that two references are being compared, and reports whether they were
// before.
func (c *comparison) met(v visit) bool {
	if c.seen[v] {
		return true
	}
	if c.seen == nil {
		c.seen = map[visit]bool{}
	}
	c.seen[v] = true
	return false
}

func (c *comparison) run() bool {
	for len(c.pairs) > 0 {
		if !c.step() {
			return false
		}
	}
	return true
}

// step compares the innermost pair, and returns false if it differs. A pair with parts
// stays below the part that it pushes.
func (c *comparison) step() bool {
	p := &c.pairs[len(c.pairs)-1]
	a, b := p.a, p.b
	switch a.Kind() {
	case reflect.Struct:
		if p.next == 0 && len(comparers) > 0 {
			if own, ok := comparers[a.Type()]; ok {
				a, b = addressable(a), addressable(b)
				c.pop()
				return own.equal(unsafe.Pointer(a.UnsafeAddr()), unsafe.Pointer(b.UnsafeAddr()))
			}
			p.a, p.b = addressable(a), addressable(b)
			a, b = p.a, p.b
		}
		if p.next == a.NumField() {
			c.pop()
			return true
		}
		i := p.next
		p.next++
		return c.part(field(a, i), field(b, i))
	case reflect.Array:
		if p.next == a.Len() {
			c.pop()
			return true
		}
		i := p.next
		p.next++
		return c.part(a.Index(i), b.Index(i))
	case reflect.Slice:
		return c.slice(p)
	case reflect.Map:
		return c.mapping(p)
	}
	c.pop()
	return c.part(a, b)
}

// part compares a pair without parts at once, and pushes others.
func (c *comparison) part(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Bool:
		return a.Bool() == b.Bool()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return a.Int() == b.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return a.Uint() == b.Uint()
	case reflect.Float32, reflect.Float64:
		return a.Float() == b.Float()
	case reflect.Complex64, reflect.Complex128:
		return a.Complex() == b.Complex()
	case reflect.String:
		return a.String() == b.String()
	case reflect.Chan, reflect.UnsafePointer:
		return a.UnsafePointer() == b.UnsafePointer()
	case reflect.Func:
		return a.IsNil() && b.IsNil()
	case reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		x, y := a.Elem(), b.Elem()
		return x.Type() == y.Type() && c.part(x, y)
	case reflect.Pointer:
		x, y, t := a.UnsafePointer(), b.UnsafePointer(), a.Type().Elem()
		if x == y || x == nil || y == nil {
			return x == y
		}
		if !c.met(visit{x, y, 0, t}) {
			c.push(loadAs(t, x), loadAs(t, y))
		}
	default:
		c.push(a, b)
	}
	return true
}

func (c *comparison) slice(p *compared) bool {
	a, b := p.a, p.b
	x, y, n := a.UnsafePointer(), b.UnsafePointer(), a.Len()
	t := a.Type().Elem()
	if p.next == 0 {
		if a.IsNil() != b.IsNil() || n != b.Len() {
			return false
		}
		if x == y || n == 0 {
			c.pop()
			return true
		}
		if equal, simple := simpleItems(t, x, y, n); simple {
			c.pop()
			return equal
		}
		if c.met(visit{x, y, n, t}) {
			c.pop()
			return true
		}
		p.items = [2]reflect.Value{reflect.New(t).Elem(), reflect.New(t).Elem()}
	}
	for p.next < n { // until an item is pushed
		at, below := uintptr(p.next)*t.Size(), len(c.pairs)
		p.next++
		copyTo(p.items[0], unsafe.Add(x, at))
		copyTo(p.items[1], unsafe.Add(y, at))
		if !c.part(p.items[0], p.items[1]) {
			return false
		}
		if len(c.pairs) > below {
			return true
		}
	}
	c.pop()
	return true
}

// simpleItems compares n numbers or strings; simple is false for other types.
func simpleItems(t reflect.Type, x, y unsafe.Pointer, n int) (equal, simple bool) {
	switch t.Kind() {
	case reflect.Float32:
		return slices.Equal(unsafe.Slice((*float32)(x), n), unsafe.Slice((*float32)(y), n)), true
	case reflect.Float64:
		return slices.Equal(unsafe.Slice((*float64)(x), n), unsafe.Slice((*float64)(y), n)), true
	case reflect.String:
		a, b := unsafe.Slice((*string)(x), n), unsafe.Slice((*string)(y), n)
		for i := range a {
			if Load(&a[i]) != Load(&b[i]) {
				return false, true
			}
		}
		return true, true
	}
	if t.Kind() <= reflect.Uintptr { // bool and integers, each of one word at most
		size := n * int(t.Size())
		return bytes.Equal(unsafe.Slice((*byte)(x), size), unsafe.Slice((*byte)(y), size)), true
	}
	return false, false
}

func (c *comparison) mapping(p *compared) bool {
	a, b := p.a, p.b
	if p.keys == nil {
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		x, y := a.UnsafePointer(), b.UnsafePointer()
		if x == y || c.met(visit{x, y, 0, a.Type()}) {
			c.pop()
			return true
		}
		p.keys = a.MapRange()
	}
	key, value, there := nextEntry(p.keys, a)
	if !there {
		c.pop()
		return true
	}
	other := entryOf(b, key)
	if !other.IsValid() {
		other = p.sameKey(key)
	}
	return other.IsValid() && c.part(value, other)
}

// loadAs is Load for a type that is known at run time.
func loadAs(t reflect.Type, p unsafe.Pointer) reflect.Value {
	v := reflect.New(t).Elem()
	copyTo(v, p)
	return v
}

func copyTo(v reflect.Value, p unsafe.Pointer) {
	from := reflect.NewAt(v.Type(), p).Elem()
	h := lockMemory(p, v.Type().Size())
	v.Set(from)
	h.unlock()
}
