package model

import (
	"go/types"
	"slices"
	"strings"
)

// A Kind is the form in which a value crosses. The numbers are those of enum gs_kind in
// shim/values/number.h.
type Kind int

const (
	Bool Kind = iota
	Int8
	Int16
	Int32
	Int64
	Uint8
	Uint16
	Uint32
	Uint64
	Float32
	Float64
	Complex64
	Complex128
	Str
	Bytes
	List
	Array
	Dict
	Set
	Opt      // a pointer to a plain value
	Obj      // a struct
	Ref      // a pointer to a struct or to a box
	Named    // a named number or string
	Boxed    // any other named type
	Time     // time.Time
	Duration // time.Duration
	Timeout  // the deadline of a context: a duration or None
	Callable // a function
	PyObject // an object as it is (package py)
	PyStr    // a str as it is (package py)
	Stream   // an iterator: iter.Seq, iter.Seq2
	Channel  // a channel that is received from, or a reader: what comes from Go only
	Chan     // a channel that can be sent to
	NetipAddr
	NetipPrefix
	NetipAddrPort
	BigInt  // big.Int, and a pointer to one
	File    // an interface of package io: a file object
	Dynamic // what an interface with methods holds
	Key     // an object that Go compares, as one of a dict
	Any     // what an interface without methods holds
	Error   // what the predeclared error holds
	Rational
	Decimal
	UUID
	Location // a time zone
	NDArray  // numbers as an array over Go's memory
	View     // numbers that Go keeps where Python has them (package py), or the other way round
)

// kinds has the names in the shim: of the constant, GS_NAME, and of the operations of
// its family, gs_NAME_ops.
var kinds = [...]struct{ constant, family string }{
	Bool:          {"BOOL", "number"},
	Int8:          {"I8", "number"},
	Int16:         {"I16", "number"},
	Int32:         {"I32", "number"},
	Int64:         {"I64", "number"},
	Uint8:         {"U8", "number"},
	Uint16:        {"U16", "number"},
	Uint32:        {"U32", "number"},
	Uint64:        {"U64", "number"},
	Float32:       {"F32", "number"},
	Float64:       {"F64", "number"},
	Complex64:     {"C64", "number"},
	Complex128:    {"C128", "number"},
	Str:           {"STR", "str"},
	Bytes:         {"BYTES", "bytes"},
	List:          {"LIST", "list"},
	Array:         {"ARRAY", "list"},
	Dict:          {"DICT", "dict"},
	Set:           {"SET", "set"},
	Opt:           {"OPT", "optional"},
	Obj:           {"OBJ", "object"},
	Ref:           {"REF", "reference"},
	Named:         {"NAMED", "named"},
	Boxed:         {"BOX", "box"},
	Time:          {"TIME", "time"},
	Duration:      {"DURATION", "duration"},
	Timeout:       {"TIMEOUT", ""}, // no value is one
	Callable:      {"CALLABLE", "callable"},
	PyObject:      {"PYOBJECT", "pyobject"},
	PyStr:         {"PYSTR", "pyobject"},
	Stream:        {"STREAM", "stream"},
	Channel:       {"CHANNEL", "channel"},
	Chan:          {"CHAN", "chan"},
	NetipAddr:     {"NETIP_ADDR", "netip_addr"},
	NetipPrefix:   {"NETIP_PREFIX", "netip_prefix"},
	NetipAddrPort: {"NETIP_ADDRPORT", "netip_addrport"},
	BigInt:        {"BIGINT", "bigint"},
	File:          {"FILE", "file"},
	Dynamic:       {"DYNAMIC", "interface"},
	Key:           {"KEY", "key"},
	Any:           {"ANY", "any"},
	Error:         {"ERROR", "error"},
	Rational:      {"RATIONAL", "rational"},
	Decimal:       {"DECIMAL", "decimal"},
	UUID:          {"UUID", "uuid"},
	Location:      {"LOCATION", "location"},
	NDArray:       {"NDARRAY", "ndarray"},
	View:          {"VIEW", "view"},
}

// Kinds is the number of kinds.
const Kinds = Kind(len(kinds))

