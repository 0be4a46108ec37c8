// Package directcase has functions that Python calls with no crossing into Go's runtime, since their
// machine code is proven, and others that are crossings as everywhere.
package directcase

import (
	"io"
	"math"
	"math/bits"
	"runtime"
	"runtime/pprof"
	"sync/atomic"
)

// ---- numbers ----

func Nothing() {}

//py:direct
func Add(a, b int64) int64 { return a + b }

func Add8(a, b int8) int8         { return a + b }
func Add16(a, b int16) int16      { return a - b }
func Add32(a, b int32) int32      { return a * b }
func AddU8(a, b uint8) uint8      { return a + b }
func AddU16(a, b uint16) uint16   { return a - b }
func AddU32(a, b uint32) uint32   { return a * b }
func AddU64(a, b uint64) uint64   { return a ^ b<<7 }
func AddF64(a, b float64) float64 { return a + b }
func AddF32(a, b float32) float32 { return a * b }
func Both(a, b bool) bool         { return a && b }
func Mixed(a int8, b float64, c bool, d uint32, e float32) float64 {
	if c {
		return float64(a)*b + float64(d)
	}
	return float64(e) - b
}

func Nine(a, b, c, d, e, f, g, h, i int64) int64 {
	return mix(mix(a, b)+mix(c, d), mix(e, f)-mix(g, h)) + i
}

//go:noinline
func mix(a, b int64) int64 { return a*31 ^ b<<3 }

func Sqrt(x float64) float64         { return math.Sqrt(x) }
func Abs(x float64) float64          { return math.Abs(x) }
func IsNaN(x float64) bool           { return math.IsNaN(x) }
func Truncated(x float64) int32      { return int32(x) }
func Less(a, b float64) bool         { return a < b }
func Smaller(a, b float64) float64   { return min(a, b) }
func Ones(x uint64) int              { return bits.OnesCount64(x) }
func Leading(x uint32) int           { return bits.LeadingZeros32(x) }
func Rotated(x uint64, k int) uint64 { return bits.RotateLeft64(x, k) }
func Reversed(x uint64) uint64       { return bits.Reverse64(x) }
func High(x, y uint64) uint64        { hi, _ := bits.Mul64(x, y); return hi }
func Clamp(x, lo, hi int64) int64    { return max(lo, min(x, hi)) }
func Tenth(x int64) int64            { return x / 10 }
func Sign(x int64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// Quotient is 0 where there is none.
func Quotient(a, b int64) int64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// Gcd is short enough to keep the GIL: its author says so.
//
//py:direct
//py:gil hold
func Gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// A Celsius is a number with a name.
type Celsius float64

func Fahrenheit(c Celsius) float64 { return float64(c)*9/5 + 32 }
func Cooler(c Celsius) Celsius     { return c - 1 }

// A Level is an enum.
type Level int

const (
	Low Level = iota
	High_
)

func Higher(l Level) Level { return l + 1 }

// ---- text, bytes and numbers ----

func Length(s string) int { return len(s) }

func Bytes(b []byte) (sum int) {
	for _, c := range b {
		sum += int(c)
	}
	return sum
}

// Hamming counts the places at which a and b differ; -1 if one is longer.
//
//py:direct
func Hamming(a, b string) int {
	if len(a) != len(b) {
		return -1
	}
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

//py:direct
func Dot(a, b []float64) float64 {
	sum := 0.0
	for i := range min(len(a), len(b)) {
		sum += a[i] * b[i]
	}
	return sum
}

func Sum32(a []int32) (sum int64) {
	for _, v := range a {
		sum += int64(v)
	}
	return sum
}

func Largest(a []float64) float64 {
	largest := math.Inf(-1)
	for _, v := range a {
		largest = max(largest, v)
	}
	return largest
}

func Norm(a []float32) float32 {
	sum := float32(0)
	for _, v := range a {
		sum += v * v
	}
	return float32(math.Sqrt(float64(sum)))
}

func Trues(a []bool) (n int) {
	for _, v := range a {
		if v {
			n++
		}
	}
	return n
}

func Fnv(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

var crcTable = func() (t [256]uint32) {
	for i := range t {
		c := uint32(i)
		for range 8 {
			if c&1 == 1 {
				c = 0xedb88320 ^ c>>1
			} else {
				c >>= 1
			}
		}
		t[i] = c
	}
	return t
}()

func Crc(b []byte) uint32 {
	c := ^uint32(0)
	for _, v := range b {
		c = crcTable[byte(c)^v] ^ c>>8
	}
	return ^c
}

func Fields(s string) (n int) {
	inside := false
	for i := range len(s) {
		space := s[i] == ' ' || s[i] == '\n'
		if !space && !inside {
			n++
		}
		inside = !space
	}
	return n
}

func Words(b []byte) (sum uint32) {
	for len(b) >= 4 {
		sum += uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
		b = b[4:]
	}
	return sum
}

func IsNil(b []byte) bool { return b == nil }

func Scaled(a []float64, by float64, text string, plus int) float64 {
	sum := float64(plus + len(text))
	for _, v := range a {
		sum += v * by
	}
	return sum
}

// ---- crossings ----

// At panics where there is no item i.
func At(a []float64, i int) float64 { return a[i] }

var kept []int64

// Keep allocates.
func Keep(n int64) int {
	kept = append(kept[:0:0], n, n, n)
	return len(kept)
}

// Runs counts how often it was called.
func Runs() int64 { runs++; return runs }

var runs int64

// Apply calls Python, which may call directly.
func Apply(f func(int64) int64, n int64) int64 { return f(n) + 1 }

// Churn allocates, collects and is profiled for ever.
func Churn() error {
	for range 2 {
		go func() {
			for i := 0; ; i++ {
				block := make([]*[64]int64, 0, 10)
				for range 200 {
					block = append(block, new([64]int64))
				}
				garbage[i%64].Store(&block)
			}
		}()
	}
	go func() {
		for {
			runtime.GC()
			collections.Add(1)
		}
	}()
	go func() { // without calls: only a signal stops it
		for x := uint64(1); ; x ^= x << 13 {
			spun.Store(x)
		}
	}()
	return pprof.StartCPUProfile(io.Discard)
}

var (
	garbage     [64]atomic.Pointer[[]*[64]int64]
	spun        atomic.Uint64
	collections atomic.Int64
)

// Collections is how many collections Churn has made.
func Collections() int64 { return collections.Load() }
