package model

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
		switch plain := p.Type.Plain(); {
		case plain.Kind.Number():
			words[p.Position] = []bool{false}
		case plain.Kind == Str:
			words[p.Position] = []bool{true, false}
		default: // address, length and capacity
			words[p.Position] = []bool{true, false, false}
		}
	}
	var all []bool
	for _, w := range words {
		all = append(all, w...)
	}
	return all
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
