package convert

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"
	"testing"

	"gophersnake/internal/model"
)

// source declares what the tests convert.
const source = `package p

import (
	"context"
	"io"
	"iter"
	"math/big"
	"net/netip"
	"net/url"
	"time"
	"unsafe"
)

type Point struct{ X, Y int }
type Celsius float64
type Name string
type Color int
type Flags []bool
type Money struct{ Amount *big.Int }
type Visit func(p *Point, more ...string) (n int, err error)
type config struct{}
type Option func(*config)
type hidden int
type Pair[T any] struct{ A, B T }
type Node struct{ Next *Node }
type Loop []Loop
type Alias = map[string]time.Time
type Shape interface{ Area() float64 }
type UUID [16]byte
type Missing struct { String string; Valid bool }
func (*Missing) Scan(any) error
func (Missing) Value() (any, error)
type Whatever interface{}

var (
	_ context.Context
	_ io.Reader
	_ iter.Seq[int]
	_ netip.Addr
	_ url.URL
	_ unsafe.Pointer
)
`

var load = sync.OnceValues(func() (*types.Package, error) {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "p.go", source, 0)
	if err != nil {
		return nil, err
	}
	return (&types.Config{Importer: importer.ForCompiler(set, "source", nil)}).Check("example.com/p", set, []*ast.File{f}, nil)
})

// A world is the package, and a table for its types.
type world struct {
	t     *testing.T
	pkg   *types.Package
	table *Table
}

