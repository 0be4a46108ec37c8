package classescase

import (
	"errors"
	"time"
)

// Tuning is made by a literal and by statements.
type Tuning struct {
	Size   int
	Ratio  float64
	Name   string
	On     bool
	Mode   Mode
	Left   uint8
	Inner  struct{ Deep int }
	Labels []string
	Wait   time.Duration
	Text   string
	ByArg  int
	Either int
	Twice  int
	Big    uint64
	hidden int
}

// Mode is an enum.
type Mode int

// Modes.
const (
	ModeSlow Mode = iota
	ModeFast
)

// defaultSize is a constant.
const defaultSize = 1 << 10

// NewTuning sets most of it.
func NewTuning(arg int) (*Tuning, error) {
	if arg < 0 {
		return nil, errors.New("negative")
	}
	t := &Tuning{Size: defaultSize, Ratio: 0.25, Mode: ModeFast, Labels: []string{"a"}, Wait: time.Second, ByArg: arg, Either: 1, Twice: 1}
	t.Name, t.On = "it's \"new\"\n\u00e9", true
	t.Inner.Deep = 3
	if arg > 2 {
		t.Either = 2
	}
	t.Twice, t.Big, t.hidden = 2, 1<<64-1, 4
	return t, nil
}

// TuningOption changes one.
type TuningOption func(*ByOptions)

// ByOptions is made by options.
type ByOptions struct{ Size, Depth int }

// WithDepth sets the depth.
func WithDepth(depth int) TuningOption { return func(o *ByOptions) { o.Depth = depth } }

// NewByOptions calls what was given.
func NewByOptions(options ...TuningOption) *ByOptions {
	o := &ByOptions{Size: 5, Depth: 1}
	for _, option := range options {
		option(o)
	}
	return o
}

// ByValue is returned by value.
type ByValue struct{ A, B int }

// NewByValue makes one.
func NewByValue() ByValue {
	v := ByValue{A: 1}
	v.B = 2
	return v
}

// Escaped is given to other code first.
type Escaped struct{ A int }

func (e *Escaped) reset() { e.A = 7 }

// NewEscaped makes one.
func NewEscaped() *Escaped {
	e := &Escaped{A: 1}
	e.reset()
	return e
}
