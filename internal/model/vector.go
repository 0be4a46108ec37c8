package model

// A Vector is a function that was translated to C (internal/vectorise), which runs it over columns with no crossing.
type Vector struct {
	Number int    // of the loop
	Row    string // the name of the C function that is called for a row
	C      string // the text of it, and of those that it calls
}

// A VectorWish is what the author says of translating a function.
type VectorWish uint8

const (
	VectorIfPossible VectorWish = iota
	VectorAsked                 // //py:vectorise: the build fails if it can't be
	VectorOff                   // //py:vectorise off
)

// Vectors lists the functions with a Vector, by their number.
func (m *Module) Vectors() []*Func {
	var all []*Func
	for _, f := range m.Funcs {
		if f.Vector != nil {
			all = append(all, f)
		}
	}
	return all
}

// VectorAnswer says of a function over columns of numbers whether it runs in C; "" of others.
func (f *Func) VectorAnswer() string {
	switch {
	case f.Vector != nil:
		return "yes"
	case f.VectorReason != "":
		return "no: " + f.VectorReason
	}
	return ""
}

// InC is the type in C of a number in a column; "" of complex ones, and of what is no number. A bool is a byte.
func (k Kind) InC() string {
	return map[Kind]string{Bool: "uint8_t", Int8: "int8_t", Int16: "int16_t", Int32: "int32_t", Int64: "int64_t",
		Uint8: "uint8_t", Uint16: "uint16_t", Uint32: "uint32_t", Uint64: "uint64_t", Float32: "float", Float64: "double"}[k]
}