// ClassOf knows the exported types of the package.
func (w *world) ClassOf(n *types.Named) (*model.Class, error) {
	if n.Obj().Pkg() != w.pkg {
		return nil, nil
	}
	kinds := map[string]model.ClassKind{"Celsius": model.FloatClass, "Name": model.StrClass, "Color": model.Enum, "Flags": model.Box, "Loop": model.Box, "Shape": model.Interface}
	c := &model.Class{Kind: kinds[n.Obj().Name()], Python: n.Obj().Name(), Package: &model.Package{Python: "p"}}
	if c.Kind == model.Box {
		var err error
		if c.Value, err = w.table.In(n.Underlying()); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func newWorld(t *testing.T) *world {
	t.Helper()
	pkg, err := load()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, pkg: pkg}
	w.table = &Table{Classes: w, Spell: func(x types.Type) string { return types.TypeString(x, (*types.Package).Name) },
		Foreign: func(p *types.Package) bool { return p != nil },
		TextOf: func(n *types.Named) (string, model.Kin) {
			if n.Obj().Name() == "UUID" {
				return "Parse(%s)", model.UUIDKin
			}
			return "", model.NoKin
		}}
	return w
}

// typ is a type as Go writes it.
func (w *world) typ(expr string) types.Type {
	w.t.Helper()
	// in the file's scope, which has the imports
	v, err := types.Eval(token.NewFileSet(), w.pkg, w.pkg.Scope().Lookup("Point").Pos(), expr)
	if err == nil && v.IsType() {
		return v.Type
	}
	w.t.Fatalf("%s is no type: %v", expr, err)
	return nil
}

// What Go types become: the whole of what Python sees.
func TestWhatTypesBecome(t *testing.T) {
	const address = "_ipaddress.IPv4Address | _ipaddress.IPv6Address"
	rows := []struct {
		goType   string
		kind     model.Kind
		in, out  string // hints
		expected string
		way      model.Way
		notZero  string
	}{
		{"bool", model.Bool, "bool", "bool", "bool", model.ByNumber, "bool(%s)"},
		{"int", model.Int64, "int", "int", "int", model.ByNumber, "%s != 0"},
		{"int8", model.Int8, "_int8", "int", "int", model.ByNumber, "%s != 0"},
		{"int16", model.Int16, "_int16", "int", "int", model.ByNumber, "%s != 0"},
		{"int32", model.Int32, "_int32", "int", "int", model.ByNumber, "%s != 0"},
		{"uint8", model.Uint8, "_uint8", "int", "int", model.ByNumber, "%s != 0"},
		{"uint16", model.Uint16, "_uint16", "int", "int", model.ByNumber, "%s != 0"},
		{"uint32", model.Uint32, "_uint32", "int", "int", model.ByNumber, "%s != 0"},
		{"uintptr", model.Uint64, "_uint64", "int", "int", model.ByNumber, "%s != 0"},
		{"float32", model.Float32, "_float32", "float", "float", model.ByNumber, "%s != 0"},
		{"float64", model.Float64, "float", "float", "float", model.ByNumber, "%s != 0"},
		{"complex64", model.Complex64, "_complex64", "complex", "complex", model.ByNumber, "%s != 0"},
		{"complex128", model.Complex128, "complex", "complex", "complex", model.ByNumber, "%s != 0"},
		{"string", model.Str, "str | _os.PathLike[str]", "str", "str", model.ByText, `%s != ""`},
		{"[]byte", model.Bytes, "_Buffer | None", "bytes", "a bytes-like object", model.ByBytes, "len(%s) != 0"},
		{"[4]byte", model.Bytes, "_Buffer", "bytes", "a bytes-like object of 4 bytes", model.ByWire, "rt.NotZero(%s)"},
		{"[]float64", model.List, "_abc.Iterable[float] | _Buffer | None", "list[float]", "list[float]", model.ByNumbers, "len(%s) != 0"},
		{"[]string", model.List, "_abc.Iterable[str | _os.PathLike[str]] | None", "list[str]", "list[str]", model.ByWire, "len(%s) != 0"},
		{"[2]int", model.Array, "_abc.Iterable[int]", "list[int]", "list[int]", model.ByWire, "rt.NotZero(%s)"},
		{"[2]Point", model.Array, "_abc.Iterable[{p:Point} | dict[str, _typing.Any]]", "list[{p:Point}]", "list[Point]", model.ByWire, "rt.NotZero(%s)"},
		{"map[string]int", model.Dict, "_abc.Mapping[str, int] | None", "dict[str, int]", "dict[str, int]", model.ByWire, "len(%s) != 0"},
		{"Alias", model.Dict, "_abc.Mapping[str, _datetime.datetime] | None", "dict[str, _datetime.datetime]", "dict[str, datetime]", model.ByWire, "len(%s) != 0"},
		{"map[int]struct{}", model.Set, "_abc.Set[int] | None", "set[int]", "set[int]", model.ByWire, "len(%s) != 0"},
		{"*int", model.Opt, "int | None", "int | None", "int or None", model.ByWire, "%s != nil"},
		{"*[]int", model.Opt, "_abc.Iterable[int] | _Buffer | None", "list[int] | None", "list[int] or None", model.ByWire, "%s != nil"},
		{"*netip.Addr", model.Opt, address + " | None", address + " | None", "IPv4Address, IPv6Address or None", model.ByWire, "%s != nil"},
		{"Point", model.Obj, "{p:Point} | dict[str, _typing.Any]", "{p:Point}", "Point", model.ByObject, "rt.NotZero(%s)"},
		{"*Point", model.Ref, "{p:Point} | None", "{p:Point} | None", "Point or None", model.ByPointer, "%s != nil"},
		{"*Flags", model.Ref, "{p:Flags} | None", "{p:Flags} | None", "Flags or None", model.ByPointer, "%s != nil"},
		{"Celsius", model.Named, "float", "{p:Celsius}", "Celsius or float", model.ByNumber, "%s != 0"},
		{"Name", model.Named, "str | _os.PathLike[str]", "{p:Name}", "Name or str", model.ByText, `%s != ""`},
		{"Color", model.Named, "{p:Color} | int", "{p:Color}", "Color or int", model.ByNumber, "%s != 0"},
		{"Flags", model.Boxed, "{p:Flags} | _abc.Iterable[bool] | _Buffer | None", "{p:Flags}", "Flags or list[bool]", model.ByWire, "rt.NotZero(%s)"},
		{"time.Time", model.Time, "_datetime.datetime", "_datetime.datetime", "datetime", model.ByWire, "!%s.IsZero()"},
		{"time.Duration", model.Duration, "_datetime.timedelta | float", "_datetime.timedelta", "timedelta or a number of seconds", model.ByDuration, "%s != 0"},
		{"time.Month", model.Int64, "int", "int", "int", model.ByNumber, "%s != 0"},
		{"big.Int", model.BigInt, "int", "int", "int", model.ByWire, "%s.Sign() != 0"},
		{"*big.Int", model.BigInt, "int", "int", "int", model.ByWire, "%s != nil"},
		{"**big.Int", model.Opt, "int | None", "int | None", "int or None", model.ByWire, "%s != nil"},
		{"[]*big.Int", model.List, "_abc.Iterable[int] | None", "list[int]", "list[int]", model.ByWire, "len(%s) != 0"},
		{"*big.Rat", model.Rational, "_fractions.Fraction | _decimal.Decimal | int | str", "_fractions.Fraction", "Fraction, Decimal, int or str", model.ByWire, "%s != nil"},
		{"big.Float", model.Decimal, "_decimal.Decimal | float | str", "_decimal.Decimal", "Decimal, float, int or str", model.ByWire, "%s.Sign() != 0"},
		{"*time.Location", model.Location, "_datetime.tzinfo | str | None", "_datetime.tzinfo | None", "a time zone (ZoneInfo, datetime.timezone), its name or None", model.ByWire, "%s != nil"},
		{"UUID", model.UUID, "_uuid.UUID | str | bytes", "_uuid.UUID", "UUID, str or bytes", model.ByWire, "rt.NotZero(%s)"},
		{"Missing", model.Opt, "str | _os.PathLike[str] | None", "str | None", "str or None", model.ByWire, "%s.Valid"},
		{"netip.Addr", model.NetipAddr, address + " | None", address + " | None", "IPv4Address, IPv6Address or None", model.ByWire, "%s.IsValid()"},
		{"netip.Prefix", model.NetipPrefix, "_ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | None",
			"_ipaddress.IPv4Network | _ipaddress.IPv6Network | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface | None",
			"IPv4Network, IPv6Network, IPv4Interface, IPv6Interface or None", model.ByWire, "%s.IsValid()"},
		{"netip.AddrPort", model.NetipAddrPort, "tuple[" + address + ", _uint16] | None", "tuple[" + address + ", int] | None", "tuple[IPv4Address | IPv6Address, int] or None", model.ByWire, "%s.IsValid()"},
		{"map[netip.AddrPort]bool", model.Dict, "_abc.Mapping[tuple[" + address + ", int] | None, bool] | None", "dict[tuple[" + address + ", int] | None, bool]",
			"dict[tuple[IPv4Address | IPv6Address, int] or None, bool]", model.ByWire, "len(%s) != 0"},
		{"func(int) string", model.Callable, "_abc.Callable[[int], str | _os.PathLike[str]] | None", "_abc.Callable[[int], str] | None", "callable or None", model.ByWire, "%s != nil"},
		{"func()", model.Callable, "_abc.Callable[[], object] | None", "_abc.Callable[[], None] | None", "callable or None", model.ByWire, "%s != nil"},
		{"func(context.Context, int8) (x uint8, ok bool)", model.Callable, "_abc.Callable[[int], _uint8 | None] | None", "_abc.Callable[[_int8], int | None] | None",
			"callable or None", model.ByWire, "%s != nil"},
		{"Visit", model.Callable, "_abc.Callable[..., int] | None", "_abc.Callable[..., int] | None", "callable or None", model.ByWire, "%s != nil"},
		{"Option", model.Callable, "_abc.Callable[..., _typing.NoReturn] | None", "_abc.Callable[..., _typing.NoReturn] | None", "Option (a Go function) or None", model.ByWire, "%s != nil"},
		{"iter.Seq[int8]", model.Stream, "_Items[_int8]", "_abc.Iterator[int]", "an iterable of int", model.ByWire, "%s != nil"},
		{"iter.Seq2[string, bool]", model.Stream, "_Items[tuple[str | _os.PathLike[str], bool]]", "_abc.Iterator[tuple[str, bool]]", "an iterable of tuple[str, bool]", model.ByWire, "%s != nil"},
		{"iter.Seq2[int, error]", model.Stream, "_Items[int]", "_abc.Iterator[int]", "an iterable of int", model.ByWire, "%s != nil"},
		{"<-chan int", model.Channel, "_Items[int] | None", "_abc.Iterator[int]", "an iterable of int or None", model.ByWire, "%s != nil"},
		{"chan int", model.Chan, "_Items[int] | None", "_Channel[int, int] | None", "an iterable of int or None", model.ByWire, "%s != nil"},
		{"chan<- int", model.Chan, "_abc.Callable[[int], object] | _Sender[int] | None", "_Sender[int] | None", "callable, channel or None", model.ByWire, "%s != nil"},
		{"Shape", model.Dynamic, "{p:Shape} | None", "{p:Shape} | None", "Shape or None", model.ByWire, "%s != nil"},
		{"any", model.Any, "object", "_typing.Any", "object", model.ByWire, "%s != nil"},
		{"Whatever", model.Any, "object", "_typing.Any", "object", model.ByWire, "%s != nil"},
		{"map[any][]any", model.Dict, "_abc.Mapping[_typing.Any, _abc.Iterable[object] | None] | None", "dict[_typing.Any, list[_typing.Any]]", "dict[object, list[object]]", model.ByWire, "len(%s) != 0"},
		{"[]Shape", model.List, "_abc.Iterable[{p:Shape} | None] | None", "list[{p:Shape} | None]", "list[Shape or None]", model.ByWire, "len(%s) != 0"},
		{"error", model.Error, "_Error | None", "Exception | None", "an exception or None", model.ByWire, "%s != nil"},
		{"io.ReadCloser", model.File, "_SupportsRead[bytes] | _Buffer | None", "_File", "a binary file object to read or a bytes-like object or None", model.ByWire, "%s != nil"},
		{"io.Writer", model.File, "_SupportsWrite[bytes] | None", "_typing.BinaryIO | None", "a binary file object to write or None", model.ByWire, "%s != nil"},
		{"io.ReadSeeker", model.File, "_typing.BinaryIO | _Buffer | None", "_typing.BinaryIO | None", "a binary file object to read or a bytes-like object or None", model.ByWire, "%s != nil"},
		{"io.ReadWriteSeeker", model.File, "_typing.BinaryIO | None", "_typing.BinaryIO | None", "a binary file object or None", model.ByWire, "%s != nil"},
	}
	seen := map[model.Kind]bool{}
	for _, row := range rows {
		t.Run(row.goType, func(t *testing.T) {
			w := newWorld(t)
			m, err := w.table.Of(w.typ(row.goType))
			if err != nil {
				t.Fatal(err)
			}
			seen[m.Kind] = true
			for _, c := range []struct{ what, got, want string }{
				{"HintIn", m.HintIn, row.in}, {"HintOut", m.HintOut, row.out}, {"Expected", m.Expected, row.expected}, {"Way", string(m.Way), string(row.way)}, {"NotZero", m.NotZero, row.notZero},
			} {
				if c.got != c.want {
					t.Errorf("%s: %s, want %s", c.what, c.got, c.want)
				}
			}
			if m.Kind != row.kind {
				t.Errorf("kind %s, want %s", m.Kind.C(), row.kind.C())
			}
			if missing := m.Missing(); len(missing) > 0 {
				t.Error("it does not say:", missing)
			}
			for _, hint := range []string{m.HintIn, m.HintOut} { // every module that a hint names is imported
				for _, word := range strings.FieldsFunc(hint, func(r rune) bool { return strings.ContainsRune("[]|, {}:", r) }) {
					alias, _, dotted := strings.Cut(word, ".")
					if !dotted || word == "..." || alias == "_typing" { // which every stub imports
						continue
					}
					module := &model.Module{Types: w.table.Types}
					imports := module.Needs(func(t *model.Type) []string { return t.StubImports })
					if !slices.ContainsFunc(imports, func(i string) bool { return "_"+i[strings.LastIndexByte(i, '.')+1:] == alias }) {
						t.Errorf("the stub does not import the module of %s", word)
					}
				}
			}
		})
	}
	// of rt, which the package does not import
	seen[model.PyObject], seen[model.PyStr], seen[model.Key], seen[model.View] = true, true, true, true
	seen[model.NDArray] = true // by a directive: TestArrays
	for k := range model.Kinds {
		if !seen[k] && k != model.Timeout {
			t.Errorf("no row has a type of kind %s", k.C())
		}
	}
}

// What becomes an array, and what can't.
func TestArrays(t *testing.T) {
	w := newWorld(t)
	for _, row := range []struct{ goType, hint, write string }{
		{"[]float64", "_Array[float]", "rt.WriteNDArray(w, v)"},
		{"[]byte", "_Array[int]", "rt.WriteNDArray(w, v)"},
		{"Flags", "_Array[bool]", "rt.WriteNDArray(w, v)"},
		{"[]Celsius", "_Array[float]", "rt.WriteNDArray(w, v)"},
		{"[][]int", "_Array[_Array[int]]", "rt.WriteNDArrayRows(w, v)"},
		{"[][2][3]float32", "_Array[_Array[_Array[float]]]", "rt.WriteNDArrayOf[float32](w, v, 2, 3)"},
		{"struct{ Rows, Cols int; Data []float64; Stride int }", "_Array[_Array[float]]", "m := v; rt.WriteMatrix(w, m.Rows, m.Cols, m.Stride, m.Data)"},
		{"*struct{ N int; Data []float32; Inc int }", "_Array[float] | None", "if v == nil { rt.WriteNoArray(w); return }; m := v; rt.WriteVector(w, m.N, m.Inc, m.Data)"},
		{"struct{ N, Inc int; Data []string }", "", "a struct{N int; Inc int; Data []string} is no slice of numbers"},
		{"[]string", "", "a []string is no slice of numbers"},
		{"[]time.Duration", "", "a []time.Duration is no slice of numbers"},
		{"[][][]int", "", "a [][][]int is no slice of numbers"},
		{"[][][2]int", "", "a [][][2]int is no slice of numbers"},
		{"[3]int", "", "a [3]int is no slice of numbers"},
		{"int", "", "a int is no slice of numbers"},
	} {
		m, err := w.table.Array(w.typ(row.goType))
		if err != nil {
			if row.hint != "" || err.Error() != row.write {
				t.Errorf("%s: %v", row.goType, err)
			}
			continue
		}
		if m.Kind != model.NDArray && m.Kind != model.View || m.HintOut != row.hint || m.WriteBody != row.write {
			t.Errorf("%s: %s, %s", row.goType, m.HintOut, m.WriteBody)
		}
	}
}

// How the core reads and writes, for one type of each form.
func TestFunctionsOfTheCore(t *testing.T) {
	for _, row := range []struct{ goType, get, put, borrow, read, write string }{
		{"int8", "rt.Int[int8](f, %d)", "rt.PutInt", "", "rt.ReadInt[int8]", "rt.WriteInt[int8]"},
		{"Celsius", "rt.Flt[p.Celsius](f, %d)", "rt.PutFlt", "", "rt.ReadFlt[p.Celsius]", "rt.WriteFlt[p.Celsius]"},
		{"Name", "p.Name(rt.View(f, %d))", "rt.PutStr", "rt.BorrowedStr[p.Name](f, %d)", "rt.ReadStr[p.Name]", "rt.WriteStr[p.Name]"},
		{"[]byte", "rt.Bytes[[]byte](f, %d)", "rt.PutBytes", "rt.BorrowedBytes[[]byte](f, %d)", "rt.ReadBytes[[]byte]", "rt.WriteBytes"},
		{"[]int32", "rt.Numbers[[]int32](f, %d)", "rt.PutNumbers", "rt.BorrowedNumbers[[]int32](f, %d)", "rt.ReadNumbers[[]int32]", "rt.WriteNumbers[[]int32]"},
		{"time.Duration", "rt.Int[time.Duration](f, %d)", "rt.PutInt", "", "rt.ReadInt[time.Duration]", "rt.WriteInt[time.Duration]"},
		{"Point", "rt.Value[p.Point](f, %d)", "rt.PutValue", "", "rt.ReadValue[p.Point]", "rt.WriteValue[p.Point]"},
		{"*Point", "rt.Ptr[p.Point](f, %d)", "rt.PutPtr", "", "rt.ReadPtr[p.Point]", "rt.WritePtr[p.Point]"},
		{"time.Time", "rt.ReadTime(f.Decoder(%d))", "", "", "rt.ReadTime", "rt.WriteTime"},
		{"[]string", "in1(f.Decoder(%d))", "", "", "in1", "out1"},
		{"any", "rt.ReadAny(f.Decoder(%d))", "", "", "rt.ReadAny", "rt.WriteAny"},
		{"Whatever", "in0(f.Decoder(%d))", "", "", "in0", "out0"},
		{"func()", "in0(f.Decoder(%d))", "", "rt.BorrowedFunc(f, %d, call0)", "in0", "out0"},
	} {
		w := newWorld(t)
		m, err := w.table.Of(w.typ(row.goType))
		if err != nil {
			t.Fatal(err)
		}
		got, want := []string{m.Get, m.Put, m.Borrow, m.Read, m.Write}, []string{row.get, row.put, row.borrow, row.read, row.write}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", row.goType, got, want)
		}
	}
}