// Family is the name of the operations that serve the kind in the shim.
func (k Kind) Family() string { return kinds[k].family }

// C is the constant's name in the shim.
func (k Kind) C() string { return "GS_" + kinds[k].constant }

// Number reports whether values of the kind are packed in a list.
func (k Kind) Number() bool { return k <= Complex128 }

// HoldsObjects reports whether Go's values of the type hold Python objects, which Python
// gives it as an argument: their code may be called.
func (t *Type) HoldsObjects() bool {
	switch t.Kind {
	case Callable, PyObject, PyStr, Key, Stream, Channel, Chan, File, Any, Error, View:
		return true
	case Dynamic:
		return len(t.Class.Calls) > 0
	}
	return false
}

// A Type says how values of one Go type cross. convert fills it.
type Type struct {
	ID    int
	Kind  Kind
	Go    string // as the core spells it
	Shown string // as its author spells it, for messages
	Elem  *Type  // item, value, or the type under a named type
	Key   *Type  // of a map; of an array, the list that is taken for it
	Len   int64  // arrays; byte arrays; else -1
	Class *Class
	Func  *FuncType // callables
	Flow  *Flow     // streams and channels; Elem is the item, with Key the second of a pair
	Call  *Type     // any: the func type that Python callables have in it; a channel: that of the function that sends

	Choices []Choice // any: the classes whose instances it can hold; all of the module

	// As Python sees it.
	HintIn, HintOut string
	HintItem        string // HintOut of what stands in a list, a dict or a stream, or is passed to a callable
	Expected        string // for messages: "list[int]"
	Hashable        bool   // can be a key

	// In the frame. A direct type has words of its own there; all others lie
	// in a wire buffer, whose address and length stand in the frame.
	Direct            bool
	InWords, OutWords int
	Scratch           int // bytes of the caller's stack that a result can use
	Way               Way // of a value alone; one that is borrowed or written may have another

	// What the core's source says of it. In a format, %s is the Go expression of a
	// value and %d the first word in the frame.
	Get     string // format: the argument in the frame
	Borrow  string // format: the same as a view of Python's memory; "" if there can be none
	Put     string // func(*rt.Frame, int, T) that writes a result; "" by a wire buffer
	NotZero string // format: the condition under which a result beside an error says anything

	// Go functions of the wire buffer, func(*rt.Decoder) T and func(*rt.Encoder, T): names in
	// rt, or of functions that the core's source has for this type. Bodies of the
	// latter, of which r, w and v are the parameters; "" where internal/emit has them.
	Read, Write         string
	ReadBody, WriteBody string

	// Where fields and variables of the type are shown as views: the function that
	// writes what stands at an address, func(*rt.Frame, int, *T) of a direct type, else
	// func(*rt.Encoder, *T); LiveBody as ReadBody. "" where they are copied.
	Live, LiveBody string

	// Python has the type itself, and rt does not know it: an any holds values of it too.
	OfOther bool

	// Containers that Python can change where a field or a variable holds them: the function
	// that runs an edit on what stands at an address, func(*rt.Edit, *T); EditBody as ReadBody,
	// of e and p. "" of all other types, and where nothing in it can be changed.
	Edit, EditBody string

	// What it needs in addition.
	StubImports []string // Python modules that its hints name: "collections.abc" as _abc
	GoImports   []string // Go packages that are linked for their effect
	Loads       []string // C functions that import what it needs of Python, when the extension is imported
}

// A Way is how a value crosses in the words of a frame: the end of GS_ARG_* and
// GS_HOW_* in shim/.
type Way string

const (
	ByNumber   Way = "NUMBER"
	ByText     Way = "STR"
	ByBytes    Way = "BYTES"
	ByNumbers  Way = "NUMBERS"
	ByObject   Way = "OBJECT"
	ByPointer  Way = "OPTIONAL" // an object or None
	ByDuration Way = "DURATION"
	ByTimeout  Way = "TIMEOUT"
	ByWire     Way = "WIRE"
	// Of arguments only, by what is known of the parameter.
	ByCallable    Way = "CALLABLE" // a function that Go does not keep
	ByTextOrBytes Way = "TEXT"
	ByWritable    Way = "WRITABLE" // a buffer that Go writes
	ByLent        Way = "LENT"     // numbers or bytes that Go may write
	ByLentWire    Way = "LENT_WIRE"
)

