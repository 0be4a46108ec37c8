// Package vectorcase has functions of numbers that are translated to C for calls over columns, each with a twin that is not.
package vectorcase

import (
	"errors"
	"math"
)

type Celsius float64

func (c Celsius) fahrenheit() float64 { return float64(c)*9/5 + 32 }

// Root has vectors of its own in the processor.
func Root(x float64) float64 { return math.Sqrt(x) }

// Root2 is the twin.
//
//py:vectorise off
func Root2(x float64) float64 { return math.Sqrt(x) }

// Mixed takes columns of several sizes.
//

func Mixed(a int8, b float64, c bool, d uint32, e float32) float64 { return mixed(a, b, c, d, e) }

//py:vectorise off
func Mixed2(a int8, b float64, c bool, d uint32, e float32) float64 { return mixed(a, b, c, d, e) }

func mixed(a int8, b float64, c bool, d uint32, e float32) float64 {
	if c {
		return b*float64(a) - float64(e)
	} else if b > 0 && d>>3 > 7 || math.IsNaN(float64(e)) {
		return float64(d) / b
	}
	return Celsius(b).fahrenheit()
}

// Both gives columns of two sizes.
//

func Both(x float64, n int64) (sum float32, larger bool) { return both(x, n) }

//py:vectorise off
func Both2(x float64, n int64) (sum float32, larger bool) { return both(x, n) }

func both(x float64, n int64) (float32, bool) { return float32(x) + float32(n), x > float64(n) }

// Clamp takes its arguments in another order in Python.
//

//py:signature (high, low, x)
func Clamp(x, low, high float64) float64 { return min(max(x, low), high) }

//py:vectorise off
//py:signature (high, low, x)
func Clamp2(x, low, high float64) float64 { return min(max(x, low), high) }

// Hash wraps.
//

func Hash(x uint64, seed uint64) uint64 { return hash(x, seed) }

//py:vectorise off
func Hash2(x uint64, seed uint64) uint64 { return hash(x, seed) }

func hash(x, seed uint64) uint64 {
	x ^= seed
	x *= 0x9e3779b97f4a7c15
	x ^= x >> 29
	return x*(seed|1) + x/10
}

// Not is of bools.
//

func Not(x bool) bool { return !x }

// Add is reduced.
//

func Add(x, y float64) float64 { return x + y }

// Quotient may panic.
func Quotient(x, y int64) int64 { return x / y }

// Log is computed by Go in a way of its own.
func Log(x float64) float64 { return math.Log(x) }

// Positive may fail.
func Positive(x float64) (float64, error) {
	if x < 0 {
		return 0, errors.New("negative")
	}
	return x, nil
}

// Total is of lists.
func Total(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s
}
