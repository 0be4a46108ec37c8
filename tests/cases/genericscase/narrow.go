package genericscase

import (
	"cmp"
	"fmt"
	"slices"
)

// A Weekday is a number with names.
type Weekday int

// Days of the week.
const (
	Monday Weekday = iota
	Tuesday
	Wednesday
)

func (d Weekday) String() string { return [...]string{"Mon", "Tue", "Wed"}[d] }

// Code is that of a day.
func (d Weekday) Code() string { return "day" }

// A Level is a number with a code too.
type Level int

// Levels.
const (
	Low Level = iota
	High
)

// Code is that of a level.
func (l Level) Code() string { return "level" }

// CodeOf asks what only types of the package can answer.
func CodeOf[T interface {
	~int
	Code() string
}](x T) string {
	return x.Code()
}

// A Celsius is a number of its own.
type Celsius float64

// A Label is text of its own.
type Label string

// Latest returns the larger one.
func Latest[T cmp.Ordered](a, b T) T { return max(a, b) }

// Next is the one after, of integers alone.
func Next[T ~int | ~int64](x T) T { return x + 1 }

// Steps counts, of integers alone, and gives none of them.
func Steps[T ~int | ~int64](from, to T) int { return int(to - from) }

// Hours adds those of the days that are in a set, and counts the names.
func Hours(open map[Weekday]int, names map[Label]string, on map[Weekday]struct{}) int {
	n := len(names)
	for d := range on {
		n += open[d]
	}
	return n
}

// Ordered sorts a copy.
func Ordered[E cmp.Ordered](items []E) []E { return slices.Sorted(slices.Values(items)) }

// Spelled says what Go prints.
func Spelled[T Number](x T) string { return fmt.Sprint(x) }

// Highest finds the key of the largest value.
func Highest[K, V cmp.Ordered](m map[K]V) (key K) {
	for _, k := range slices.Sorted(keysOf(m)) {
		if v, ok := m[key]; !ok || m[k] > v {
			key = k
		}
	}
	return key
}

func keysOf[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