// Way is how an argument crosses.
func (p *Param) Way() Way {
	t := p.Type.Plain()
	switch {
	case t.Kind == Callable && p.Passing == Borrowed:
		return ByCallable
	case p.Passing == Writable && t.Direct:
		return ByWritable
	case p.Bytes && t.Way == ByText:
		return ByTextOrBytes
	case p.Lent() && t.Direct:
		return ByLent
	case p.Lent():
		return ByLentWire
	}
	return t.Way
}

// ResultWay is how a result crosses: none can be anything but what it is.
func (t *Type) ResultWay() Way {
	if w := t.Plain().Way; w != ByPointer {
		return w
	}
	return ByObject
}

// IsBytesOrNone reports whether it is a []byte of which nil is None.
func (t *Type) IsBytesOrNone() bool { return t.Kind == Opt && t.Elem.Kind == Bytes && !t.IsPointer() }

// Missing names what a conversion has forgotten to say of the type.
func (t *Type) Missing() []string {
	var all []string
	for _, need := range []struct {
		what string
		said bool
	}{
		{"HintIn", t.HintIn != ""}, {"HintOut", t.HintOut != "" || t.Kind == Timeout}, {"Expected", t.Expected != ""},
		{"Way", t.Way != ""}, {"InWords", t.InWords > 0}, {"OutWords", t.OutWords > 0 || t.Kind == Timeout},
		{"Get", t.Get != ""}, {"Put", t.Put != "" || !t.Direct},
		{"NotZero", t.NotZero != "" || t.Kind == Timeout}, {"Read", t.Read != "" || t.Kind == Timeout}, {"Write", t.Write != "" || t.Kind == Timeout},
	} {
		if !need.said {
			all = append(all, need.what)
		}
	}
	return all
}

// A Flow says how a stream is asked for its items.
type Flow struct {
	Errors     bool  // the second of each pair is an error
	Reader     bool  // an io.Reader: of chunks of bytes
	Put        bool  // a channel that can be sent to: an object, which in the async API has to be awaited
	Ends       bool  // it gives nothing: a channel that is only sent to
	Next, Stop *Func // crossings
}

// A FuncType says how a function of some type is called, from either side.
type FuncType struct {
	Name      string // of a declared type
	Signature *types.Signature
	Params    []FuncParam // in Go's order
	Variadic  bool
	Results   []*Type
	CommaOK   bool
	Error     bool   // the last Go result is an error
	ErrorType string // its Go type, where that is not error
	Invoke    *Func  // how Python calls a Go function of the type; nil: none comes to Python
	Puts      bool   // it sends to a channel
	Opaque    bool   // Python only passes them on, and there is no Invoke
}

// A FuncParam is a parameter of a func type.
type FuncParam struct {
	Go   string // its type as the core spells it; of a variadic one, its item's
	Type *Type  // nil: a context, which Python does not see
}

// Written reports whether a Python callable may write to the list, dict or set that it gets as
// its parameter i, of the type. A function that gets a pointer to one exists to write it, and so
// does one without results that gets one.
func (f *FuncType) Written(t *Type, i int) bool {
	const most = 64 // the bits of a word
	if i >= most || f.Variadic && i == len(f.Crossing())-1 {
		return false
	}
	if to := t.Pointed(); to != nil && t.IsPointer() {
		return to.Contains() && to.Kind != Any && to.same()
	}
	if len(f.Results) > 0 || f.CommaOK {
		return false
	}
	return t.Kind == List && (t.Elem.Kind.Number() || t.Elem.Kind == Str) || (t.Kind == Dict || t.Kind == Set) && t.same()
}

// same reports whether what Python gets of values of the type can go back as the same: numbers,
// text, and pointers to instances, and what contains these.
func (t *Type) same() bool {
	switch t = t.Plain(); t.Kind {
	case Str, Bytes, Ref:
		return true
	case List, Array, Set:
		return t.itemOf().same()
	case Dict:
		return t.Key.same() && t.Elem.same()
	}
	return t.Kind.Number()
}