// What has no form says why, and what its author could do.
func TestWhatHasNoForm(t *testing.T) {
	for _, row := range []struct{ goType, why, cure string }{
		{"map[*big.Int]int", "keys of type *math/big.Int can't be hashed in Python", "use a key type of numbers or strings"},
		{"[]map[string]unsafe.Pointer", "the type unsafe.Pointer has no Python form", ""},
		{"func() unsafe.Pointer", "a function value: result 1: the type unsafe.Pointer has no Python form", ""},
		{"iter.Seq[unsafe.Pointer]", "an item of an iterator: the type unsafe.Pointer has no Python form", ""},
		{"<-chan unsafe.Pointer", "an item of a channel: the type unsafe.Pointer has no Python form", ""},
		{"url.URL", "the type net/url.URL is of the standard library and has no Python form", "what Python need not see can be unexported"},
		{"unsafe.Pointer", "the type unsafe.Pointer has no Python form", ""},
	} {
		w := newWorld(t)
		typ := types.Type(types.Typ[types.UnsafePointer])
		if row.goType != "unsafe.Pointer" {
			typ = w.typ(row.goType)
		}
		m, err := w.table.Of(typ)
		r, ok := err.(*Reason)
		if !ok {
			t.Errorf("%s: %v, %v, want a reason", row.goType, m, err)
			continue
		}
		if !strings.Contains(r.Why, row.why) || !strings.Contains(r.Cure, row.cure) {
			t.Errorf("%s: %q with cure %q, want %q with %q", row.goType, r.Why, r.Cure, row.why, row.cure)
		}
		if _, again := w.table.Of(typ); again != err {
			t.Errorf("%s: asked again: %v", row.goType, again)
		}
	}
}

