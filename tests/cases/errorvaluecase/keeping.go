package errorvaluecase

import "unsafe"

// A Calling is an error of one word that holds a function.
type Calling struct{ F func() string }

// Error calls it.
func (c Calling) Error() string { return c.F() }

// A Looking is an error of one word that holds where a list begins.
type Looking struct{ first *float64 }

// Error reads from there.
func (l Looking) Error() string {
	n := 0
	for _, x := range unsafe.Slice(l.first, 1000) {
		n += int(x)
	}
	return string(rune('a' + n/1000))
}

type called func() string

func (c called) Error() string { return c() }

// FailCalling returns the function as an error of several kinds.
func FailCalling(kind string, f func() string) (int, error) {
	switch kind {
	case "struct":
		return 1, Calling{f}
	case "function":
		return 2, called(f)
	}
	return 0, nil
}

// FailLooking returns a list.
func FailLooking(list []float64) error {
	if len(list) < 1000 {
		return nil
	}
	return Looking{&list[0]}
}

// MakeCalling is the same as a value.
func MakeCalling(f func() string) (err error, made bool) { return Calling{f}, true }

// Tail returns what it got beside an error, which does not have it.
func Tail(s string) (string, error) { return s[1:], nil }
