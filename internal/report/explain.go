package report

import (
	"encoding/json"
	"fmt"
	"io"

	"gophersnake/internal/model"
)

// An Explanation is everything about one symbol: what load read, what bind and the
// analysis decided, and what emit writes. It only reads the model.
type Explanation struct {
	model.Symbol
	Declared   string            `json:"declared"`
	Directives []model.Directive `json:"directives"`
	Class      *ClassFacts       `json:"class,omitempty"`
	Value      string            `json:"value,omitempty"`     // of a constant
	InPlace    string            `json:"in_place,omitempty"`  // of a field that the shim reads by itself: its offset
	Async      string            `json:"async,omitempty"`     // of a function: how it is awaited
	Instances  []string          `json:"instances,omitempty"` // of a generic function: its type arguments, and what each is in Python
	Crossings  []Crossing        `json:"crossings"`
}

// ClassFacts are what a type became.
type ClassFacts struct {
	Kind        string   `json:"kind"`
	Constructor string   `json:"constructor"`
	Equality    string   `json:"equality"`
	Order       string   `json:"order"` // "" where it has none
	Hashable    bool     `json:"hashable"`
	Str         string   `json:"str"`
	Protocols   []string `json:"protocols"` // what Python's syntax does by which method
	Pickled     string   `json:"pickled"`   // how, or why not
	Frozen      bool     `json:"frozen"`    // no field can be set
	Fields      []string `json:"fields"`
	Methods     []string `json:"methods"`
	Members     []string `json:"members"` // of an enum
	Aliases     []string `json:"aliases"`
	Choices     []string `json:"choices"` // of an interface: the classes that implement it
	Objects     string   `json:"objects"` // of an interface: the Python objects that do
}

// A Crossing is one call from Python into Go that the symbol stands for.
type Crossing struct {
	What      string     `json:"what"` // call, get, set, zero value, ==, order, hash, str, make, plain value, dynamic type or implements
	Receiver  *Value     `json:"receiver,omitempty"`
	Arguments []Argument `json:"arguments"`
	Results   []Value    `json:"results"`
	CommaOK   bool       `json:"comma_ok"` // None where Go's last result is false
	OKReason  string     `json:"comma_ok_reason,omitempty"`
	Error     bool       `json:"error"` // an exception where Go's last result is an error
	GIL       string     `json:"gil"`
	GILReason string     `json:"gil_reason"`
	Vector    string     `json:"vector,omitempty"` // whether C runs it over columns; "" of what is no function of numbers
	Direct    string     `json:"direct,omitempty"` // whether C may call it with no crossing; "" where nobody asked
	Interrupt bool       `json:"interrupt"`        // signals are handled while it runs, and may cancel its context
	Words     int        `json:"words"`            // of its frame
	Scratch   int        `json:"scratch"`          // bytes of the frame for results
	Core      string     `json:"core"`             // Go
	Shim      string     `json:"shim"`             // C
}

// A Value is one that crosses.
type Value struct {
	Go    string `json:"go"`   // its type
	Hint  string `json:"hint"` // Python's
	Form  string `json:"form"` // frame, or encoded in a buffer that the frame points to
	Word  int    `json:"word"` // the first of its words in the frame
	Words int    `json:"words"`
	Codec string `json:"codec,omitempty"` // the Go function that decodes or encodes it
	How   string `json:"how,omitempty"`   // of a result
	Nil   string `json:"nil,omitempty"`   // of a result that can be nil: why it is None, or not
}

// An Argument is a value and what was decided of it.
type Argument struct {
	model.Argument
	Value
	Evidence []string `json:"evidence"` // what the Go compiler says of it
}

// Generate gives the text that is written for a crossing, in Go and in C.
type Generate func(*model.Func) (core, shim string, err error)