// A type is converted once, and numbered in the order in which it was asked for.
func TestTypesAreConvertedOnce(t *testing.T) {
	w := newWorld(t)
	for _, expr := range []string{"[][]string", "Point", "[]string", "Point", "map[string]Point"} {
		a, err := w.table.Of(w.typ(expr))
		if err != nil {
			t.Fatal(err)
		}
		if b, _ := w.table.Of(w.typ(expr)); a != b {
			t.Errorf("%s was converted twice", expr)
		}
	}
	var all []string
	for i, m := range w.table.Types {
		if m.ID != i {
			t.Errorf("type %d has number %d", i, m.ID)
		}
		all = append(all, m.Go)
	}
	if want := []string{"string", "[]string", "[][]string", "p.Point", "map[string]p.Point"}; !slices.Equal(all, want) {
		t.Errorf("%q, want %q", all, want)
	}
}

func TestVariadicBytesAreAList(t *testing.T) {
	w := newWorld(t)
	rest, err := w.table.Rest(w.typ("[]byte").(*types.Slice))
	if err != nil {
		t.Fatal(err)
	}
	if plain, _ := w.table.Of(w.typ("[]byte")); rest.Kind != model.List || plain.Kind != model.Bytes {
		t.Error(rest.Kind.C(), plain.Kind.C())
	}
	text, _ := w.table.Rest(w.typ("[]string").(*types.Slice))
	if again, _ := w.table.Of(w.typ("[]string")); text != again {
		t.Error("a list of strings was converted twice")
	}
}

