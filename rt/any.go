//go:build go1.25

package rt

import (
	"encoding/binary"
	"math"
	"math/big"
	"reflect"
	"slices"
	"sync"
	"time"
	"unsafe"
)

// What a value of an interface without methods is in a wire buffer: shim/callbacks/any.h
// describes the format, and has the same list.
const (
	anyNil = iota
	anyFalse
	anyTrue
	anyInt
	anyLong
	anyUint
	anyFloat
	anyComplex
	anyStr
	anyBytes
	anyBig
	anyRat
	anyReal
	anyTime
	anyDuration
	anyList
	anyTuple
	anyMap
	anyDict
	anySet
	anyNumbers
	anyInstance
	anyNamed
	anyHeld
	anyFunc
	anyObject
	anyError
	anyFile
	anyKey
	anyDeep
	anyNewKey
	anyOldKey
)

// anyCopied says beside the class that an instance is over a copy.
const anyCopied = 1 << 32

const (
	anyKeys      = 256 // so many keys get numbers
	anyDimension = 32
)

// anyDepth is how deep a value may be that goes to Python: the shim reads it by recursion.
const anyDepth = 10_000

// An AnyClass is a type that has a class, as a pointer to it that is nil.
type AnyClass struct {
	Type    any
	Pointer bool // an instance goes to Go as a pointer
	Box     bool // instances are over the value, though it is a number or a string
}

// An AnyFunc is a func type whose values Python can call, or a type of the standard library
// that Python has too, as a pointer to it that is nil.
type AnyFunc struct {
	Type  any
	Code  *Code
	Read  func(*Decoder) any  // of Python's values; nil: only Go's functions come home as this type
	Write func(*Encoder, any) // of a type that is no function
}

// Set by AnyTypes, in the order of the classes and of the func types.
var (
	anyClasses    []AnyClass
	anyFuncs      []AnyFunc
	anyTypes      map[reflect.Type]int // numbers of classes
	anyFuncTypes  map[reflect.Type]int // of anyFuncs
	anyInterfaces []anyInterface
	anyHolders    sync.Map // from reflect.Type to the number of an interface's class and one; 0: none
)

// An anyInterface is the class of an interface.
type anyInterface struct {
	t     reflect.Type
	class int
}

// AnyTypes tells what an any can hold beside plain values.
func AnyTypes(classes []AnyClass, funcs []AnyFunc) {
	anyClasses, anyFuncs = classes, funcs
	anyTypes, anyFuncTypes = make(map[reflect.Type]int, len(classes)), make(map[reflect.Type]int, len(funcs))
	for i, c := range classes {
		t := reflect.TypeOf(c.Type).Elem()
		if t.Kind() == reflect.Interface {
			anyInterfaces = append(anyInterfaces, anyInterface{t, i})
		} else {
			anyTypes[t] = i
		}
	}
	for i, f := range funcs {
		anyFuncTypes[reflect.TypeOf(f.Type).Elem()] = i
	}
}

// holderOf is the class that shows a value of a type without one: of the interface that
// has the most of its methods. The number is one more than the class's; 0: none.
func holderOf(t reflect.Type) int {
	if n, ok := anyHolders.Load(t); ok {
		return n.(int)
	}
	n, most := 0, 0
	for _, i := range anyInterfaces {
		if methods := i.t.NumMethod(); methods > most && t.Implements(i.t) {
			n, most = i.class+1, methods
		}
	}
	anyHolders.Store(t, n)
	return n
}

// An anyWriter writes one value with all that it holds.
type anyWriter struct {
	w    *Encoder
	keys *keyNumbers
	deep bool // something was nested too deeply: nothing more is looked at
}

// keyNumbers are the keys that have a number.
type keyNumbers struct {
	n     int
	slots [anyKeys]struct {
		key    string
		number int
	}
}

// WriteAny writes a value by its dynamic type.
func WriteAny(w *Encoder, v any) {
	live := w.live
	w.live = false
	s := anyWriter{w: w}
	s.write(v, 0)
	w.live = live
}

// WriteReflect writes what reflection holds. A struct that has an address is shared.
func WriteReflect(w *Encoder, v reflect.Value) {
	s := anyWriter{w: w}
	s.value(v, 0)
}

// WriteAnyKey writes a key of a map, which Python must be able to hash.
func WriteAnyKey(w *Encoder, v any) {
	s := anyWriter{w: w}
	s.key(reflect.ValueOf(v), 0)
}

func (s *anyWriter) word(what int, n uint64) { s.w.word(uint64(what) | n<<8) }

func (s *anyWriter) text(what int, v string) {
	padded := (len(v) + 7) &^ 7
	s.room(8 + padded)
	at := len(s.w.buf)
	b := s.w.buf[:at+8+padded]
	binary.NativeEndian.PutUint64(b[at+padded:], 0) // the padding, if there is text
	binary.NativeEndian.PutUint64(b[at:], uint64(what)|uint64(len(v))<<8)
	copy(b[at+8:], v)
	s.w.buf = b
}

