// Package borrowcase does with its arguments whatever Go code may do. The truth
// about each function is told by test_borrow.py, which looks at memory.
package borrowcase

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unsafe"
)

// Where a view begins: proof that it is one.
func AddressOfBytes(b []byte) uintptr     { return uintptr(unsafe.Pointer(unsafe.SliceData(b))) }
func AddressOfText(s string) uintptr      { return uintptr(unsafe.Pointer(unsafe.StringData(s))) }
func AddressOfFloats(v []float64) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(v))) }

// What is kept, for KeptBytes and KeptTexts to show.
var (
	keptBytes [][]byte
	keptTexts []string
	registry  = map[string]int{}
	byteMap   = map[string][]byte{}
	anything  any
	channel   = make(chan []byte, 1000)
	texts     = make(chan string, 1000)
	pool      sync.Pool
	lastError error
	closure   func() string
	headers   []*[]byte
)

type Keeper struct {
	data []byte
	text string
}

func (k *Keeper) SetData(b []byte)    { k.data = b }
func (k *Keeper) SetText(s string)    { k.text = s }
func (k *Keeper) Data() []byte        { return k.data }
func (k *Keeper) Text() string        { return k.text }
func (k Keeper) ByValue(b []byte) int { k.data = b; return len(k.data) }

// Functions that keep bytes.
func KeepGlobal(b []byte)   { keptBytes = append(keptBytes, b) }
func KeepTail(b []byte)     { keptBytes = append(keptBytes, b[len(b)/2:]) }
func KeepMap(b []byte)      { byteMap["x"] = b; keptBytes = append(keptBytes, byteMap["x"]) }
func KeepLocalMap(b []byte) { m := map[int][]byte{1: b}; keptBytes = append(keptBytes, m[1]) }
func KeepChannel(b []byte)  { channel <- b; keptBytes = append(keptBytes, <-channel) }
func KeepAny(b []byte)      { anything = b; keptBytes = append(keptBytes, anything.([]byte)) }
func KeepClosure(b []byte)  { f := func() []byte { return b }; keptBytes = append(keptBytes, f()) }
func KeepPool(b []byte)     { pool.Put(&b); keptBytes = append(keptBytes, b) }
func KeepUnsafe(b []byte)   { keptTexts = append(keptTexts, unsafe.String(unsafe.SliceData(b), len(b))) }
func KeepGoroutine(b []byte) {
	done := make(chan struct{})
	go func() { keptBytes = append(keptBytes, b); close(done) }()
	<-done
}
func KeepGeneric(b []byte)    { keptBytes = append(keptBytes, identity(b)) }
func KeepReassigned(b []byte) { b = b[:len(b):len(b)]; p := &b; keptBytes = append(keptBytes, *p) }
func KeepInterface(b []byte) {
	var s sink = &Keeper{}
	s.SetData(b)
	keptBytes = append(keptBytes, s.(*Keeper).data)
}

type sink interface{ SetData([]byte) }

func KeepMoved(b []byte) {
	headers = append(headers, &b)
	keptBytes = append(keptBytes, *headers[len(headers)-1])
}

func identity[T any](x T) T { return x }

// Functions that keep text.
func KeepText(s string)    { keptTexts = append(keptTexts, s) }
func KeepPart(s string)    { keptTexts = append(keptTexts, s[1:]) }
func KeepTrimmed(s string) { keptTexts = append(keptTexts, strings.TrimSpace(s)) }
func KeepKey(s string) {
	registry[s]++
	for k := range registry {
		keptTexts = append(keptTexts, k)
	}
}
func KeepJoined(prefix, s string) { keptTexts = append(keptTexts, prefix+s) }
func KeepJoined3(a, s, t string)  { keptTexts = append(keptTexts, a+s+t) }
func KeepAdded(prefix, s string)  { prefix += s; keptTexts = append(keptTexts, prefix) }
func KeepDeep(prefix, s string)   { keepDeeper(prefix, s) }
func keepDeeper(prefix, s string) {
	registry[prefix+s]++
	for k := range registry {
		keptTexts = append(keptTexts, k)
	}
}
func KeepGenericJoin(p, s string) { keptTexts = append(keptTexts, join(p, s)) }
func join[T ~string](a, b T) T    { return a + b }
func KeepSplit(s string)          { keptTexts = append(keptTexts, strings.Split(s, ",")...) }
func KeepTextChannel(s string)    { texts <- s; keptTexts = append(keptTexts, <-texts) }
func SpareError(s string) error {
	_, lastError = strconv.Atoi(s)
	var e *strconv.NumError
	if errors.As(lastError, &e) {
		keptTexts = append(keptTexts, e.Num)
	}
	return lastError
}
func SpareErrorf(s string) {
	lastError = fmt.Errorf("%s", s)
	keptTexts = append(keptTexts, lastError.Error())
}

// An error that holds a part of what was wrong, as those of net/url do.
type syntaxError struct{ near string }

func (e *syntaxError) Error() string { return "syntax error near " + e.near }