func TestWhatCanNotComeIn(t *testing.T) {
	for expr, comes := range map[string]bool{"[]int": true, "iter.Seq[int]": true, "<-chan int": true, "[]chan int": true, "map[string]io.Reader": true, "io.Writer": true, "*big.Int": true} {
		w := newWorld(t)
		if _, err := w.table.In(w.typ(expr)); (err == nil) != comes {
			t.Errorf("%s: %v", expr, err)
		}
		if _, err := w.table.Of(w.typ(expr)); err != nil {
			t.Errorf("%s goes out: %v", expr, err)
		}
	}
}

// A pointer that is the value is an optional where it may be unset, and nowhere else.
func TestPlaces(t *testing.T) {
	for expr, want := range map[string]string{"*big.Int": "int | None", "big.Int": "int", "[]*big.Int": "list[int]", "*time.Time": "_datetime.datetime | None", "*Point": "{p:Point} | None"} {
		w := newWorld(t)
		a, err := w.table.Place(w.typ(expr))
		if err != nil {
			t.Fatal(err)
		}
		b, _ := w.table.Place(w.typ(expr))
		if a.HintOut != want || a != b {
			t.Errorf("%s: %s, want %s; once: %v", expr, a.HintOut, want, a == b)
		}
	}
	w := newWorld(t)
	value, _ := w.table.Of(w.typ("*big.Int"))
	place, _ := w.table.Place(w.typ("*big.Int"))
	if value == place || value.Go != place.Go || place.Kind != model.Opt {
		t.Error(value, place)
	}
}