// expect makes room for n items that need as much as the first of them.
func (s *anyWriter) expect(n, each int) {
	if n *= each; n > cap(s.w.buf)-len(s.w.buf) {
		s.w.buf = slices.Grow(s.w.buf, n+n/8+64)
	}
}

// bytesOf is what a small value needs, at most.
func bytesOf(v any) int {
	if text, ok := v.(string); ok {
		return 16 + len(text)
	}
	return 16
}

// room makes room for n bytes. append would add a quarter at a time to a large buffer, and
// copy it each time.
func (s *anyWriter) room(n int) {
	if b := s.w.buf; cap(b)-len(b) < n {
		s.w.buf = slices.Grow(b, max(n, cap(b)))
	}
}

func (s *anyWriter) int(x int64) {
	if x >= -1<<55 && x < 1<<55 {
		s.word(anyInt, uint64(x))
		return
	}
	s.word(anyLong, 0)
	s.w.word(uint64(x))
}

func (s *anyWriter) uint(x uint64) {
	if x <= math.MaxInt64 {
		s.int(int64(x))
		return
	}
	s.word(anyUint, 0)
	s.w.word(x)
}

func (s *anyWriter) float(x float64) {
	s.word(anyFloat, 0)
	s.w.word(math.Float64bits(x))
}

// deeper reports whether a level more may be written. Where it may not, the rest of the
// value is left out, since it may hold itself in many places.
func (s *anyWriter) deeper(depth int) bool {
	if depth < anyDepth && !s.deep {
		return true
	}
	s.deep = true
	s.word(anyDeep, 0)
	return false
}

func (s *anyWriter) write(v any, depth int) {
	switch v := v.(type) {
	case nil:
		s.word(anyNil, 0)
	case string:
		s.text(anyStr, v)
	case bool:
		s.word(anyFalse+int(bit(v)), 0)
	case int:
		s.int(int64(v))
	case int64:
		s.int(v)
	case float64:
		s.float(v)
	case map[string]any:
		if !s.deeper(depth) {
			return
		}
		for k, x := range v {
			s.expect(len(v), bytesOf(x)+16+len(k))
			break
		}
		at := len(s.w.buf)
		s.w.word(0)
		n := 0
		for k, x := range v {
			s.name(k, depth)
			s.write(x, depth+1)
			n++
		}
		s.w.patch(at, anyMap|uint64(n)<<8)
	case []any:
		if !s.deeper(depth) {
			return
		}
		if len(v) > 0 {
			s.expect(len(v), bytesOf(v[0]))
		}
		s.word(anyList, uint64(len(v)))
		for _, x := range v {
			s.write(x, depth+1)
		}
	default:
		s.other(v, depth)
	}
}

// name writes a key of a map that has strings as keys. Those of maps inside of others
// come again and again.
func (s *anyWriter) name(k string, depth int) {
	if depth == 0 {
		s.text(anyStr, k)
		return
	}
	if s.keys == nil {
		s.keys = new(keyNumbers)
	}
	slot := &s.keys.slots[slotOf(k)]
	switch {
	case slot.key == k && slot.number > 0:
		s.word(anyOldKey, uint64(slot.number-1))
	case s.keys.n == anyKeys:
		s.text(anyStr, k)
	default:
		s.keys.n++
		slot.key, slot.number = k, s.keys.n
		s.text(anyNewKey, k)
	}
}

// slotOf is a place among keyNumbers.slots.
func slotOf(k string) uint8 {
	n := len(k)
	if n == 0 {
		return 0
	}
	return uint8(n)*31 + k[0]*7 + k[n/2]*13 + k[n-1]
}

func (s *anyWriter) other(v any, depth int) {
	switch v := v.(type) {
	case Object:
		s.object(v)
	case Str:
		s.object(v.object)
	case *Error:
		s.object(Object{v.object})
	case reflect.Value:
		s.value(v, depth)
	case Key:
		s.word(anyKey, 0)
		WriteKey(s.w, v)
	case interface{ gophersnakeObject() Object }: // it comes home
		s.object(v.gophersnakeObject())
	case interface{ gophersnakeFile() Object }:
		s.object(v.gophersnakeFile())
	case []byte:
		s.word(anyBytes, uint64(len(v)))
		s.w.bytes(v)
	case time.Time:
		if year := v.Year(); year < 1 || year > 9999 { // a time of day alone is in the year 0
			s.held(v)
			return
		}
		s.word(anyTime, 0)
		WriteTime(s.w, v)
	case time.Duration:
		s.word(anyDuration, 0)
		s.w.word(uint64(v))
	case *big.Int, *big.Rat, *big.Float:
		if _, ok := anyTypes[reflect.TypeOf(v).Elem()]; ok || reflect.ValueOf(v).IsNil() { // where math/big is bound
			s.pointer(reflect.ValueOf(v), depth)
			return
		}
		s.number(v)
	default:
		s.reflected(reflect.ValueOf(v), depth)
	}
}