func KeepError(s string) {
	lastError = &syntaxError{s[len(s)/2:]}
	keptTexts = append(keptTexts, lastError.(*syntaxError).near)
}
func KeepClosureText(s string) {
	closure = func() string { return s }
	keptTexts = append(keptTexts, closure())
}
func KeepStruct(s string) *Keeper { return &Keeper{text: s} }
func SpareBuilder(s string) {
	var b strings.Builder
	b.WriteString(s)
	keptTexts = append(keptTexts, b.String())
}
func SpareCloned(s string) { keptTexts = append(keptTexts, strings.Clone(s)) }
func KeepUnsafeText(s string) {
	keptBytes = append(keptBytes, unsafe.Slice(unsafe.StringData(s), len(s)))
}

// SpareError and the like copy what they keep.

// Functions that write what they are given.
func WriteFirst(b []byte) { b[0] = 'X' }
func WriteLoop(v []float64) {
	for i := range v {
		v[i] *= 2
	}
}
func WriteSort(v []int64)            { slices.Sort(v) }
func WriteSortOld(v []float64)       { sort.Float64s(v) }
func WriteCopy(b []byte)             { copy(b, "written") }
func WriteAndReturn(b []byte) []byte { b[0] = 'X'; return b }
func WriteAppend(b []byte) []byte    { return append(b[:1], "YYY"...) }
func WriteThrough(b []byte) int      { c := b[1:]; c[0] = 'X'; return len(c) }
func WriteError(b []byte) error      { b[0] = 'X'; return nil }

// Functions that only read.
func Sum(v []float64) (s float64) {
	for _, x := range v {
		s += x
	}
	return s
}
func Count(s string) int           { return strings.Count(s, "a") }
func Index(b []byte) int           { return bytes.IndexByte(b, 'z') }
func Checksum(b []byte) uint32     { return crc32.ChecksumIEEE(b) }
func Sha(b []byte) [32]byte        { return sha256.Sum256(b) }
func Compare(s, t string) bool     { return s == t }
func Lookup(s string) int          { return registry[s] }
func LookupBytes(b []byte) int     { return registry[string(b)] }
func Hello(s string) string        { return "hello " + s }
func Joined(s, t string) string    { return s + t }
func Middle(b []byte) []byte       { return b[1 : len(b)-1] }
func MiddleText(s string) string   { return s[1 : len(s)-1] }
func Parts(s string) []string      { return strings.Split(s, ",") }
func Upper(s string) string        { return strings.ToUpper(s) }
func Fail(s string) error          { return errors.New(s) }
func Number(s string) (int, error) { return strconv.Atoi(s) }

// Addresses that go through a uintptr, which the compiler does not follow.

func noescape(p unsafe.Pointer) unsafe.Pointer { x := uintptr(p); return unsafe.Pointer(x ^ 0) }
func addressOf(b []byte) uintptr               { return uintptr(unsafe.Pointer(unsafe.SliceData(b))) }
func poke(a uintptr)                           { *(*byte)(unsafe.Pointer(a)) = 1 }
func peek(a uintptr) byte                      { return *(*byte)(unsafe.Pointer(a)) }

var hidden uintptr

func HiddenKeep(s string) {
	keptTexts = append(keptTexts, unsafe.String((*byte)(noescape(unsafe.Pointer(unsafe.StringData(s)))), len(s)))
}
func HiddenStore(b []byte) int { hidden = addressOf(b); return len(b) }
func HiddenWrite(b []byte) int {
	p := uintptr(unsafe.Pointer(&b[0]))
	*(*byte)(unsafe.Pointer(p + 1)) = 1
	return len(b)
}
func HiddenBelow(b []byte) int    { poke(addressOf(b)); return len(b) }
func HiddenNumbers(v []int64) int { poke(uintptr(unsafe.Pointer(&v[0]))); return len(v) }
func HiddenClosure(b []byte) byte {
	f := func() uintptr { return uintptr(unsafe.Pointer(&b[0])) }
	return peek(f())
}
func Aligned(b []byte) bool { return uintptr(unsafe.Pointer(&b[0]))%8 == 0 }
func InOne(b []byte) byte   { return *(*byte)(unsafe.Pointer(uintptr(unsafe.Pointer(&b[0])) + 1)) }

func KeptBytes() [][]byte { return keptBytes }
func KeptTexts() []string { return keptTexts }
func Forget()             { keptBytes, keptTexts, registry = nil, nil, map[string]int{} }

// Claims that are wrong: guard mode must show it.

//py:borrow b
func LieKeep(b []byte) { keptBytes = append(keptBytes, b) }
func LieLateRead() int { return int(keptBytes[len(keptBytes)-1][0]) }

//py:borrow b
func LieWrite(b []byte) int { b[3] = 1; return 1 }

//py:borrow v
func LieOverrun(v []float64) float64 {
	return *(*float64)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(v)), len(v)*8))
}

//py:copy v
func Careful(v []float64) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(v))) }
