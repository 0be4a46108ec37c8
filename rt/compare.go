//go:build go1.25

package rt

import (
	"hash/maphash"
	"reflect"
	"unsafe"
)

// A comparer compares and hashes values of one type, in memory that no other thread
// writes, as Python does with what they become.
type comparer struct {
	equal func(a, b unsafe.Pointer) bool
	hash  func(v unsafe.Pointer) uint64
}

// comparers are those of this core, by their types, all of them structs: written
// before anything is called.
var comparers = map[reflect.Type]comparer{}

// Compare makes DeepEqual and DeepHash ask these functions about values of type T.
// Where equal says true, the hashes are the same.
func Compare[T any](equal func(a, b *T) bool, hash func(v *T) uint64) {
	comparers[reflect.TypeFor[T]()] = comparer{
		func(a, b unsafe.Pointer) bool { return equal((*T)(a), (*T)(b)) },
		func(v unsafe.Pointer) uint64 { return hash((*T)(v)) },
	}
}

// field is a field of a struct that is addressable, as one that is exported: what it
// holds can then be copied.
func field(v reflect.Value, i int) reflect.Value {
	f := v.Field(i)
	if len(comparers) == 0 || f.CanInterface() || !f.CanAddr() {
		return f
	}
	return reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
}

// addressable is the value itself or a copy, as of what maps and interfaces hold.
func addressable(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return v
	}
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	return c
}

// sameKey is the value in the other map under a key that is the same by its comparer
// and another by Go's ==; the zero Value where there is none.
func (p *compared) sameKey(key reflect.Value) reflect.Value {
	own, ok := comparers[key.Type()]
	if !ok {
		return reflect.Value{}
	}
	address := func(v reflect.Value) unsafe.Pointer { return unsafe.Pointer(addressable(v).UnsafeAddr()) }
	if p.byKey == nil {
		p.byKey = map[uint64]reflect.Value{}
		for _, k := range keysOf(p.b) {
			p.byKey[own.hash(address(k))] = k
		}
	}
	k, ok := p.byKey[own.hash(address(key))]
	if !ok || !own.equal(address(k), address(key)) {
		return reflect.Value{}
	}
	return entryOf(p.b, k)
}

// DeepHash is a hash that is equal where DeepEqual is true of the values, which are
// made of numbers, strings, arrays, structs and types with comparers.
func DeepHash[T any](p *T) uint64 {
	v := Load(p)
	var h maphash.Hash
	h.SetSeed(seed)
	hashParts(&h, reflect.ValueOf(&v).Elem())
	return h.Sum64()
}

// hashParts goes as deep as the type, which does not hold itself.
func hashParts(h *maphash.Hash, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if own, ok := comparers[v.Type()]; ok {
			maphash.WriteComparable(h, own.hash(unsafe.Pointer(v.UnsafeAddr())))
			return
		}
		for i := range v.NumField() {
			hashParts(h, field(v, i))
		}
	case reflect.Array:
		for i := range v.Len() {
			hashParts(h, v.Index(i))
		}
	case reflect.Pointer:
		maphash.WriteComparable(h, v.IsNil())
		if !v.IsNil() {
			hashParts(h, loadAs(v.Type().Elem(), v.UnsafePointer()))
		}
	default:
		maphash.WriteComparable(h, v.Interface())
	}
}
