package interfacecase

// A Gate has a method that is short for one type and waits for another.
type Gate interface {
	Pass(n int64) int64
	Open()
}

type openGate int64

func (g openGate) Pass(n int64) int64 { return int64(g) + n }
func (g openGate) Open()              {}

type shutGate struct{ opened chan int64 }

func (g *shutGate) Pass(n int64) int64 { return n + <-g.opened }
func (g *shutGate) Open()              { g.opened <- 100 }

// NewGate is one that is open, or one where a call waits until another has opened it.
func NewGate(open bool) Gate {
	if open {
		return openGate(10)
	}
	return &shutGate{make(chan int64)}
}

// NewGates are both.
func NewGates() []Gate { return []Gate{NewGate(true), NewGate(false)} }

// LocalGate has a type inside of a function with the name of the one that is short.
func LocalGate() Gate {
	type openGate struct{ *shutGate }
	return openGate{&shutGate{make(chan int64)}}
}
