package model

// A Symbol is one exported name of the Go packages that were bound: what
// became of it in Python or, where it could not be bound, why not and what
// its author could do. `gophersnake check` prints these and nothing else, so
// a symbol that is missing here has been dropped silently, which is a bug.
type Symbol struct {
	Go        string `json:"go"`        // name within its package: "WordCount", "Point.Scale"
	Kind      string `json:"kind"`      // func, method, type, field, const or var
	Python    string `json:"python"`    // name in Python: "word_count", "Point.scale"; "" if unbound
	Signature string `json:"signature"` // as in the stub: "(text: str) -> int"; "" where there is none
	Bound     bool   `json:"bound"`
	Pos       string `json:"pos"`     // file:line:column, from the module's root
	Reason    string `json:"reason"`  // why it is not bound, or is bound under an unexpected name; "" else
	Cure      string `json:"cure"`    // what the author could change; "" if nothing is needed
	Package   string `json:"package"` // import path of the package that declares it
}
