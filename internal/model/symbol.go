package model

// A Symbol is one exported name of the bound Go packages: its Python form or, if it
// could not be bound, the reason and what its author could do. `gophersnake check`
// prints all symbols. A symbol that is missing here has been dropped silently, which is
// a bug.
type Symbol struct {
	Go        string `json:"go"`        // name within its package: "WordCount", "Point.Scale"
	Kind      string `json:"kind"`      // func, method, type, field, const or var
	Python    string `json:"python"`    // name in Python: "word_count", "Point.scale"; "" if unbound
	Signature string `json:"signature"` // as in the stub: "(text: str) -> int"; "" where there is none
	Bound     bool   `json:"bound"`
	Pos       string `json:"pos"`              // file:line:column, from the module's root
	Reason    string `json:"reason"`           // why it is not bound, or is bound under an unexpected name; "" else
	Cure      string `json:"cure"`             // what the author could change; "" if nothing is needed
	Package   string `json:"package"`          // import path of the package that declares it
	Served    bool   `json:"served,omitempty"` // it is a type that is not bound and needs no form: its values have one

	// The decisions, for functions and methods that are bound.
	GIL       string     `json:"gil,omitempty"` // hold, hold while small, or release
	GILReason string     `json:"gil_reason,omitempty"`
	Arguments []Argument `json:"arguments,omitempty"`
	Vector    string     `json:"vector,omitempty"` // whether C runs it over columns; "" of what is no function of numbers
	Direct    string     `json:"direct,omitempty"` // whether C may call it directly; "" where nobody asked

	// For types: what Python's syntax and builtins do by which methods: "len() by Len".
	Protocols []string `json:"protocols,omitempty"`

	// For `check --explain`, which says all that is known of one symbol.
	Declared   string      `json:"-"` // in Go: "func Count(text string) int"
	Directives []Directive `json:"-"` // what its author says of it
	Wanted     string      `json:"-"` // where it is not bound: the name that it would have, without that of its class

	// What it became: one of these. All are nil where it is not bound.
	Func     *Func     `json:"-"`
	Class    *Class    `json:"-"`
	Field    *Field    `json:"-"`
	Const    *Const    `json:"-"`
	Var      *Var      `json:"-"`
	Sentinel *Sentinel `json:"-"`
}

// Absent is the names of a place that somebody may look for in vain.
type Absent struct {
	Place   string            // a module below the package, or with a colon a class of it: "", "sub", "sub:Point"
	Spelled map[string]string // Go names to those in Python, where they differ
	Why     map[string]string // by the name in Python, of what is not bound
}

// A Directive is a //py: line of a symbol.
type Directive struct {
	Text string `json:"text"` // "//py:gil hold"
	Pos  string `json:"pos"`  // where it stands: file:line:column, or pyproject.toml
}

// A Note is about a place in the module's code.
type Note struct {
	Pos  string `json:"pos"`
	Text string `json:"text"`
	Cure string `json:"cure,omitempty"`
}

// Warnings are what an author should know although the package is built: directives
// without effect, and names that differ from the expected ones.
func (m *Module) Warnings() []Note {
	notes := append([]Note(nil), m.Lost...)
	for _, s := range m.Symbols {
		if s.Bound && s.Reason != "" {
			notes = append(notes, Note{Pos: s.Pos, Text: s.Go + " is " + s.Python + " in Python: " + s.Reason, Cure: s.Cure})
		}
	}
	return notes
}

// An Argument is how one argument crosses.
type Argument struct {
	Name    string `json:"name"`
	Passing string `json:"passing"` // value (a number, an instance, a callable), borrow, write or copy
	Reason  string `json:"reason,omitempty"`
}

// Describe writes signatures and decisions of the functions into their symbols.
func (m *Module) Describe() {
	for i := range m.Symbols {
		s := &m.Symbols[i]
		if s.Class != nil && s.Kind == "type" {
			s.Protocols = s.Class.Does()
		}
		f := s.Func
		if f == nil {
			continue
		}
		self := ""
		if f.Shape == Method {
			self = "self"
		}
		s.Signature = f.Signature(&Scope{}, self)
		s.GIL, s.GILReason = f.GIL.String(), f.GILReason
		s.Arguments = f.Arguments()
		s.Direct = f.DirectAnswer()
		s.Vector = f.VectorAnswer()
	}
}

func (g GIL) String() string {
	return [...]string{Release: "release", Hold: "hold", HoldSmall: "hold while small"}[g]
}

// Arguments returns how each argument crosses.
func (f *Func) Arguments() []Argument {
	var all []Argument
	for _, p := range f.Params {
		a := Argument{Name: p.Python, Passing: "value", Reason: p.PassingReason}
		switch {
		case p.Passing == Borrowed:
			a.Passing = "borrow"
		case p.Passing == Writable || p.Passing == Written:
			a.Passing = "write"
		case p.Type.Kind == Callable: // "value": Go gets a reference
		case p.Type.IsPointer():
			a.Passing = "copy"
		case p.Type.CanBeBorrowed():
			a.Passing = "copy"
		case p.Type.Kind == Any && p.PassingReason != "":
			a.Passing = "copy"
		case !p.Type.Direct:
			a.Passing, a.Reason = "copy", "it is built anew in Go"
			if p.Lent() {
				a.Reason += "; what Go writes to it comes back"
			} else if (p.Type.IsMap() || len(p.Asked) > 0) && p.PassingReason != "" {
				a.Reason += "; " + p.PassingReason
			}
		}
		all = append(all, a)
	}
	return all
}
