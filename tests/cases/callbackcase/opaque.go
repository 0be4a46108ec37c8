package callbackcase

import "fmt"

// A config is what options set.
type config struct {
	name string
	size int
}

// An Option is a functional option.
type Option func(*config)

// WithName names it.
func WithName(name string) Option { return func(c *config) { c.name = name } }

// WithSize sizes it.
func WithSize(size int) Option { return func(c *config) { c.size = size } }

// NoOption returns nil.
func NoOption() Option { return nil }

// Configured takes any number of options.
func Configured(options ...Option) string {
	c := config{"none", 1}
	for _, o := range options {
		if o != nil {
			o(&c)
		}
	}
	return fmt.Sprint(c.name, " ", c.size)
}

// Once takes one, and does not keep it.
func Once(o Option) int {
	var c config
	o(&c)
	return c.size
}

// Tabled takes them by name.
func Tabled(options map[string]Option) int {
	var c config
	for _, o := range options {
		o(&c)
	}
	return c.size
}

// A State is a function of a state machine, which returns the next one.
type State func(input int) State

// Start is the first state.
func Start() State { return even }

func even(n int) State {
	if n%2 == 0 {
		return even
	}
	return odd
}

func odd(n int) State { return even }

// Run2 runs a machine.
func Run2(s State, inputs []int) (steps int) {
	for _, n := range inputs {
		if s == nil {
			break
		}
		s = s(n)
		steps++
	}
	return steps
}