// Explain explains the symbols with a name.
func Explain(m *model.Module, name string, generate Generate) ([]*Explanation, error) {
	symbols, err := find(m, name)
	if err != nil {
		return nil, err
	}
	var all []*Explanation
	for _, s := range symbols {
		e, err := explain(m, s, generate)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

func explain(m *model.Module, s model.Symbol, generate Generate) (*Explanation, error) {
	e := &Explanation{Symbol: s, Declared: s.Declared, Directives: s.Directives, Crossings: []Crossing{}}
	if e.Directives == nil {
		e.Directives = []model.Directive{}
	}
	var failed error
	cross := func(what string, f *model.Func) {
		if f == nil || failed != nil {
			return
		}
		c := crossing(what, f)
		c.Core, c.Shim, failed = generate(f)
		e.Crossings = append(e.Crossings, c)
	}
	switch {
	case s.Func != nil && len(s.Func.Overloads) > 0:
		for _, o := range s.Func.Overloads {
			e.Instances = append(e.Instances, o.GoInstance()+o.Signature(&model.Scope{}, ""))
			cross("call of "+o.GoInstance(), o)
		}
		e.Async = awaited(s.Func)
	case s.Func != nil:
		if len(s.Func.TypeArgs) > 0 {
			e.Instances = []string{s.Func.GoInstance()}
		}
		cross("call", s.Func)
		e.Async = awaited(s.Func)
	case s.Field != nil:
		if s.Field.Offset >= 0 {
			e.InPlace = m.Layout[s.Field.Offset]
		}
		e.Signature = ": " + (&model.Scope{}).Hint(s.Field.Hint())
		cross("get", s.Field.Get)
		cross("set", s.Field.Set)
	case s.Var != nil:
		e.Signature = ": " + (&model.Scope{}).Hint(s.Var.Hint())
		cross("get", s.Var.Get)
		cross("set", s.Var.Set)
	case s.Const != nil:
		e.Signature = ": " + (&model.Scope{}).Hint(s.Const.Hint)
		e.Value = s.Const.Literal()
	case s.Class != nil:
		c := s.Class
		e.Class = factsOf(c)
		cross("make", c.Constructor)
		cross("zero value", c.Zero)
		cross("==", c.Equal)
		cross("order", c.Order)
		cross("hash", c.HashFunc)
		cross("str", c.Str)
		cross("plain value", c.Plain)
		cross("dynamic type", c.Describe)
		cross("implements", c.Is)
	case s.Sentinel != nil:
		base := "GoError"
		if s.Sentinel.Base != nil {
			base = s.Sentinel.Base.Python
		}
		if s.Sentinel.Raises != "" {
			base += " and " + s.Sentinel.Raises
		}
		e.Class = &ClassFacts{Kind: "an exception, derived from " + base + ", matched by errors.Is"}
	}
	return e, failed
}

// awaited is the name of the function that is awaited: of its module, or of instances.
func awaited(f *model.Func) string {
	if !f.HasAsyncAPI() {
		return ""
	}
	module, owner := "aio.", ""
	if f.Recv != nil {
		module, owner = f.Recv.Aio+".", f.Recv.Python+"."
	}
	if f.Async {
		module = "" // the plain name stands for it
	}
	return owner + module + f.Python
}

func factsOf(c *model.Class) *ClassFacts {
	facts := &ClassFacts{Kind: c.Describes(), Constructor: "its fields", Equality: "identity", Hashable: !c.Unhashable,
		Protocols: []string{}, Fields: []string{}, Methods: []string{}, Members: []string{}, Aliases: []string{}, Choices: []string{}}
	switch {
	case c.Constructor != nil && c.Kind == model.Struct:
		facts.Constructor = c.Constructor.Go
	case c.Kind == model.Interface:
		facts.Constructor = "none: instances come from Go"
	case c.Kind != model.Struct:
		facts.Constructor = "its plain value"
	}
	switch {
	case c.Equal != nil:
		facts.Equality = c.Equal.Call
	case c.Value != nil:
		facts.Equality = "that of the plain value"
	}
	switch {
	case c.Order != nil:
		facts.Order = c.Order.Call
	case c.Value != nil:
		facts.Order = "that of the plain value"
	}
	switch {
	case c.Str != nil:
		facts.Str = c.Str.Call
	case c.TextMethod != "":
		facts.Str = c.TextMethod
	}
	facts.Protocols = append(facts.Protocols, c.Does()...)
	facts.Frozen = c.Frozen
	switch {
	case c.State != nil && c.Kind == model.Struct:
		facts.Pickled = c.State.How()
	case c.Value != nil && c.Kind != model.Interface:
		facts.Pickled = "by its plain value"
	}
	for _, f := range c.Fields {
		facts.Fields = append(facts.Fields, f.Python)
	}
	for _, f := range c.Methods {
		facts.Methods = append(facts.Methods, f.Python)
	}
	for _, m := range c.Members {
		facts.Members = append(facts.Members, m.Python+" = "+m.Value)
	}
	for _, a := range c.Aliases {
		facts.Aliases = append(facts.Aliases, a.Python)
	}
	switch {
	case len(c.Calls) > 0:
		facts.Objects = "those that have the methods"
	case c.NoCalls != "":
		facts.Objects = "none, since " + c.NoCalls
	}
	for _, choice := range c.Choices {
		facts.Choices = append(facts.Choices, fmt.Sprintf("%s (as %s)", choice.Class.Python, choice.Type.Shown))
	}
	return facts
}

func crossing(what string, f *model.Func) Crossing {
	c := Crossing{What: what, CommaOK: f.CommaOK, OKReason: f.CommaOKReason, Error: f.Error, GIL: f.GIL.String(), GILReason: f.GILReason, Direct: f.DirectAnswer(), Vector: f.VectorAnswer(),
		Interrupt: f.Interrupt, Words: f.Words, Scratch: f.Scratch, Arguments: []Argument{}, Results: []Value{}}
	if f.RecvType != nil {
		v := taken(f.RecvType, f.SelfWord)
		if v.Hint = "what an interface holds"; f.Recv != nil { // else it is of all interfaces
			v.Hint = f.Recv.Python
		}
		c.Receiver = &v
	}
	for i, a := range f.Arguments() {
		p := f.Params[i]
		v := taken(p.Type, f.ParamWords[i])
		v.Hint = p.Hint(&model.Scope{})
		evidence := p.Evidence
		if evidence == nil {
			evidence = []string{}
		}
		c.Arguments = append(c.Arguments, Argument{a, v, evidence})
	}
	for i, t := range f.Results {
		v := given(t, f.ResultWords[i])
		v.Hint = (&model.Scope{}).Hint(f.ResultHint(i))
		if i < len(f.NilReasons) && f.NilReasons[i] != "" {
			v.Nil = map[bool]string{true: "not None: ", false: "may be None: "}[f.NotNil[i]] + f.NilReasons[i]
		}
		c.Results = append(c.Results, v)
	}
	return c
}

func taken(t *model.Type, word int) Value {
	v := Value{Go: t.Shown, Hint: (&model.Scope{}).HintIn(t.HintIn), Form: "frame", Word: word, Words: t.InWords}
	if !t.Direct {
		v.Form, v.Codec = "encoded", t.Read
	}
	return v
}

func given(t *model.Type, word int) Value {
	v := Value{Go: t.Shown, Hint: (&model.Scope{}).Hint(t.HintOut), Form: "frame", Word: word, Words: t.OutWords, How: "by value"}
	switch {
	case t.Scratch > 0:
		v.How = fmt.Sprintf("copied; %d bytes and less need no allocation in Go", t.Scratch)
	case t.Direct && t.Class != nil && t.Class.OverValue():
		v.How = "an instance over the Go value, which lives as long as it does"
	}
	if !t.Direct {
		v.Form, v.Codec = "encoded", t.Write
	}
	return v
}

// ExplainJSON prints explanations for programs.
func ExplainJSON(w io.Writer, all []*Explanation) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Symbols []*Explanation `json:"symbols"`
	}{all})
}