func TestResults(t *testing.T) {
	for _, row := range []struct {
		signature string
		n         int
		commaOK   bool
		err       bool
		why       string
	}{
		{"func()", 0, false, false, ""},
		{"func() error", 0, false, true, ""},
		{"func() (int, error)", 1, false, true, ""},
		{"func() (n int, ok bool)", 1, true, false, ""},
		{"func() (ok bool)", 1, false, false, ""},
		{"func() (int, bool)", 2, false, false, ""},
		{"func() (n int, ok bool, err error)", 2, false, true, ""},
		{"func() (n int, ok Flags)", 2, false, false, ""},
		{"func() (error, int)", 2, false, false, ""},
		{"func() (n int, what any)", 2, false, false, ""},
		{"func() (n int, what struct{ x int })", 0, false, false, "result what: struct{x int} has parts that are not exported"},
	} {
		w := newWorld(t)
		results := w.typ(row.signature).(*types.Signature).Results()
		r, err := w.table.Results(results, model.EndsInError(results), NamedOK(results))
		if row.why != "" {
			if err == nil || !strings.Contains(err.Error(), row.why) {
				t.Errorf("%s: %v, want %s", row.signature, err, row.why)
			}
			continue
		}
		if err != nil || len(r.Types) != row.n || r.CommaOK != row.commaOK || r.Error != row.err {
			t.Errorf("%s: %d types, ok %v, error %v, %v", row.signature, len(r.Types), r.CommaOK, r.Error, err)
		}
	}
}

