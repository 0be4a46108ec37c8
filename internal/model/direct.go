package model

import "slices"

// DirectCalls says which functions C may call with no crossing into Go, if their machine code is proven
// when the core is linked (internal/machinecode).
type DirectCalls int

const (
	DirectOff    DirectCalls = iota // none: the build is for another system, or for a tool that wants to see calls
	DirectAsked                     // those with //py:direct
	DirectProven                    // all that can be proven
)

// A Direct is a function that C calls directly, if it is proven.
type Direct struct {
	Number  int    // in the core's table
	Asked   bool   // //py:direct: the build fails if it is not proven
	Refusal string // what the proof has found; "" if it is proven, or was not tried yet
}

// Directs lists the functions with a Direct, by their number.
func (m *Module) Directs() []*Func {
	var all []*Func
	for _, f := range m.Funcs {
		if f.Direct != nil {
			all = append(all, f)
		}
	}
	return all
}

// DirectWords says of each word of the arguments of a direct call whether it is an address, in Go's order.
func (f *Func) DirectWords() []bool {
	words := make([][]bool, len(f.Params))
	for _, p := range f.Params {
		words[p.Position] = p.DirectWords()
	}
	return slices.Concat(words...)
}

// DirectWords says the same of one argument.
func (p *Param) DirectWords() []bool {
	switch plain := p.Type.Plain(); {
	case plain.Kind.Number():
		return []bool{false}
	case plain.Kind == Str:
		return []bool{true, false}
	}
	return []bool{true, false, false} // address, length and capacity
}

// MostDirectWords is how many such words there can be: Go's calling convention has so many registers.
const MostDirectWords = 9

// DirectAnswer says, before the build, whether calls will be direct.
func (f *Func) DirectAnswer() string {
	switch {
	case f.Direct != nil:
		return "if the build can prove its machine code"
	case f.DirectReason != "":
		return "no: " + f.DirectReason
	}
	return ""
}
