package callbackcase

import "errors"

// Gradient fills a slice by a function that writes to it.
func Gradient(grad func(dst, x []float64), x []float64) []float64 {
	dst := make([]float64, len(x))
	grad(dst, x)
	return dst
}

// Renamer writes to what it gets, or fails.
type Renamer interface {
	Rename(n int, names []string) error
}

// RenameAll returns what a Renamer has made of names.
func RenameAll(r Renamer, names ...string) ([]string, error) {
	err := r.Rename(len(names), names)
	return names, err
}

// RenameLater is the same on another goroutine.
func RenameLater(r Renamer, names ...string) ([]string, error) {
	done := make(chan error)
	go func() { done <- r.Rename(len(names), names) }()
	err := <-done
	return names, err
}

// Total gives what a function that returns something gets, which it only reads.
func Total(sum func(x []float64) float64) (float64, error) {
	x := []float64{1, 2}
	n := sum(x)
	if x[0] != 1 {
		return 0, errors.New("written")
	}
	return n, nil
}