// A conversion that forgets to say something is no conversion.
func TestWhatIsForgottenIsTold(t *testing.T) {
	whole := model.Type{Kind: model.Time, HintIn: "x", HintOut: "x", Expected: "x", NotZero: "x", Read: "x", Write: "x"}
	forgets := func(change func(*model.Type)) (told any) {
		defer func() { told = recover() }()
		m := whole
		change(&m)
		w := newWorld(t)
		w.table.add(w.typ("time.Time"), &m)
		return nil
	}
	if told := forgets(func(*model.Type) {}); told != nil {
		t.Error(told)
	}
	for what, change := range map[string]func(*model.Type){
		"HintIn":  func(m *model.Type) { m.HintIn = "" },
		"HintOut": func(m *model.Type) { m.HintOut = "" },
		"NotZero": func(m *model.Type) { m.NotZero = "" },
		"Way":     func(m *model.Type) { m.Direct, m.InWords, m.OutWords, m.Put, m.Get = true, 1, 1, "x", "x" },
		"Get":     func(m *model.Type) { m.Direct, m.InWords, m.OutWords, m.Put, m.Way = true, 1, 1, "x", "x" },
		"Put":     func(m *model.Type) { m.Direct, m.InWords, m.OutWords, m.Way, m.Get = true, 1, 1, "x", "x" },
		"InWords": func(m *model.Type) { m.Direct, m.OutWords, m.Put, m.Way, m.Get = true, 1, "x", "x", "x" },
	} {
		told, _ := forgets(change).(string)
		if !strings.HasSuffix(told, "does not say: "+what) {
			t.Errorf("without %s: %q", what, told)
		}
	}
}

func TestFilesGoOutAndStay(t *testing.T) {
	for _, expr := range []string{"io.Reader", "[]io.ReadCloser", "io.Writer", "map[string][]io.ReadSeeker"} {
		w := newWorld(t)
		if _, err := w.table.Of(w.typ(expr)); err != nil {
			t.Errorf("%s: %v", expr, err)
		}
		if _, err := w.table.Place(w.typ(expr)); err != nil {
			t.Errorf("%s as a field: %v", expr, err)
		}
	}
}
