// Package groupcase starts goroutines by somebody else's code.
package groupcase

import "golang.org/x/sync/errgroup"

// All runs the functions, each in a goroutine.
func All(fs ...func() error) error {
	var g errgroup.Group
	for _, f := range fs {
		g.Go(f)
	}
	return g.Wait()
}

// Blow runs one that panics, and returns what the group made of it.
func Blow() (string, error) {
	var g errgroup.Group
	g.Go(func() error { panic("boom") })
	if err := g.Wait(); err != nil {
		return err.Error(), nil
	}
	return "all is well", nil
}

// Background runs a function in a goroutine and does not wait for it.
func Background(f func()) { go f() }

// Nothing does nothing.
func Nothing() {}