// itemOf is the type of the items of a list or a set.
func (t *Type) itemOf() *Type {
	if t.Kind == Set {
		return t.Key
	}
	return t.Elem
}

// Crossing are the types of the parameters that Python sees.
func (f *FuncType) Crossing() []*Type {
	var all []*Type
	for _, p := range f.Params {
		if p.Type != nil {
			all = append(all, p.Type)
		}
	}
	return all
}

// Contains reports whether values are lists, dicts or sets in Python, or can be.
func (t *Type) Contains() bool {
	switch t.Kind {
	case Any, List, Array, Dict, Set:
		return true
	case Opt:
		return t.Elem.Contains()
	}
	return false
}

// Any reports whether something holds for the type, or for what its values hold but for
// what is behind instances.
func (t *Type) Any(holds func(*Type) bool) bool { return t.any(holds, nil) }

func (t *Type) any(holds func(*Type) bool, inside []*Class) bool {
	switch {
	case t == nil:
		return false
	case holds(t):
		return true
	case t.Kind == Boxed && t.Class.Value != nil && !slices.Contains(inside, t.Class):
		if t.Class.Value.any(holds, append(inside, t.Class)) {
			return true
		}
	}
	return t.Elem.any(holds, inside) || t.Key.any(holds, inside)
}

// Plain is the type under named ones, but for those that are exceptions in Python.
func (t *Type) Plain() *Type {
	for t.Kind == Named && !t.Class.Error {
		t = t.Elem
	}
	return t
}

// InPlace reports whether the shim may read and write a field of the type by
// itself: a number that one access takes whole. What a pointer leads to must be seen
// by whoever sees the pointer, and complex numbers are two.
func (t *Type) InPlace() bool {
	k := t.Plain().Kind
	return k.Number() && k != Complex64 && k != Complex128
}

// IsSlice reports whether Go gets a slice, whose items it could write.
func (t *Type) IsSlice() bool { return t.Slice() != nil }

// Slice is the slice that values of the type are in Go, also of a declared type; or nil.
func (t *Type) Slice() *Type {
	plain := t.content()
	if plain != nil && (plain.Kind == List || plain.Kind == Bytes && plain.Direct) {
		return plain
	}
	return nil
}

// content is the type under declared ones; nil where it can't be known.
func (t *Type) content() *Type {
	plain := t.Plain()
	if plain.Kind == Boxed {
		return plain.Class.Value
	}
	return plain
}

// Items is the list, the dict or the set that values of the type are in Python, also of a declared type; or nil.
func (t *Type) Items() *Type {
	if plain := t.content(); plain != nil && (plain.Kind == Array || t.IsSlice() || t.IsMap()) {
		return plain
	}
	return nil
}

// IsMap reports whether Go gets a map, whose entries it could change.
func (t *Type) IsMap() bool { return t.Map() != nil }

// Map is the map that values of the type are in Go, also of a declared type; or nil.
func (t *Type) Map() *Type {
	plain := t.content()
	if plain != nil && (plain.Kind == Dict || plain.Kind == Set) {
		return plain
	}
	return nil
}

// HoldsMaps reports whether Go gets maps in the values of the type, which it could change without
// a change of what holds them. What an any holds can be one.
func (t *Type) HoldsMaps() bool { return t.holdsMaps(nil) }

func (t *Type) holdsMaps(inside []*Class) bool {
	plain := t.Plain()
	switch plain.Kind {
	case Any:
		return t.IsAny()
	case Dict, Set:
		return true
	case List, Array, Opt:
		return plain.Elem != nil && plain.Elem.holdsMaps(inside)
	case Boxed:
		return plain.Class.Value != nil && !slices.Contains(inside, plain.Class) && plain.Class.Value.holdsMaps(append(inside, plain.Class))
	}
	return false
}

// IsAny reports whether the type takes any value, as it is.
func (t *Type) IsAny() bool {
	return t.Kind == Any && (t.Read == "rt.ReadAny" || t.ReadBody == "return rt.ReadAny(r)")
}

