//go:build go1.25

package rt

import (
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"time"
	"unsafe"
)

// An anyReader reads one value that gs_any_put() wrote, with all that it holds.
type anyReader struct {
	r    *Decoder
	keys []string // that have numbers

	// What an any holds of a number or a string lies on the heap. The items of large containers
	// share blocks there: to make one at a time would take most of the time.
	numbers []int
	floats  []float64
	strings []string
	bytes   []byte
}

// ReadAny reads a value. What has no Go form is an Object.
func ReadAny(r *Decoder) any {
	s := anyReader{r: r}
	return s.value()
}

// Blocks for the items of containers that have at least so many.
const (
	manyItems  = 16
	blockItems = 64
	blockBytes = 2048
	shortText  = 64
)

// expect begins to use blocks, where that pays.
func (s *anyReader) expect(n int) {
	if n >= manyItems && s.numbers == nil {
		s.numbers, s.floats, s.strings, s.bytes = []int{}, []float64{}, []string{}, []byte{}
	}
}

// int is what a constant is in an any in Go too: an int. It is an int64 where that is larger.
func (s *anyReader) int(x int64) any {
	n := int(x)
	switch {
	case int64(n) != x:
		return x
	case s.numbers == nil || uint(n) < 256: // these Go has already
		return n
	}
	return boxed(&s.numbers, n, typeOfInt)
}

func (s *anyReader) float(x float64) any {
	if s.floats == nil {
		return x
	}
	return boxed(&s.floats, x, typeOfFloat)
}

func (s *anyReader) string(n int) any {
	text := s.text(n)
	if s.strings == nil {
		return text
	}
	return boxed(&s.strings, text, typeOfString)
}

// text copies n bytes.
func (s *anyReader) text(n int) string {
	from := s.r.bytes(n)
	if s.bytes == nil || n > shortText || n == 0 {
		return string(from)
	}
	if len(s.bytes)+n > cap(s.bytes) {
		s.bytes = make([]byte, 0, blockBytes)
	}
	at := len(s.bytes)
	s.bytes = append(s.bytes, from...)
	return unsafe.String(&s.bytes[at], n)
}

// boxed puts a value into a block, and makes an any of its address, as the compiler does
// with one on the heap.
func boxed[T any](block *[]T, v T, t unsafe.Pointer) any {
	if len(*block) == cap(*block) {
		*block = make([]T, 0, blockItems)
	}
	*block = append(*block, v)
	e := [2]unsafe.Pointer{t, unsafe.Pointer(&(*block)[len(*block)-1])}
	return *(*any)(unsafe.Pointer(&e))
}

// typeIn is the first word of an any: its dynamic type.
func typeIn(v any) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&v)) }

var typeOfInt, typeOfFloat, typeOfString = typeIn(0), typeIn(0.0), typeIn("")

// ReadDriverValue reads a value for a driver of a database, which has int64 alone.
func ReadDriverValue(r *Decoder) any {
	v := ReadAny(r)
	if n, ok := v.(int); ok {
		return int64(n)
	}
	return v
}

// ReadReflect reads a value for reflection.
func ReadReflect(r *Decoder) reflect.Value { return reflect.ValueOf(ReadAny(r)) }

// ReadAnyKey reads a key of a map.
func ReadAnyKey(r *Decoder) any {
	s := anyReader{r: r}
	return s.key()
}

func (s *anyReader) value() any {
	word := s.r.word()
	n := int(word >> 8)
	switch word & 0xff {
	case anyNil:
		return nil
	case anyFalse:
		return false
	case anyTrue:
		return true
	case anyInt:
		return s.int(int64(word) >> 8)
	case anyLong:
		return s.int(int64(s.r.word()))
	case anyFloat:
		return s.float(ReadFlt[float64](s.r))
	case anyStr:
		return s.string(n)
	case anyList, anyTuple:
		items := make([]any, n)
		s.expect(n)
		for i := range items {
			items[i] = s.value()
		}
		return items
	case anyMap:
		m := make(map[string]any, n)
		s.expect(n)
		for range n {
			k := s.name()
			m[k] = s.value()
		}
		return m
	}
	return s.other(word&0xff, n)
}

// name reads a key that is text.
func (s *anyReader) name() string {
	word := s.r.word()
	n := int(word >> 8)
	switch word & 0xff {
	case anyOldKey:
		return s.keys[n]
	case anyNewKey:
		k := string(s.r.bytes(n))
		s.keys = append(s.keys, k)
		return k
	}
	return s.text(n)
}

func (s *anyReader) other(what uint64, n int) any {
	r := s.r
	switch what {
	case anyUint:
		return r.word()
	case anyComplex:
		return ReadCplx[complex128](r)
	case anyBytes:
		b := make([]byte, n)
		copy(b, r.bytes(n))
		return b
	case anyBig:
		return ReadBigIntPointer(r)
	case anyRat:
		num, denom := ReadBigIntPointer(r), ReadBigIntPointer(r)
		return new(big.Rat).SetFrac(num, denom)
	case anyReal:
		return realOf(string(r.bytes(n)))
	case anyTime:
		return ReadTime(r)
	case anyDuration:
		return time.Duration(r.word())
	case anyDict:
		m := make(map[any]any, n)
		for range n {
			k := s.key()
			m[k] = s.value()
		}
		return m
	case anySet:
		return s.set(n)
	case anyNumbers:
		return readDimensions(r, n)
	case anyInstance:
		return readInstance(n, ReadPtr[byte](r))
	case anyNamed:
		return readNamed(r, reflect.TypeOf(anyClasses[n].Type).Elem())
	case anyHeld:
		if n == 1 { // a Pointer
			return pointerOf(ReadPtr[any](r)).give()
		}
		return ReadHeld(r)
	case anyFunc:
		return readFunction(r, n)
	case anyObject:
		return Object{keys.own(uintptr(r.word()))} // one for each object, which Go's == is to find
	case anyError:
		return ReadError(r)
	case anyFile:
		return readFileOf(r, n)
	}
	panic(fmt.Sprintf("gophersnake: a value of unknown form (%d)", what))
}

