package vectorise

import (
	"strings"
	"testing"
)

const head = `package main

import (
	"fmt"
	"math"
	"math/bits"
	"time"
	"unsafe"
)

var _, _, _, _ = fmt.Sprint, math.Pi, bits.Len, time.Second
var _ unsafe.Pointer

type point struct{ x, y float64 }

var scale = 2.0
var table [4]float64
var counts = map[int64]int64{}
var pick func(float64) float64

type Celsius float64

func (c Celsius) Doubled() Celsius { return 2 * c }
func (c *Celsius) Reset()          { *c = 0 }

func helper(x float64) float64     { return x*x - 1 }
func logs(x float64) float64       { fmt.Println(x); return x }
func odd(n int64) int64            { if n <= 0 { return 0 }; return even(n - 1) }
func even(n int64) int64           { if n <= 0 { return 1 }; return odd(n - 1) }
func two(x float64) (float64, bool) { return x, x > 0 }
func same[T any](x T) T            { return x }
func external(x float64) float64
`

func TestWhatIsRefused(t *testing.T) {
	for _, test := range []struct{ text, want string }{ // "": it is translated
		{"func F(x float64) float64 { return math.Sqrt(x) + 1 }", ""},
		{"func F(x Celsius) Celsius { return x.Doubled() }", ""},
		{"func F(x float64) float64 { y, ok := two(x); if ok { return y }; return helper(y) }", ""},
		{"func F(x float64) (a, b float64) { a = x; if x > 1 { b = 2; return }; return b, a }", ""},
		{"func F(x float64, n int) float64 { const k = 1 << 62; return x * float64(n+k) }", ""},
		{"func F(x int32) int32 { return x / -1 }", ""},
		{"func F(x int32, n uint8) int32 { return x << n }", ""},
		{"func F(x float64) uint64 { return math.Float64bits(-x) }", ""},
		{"func F(x float64) float64 { return [...]float64{1, 2}[1] * x }", "it uses more than numbers"},

		{"func F(x float64) float64 { return x * scale }", "it uses the variable scale"},
		{"func F(x float64) float64 { scale = x; return x }", "it writes to memory"},
		{"func F(n int64) int64 { counts[n]++; return n }", "it uses the variable counts"},
		{"func F(n int) float64 { return table[n] }", "it uses more than numbers"},
		{"func F(x, y int64) int64 { return x / y }", "the divisor may be zero"},
		{"func F(x, y uint8) uint8 { return x % y }", "the divisor may be zero"},
		{"func F(x, n int64) int64 { return x << n }", "that may be negative"},
		{"func F(x float64) int64 { return int64(x) }", "it converts a floating-point number to an integer"},
		{"func F(x float32) uint8 { return uint8(x) }", "it converts a floating-point number to an integer"},
		{"func F(x float64) float64 { return math.Exp(x) }", "it calls math.Exp"},
		{"func F(x float64) float64 { return math.RoundToEven(x) }", "it calls math.RoundToEven"},
		{"func F(x float64) float64 { return math.FMA(x, x, x) }", "it calls math.FMA"},
		{"func F(x uint64) int { return bits.Len64(x) }", "is not known"},
		{"func F(x float64) float64 { return logs(x) }", "it uses more than numbers"},
		{"func F(x float64) float64 { return external(x) }", "the body of main.external is not known"},
		{"func F(x float64) float64 { return pick(x) }", "it uses the variable pick"},
		{"func F(x float64) float64 { f := func() float64 { return x }; return f() }", "it uses more than numbers"},
		{"func F(x float64) float64 { return same(x) }", "same"},
		{"func F[T ~float64](x T) T { return x }", "F is generic"},
		{"func F(n int64) int64 { return odd(n) }", "is recursive"},
		{"func F(n int64) int64 { s := int64(0); for i := range n { s += i }; return s }", "it has a loop"},
		{"func F(n int64) int64 { x := n\nagain:\n\tx++\n\tif x < 10 { goto again }\n\treturn x }", "it has a loop"},
		{"func F(x float64) float64 { if x < 0 { panic(\"negative\") }; return x }", "it uses more than numbers (interface{})"},
		{"func F(x float64) float64 { defer logs(x); return x }", "F defers a call"},
		{"func F(x float64) float64 { go logs(x); return x }", "it starts a goroutine"},
		{"func F(x complex128) complex128 { return x * x }", "F takes a complex128"},
		{"func F(s string) int { return len(s) }", "F takes a string"},
		{"func F(x float64) *float64 { return &x }", "F returns a *float64"},
		{"func F(x float64) float64 { p := &x; *p = 2; return *p }", "it uses more than numbers"},
		{"func F(x float64) float64 { p := point{x, x}; return p.x }", "it uses more than numbers"},
		{"func F(x float64) float64 { var c Celsius = 1; c.Reset(); return x }", "it uses more than numbers"},
		{"func F(x float64) float64 { return *(*float64)(unsafe.Pointer(&x)) }", "it uses more than numbers"},
		{"func F(x any) float64 { return x.(float64) }", "F takes a any"},
		{"func F(x float64) bool { return any(x) == any(1.0) }", "it uses more than numbers"},
		{"func F(x float64) string { return \"\" }", "F returns a string"},
		{"func F(x float64) {}", "F has no result"},
		{"func F(x float64) int64 { return time.Now().Unix() }", "the body of time.Now is not known"},
		{"func F(x float64) float64 { print(x); return x }", "it calls print"},
		// the sign and the bits of a NaN that was computed may differ
		{"func F(x float64) bool { return math.Signbit(x) }", ""},
		{"func F(x float64) bool { return math.Signbit(x - x) }", "sees the bits of a NaN that was computed"},
		{"func F(x float64) uint64 { return math.Float64bits(math.Sqrt(x)) }", "sees the bits of a NaN that was computed"},
		{"func F(x float32) uint32 { return math.Float32bits(float32(float64(x))) }", "sees the bits of a NaN that was computed"},
		{"func F(x, y float64) float64 { return math.Copysign(x*y, -y) }", ""},
		{"func F(x, y float64) float64 { return math.Copysign(x, y/y) }", "sees the sign of a NaN that was computed"},
		{"func signed(x float64) bool { return math.Signbit(x) }\nfunc F(x float64) bool { return signed(x + 1) }", "sees the bits of a NaN that was computed"},
		{"func F(x, y float64) bool { if x > y { x = y + 1 }; return math.Signbit(x) }", "sees the bits of a NaN that was computed"},
	} {
		p := bodies(t, head+test.text)
		_, err := Function(p.Func("F"), "row", Options{})
		if said := ""; err != nil || test.want != "" {
			if err != nil {
				said = err.Error()
			}
			if test.want == "" || !strings.Contains(said, test.want) || said == "" {
				t.Errorf("%s\nis refused for %q, want %q", test.text, said, test.want)
			}
		}
	}
}

