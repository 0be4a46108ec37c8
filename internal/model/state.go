package model

// A State is what a value of a class consists of, for pickle and copy. That of a box is its
// plain value.
type State struct {
	Fields []StateField
	Hidden string // why the fields are not all of it: "its field mu must not be copied"; "" if they are
	Links  bool   // other values may be reached from it, and perhaps itself
	Value  bool   // a copy shares nothing with it

	Copies bool // there is a __copy__: by Go's assignment, or that of a box's plain value
	Deep   bool // there is a __deepcopy__: all of it is in the fields, or a copy shares nothing with it

	// The type's own encoder, where something is hidden; or nil.
	By             string // "GobEncode and GobDecode"
	Encode, Decode *Func

	Copy   *Func  // as Go's assignment; nil:
	Locked string // why it must not be copied: "its field mu must not be copied"
}

// A StateField is one of the fields.
type StateField struct {
	Field int // among those of the class
	Form  StateForm
	Place int // index into Module.Layout of its offset, or -1
}

// A StateForm says what there is to know of a field beside its Python value. The numbers are
// those of enum gs_state_form in shim/objects/state.h.
type StateForm int

const (
	StatePlain    StateForm = iota
	StateNilable            // a slice or a map, which is nil or empty
	StateDuration           // nanoseconds
	StateTime               // nanoseconds
	StateLive               // a function, a stream: only nil can be pickled, and what Python knows by a name
)

// How says how instances are pickled, for reports.
func (s *State) How() string {
	switch {
	case s.Hidden == "":
		return "by its fields"
	case s.Encode != nil:
		return "by " + s.By
	}
	return "not: " + s.Hidden
}