// IsListOfAny reports whether it is a list of such values.
func (t *Type) IsListOfAny() bool {
	return t.Kind == List && t.Elem.Kind == Any && t.Elem.Read == "rt.ReadAny"
}

// IsPointer reports whether Go gets a pointer to a value of which Python has a copy: one to
// which it could write.
func (t *Type) IsPointer() bool {
	switch t = t.Plain(); t.Kind {
	case Opt, BigInt, Rational, Decimal:
		return strings.HasPrefix(t.Go, "*")
	}
	return false
}

// Pointed is what Go gets by such a pointer, where the type has more to say of it; or nil.
func (t *Type) Pointed() *Type {
	if t = t.Plain(); t.Kind == Opt {
		return t.Elem.Plain()
	}
	return nil
}

// HasPointers reports whether Go gets a slice of pointers to values of which Python has copies.
func (t *Type) HasPointers() bool {
	s := t.Slice()
	return s != nil && s.Elem != nil && s.Elem.Kind == Opt && s.Elem.IsPointer()
}

// SharesItems reports whether Go gets a slice of slices, maps or arrays of these, to which it could write.
func (t *Type) SharesItems() bool {
	s := t.Slice()
	return s != nil && s.Elem != nil && (s.Elem.IsSlice() || s.Elem.IsMap() || s.Elem.IsSharingArray())
}

// TakesText reports whether Go gets a pointer to a struct for which Python can give text: a
// struct of the call's own is made of it.
func (t *Type) TakesText() bool { return t.Kind == Ref && t.Class != nil && t.Class.FromTextCall != "" }

// TakesFields reports whether Go gets a struct for which Python can give a dict of its fields: a struct of the call's own
// is made of it.
func (t *Type) TakesFields() bool { return t.Kind == Obj && t.Class != nil }

// TakesRow reports whether Go gets a pointer to a struct for which a row of a column can be given, which is a dict of its
// fields.
func (t *Type) TakesRow() bool {
	return t.Kind == Ref && t.Class != nil && t.Class.Kind == Struct && !t.TakesText() && !t.TakesArray()
}

// TakesArray reports whether an array of Python's is taken for an instance, or for one behind a pointer.
func (t *Type) TakesArray() bool {
	return (t.Kind == Ref || t.Kind == Obj) && t.Class != nil && t.Class.FromArrayCall != ""
}

// GoesBack reports whether what Go writes to an argument of the type could be lost.
func (t *Type) GoesBack() bool {
	return t.IsSlice() || t.IsMap() || t.IsPointer() || t.IsSharingArray()
}

// IsSharingArray reports whether Go gets an array, which is a copy, of slices or maps, to which it could write.
func (t *Type) IsSharingArray() bool {
	plain := t.content()
	return plain != nil && plain.Kind == Array && (plain.Elem.IsSlice() || plain.Elem.IsMap() || plain.Elem.IsSharingArray())
}

// ContainsItself reports whether values of the type, which is a class, can be in one of them.
func (t *Type) ContainsItself() bool {
	c := t.Plain().Class
	return c != nil && c.Value.Any(func(t *Type) bool { return t.Class == c })
}

// CanBeBorrowed reports whether an argument of the type could be a view of
// Python's own memory, text, bytes and lists of numbers, or an object that Go
// need not own: a callable.
func (t *Type) CanBeBorrowed() bool { return t.Borrow != "" }

// ZeroLiteral is Go's zero value as a Python literal, and an ellipsis where it has none.
func (t *Type) ZeroLiteral() string {
	switch t.Kind {
	case Bool:
		return "False"
	case Float32, Float64:
		return "0.0"
	case Complex64, Complex128:
		return "0j"
	case Str:
		return "''"
	case Bytes:
		if t.Len < 0 {
			return "b''"
		}
	case List:
		return "[]"
	case Dict:
		return "{}"
	case Named:
		return t.Elem.ZeroLiteral()
	case Opt, Ref, Callable, Chan, Channel, Dynamic, Any, Error, File, NetipAddr, NetipPrefix, NetipAddrPort:
		return "None"
	case Duration:
		return "0"
	}
	if t.Kind.Number() {
		return "0"
	}
	return "..."
}
