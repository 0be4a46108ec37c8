// Package fuzzcase has, for each kind of number, a function of each way in which
// an argument crosses: copied (Echo), in a wire buffer (Nested, Triple), borrowed (Digest)
// and written (Flip). tests/fuzz knows what each must answer.
package fuzzcase

import (
	"math"
	"math/big"
	"net/netip"
)

func EchoBool(v []bool) []bool             { return v }
func EchoI8(v []int8) []int8               { return v }
func EchoI16(v []int16) []int16            { return v }
func EchoI32(v []int32) []int32            { return v }
func EchoI64(v []int64) []int64            { return v }
func EchoU16(v []uint16) []uint16          { return v }
func EchoU32(v []uint32) []uint32          { return v }
func EchoU64(v []uint64) []uint64          { return v }
func EchoF32(v []float32) []float32        { return v }
func EchoF64(v []float64) []float64        { return v }
func EchoC64(v []complex64) []complex64    { return v }
func EchoC128(v []complex128) []complex128 { return v }

func NestedBool(v [][]bool) [][]bool             { return v }
func NestedI8(v [][]int8) [][]int8               { return v }
func NestedI16(v [][]int16) [][]int16            { return v }
func NestedI32(v [][]int32) [][]int32            { return v }
func NestedI64(v [][]int64) [][]int64            { return v }
func NestedU16(v [][]uint16) [][]uint16          { return v }
func NestedU32(v [][]uint32) [][]uint32          { return v }
func NestedU64(v [][]uint64) [][]uint64          { return v }
func NestedF32(v [][]float32) [][]float32        { return v }
func NestedF64(v [][]float64) [][]float64        { return v }
func NestedC64(v [][]complex64) [][]complex64    { return v }
func NestedC128(v [][]complex128) [][]complex128 { return v }
func NestedU8(v [][]uint8) [][]uint8             { return v }

func TripleBool(v [3]bool) [3]bool             { return v }
func TripleI8(v [3]int8) [3]int8               { return v }
func TripleI16(v [3]int16) [3]int16            { return v }
func TripleI32(v [3]int32) [3]int32            { return v }
func TripleI64(v [3]int64) [3]int64            { return v }
func TripleU16(v [3]uint16) [3]uint16          { return v }
func TripleU32(v [3]uint32) [3]uint32          { return v }
func TripleU64(v [3]uint64) [3]uint64          { return v }
func TripleF32(v [3]float32) [3]float32        { return v }
func TripleF64(v [3]float64) [3]float64        { return v }
func TripleC64(v [3]complex64) [3]complex64    { return v }
func TripleC128(v [3]complex128) [3]complex128 { return v }

type integer interface {
	int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64
}

func digest[T integer](v []T) (h uint64) {
	for _, x := range v {
		h = h*31 + uint64(x)
	}
	return h
}

// Every NaN is one: which of them survives a conversion is the machine's affair.
func bits(x float64) uint64 {
	if x != x {
		return 1
	}
	return math.Float64bits(x)
}

func DigestI8(v []int8) uint64    { return digest(v) }
func DigestI16(v []int16) uint64  { return digest(v) }
func DigestI32(v []int32) uint64  { return digest(v) }
func DigestI64(v []int64) uint64  { return digest(v) }
func DigestU16(v []uint16) uint64 { return digest(v) }
func DigestU32(v []uint32) uint64 { return digest(v) }
func DigestU64(v []uint64) uint64 { return digest(v) }
func DigestU8(v []uint8) uint64   { return digest(v) }
func DigestF32(v []float32) (h uint64) {
	for _, x := range v {
		h = h*31 + bits(float64(x))
	}
	return h
}
func DigestF64(v []float64) (h uint64) {
	for _, x := range v {
		h = h*31 + bits(float64(x))
	}
	return h
}
func DigestC64(v []complex64) (h uint64) {
	for _, x := range v {
		h = (h*31+bits(float64(real(x))))*31 + bits(float64(imag(x)))
	}
	return h
}
func DigestC128(v []complex128) (h uint64) {
	for _, x := range v {
		h = (h*31+bits(float64(real(x))))*31 + bits(float64(imag(x)))
	}
	return h
}
func DigestBool(v []bool) (h uint64) {
	for _, x := range v {
		h *= 31
		if x {
			h++
		}
	}
	return h
}
func DigestStr(s string) (h uint64) {
	for i := 0; i < len(s); i++ {
		h = h*31 + uint64(s[i])
	}
	return h
}

func FlipI8(v []int8) {
	for i := range v {
		v[i] = ^v[i]
	}
}
func FlipI16(v []int16) {
	for i := range v {
		v[i] = ^v[i]
	}
}
func FlipI32(v []int32) {
	for i := range v {
		v[i] = ^v[i]
	}
}
func FlipI64(v []int64) {
	for i := range v {
		v[i] = ^v[i]
	}
}
func FlipU16(v []uint16) {
	for i := range v {
		v[i] = ^v[i]
	}
}
func FlipU32(v []uint32) {
	for i := range v {
		v[i] = ^v[i]
	}
}
func FlipU64(v []uint64) {
	for i := range v {
		v[i] = ^v[i]
	}
}
func FlipU8(v []uint8) {
	for i := range v {
		v[i] = ^v[i]
	}
}
func FlipF32(v []float32) {
	for i := range v {
		v[i] = -v[i]
	}
}
func FlipF64(v []float64) {
	for i := range v {
		v[i] = -v[i]
	}
}
func FlipC64(v []complex64) {
	for i := range v {
		v[i] = -v[i]
	}
}
func FlipC128(v []complex128) {
	for i := range v {
		v[i] = -v[i]
	}
}
func FlipBool(v []bool) {
	for i := range v {
		v[i] = !v[i]
	}
}

func Str(s string) string         { return s }
func Bytes(b []byte) []byte       { return b }
func IsNil(b []byte) bool         { return b == nil }
func Three(a, b, c string) string { return a + b + c }
func Rest(first string, rest ...[]byte) []byte {
	all := []byte(first)
	for _, b := range rest {
		all = append(all, b...)
	}
	return all
}

func Texts(v []string) []string                                        { return v }
func Blobs(v [][]byte) [][]byte                                        { return v }
func Fours(v [][4]byte) [][4]byte                                      { return v }
func Optionals(v []*int16) []*int16                                    { return v }
func Counts(m map[string]int32) map[string]int32                       { return m }
func ByFloat(m map[float32][]byte) map[float32][]byte                  { return m }
func ByPair(m map[[2]byte]bool) map[[2]byte]bool                       { return m }
func Set(m map[string]struct{}) map[string]struct{}                    { return m }
func Numbers(m map[uint16]struct{}) map[uint16]struct{}                { return m }
func Deep(m map[string]map[int8][]string) map[string]map[int8][]string { return m }
func Sets(v []map[int64]struct{}) []map[int64]struct{}                 { return v }
func Bigs(v []*big.Int) []*big.Int                                     { return v }
func Addrs(v []netip.Addr) []netip.Addr                                { return v }
func AddrPorts(v []netip.AddrPort) []netip.AddrPort                    { return v }
func Prefixes(m map[netip.Prefix]big.Int) map[netip.Prefix]big.Int     { return m }

// A Record has a field of each way in which a field is kept.
type Record struct {
	Small  int8
	Part   float32
	Name   string
	Blob   []byte
	Many   []int32
	Counts map[string]int16
}

func Records(v []Record) []Record        { return v }
func Named(m map[string]Record) []Record { return []Record{m["a"], m["b"]} }
func One(r Record) Record                { return r }
