// Package model is the binding model: the contents of the Python package as plain data.
// bind and analysis write their decisions into it, and emit reads it. No stage after
// analysis decides anything.
//
//	Module   one Python package, from one or more Go packages
//	Package  one Go package and its Python module
//	Class    an exported type
//	Func     one crossing: a function, a method, or an operation that a class or a
//	         variable needs from the core (see Shape)
//	Type     how values of one Go type cross
//
// Print writes a model as text, for golden tests and for people.
package model

import (
	"go/types"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A Module is one Python package.
type Module struct {
	ImportName   string   // "textstats"
	DataFiles    []string // of the project's Python packages, by path in the wheel: for tools that pack programs
	ShimFile     string   // the name of the C half
	OldestPython string   // that loads it: "3.11"
	CoreFile     string   // the name of the Go half, beside it
	GoModule     string   // its path; "" for the standard library
	Core         string   // the import path of the folder that the core lies in
	Logs         Logs
	Traces       Traces
	OneThread    bool // without a GIL, calls that keep it elsewhere exclude each other
	Direct       DirectCalls
	Packages     []*Package
	Imports      []Import          // Go packages that the core's source names
	Reexports    []*types.TypeName // aliases that name types of internal packages of other modules
	Types        []*Type           // Types[i].ID == i
	TypeVars     []TypeVar
	Classes      []*Class // Classes[i].ID == i; all packages
	Funcs        []*Func  // Funcs[i].ID == i: the core's table
	Sentinels    []*Sentinel
	Held         HeldFuncs
	Pointer      PointerClass
	File         *Func        // what the file objects of package io do; nil: there are none
	ToJSON       string       // the name of the function for json.dumps(); "" where no class needs one
	Batch        *Func        // runs many calls of one function
	Compared     []Comparison // types that == of structs compares by functions of their own
	Layout       []string     // Go expressions of sizes and offsets that the shim asks for
	Symbols      []Symbol
	Absent       []Absent // names that an AttributeError explains
	Removed      []RemovedSetting
	Errors       []Choice          // classes whose Go types are errors
	Raised       []Choice          // interfaces of errors, which are classes too, each before those that it implies
	KeepErrors   bool              // exceptions can come back to Go, so they keep the error that they were
	Lost         []Note            // directives without effect
	Notes        []Note            // what the users of the module should know
	Sources      map[string][]byte // files that declare symbols, by their names in Symbol.Pos; only where a report wants them
}

// Logs says by which packages of the standard library the module's code can log.
type Logs int

const (
	LogsNothing Logs = iota
	LogsLog          // log
	LogsSlog         // log/slog, which brings log with it
)

// Traces is whether the module's code can trace: the names that the core's source has for packages of
// OpenTelemetry. Spans cross the boundary then with the context.Context that a call takes or gives.
type Traces struct {
	Spans   string // go.opentelemetry.io/otel/trace; "": nothing of the program imports it
	Baggage string // go.opentelemetry.io/otel/baggage; the same
}

// A TypeVar stands for a type parameter in stubs.
type TypeVar struct {
	Name     string
	Hashable bool
}

// HeldFuncs are crossings about what interfaces hold, whichever these are: nil where the
// module has none.
type HeldFuncs struct {
	Equal, Hash, Text, Describe, IsError *Func
}

// A PointerClass makes pointers for an any; its name is "" where nothing takes one.
type PointerClass struct {
	Python      string
	Make, Value *Func
}

// A Comparison names functions of rt/ for one Go type: func(a, b *T) bool, and a hash
// that is the same for equal values.
type Comparison struct {
	Equal, Hash string
}

// A RemovedSetting is a GODEBUG setting that the Go of the build has removed. A process
// with an old value of it in its environment can't load the core.
type RemovedSetting struct {
	Name    string
	Values  []string // the old ones
	Release int      // 27: Go 1.27 has removed it
}

// An Import is a Go package that the core imports under an alias of its own.
type Import struct {
	Path, Alias string
}

// A Package is a Go package and its Python module.
type Package struct {
	Index  int    // in Module.Packages
	Module string // the full name of its module in Python
	Path   string // Go import path
	GoName string
	Python string // dotted name below the import name; "" for the package itself
	Doc    string
	Full   bool   // all symbols are bound; else only the types that other packages need
	Batch  string // the module of the functions over columns, below this one
	Polars string // that of the functions as expressions of Polars; "" where there is none
	Hops   int    // 0: of the module; 1: of another one, and the module names a type of it; 2: only those name one
	Funcs  []*Func
	Consts []*Const
	Vars   []*Var
}

// Empty reports whether nothing of a package is bound.
func (m *Module) Empty(p *Package) bool {
	for _, c := range m.Classes {
		if c.Package == p {
			return false
		}
	}
	return len(p.Funcs) == 0 && len(p.Consts) == 0 && len(p.Vars) == 0
}

// A Shape says what a Func stands for, which decides the form of its thunk.
type Shape int

const (
	Function Shape = iota
	Method
	FieldGet
	FieldSet
	VarGet
	VarSet
	Zero      // a new zero value of a struct
	Equal     // ==
	Order     // <, <=, > and >=
	Hash      // hash()
	Copy      // a copy of a value
	Encode    // its state, by its own encoder
	Text      // str()
	BoxMake   // a box from its plain value
	BoxPlain  // the plain value of a box
	BoxShown  // its value, with containers that stand for those in it
	Invoke    // a call of a Go function that Python holds
	Next      // the next items of a stream
	Stop      // the end of a stream
	FileDo    // what a file object does
	RunRows   // many calls of one function
	FromText  // an instance made of text
	FromArray // an instance made of an array
	Describe  // something that a function of rt says of an interface's value
	Is        // whether an interface's value implements another interface
	MakePointer
	JSON    // what encoding/json writes of an instance
	Format  // what fmt writes of an instance, by its own Format
	Pointee // what a pointer in an any leads to
	Edit    // a change of a part of what a field or a variable holds
)

// HoldDirective is the GILReason of a function whose author wants it to keep the GIL.
const HoldDirective = "//py:gil hold"

// A GIL is what a Func's thunk does with the GIL.
type GIL int

const (
	Release   GIL = iota
	Hold          // kept
	HoldSmall     // kept while the arguments are small (GS_SMALL in shim/call/frame.h)
)

// A Func is one crossing.
type Func struct {
	ID       int
	Shape    Shape
	Package  *Package
	Go       string           // as in Symbol.Go
	Object   *types.Func      // functions and methods; for analysis
	TypeArgs []types.Type     // of an instance of a generic function
	Instance *types.Signature // of the instance
	// The functions of Go that are this one in Python, this one first, where there are
	// several; OverloadOf is the first of them.
	Overloads  []*Func
	Unnamed    bool // it is the constructor of a class alone
	Hidden     bool // a method without a name in Python, for a protocol alone
	OverloadOf *Func
	Narrow     bool   // the instance is for a named type of the package: it stands behind the others, and takes instances of that class alone
	Call       string // Go expression that is called, read or assigned, without the receiver
	Python     string
	Doc        string
	Recv       *Class
	RecvType   *Type // how self crosses
	// Equal and Order by a method: it takes the other by a pointer.
	OtherPointer bool
	Copied       string // a value receiver: the Go expression, with %s for self, of the address of what a call copies
	// For a promoted value receiver: the Go paths from self to the embedded pointers
	// on the way to the copied value, the outermost first.
	CopiedThrough []string
	CopiedFields  []int // the same way, where a field on it has no name in the core; Copied is then all of self
	Params        []*Param
	Options       []*Option // functional options, as keywords
	Context       int       // position of the context.Context among the Go parameters, or -1
	Results       []*Type
	ResultNames   []string // where there are several: of the fields of a struct that holds them
	NotNil        []bool   // of each result: nil does not come, unless with an error; nil: nobody has judged
	NilReasons    []string
	Itself        bool   // a method that returns its receiver, and nothing else
	Alone         bool   // without a GIL, where the call keeps it, no other such call runs at the same time
	Shared        string // a variable of a package that it writes without a lock: rows run one after the other; or ""
	Core          string // of functions of lists of numbers: the signature of their lengths as NumPy writes it, (n),(m)->()
	CommaOK       bool   // the last Go result says whether the others count
	CommaOKReason string
	Error         bool   // the last Go result is an error
	ErrorType     string // its Go type, where that is not error
	GIL           GIL
	GILReason     string
	Quick         uint8   // of an interface: the bit of the method in QuickType.Methods; 0: it has none
	Async         bool    // //py:async: the plain name stands for the async API
	Direct        *Direct // nil: each call is a crossing
	DirectReason  string  // why it is one although a direct call was asked for; "" else
	Vector        *Vector // nil: rows of columns run in Go
	VectorReason  string  // why they do; "" of a function that is none of numbers
	VectorWish    VectorWish
	Interrupt     bool     // signals are handled while it runs, and may cancel its context
	Reflected     bool     // the core can't name a type in it, and calls, reads or writes by reflection
	Absent        string   // FieldGet, FieldSet: the text of an AttributeError, where a nil pointer that is embedded may lie on the way
	Constant      bool     // VarGet: what is read has no address
	Pushes        Push     // a method that calls a function with each item: the result is an iterator over these
	Over          bool     // a method in Python alone: Call is a function that takes the receiver first
	Changes       bool     // a method of a pointer to an immutable value: it works on a copy, which is the first result
	EndIsZero     bool     // io.EOF is no error: the result says what has been read
	Ends          []string // the errors that are the end of an iteration, as the core spells them: then the last result is false
	Atomic        bool     // FieldGet, FieldSet: by Load and Store of package sync/atomic
	Held          bool     // FieldSet: the instance shows Python's collector what the field refers to
	Live          bool     // FieldGet, VarGet: Python gets containers that stand for those in Go
	LiveName      string   // with Live: as messages call it
	Getter        *Func    // FieldSet, VarSet: reads the same
	Edits         *Type    // Edit: what the field or the variable is
	Edit          *Func    // of these: how they are changed; nil: they refuse to be
	Pos           string

	// The frame, set by Place: the first word of self, of each parameter and of
	// each result, of the ok, of the error, and how many there are.
	SelfWord, OKWord, ErrorWord, Words int
	ParamWords, ResultWords            []int
	Scratch                            int
}

// A Push says how a method calls a function with each item.
type Push int

const (
	PushesNone  Push = iota
	PushesUntil      // until the function returns false
	PushesAll
)

// GoSignature is the signature of a function or method, or of an instance of it.
func (f *Func) GoSignature() *types.Signature {
	if f.Instance != nil {
		return f.Instance
	}
	return f.Object.Signature()
}

// GoInstance is the name of an instance of a generic function: Max[int64].
func (f *Func) GoInstance() string {
	var args []string
	for _, t := range f.TypeArgs {
		args = append(args, types.TypeString(t, (*types.Package).Name))
	}
	return f.Go + "[" + strings.Join(args, ", ") + "]"
}

// ReturnsReceiver reports whether result i of a method may be its receiver, which is then the
// same object in Python.
func (f *Func) ReturnsReceiver(i int) bool {
	return f.Shape == Method && !f.Recv.Error && i < len(f.Results) && f.Results[i].Kind == Ref && f.Results[i].Class == f.Recv && f.RecvType.Kind == Ref
}

// HasLoop reports whether the core has a loop over columns for the function: one for a ufunc, or one
// of text and numbers that gives the same.
func (f *Func) HasLoop() bool { return f.IsUfunc() || f.loopsOverText() }

// MayTakeLong reports whether the function's loop looks between two rows whether it is to end.
func (f *Func) MayTakeLong() bool { return f.GIL != Hold || f.Core != "" }

func (f *Func) loopsOverText() bool {
	if !f.canLoop() || f.Core != "" {
		return false
	}
	for _, p := range f.Params {
		text := p.Type.Kind == Str && (p.Passing == Borrowed || p.Passing == Copied)
		if p.Kind == Star || !text && !p.Type.Plain().Kind.Number() {
			return false
		}
	}
	return !slices.ContainsFunc(f.Results, func(t *Type) bool { return !t.Kind.Number() && t.Kind != Str })
}

// canLoop reports whether a call has nothing but arguments and results.
func (f *Func) canLoop() bool {
	n := len(f.Params) + len(f.Results)
	return f.Shape == Function && !f.Unnamed && !f.Narrow && !f.Reflected && f.Context < 0 && !f.CommaOK && len(f.Results) > 0 && len(f.Params) > 0 && n <= MostColumns
}

// IsUfunc reports whether the function is one of numbers, or of lists of numbers, which fails only
// by an error.
func (f *Func) IsUfunc() bool {
	if !f.canLoop() {
		return false
	}
	for _, p := range f.Params {
		if p.Kind == Star || !p.Type.Plain().Kind.Number() && !(f.Core != "" && p.Type.ListOfNumbers() && (p.Passing == Borrowed || p.Passing == Copied)) {
			return false
		}
	}
	for _, r := range f.Results {
		if !r.Kind.Number() && !(f.Core != "" && r.ListOfNumbers()) {
			return false
		}
	}
	return true
}

// ListOfNumbers reports whether it is a slice of numbers that are no class of Python's.
func (t *Type) ListOfNumbers() bool { return t.Kind == List && t.Elem.Kind.Number() }

// RowsOfNumbers reports whether it is lists of such lists, or arrays.
func (t *Type) RowsOfNumbers() bool {
	lists := func(t *Type) bool { return t.Kind == List || t.Kind == Array }
	return lists(t) && lists(t.Elem) && t.Elem.Elem.Kind.Number()
}

// IsPlugin reports whether a function is an expression of Polars too: it has results, which columns can hold, and its
// Python name can be a part of a C symbol. One that is several in Go is one, if all of these are alike.
func (f *Func) IsPlugin() bool {
	if len(f.Overloads) == 0 {
		return f.OverloadOf == nil && f.canBePlugin()
	}
	return !slices.ContainsFunc(f.Overloads, func(o *Func) bool {
		return o.Narrow || !o.canBePlugin() || len(o.Params) != len(f.Params) || !slices.EqualFunc(o.Results, f.Results, func(a, b *Type) bool {
			return (a.Plain().Kind == List) == (b.Plain().Kind == List)
		})
	})
}

func (f *Func) canBePlugin() bool {
	if f.Shape != Function || f.Unnamed || len(f.Results) == 0 || len(f.Params) == 0 {
		return false
	}
	for _, p := range f.Params {
		if p.Kind == Star {
			return false
		}
	}
	for _, c := range f.Python {
		if c > unicode.MaxASCII {
			return false
		}
	}
	return !slices.ContainsFunc(f.Results, func(t *Type) bool { return !t.IsColumn() })
}

// IsColumn reports whether values of a type are a column of Arrow's: gs_build_can in shim/batch/table.c.
func (t *Type) IsColumn() bool { return t.isColumn(nil) }

func (t *Type) isColumn(within []*Class) bool {
	switch t.Kind {
	case Str, Bytes, Time, Duration:
		return true
	case Complex64, Complex128:
		return false
	case Opt, Named:
		return t.Elem.isColumn(within)
	case List, Array, Set:
		return t.itemOf().isColumn(within)
	case NDArray:
		return t.Key.isColumn(within)
	case Dict:
		return t.Key.isColumn(within) && t.Elem.isColumn(within)
	case Obj, Ref:
		columns := 0
		if t.Class.Kind != Struct || slices.Contains(within, t.Class) {
			return false
		}
		for _, f := range t.Class.Fields {
			if f.Column {
				columns++
				if !f.Type.isColumn(append(within, t.Class)) {
					return false
				}
			}
		}
		return columns > 0
	}
	return t.Kind.Number()
}

// MostColumns is how many columns a loop has at most: GS_MOST_COLUMNS in shim/batch/numbers.h.
const MostColumns = 16

// CallsBack reports whether Go may call Python through the arguments.
func (f *Func) CallsBack() bool {
	for _, p := range f.Params {
		if p.Type.CallsBack() {
			return true
		}
	}
	return false
}

// HasAsyncAPI reports whether aio has the function too: functions, and methods of
// structs and boxes. Methods of numbers and strings are not in it.
func (f *Func) HasAsyncAPI() bool {
	return f.Shape == Function && !f.Unnamed || !f.Hidden && f.Shape == Method && f.Recv.HasAsyncAPI()
}

// HasAsyncAPI reports whether instances have an async API beside the sync one.
func (c *Class) HasAsyncAPI() bool { return c.OverValue() && !c.Error }

// OverValue reports whether instances are over a Go value, which they share.
func (c *Class) OverValue() bool { return c.Kind == Struct || c.Kind == Box || c.Kind == Interface }

// CallsBack reports whether Go may call Python through a value.
func (t *Type) CallsBack() bool {
	return t.Any(func(t *Type) bool { return t.HoldsObjects() })
}

// AtOnce is how many bytes of a value may be copied or cleared without a check of its
// size: GS_AT_ONCE in shim/call/frame.h.
const AtOnce = 16 << 10

// Sized reports whether the argument may be of any size.
func (p *Param) Sized() bool {
	switch p.Type.Plain().Kind {
	case Str, Bytes, List:
		return true
	case Callable:
		return p.Passing != Borrowed
	}
	return !p.Type.Direct
}

// GivesStreams reports whether the results contain streams.
func (f *Func) GivesStreams() bool {
	for _, t := range f.Results {
		if t.Any(func(t *Type) bool { return t.Flow != nil }) {
			return true
		}
	}
	return false
}

// GivesStream reports whether the result is a stream, which in the async API is there at once.
func (f *Func) GivesStream() bool {
	return len(f.Results) == 1 && f.Results[0].Flow != nil && !f.Results[0].Flow.Put
}

// Gives reports whether the arguments contain references to Python objects that Go will
// own. Only a callable that is the argument itself is borrowed, and not one in a map, say.
func (f *Func) Gives() bool {
	for _, p := range f.Params {
		if p.Type.Any(func(t *Type) bool {
			return t.HoldsObjects() && (t.Kind != Callable || t != p.Type || p.Passing != Borrowed)
		}) {
			return true
		}
	}
	return false
}

// A ParamKind is one of Python's kinds of parameters.
type ParamKind int

const (
	PositionalOrKeyword ParamKind = iota
	PositionalOnly
	KeywordOnly
	Star // *args
)

// A Param is a parameter.
type Param struct {
	Go, Python    string
	Position      int // among Go's parameters; the deadline stands where the context does
	Type          *Type
	Kind          ParamKind
	Default       string // Python literal; "" where it is required
	Bytes         bool   // text that may come as bytes too
	Passing       Passing
	Writes        bool // of what is lent: Go writes it for certain, so what can't take that is refused
	PassingReason string
	InPlace       bool     // a matrix or vector made of Python's array is over the array's own memory
	Asked         []string // the Go types that Go looks for in an any, which what fits is made into
	Compared      bool     // of an any: Go compares it, or has it as a key, so that tuples and bytes are arrays
	Shallow       bool     // of what is lent: the maps in it may be written after the call, and are not looked at
	Asserted      bool     // of an any that is lent: Go writes to a list or a map that it finds in it, and wants no pointer
	PointerHint   string   // the class of pointers, where Go could write to what it gets by one
	Evidence      []string // what the Go compiler says of it, on which PassingReason rests
}

// A Passing is how an argument is passed that could be a view of Python's memory.
type Passing int

const (
	Copied     Passing = iota
	Borrowed           // Go neither keeps nor writes it
	Writable           // a writable buffer that Go writes: that is what the function is for
	CopiedBack         // a copy, which Go may write: what it wrote goes back
	Written            // the same where Go does not keep it: a writable buffer is no copy
)

// Lent reports whether what Go writes to the argument goes back to Python.
func (p *Param) Lent() bool { return p.Passing == CopiedBack || p.Passing == Written }

// Place assigns the words of the frame.
func (f *Func) Place() {
	n := 0
	take := func(words int) int {
		at := n
		n += words
		return at
	}
	if f.RecvType != nil {
		f.SelfWord = take(f.RecvType.InWords)
	}
	switch f.Shape {
	case Equal, Order:
		take(1)
	case Edit: // rt.Edited
		f.ParamWords, f.ResultWords = []int{take(2)}, []int{take(3)}
	}
	for _, p := range f.Params {
		f.ParamWords = append(f.ParamWords, take(p.Type.InWords))
	}
	for _, r := range f.Results {
		f.ResultWords = append(f.ResultWords, take(r.OutWords))
		f.Scratch = min(f.Scratch+r.Scratch, 512)
	}
	if f.CommaOK {
		f.OKWord = take(1)
	}
	if f.Error {
		f.ErrorWord = take(3)
		f.Scratch = max(f.Scratch, 256)
	}
	f.Words = max(n, 3) // a panic takes three
}

// A QuickType is a type that an instance of an interface's class may be over.
type QuickType struct {
	Type    string // the path of its package, its name, and * before a pointer
	Methods uint8  // a bit for each method that is so short that its call keeps the GIL: Func.Quick
}

// MostQuick is how many methods of an interface have a bit.
const MostQuick = 8

// A ClassKind says what Python class an exported type becomes.
type ClassKind int

const (
	Struct     ClassKind = iota // an instance over a Go struct
	Box                         // an instance over another Go value
	IntClass                    // a subclass of int
	FloatClass                  // of float
	StrClass                    // of str
	Enum                        // an open enum of int or str
	Interface                   // an instance over what a Go interface holds
)

func (k ClassKind) String() string {
	return [...]string{Struct: "an instance over a Go struct", Box: "an instance over a Go value", IntClass: "a subclass of int",
		FloatClass: "a subclass of float", StrClass: "a subclass of str", Enum: "an open enum", Interface: "an instance over what a Go interface holds"}[k]
}

// Describes says what Python class it is.
func (c *Class) Describes() string {
	if c.Flags {
		return "an open enum of flags"
	}
	if c.Kind == Interface && c.Error {
		return "an exception, of which are all errors that implement it, matched by errors.As"
	}
	return c.Kind.String()
}

// A Class is an exported type.
type Class struct {
	ID      int
	Kind    ClassKind
	Object  *types.TypeName
	Type    *types.Named // of a generic type, the instance
	Package *Package
	Go      string // name within its package
	GoType  string // as the core spells it
	Python  string
	Doc     string
	Pos     string
	Fields  []*Field
	Methods []*Func
	Members []Member // enums
	Flags   bool     // of an enum: its members are bits
	Aliases []Alias  // further names, of Go's type aliases
	Value   *Type    // the plain value; structs: nil; interfaces: the type of the interface
	Size    int      // index into Module.Layout
	Items   int      // boxes over arrays: how many arguments are the items of one; 0: it takes them as one

	Constructor *Func    // NewT or New, or how a box is made; nil: the fields
	Zero        *Func    // structs
	ZeroName    string   // the class method that makes a zero value; structs
	Views       []string // boxes over maps and channels: methods of the plain value, where Go has none of the name
	Makers      string   // the functions of its package that make instances: "new_reader() and open()"
	Equal       *Func    // nil: identity, or for boxes their plain values
	Order       *Func    // nil: none, or for boxes that of their plain values
	HashFunc    *Func
	Unhashable  bool
	State       *State      // structs and boxes: what a value consists of
	Quick       []QuickType // of an interface: types whose calls keep the GIL
	Unnamed     bool        // the core can't name the type: Kind is Interface, and instances are over a pointer to it
	AsKey       bool        // values are keys of maps, so there is a hash wherever Go has one
	ByAddress   bool        // pointers to values are keys of maps
	Frozen      bool        // structs: no field can be set, but by the constructor
	Generic     bool        // it is the class of a generic type, and can be subscripted
	Instances   []Instance
	TypeVars    []string // in stubs, of its type parameters that stand for any Python object
	OfObjects   bool     // there are such, of an interface too
	Lacks       bool     // some of its fields or methods could not be bound
	Protocols   *Protocols
	Str         *Func
	Plain       *Func  // boxes
	Shown       *Func  // the same, which stands for what Go has; nil: it can't be changed in part
	Mutable     bool   // boxes: Python can change the items, by Shown.Edit
	ShowsItems  bool   // boxes: the items are such that what is changed in them is to reach Go
	FromText    *Func  // makes an instance of text; nil: text is not taken
	TextMethod  string // named numbers and strings: the Python method that is str()

	FromArray     *Func  // makes an instance of an array of Python's; nil: none is taken
	FromArrayCall string // as the core spells it, with %s for the decoder; it gives a pointer and what was copied
	ArrayOf       string // then, for messages: "an array of float64"

	FromTextCall string // as the core spells it, with %s for the text; it gives a pointer and an error
	Kin          Kin

	Reads, Writes bool   // as a file object
	File          *Func  // what it does as one
	Aio, Sync     string // structs, boxes and interfaces: the attributes that are the other API

	AsPointer bool // in an any, an instance is a pointer to the value

	Error  bool   // the Go type is an error: in Python it is a class of exceptions, which hold instances
	Raises string // of //py:raises: the class of Python's that these are of too
	// The interfaces of errors that the type implements: classes that this one is derived from.
	ErrorBases []*Class

	// Interfaces.
	Choices  []Choice // what a value can be beside an instance of the class itself
	Is       *Func    // whether what another interface holds implements this one
	Describe *Func    // the dynamic type
	Calls    []Call   // how Go calls a Python object that has the methods; empty where none will do
	NoCalls  string   // why none will do
	Wider    []Wide   // what a Python object with more methods is, which Go code looks for; the most methods first
	EqualBy  string   // the method that compares a value with another of the interface, and is ==; "": Go's == is
}

// A Wide is an interface and others that Go code looks for in its values.
type Wide struct {
	Calls []Call
	Of    *Type // an interface that has these methods; nil: none does
}

// An Instance is a class of a generic type for some Python types only.
type Instance struct {
	Class *Class
	Args  string // a letter for each type argument: shim/objects/generic.h
}

// A Kin is a type of Python whose text is the value of a class too. The numbers are those of
// enum gs_kin in shim/objects/kin.h.
type Kin int

const (
	NoKin      Kin = iota
	UUIDKin        // uuid.UUID
	NumberKin      // int, Decimal and Fraction
	AddressKin     // addresses of module ipaddress
	PatternKin     // re.Pattern
	ZoneKin        // zoneinfo.ZoneInfo
	NetworkKin     // networks and interfaces of module ipaddress
	FileKin        // paths, and files by their descriptor
)

// TextHint is what is taken for an instance made of text, in stubs, after "| ".
func (c *Class) TextHint() string {
	if c.FromTextCall == "" {
		return ""
	}
	return " | str" + [...]string{"", " | _uuid.UUID", " | int | _decimal.Decimal | _fractions.Fraction", " | _ipaddress.IPv4Address | _ipaddress.IPv6Address",
		" | _re.Pattern[str]", " | _zoneinfo.ZoneInfo", " | _ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface", " | _os.PathLike[str] | _HasFileno"}[c.Kin]
}

// ArrayHint is what is taken for an instance made of an array, in stubs, after "| ".
func (c *Class) ArrayHint() string {
	if c.FromArrayCall == "" {
		return ""
	}
	return " | _Buffer"
}

// TextModules are the modules of TextHint.
func (c *Class) TextModules() []string {
	return [...][]string{nil, {"uuid"}, {"decimal", "fractions"}, {"ipaddress"}, {"re"}, {"zoneinfo"}, {"ipaddress"}, {"os"}}[c.Kin]
}

// Expects lists, for messages, an instance, what is taken for one, and more.
func (c *Class) Expects(more ...string) string {
	all := []string{c.Python}
	if c.ArrayOf != "" {
		all = append(all, c.ArrayOf)
	}
	if c.FromTextCall != "" {
		all = append(all, [...][]string{nil, {"UUID"}, {"int", "Decimal", "Fraction"}, {"IPv4Address", "IPv6Address"}, {"re.Pattern"}, {"ZoneInfo"}, {"IPv4Network", "IPv6Network", "IPv4Interface", "IPv6Interface"}, {"a file with fileno()", "PathLike"}}[c.Kin]...)
		all = append(all, "str")
	}
	all = append(all, more...)
	last := len(all) - 1
	if last == 0 {
		return all[0]
	}
	return strings.Join(all[:last], ", ") + " or " + all[last]
}

// A Call is a method of an interface, as Go calls it of a Python object.
type Call struct {
	Go, Python string
	Reads      bool  // it is Read of package io, and Python's read(n)
	Type       *Type // of a function that does the same
}

// A Choice is a class whose Go type implements an interface.
type Choice struct {
	Class *Class
	Type  *Type // as which instances go to Go: T or *T
	// The dynamic types that come to Python as instances of the class, as the core
	// spells them; "" where there is none.
	Value, Pointer string
}

// An Alias is a further name of a class.
type Alias struct {
	Package *Package
	Python  string
}

// A Field is a field of a struct, or one promoted from an embedded struct.
type Field struct {
	Go, Python string
	Doc        string
	Type       *Type
	Given      *Type // what Python gets: Type, or an array of it
	Promoted   bool
	Behind     bool   // of what a pointer embeds, so that it may not be there
	Lost       bool   // with Behind: Python can't set the pointer
	NotNil     bool   // nil does not stand in it
	Made       string // the Python literal of what the constructor of the class sets it to; "": nobody knows
	Column     bool   // of a table of such structs: it is not a part of another field
	Offset     int    // index into Module.Layout: read in place; -1: through the core
	Get, Set   *Func
}

// Own is the number of fields that are in the struct, or in one that is a part of it. Those behind embedded pointers
// come after them.
func (c *Class) Own() int {
	if at := slices.IndexFunc(c.Fields, func(f *Field) bool { return f.Behind }); at >= 0 {
		return at
	}
	return len(c.Fields)
}

// A Member is one name of an enum.
type Member struct {
	Python, Value string // Value is a Python literal
}

// A Const is a constant of a module.
type Const struct {
	Go, Python string
	Doc        string
	Form       byte // i: int, f: float, s: str, b: bool, p: any Python literal
	Text       string
	Number     float64
	Class      *Class
	Hint       string
}

// Literal writes the value as Python does; for enums and named types, the plain value.
func (c *Const) Literal() string {
	switch c.Form {
	case 'f':
		return strconv.FormatFloat(c.Number, 'g', -1, 64)
	case 's':
		return strconv.Quote(c.Text)
	case 'b':
		return map[string]string{"true": "True", "false": "False"}[c.Text]
	}
	return c.Text
}

// A Var is a variable, a property of its module.
type Var struct {
	Go, Python string
	Doc        string
	Type       *Type
	NotNil     bool // nil does not stand in it
	Get, Set   *Func
}

// A Sentinel is an exported error variable, a class of exceptions.
type Sentinel struct {
	Go, Python string // Go as the core spells it
	Doc        string
	Package    *Package
	Base       *Class // of its type; nil: GoError
	Raises     string // of //py:raises: the class of Python's that it is of too
}