// key reads a key of a map. Go can't compare a slice, so that a tuple is an array.
func (s *anyReader) key() any { return keyOf(s.value()) }

func keyOf(k any) any {
	key, bad := inArrays(k)
	if bad != nil {
		must(Raise("TypeError", fmt.Sprintf("a %T can't be a key of a map in Go", bad)))
	}
	return key
}

// inArrays is a value with arrays in the place of lists and bytes; bad is what Go can't compare all the same.
func inArrays(k any) (key, bad any) {
	switch v := k.(type) {
	case []any:
		a := reflect.New(reflect.ArrayOf(len(v), reflect.TypeFor[any]())).Elem()
		for i, x := range v {
			if x, bad = inArrays(x); bad != nil {
				return nil, bad
			}
			if x != nil {
				a.Index(i).Set(reflect.ValueOf(x))
			}
		}
		return a.Interface(), nil
	case []byte:
		a := reflect.New(reflect.ArrayOf(len(v), reflect.TypeFor[byte]())).Elem()
		reflect.Copy(a, reflect.ValueOf(v))
		return a.Interface(), nil
	}
	if k != nil && !reflect.ValueOf(k).Comparable() {
		return nil, k
	}
	return k, nil
}

// Comparable is a value for code that compares it, or has it as a key: a tuple and bytes are as keys of dicts are.
func Comparable(v any) any {
	switch v.(type) {
	case []any, []byte:
		if key, bad := inArrays(v); bad == nil {
			return key
		}
	}
	return v
}

// Comparables does so with each value of a list, which is the caller's.
func Comparables(list []any) []any {
	for i, v := range list {
		list[i] = Comparable(v)
	}
	return list
}

// set reads a set: a map to struct{}, of strings where all are.
func (s *anyReader) set(n int) any {
	all, text := make([]any, n), true
	for i := range all {
		all[i] = s.key()
		_, is := all[i].(string)
		text = text && is
	}
	if !text {
		m := make(map[any]struct{}, n)
		for _, k := range all {
			m[k] = struct{}{}
		}
		return m
	}
	m := make(map[string]struct{}, n)
	for _, k := range all {
		m[k.(string)] = struct{}{}
	}
	return m
}

// realOf is the number of a decimal.Decimal: with enough bits that its shortest text is
// that of the decimal.
func realOf(text string) any {
	const bitsOfDigit = 3.33
	prec := max(64, uint(float64(len(text))*bitsOfDigit)+8)
	f, _, err := big.ParseFloat(strings.TrimSuffix(text, "inity"), 10, prec, big.ToNearestEven)
	if err != nil { // its exponent is beyond those of a big.Float
		return text
	}
	return f
}

func readInstance(class int, p *byte) any {
	c := anyClasses[class]
	t := reflect.TypeOf(c.Type).Elem()
	if c.Pointer {
		return reflect.NewAt(t, unsafe.Pointer(p)).Interface()
	}
	return loadAs(t, unsafe.Pointer(p)).Interface()
}

func readNamed(r *Decoder, t reflect.Type) any {
	v := reflect.New(t).Elem()
	switch {
	case t.Kind() == reflect.String:
		v.SetString(ReadStr[string](r))
	case v.CanFloat():
		v.SetFloat(ReadFlt[float64](r))
	case v.CanInt():
		v.SetInt(int64(r.word()))
	default:
		v.SetUint(r.word())
	}
	return v.Interface()
}

// readFunction reads a Python callable, or a Go function that comes back.
func readFunction(r *Decoder, n int) any {
	f := anyFuncs[n]
	if f.Write != nil {
		return f.Read(r)
	}
	words := (*[2]uintptr)(r.p)
	if words[0] != 0 && words[1] != 0 && f.Read != nil {
		return f.Read(r)
	}
	at := ReadPtr[byte](r)
	r.word()
	return reflect.NewAt(reflect.TypeOf(f.Type).Elem(), unsafe.Pointer(at)).Elem().Interface()
}

// readDimensions reads numbers: a slice of them, or a slice of such slices.
func readDimensions(r *Decoder, n int) any {
	shape, count := make([]int, n/anyDimension+1), 1
	for i := range shape {
		shape[i] = int(r.word())
		count *= shape[i]
	}
	v := reflect.ValueOf(readKind(r, n%anyDimension, count))
	for i := len(shape) - 1; i > 0; i-- {
		rows := 1
		for _, length := range shape[:i] {
			rows *= length
		}
		all := reflect.MakeSlice(reflect.SliceOf(v.Type()), rows, rows)
		for k := range rows {
			all.Index(k).Set(v.Slice3(k*shape[i], (k+1)*shape[i], (k+1)*shape[i]))
		}
		v = all
	}
	return v.Interface()
}

// readKind reads packed numbers of one kind: those of enum gs_kind in
// shim/values/number.h.
func readKind(r *Decoder, kind, n int) any {
	read := [...]func(*Decoder, int) any{readPacked[bool], readPacked[int8], readPacked[int16], readPacked[int32], readPacked[int64],
		readPacked[uint8], readPacked[uint16], readPacked[uint32], readPacked[uint64], readPacked[float32], readPacked[float64],
		readPacked[complex64], readPacked[complex128]}
	return read[kind](r, n)
}

func readPacked[T Number](r *Decoder, n int) any {
	s := make([]T, n)
	ReadNumberArray(r, s)
	return s
}