// number writes a number of any size as Python's own.
func (s *anyWriter) number(v any) {
	switch v := v.(type) {
	case *big.Int:
		s.word(anyBig, 0)
		WriteBigIntPointer(s.w, v)
	case *big.Rat:
		s.word(anyRat, 0)
		writeBig(s.w, v.Num())
		writeBig(s.w, v.Denom())
	case *big.Float:
		s.text(anyReal, v.Text('g', -1))
	}
}

func (s *anyWriter) object(o Object) {
	if o.ref == nil {
		s.word(anyNil, 0)
		return
	}
	s.word(anyObject, 0)
	WriteObject(s.w, o)
}

// value writes what reflection has found, such as an item of a slice.
func (s *anyWriter) value(v reflect.Value, depth int) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch {
	case !v.IsValid():
		s.word(anyNil, 0)
		return
	case !v.CanInterface():
		s.held(v)
		return
	case v.CanAddr() && v.Kind() == reflect.Struct:
		if class, ok := anyTypes[v.Type()]; ok {
			s.instance(v.Addr().UnsafePointer(), class)
			return
		}
	}
	s.write(v.Interface(), depth)
}

func (s *anyWriter) reflected(v reflect.Value, depth int) {
	t := v.Type()
	if t.Name() != "" && t.PkgPath() != "" {
		if class, ok := anyTypes[t]; ok {
			s.classed(v, class)
			return
		}
		if n, ok := anyFuncTypes[t]; ok && anyFuncs[n].Write != nil && t.Kind() != reflect.Interface {
			s.word(anyFunc, uint64(n))
			anyFuncs[n].Write(s.w, v.Interface())
			return
		}
		if s.error(v) {
			return
		}
	}
	switch v.Kind() {
	case reflect.Bool:
		s.word(anyFalse+int(bit(v.Bool())), 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		s.int(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		s.uint(v.Uint())
	case reflect.Float32, reflect.Float64:
		s.float(v.Float())
	case reflect.Complex64, reflect.Complex128:
		s.word(anyComplex, 0)
		WriteCplx(s.w, v.Complex())
	case reflect.String:
		s.text(anyStr, v.String())
	case reflect.Slice:
		s.items(v, anyList, depth)
	case reflect.Array: // what a tuple becomes, where Go compares it, comes back as one
		as := anyList
		if v.Type().Elem() == reflect.TypeFor[any]() && v.Type().Name() == "" {
			as = anyTuple
		}
		s.items(v, as, depth)
	case reflect.Map:
		s.pairs(v, depth)
	case reflect.Pointer:
		s.pointer(v, depth)
	case reflect.Struct:
		switch class, ok := anyTypes[t]; {
		case t.Name() != "":
		case ok: // a class by its place
			s.classed(v, class)
			return
		case t.NumField() == 0:
			s.word(anyNil, 0)
			return
		default:
			s.fields(v, depth)
			return
		}
		if n, ok := anyFuncTypes[t]; ok {
			s.word(anyFunc, uint64(n))
			anyFuncs[n].Write(s.w, v.Interface())
			return
		}
		s.convertible(v, depth)
	case reflect.Func:
		if n, ok := anyFuncTypes[t]; ok {
			s.function(v, n)
			return
		}
		s.held(v.Interface())
	default:
		s.held(v.Interface())
	}
}

// convertible writes a struct that Python has an own class for, and any other as it is.
func (s *anyWriter) convertible(v reflect.Value, depth int) {
	switch x := v.Interface().(type) {
	case big.Int:
		s.other(&x, depth)
	case big.Rat:
		s.other(&x, depth)
	case big.Float:
		s.other(&x, depth)
	default:
		s.held(x)
	}
}

// classed writes an instance over a copy of the value, or the plain value of a named
// number or string.
func (s *anyWriter) classed(v reflect.Value, class int) {
	if !anyPlain(v.Kind()) || anyClasses[class].Box {
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		s.instance(p.UnsafePointer(), class|anyCopied)
		return
	}
	s.word(anyNamed, uint64(class))
	switch v.Kind() {
	case reflect.String:
		WriteStr(s.w, v.String())
	case reflect.Float32, reflect.Float64:
		s.w.word(math.Float64bits(v.Float()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		s.w.word(uint64(v.Int()))
	default:
		s.w.word(v.Uint())
	}
}

func anyPlain(k reflect.Kind) bool {
	return k == reflect.String || k >= reflect.Int && k <= reflect.Float64
}

func (s *anyWriter) instance(p unsafe.Pointer, class int) {
	s.word(anyInstance, uint64(class))
	writePointer(s.w, p)
}

// held writes a value that only Go understands.
func (s *anyWriter) held(v any) {
	s.word(anyHeld, uint64(holderOf(reflect.TypeOf(v))))
	WritePtr(s.w, &v)
}

// error writes an error as an exception.
func (s *anyWriter) error(v reflect.Value) bool {
	err, ok := v.Interface().(error)
	if !ok {
		return false
	}
	s.word(anyError, 0)
	WriteError(s.w, err)
	return true
}

func (s *anyWriter) function(v reflect.Value, n int) {
	s.word(anyFunc, uint64(n))
	cell := reflect.New(v.Type())
	cell.Elem().Set(v)
	writeFunc(s.w, cell.UnsafePointer(), *anyFuncs[n].Code)
}

// pointer writes what a pointer leads to: an instance that is shared, or the value.
func (s *anyWriter) pointer(v reflect.Value, depth int) {
	if v.IsNil() {
		s.word(anyNil, 0)
		return
	}
	if t, ok := v.Interface().(*time.Time); ok {
		s.other(Load(t), depth)
		return
	}
	if n, ok := anyFuncTypes[v.Type()]; ok && anyFuncs[n].Write != nil { // a pointer is the value
		s.word(anyFunc, uint64(n))
		anyFuncs[n].Write(s.w, v.Interface())
		return
	}
	elem := v.Type().Elem()
	if n, ok := anyFuncTypes[elem]; ok && anyFuncs[n].Write != nil {
		s.value(loadAs(elem, v.UnsafePointer()), depth)
		return
	}
	if class, ok := anyTypes[elem]; ok && (!anyPlain(elem.Kind()) || anyClasses[class].Box) {
		s.instance(v.UnsafePointer(), class)
		return
	}
	if s.error(v) {
		return
	}
	if elem.Kind() == reflect.Struct && elem.Name() != "" || elem.PkgPath() != "" && holderOf(v.Type()) > 0 {
		s.held(v.Interface())
		return
	}
	if s.deeper(depth) {
		s.value(loadAs(elem, v.UnsafePointer()), depth+1)
	}
}

// items writes a slice or an array. Structs of a slice that have a class are shared: they
// have an address.
func (s *anyWriter) items(v reflect.Value, as, depth int) {
	t, n := v.Type().Elem(), v.Len()
	if t.Kind() == reflect.Uint8 {
		s.word(anyBytes, uint64(n))
		if v.Kind() == reflect.Slice || v.CanAddr() {
			s.w.bytes(v.Bytes())
			return
		}
		for i := range n {
			s.w.buf = append(s.w.buf, byte(v.Index(i).Uint()))
		}
		s.w.pad()
		return
	}
	if !s.deeper(depth) {
		return
	}
	s.w.expect(n)
	s.word(as, uint64(n))
	for i := range n {
		s.value(v.Index(i), depth+1)
	}
}

// pairs writes a map; one to struct{} is a set.
func (s *anyWriter) pairs(v reflect.Value, depth int) {
	if !s.deeper(depth) {
		return
	}
	set := v.Type().Elem().Kind() == reflect.Struct && v.Type().Elem().NumField() == 0
	what := anyDict
	if set {
		what = anySet
	}
	s.w.expect(4 * v.Len())
	at, n := len(s.w.buf), 0
	s.w.word(0)
	for i := v.MapRange(); ; n++ {
		k, e, there := nextEntry(i, v)
		if !there {
			break
		}
		s.key(k, depth+1)
		if !set {
			s.value(e, depth+1)
		}
	}
	s.w.patch(at, uint64(what)|uint64(n)<<8)
}

// key writes a key of a map. Python can't hash a list.
func (s *anyWriter) key(v reflect.Value, depth int) {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.IsValid() && v.Kind() == reflect.Array && v.Type().Elem().Kind() != reflect.Uint8 && v.Type().Name() == "" {
		if s.deeper(depth) {
			s.word(anyTuple, uint64(v.Len()))
			for i := range v.Len() {
				s.key(v.Index(i), depth+1)
			}
		}
		return
	}
	if !v.IsValid() {
		s.word(anyNil, 0)
		return
	}
	s.value(v, depth)
}

// fields writes an unnamed struct: a dict of its exported fields, by Go's names.
func (s *anyWriter) fields(v reflect.Value, depth int) {
	if !s.deeper(depth) {
		return
	}
	at, n := len(s.w.buf), 0
	s.w.word(0)
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() {
			s.name(f.Name, depth+1)
			s.value(v.Field(i), depth+1)
			n++
		}
	}
	s.w.patch(at, anyMap|uint64(n)<<8)
}