func TestMultiplyAndAdd(t *testing.T) {
	for text, refused := range map[string]bool{
		"func F(x, y, z float64) float64 { return x*y + z }":                                                    true,
		"func F(x, y, z float32) float32 { return z - x*y }":                                                    true,
		"func G(x, y float64) float64 { return x * y }\nfunc F(x, y, z float64) float64 { return G(x, y) - z }": true,
		"func F(x, y, z float64) float64 { return x * y * z }":                                                  false,
		"func F(x, y, z float64) float64 { return x + y - z }":                                                  false,
		"func F(x, y, z int64) int64 { return x*y + z }":                                                        false,
	} {
		fn := bodies(t, "package main\n"+text).Func("F")
		if _, err := Function(fn, "row", Options{}); err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if _, err := Function(fn, "row", Options{FMA: true}); (err != nil) != refused {
			t.Errorf("%s: with FMA: %v", text, err)
		}
	}
}

func TestWhatIsTooLongIsRefused(t *testing.T) {
	text := "package main\nfunc f0(x float64) float64 { return x*x - x }\n"
	for _, level := range []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		text += "func f" + level + "(x float64) float64 { return f" + string(level[0]-1) + "(x) + f" + string(level[0]-1) + "(x + 1) }\n"
	}
	if _, err := Function(bodies(t, text).Func("f9"), "row", Options{}); err == nil || err.Error() != "it is too long" {
		t.Error(err)
	}
}
