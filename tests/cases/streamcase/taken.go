package streamcase

import (
	"fmt"
	"iter"
	"slices"
	"time"
)

// Iterables of every family, as lists.

func TakeBools(s iter.Seq[bool]) []bool                        { return slices.Collect(s) }
func TakeInts(s iter.Seq[int]) []int                           { return slices.Collect(s) }
func TakeUint8s(s iter.Seq[uint8]) []byte                      { return slices.Collect(s) }
func TakeFloats(s iter.Seq[float64]) []float64                 { return slices.Collect(s) }
func TakeTexts(s iter.Seq[string]) []string                    { return slices.Collect(s) }
func TakeRaw(s iter.Seq[[]byte]) [][]byte                      { return slices.Collect(s) }
func TakeLists(s iter.Seq[[]string]) [][]string                { return slices.Collect(s) }
func TakeMaps(s iter.Seq[map[string][]int]) []map[string][]int { return slices.Collect(s) }
func TakeOptionals(s iter.Seq[*int]) []*int                    { return slices.Collect(s) }
func TakePoints(s iter.Seq[Point]) []Point                     { return slices.Collect(s) }
func TakePointPtrs(s iter.Seq[*Point]) []*Point                { return slices.Collect(s) }
func TakeKeys(s iter.Seq[Key]) []Key                           { return slices.Collect(s) }
func TakeTimes(s iter.Seq[time.Time]) []time.Time              { return slices.Collect(s) }
func TakeFunctions(s iter.Seq[func(int) int]) []func(int) int  { return slices.Collect(s) }
func TakePairs(s iter.Seq2[string, int]) (pairs []string) {
	for k, v := range s {
		pairs = append(pairs, fmt.Sprint(k, " ", v))
	}
	return pairs
}

// Sum adds up.
func Sum(s iter.Seq[int]) (sum int) {
	for i := range s {
		sum += i
	}
	return sum
}

// First takes n items and leaves the others.
func First(s iter.Seq[int], n int) (items []int) {
	for i := range s {
		if len(items) == n {
			break
		}
		items = append(items, i)
	}
	return items
}

// Twice goes over it two times.
func Twice(s iter.Seq[int]) []int { return append(slices.Collect(s), slices.Collect(s)...) }

// Doubled is lazy on both sides.
func Doubled(s iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range s {
			if !yield(2 * i) {
				return
			}
		}
	}
}

// Judged says what errors there were.
func Judged(s iter.Seq2[int, error]) (sum int, err error) {
	for i, e := range s {
		if e != nil {
			return sum, fmt.Errorf("after %d: %w", sum, e)
		}
		sum += i
	}
	return sum, nil
}

// Flattened is an iterable of iterables.
func Flattened(s iter.Seq[iter.Seq[int]]) (all []int) {
	for inner := range s {
		all = slices.AppendSeq(all, inner)
	}
	return all
}

// Elsewhere goes over it in another goroutine.
func Elsewhere(s iter.Seq[int]) int {
	sum := make(chan int)
	go func() { sum <- Sum(s) }()
	return <-sum
}

// Called calls f for an iterable and gives it one.
func Called(f func(iter.Seq[int]) iter.Seq[int], n int) []int { return slices.Collect(f(Count(n))) }

// A Source has an iterator among its fields.
type Source struct {
	Name  string
	Items iter.Seq[int]
}

// All is Items.
func (s *Source) All() []int { return slices.Collect(s.Items) }

// Default is a variable.
var Default = Count(3)

func Reset() { Default = Count(3) }

// A Stepper has steps. Python can implement it.
type Stepper interface{ Steps() iter.Seq[int] }

// Stepping is one of Go.
func Stepping(n int) Stepper { return &Point{X: n} }

// StepsOf takes any.
func StepsOf(s Stepper) []int { return slices.Collect(s.Steps()) }
