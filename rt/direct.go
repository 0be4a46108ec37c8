//go:build go1.25

package rt

import "math"

// DirectCalls is the first of the distances in the table of functions that C may call with no crossing
// (internal/machinecode/table.go); nil: there are none. It is set before main.
var DirectCalls *int64

// A direct call has words as the frame has them. These are what they stand for, and back.
func BoolOf[T ~bool](w uint64) T    { return w != 0 }
func IntOf[T Integer](w uint64) T   { return T(w) }
func FltOf[T Float](w uint64) T     { return T(math.Float64frombits(w)) }
func BoolWord[T ~bool](v T) uint64  { return bit(bool(v)) }
func IntWord[T Integer](v T) uint64 { return uint64(v) }
func FltWord[T Float](v T) uint64   { return math.Float64bits(float64(v)) }
