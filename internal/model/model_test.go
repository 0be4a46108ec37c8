package model

import (
	"go/types"
	"slices"
	"strings"
	"testing"
)

// Types of some forms, as convert makes them.
var (
	number   = &Type{Kind: Int64, HintIn: "int", HintOut: "int", Direct: true, InWords: 1, OutWords: 1, Way: ByNumber}
	cplx     = &Type{Kind: Complex128, HintIn: "complex", HintOut: "complex", Direct: true, InWords: 2, OutWords: 2, Way: ByNumber}
	text     = &Type{Kind: Str, HintIn: "str", HintOut: "str", Direct: true, InWords: 2, OutWords: 3, Scratch: 256, Way: ByText, Borrow: "x"}
	data     = &Type{Kind: Bytes, HintIn: "_Buffer | None", HintOut: "bytes", Direct: true, InWords: 2, OutWords: 3, Scratch: 256, Way: ByBytes, Borrow: "x"}
	numbers  = &Type{Kind: List, Elem: number, HintIn: "_abc.Iterable[int] | None", HintOut: "list[int]", Direct: true, InWords: 2, OutWords: 3, Scratch: 256, Way: ByNumbers, Borrow: "x"}
	texts    = &Type{Kind: List, Elem: text, HintIn: "_abc.Iterable[str] | None", HintOut: "list[str]", InWords: 2, OutWords: 3, Scratch: 256, Way: ByWire}
	callback = &Type{Kind: Callable, HintIn: "_abc.Callable[[], object] | None", HintOut: "_abc.Callable[[], None] | None", InWords: 2, OutWords: 3, Scratch: 256, Way: ByWire, Borrow: "x",
		Func: &FuncType{}}
	stream   = &Type{Kind: Stream, Elem: number, HintIn: "_Items[int]", HintOut: "_abc.Iterator[int]", InWords: 2, OutWords: 3, Way: ByWire, Flow: &Flow{}}
	channel  = &Type{Kind: Channel, Elem: text, HintIn: "_Items[str]", HintOut: "_abc.Iterator[str]", InWords: 2, OutWords: 3, Way: ByWire, Flow: &Flow{}}
	object   = &Type{Kind: PyObject, InWords: 2, OutWords: 3, Way: ByWire}
	point    = &Class{ID: 1, Kind: Struct, Python: "Point", Package: &Package{}}
	flags    = &Class{ID: 2, Kind: Box, Python: "Flags", Package: &Package{}, Value: &Type{Kind: List, Elem: instance}}
	celsius  = &Class{ID: 3, Kind: FloatClass, Python: "Celsius", Package: &Package{}}
	instance = &Type{Kind: Obj, Class: point, HintIn: "{:Point}", HintOut: "{:Point}", Direct: true, InWords: 1, OutWords: 2, Way: ByObject}
	pointer  = &Type{Kind: Ref, Class: point, HintIn: "{:Point} | None", HintOut: "{:Point} | None", Direct: true, InWords: 1, OutWords: 2, Way: ByPointer}
	boxed    = &Type{Kind: Boxed, Class: flags, InWords: 2, OutWords: 3, Way: ByWire}
	name     = &Type{Kind: Named, Elem: text, Class: celsius, HintIn: "str", HintOut: "{:Name}", Direct: true, InWords: 2, OutWords: 3, Way: ByText, Borrow: "x"}
)

func TestPlace(t *testing.T) {
	for _, row := range []struct {
		name             string
		f                Func
		params, results  []int
		ok, error, words int
		scratch          int
	}{
		{"nothing", Func{}, nil, nil, 0, 0, 3, 0},
		{"numbers", Func{Params: params(number, cplx, number), Results: []*Type{cplx, number}}, []int{0, 1, 3}, []int{4, 6}, 0, 0, 7, 0},
		{"a method", Func{RecvType: pointer, Params: params(text), Results: []*Type{number}}, []int{1}, []int{3}, 0, 0, 4, 0},
		{"==, of two receivers", Func{Shape: Equal, RecvType: pointer, Results: []*Type{number}}, nil, []int{2}, 0, 0, 3, 0},
		{"an error", Func{Params: params(number), Results: []*Type{number}, Error: true}, []int{0}, []int{1}, 0, 2, 5, 256},
		{"an ok", Func{Results: []*Type{text}, CommaOK: true}, nil, []int{0}, 3, 0, 4, 256},
		{"scratch has an end", Func{Results: []*Type{text, text, text}}, nil, []int{0, 3, 6}, 0, 0, 9, 512},
	} {
		f := row.f
		f.Place()
		if !slices.Equal(f.ParamWords, row.params) || !slices.Equal(f.ResultWords, row.results) || f.OKWord != row.ok || f.ErrorWord != row.error || f.Words != row.words || f.Scratch != row.scratch {
			t.Errorf("%s: params %v results %v ok %d error %d words %d scratch %d", row.name, f.ParamWords, f.ResultWords, f.OKWord, f.ErrorWord, f.Words, f.Scratch)
		}
	}
}

func params(of ...*Type) []*Param {
	var all []*Param
	for _, t := range of {
		all = append(all, &Param{Type: t})
	}
	return all
}

func TestWays(t *testing.T) {
	for _, row := range []struct {
		p    Param
		want Way
	}{
		{Param{Type: number}, ByNumber}, {Param{Type: text}, ByText}, {Param{Type: name}, ByText}, {Param{Type: name, Bytes: true}, ByTextOrBytes},
		{Param{Type: data}, ByBytes}, {Param{Type: data, Passing: Borrowed}, ByBytes}, {Param{Type: data, Passing: Writable}, ByWritable},
		{Param{Type: numbers, Passing: Writable}, ByWritable}, {Param{Type: texts}, ByWire}, {Param{Type: pointer}, ByPointer}, {Param{Type: instance}, ByObject},
		{Param{Type: callback}, ByWire}, {Param{Type: callback, Passing: Borrowed}, ByCallable},
	} {
		if got := row.p.Way(); got != row.want {
			t.Errorf("%s borrowed %d: %s, want %s", row.p.Type.Kind.C(), row.p.Passing, got, row.want)
		}
	}
	for of, want := range map[*Type]Way{pointer: ByObject, instance: ByObject, name: ByText, texts: ByWire} {
		if got := of.ResultWay(); got != want {
			t.Errorf("result %s: %s, want %s", of.Kind.C(), got, want)
		}
	}
}

// What is asked of types: by the letters of the questions that are answered yes.
func TestQuestionsAboutTypes(t *testing.T) {
	questions := []struct {
		letter string
		ask    func(*Type) bool
	}{
		{"L", (*Type).CanBeBorrowed}, {"I", (*Type).InPlace}, {"C", (*Type).CallsBack}, {"S", func(t *Type) bool { return (&Param{Type: t}).Sized() }},
		{"G", func(t *Type) bool { return (&Func{Params: params(t)}).Gives() }}, {"O", func(t *Type) bool { return (&Func{Results: []*Type{t}}).GivesStreams() }},
		{"n", func(t *Type) bool { return t.Any(func(t *Type) bool { return t.Kind == Int64 }) }},
	}
	for _, row := range []struct {
		t    *Type
		want string
	}{
		{number, "In"}, {cplx, ""}, {text, "LS"}, {data, "LS"}, {numbers, "LSn"}, {texts, "S"}, {name, "LS"}, {instance, ""}, {pointer, ""},
		{callback, "LCSG"}, {object, "CSG"}, {stream, "CSGOn"}, {channel, "CSGO"}, {boxed, "S"},
		{&Type{Kind: Dict, Key: text, Elem: &Type{Kind: List, Elem: callback}}, "CSG"},
		{&Type{Kind: Boxed, Class: &Class{Value: numbers}}, "Sn"},
	} {
		got := ""
		for _, q := range questions {
			if q.ask(row.t) {
				got += q.letter
			}
		}
		if got != row.want {
			t.Errorf("%s: %q, want %q", row.t.Kind.C(), got, row.want)
		}
	}
	if (&Func{Params: []*Param{{Type: callback, Passing: Borrowed}}}).Gives() {
		t.Error("what is borrowed is not given")
	}
}

func TestHints(t *testing.T) {
	for _, row := range []struct {
		scope   Scope
		hint    string
		in, out string
	}{
		{Scope{}, "int | None", "int | None", "int | None"},
		{Scope{Defined: map[string]bool{"int": true, "list": true}}, "list[int] | tuple[int, str]", "_builtins.list[_builtins.int] | tuple[_builtins.int, str]", "_builtins.list[_builtins.int] | tuple[_builtins.int, str]"},
		{Scope{Defined: map[string]bool{"Point": true, "point": true}}, "{:Point} | _os.PathLike[str]", "Point | _os.PathLike[str]", "Point | _os.PathLike[str]"},
		{Scope{Class: class}, "dict[str, {r3:Vector}]", "dict[str, in r3.Vector]", "dict[str, out r3.Vector]"},
		{Scope{Class: class}, "_abc.Callable[[{r3:Vector}, list[int]], {r3:Vector}]", "_abc.Callable[[back r3.Vector, list[int]], in r3.Vector]",
			"_abc.Callable[[in r3.Vector, list[int]], out r3.Vector]"},
		{Scope{Class: class}, "list[_abc.Callable[[_abc.Callable[[{r3:Vector}], {r3:Vector}]], None]]",
			"list[_abc.Callable[[_abc.Callable[[in r3.Vector], back r3.Vector]], None]]",
			"list[_abc.Callable[[_abc.Callable[[back r3.Vector], in r3.Vector]], None]]"},
		{Scope{Async: true}, "_abc.Callable[[_abc.Iterator[bytes]], int]", "_Callable[[_abc.Iterator[bytes]], int]", "_abc.Callable[[_abc.Iterator[bytes]], int]"},
		{Scope{}, "_Items[int]", "_abc.Iterable[int]", "_abc.Iterable[int]"},
		{Scope{Async: true}, "_Items[int]", "_Items[int]", "_Items[int]"},
		{Scope{Async: true}, "_abc.Iterator[bytes]", "_abc.Iterator[bytes]", "_abc.AsyncIterator[bytes]"},
		{Scope{Streams: true}, "_abc.Iterator[bytes]", "_abc.Iterator[bytes]", "_Stream[bytes]"},
		{Scope{Streams: true}, "_abc.Callable[[_abc.Iterator[bytes]], _Items[int]]", "_abc.Callable[[_Stream[bytes]], _abc.Iterable[int]]",
			"_abc.Callable[[_abc.Iterator[bytes]], _abc.Iterable[int]]"},
		{Scope{Streams: true, Async: true}, "_abc.Iterator[_abc.Iterator[bytes]]", "_abc.Iterator[_abc.Iterator[bytes]]", "_AsyncStream[_AsyncStream[bytes]]"},
		{Scope{Streams: true, Async: true}, "_abc.Callable[[_abc.Iterator[bytes]], int]", "_Callable[[_Stream[bytes]], int]", "_abc.Callable[[_abc.Iterator[bytes]], int]"},
		{Scope{Async: true}, "_abc.Callable[..., int]", "_Callable[..., int]", "_abc.Callable[..., int]"},
		{Scope{}, "_uint16 | int8", "_uint16 | int8", "_uint16 | int8"},
	} {
		if got := row.scope.HintIn(row.hint); got != row.in {
			t.Errorf("in %s: %s, want %s", row.hint, got, row.in)
		}
		if got := row.scope.Hint(row.hint); got != row.out {
			t.Errorf("out %s: %s, want %s", row.hint, got, row.out)
		}
	}
}

func class(module, name string, way Direction) string {
	return [...]string{"out ", "in ", "back "}[way] + module + "." + name
}

func TestSignatures(t *testing.T) {
	rest := &Type{Kind: List, Elem: text}
	for _, row := range []struct {
		f    Func
		self string
		want string
	}{
		{Func{}, "", "() -> None"},
		{Func{CommaOK: true}, "", "() -> bool"},
		{Func{Results: []*Type{number}, CommaOK: true}, "", "() -> int | None"},
		{Func{Results: []*Type{pointer}, CommaOK: true}, "", "() -> Point | None"},
		{Func{Results: []*Type{number, text}}, "", "() -> tuple[int, str]"},
		{Func{Results: []*Type{number, text}, CommaOK: true}, "", "() -> tuple[int, str] | None"},
		{Func{Params: []*Param{{Python: "a", Type: number}, {Python: "b", Type: text, Default: "'x'"}}}, "self", "(self, a: int, b: str = 'x') -> None"},
		{Func{Params: []*Param{{Python: "a", Type: number, Kind: PositionalOnly}, {Python: "b", Type: number}}}, "", "(a: int, /, b: int) -> None"},
		{Func{Params: []*Param{{Python: "a", Type: number, Kind: PositionalOnly}}}, "", "(a: int, /) -> None"},
		{Func{Params: []*Param{{Python: "a", Type: number}, {Python: "k", Type: number, Kind: KeywordOnly, Default: "1"}, {Python: "l", Type: number, Kind: KeywordOnly}}}, "",
			"(a: int, *, k: int = 1, l: int) -> None"},
		{Func{Params: []*Param{{Python: "rest", Type: rest, Kind: Star}, {Python: "k", Type: number, Kind: KeywordOnly}}}, "", "(*rest: str, k: int) -> None"},
		{Func{Params: []*Param{{Python: "t", Type: text, Bytes: true}}}, "", "(t: str | _Buffer) -> None"},
		{Func{Params: []*Param{{Python: "b", Type: data, Passing: Writable}}}, "", "(b: _Buffer | None) -> None"},
	} {
		if got := row.f.Signature(&Scope{}, row.self); got != row.want {
			t.Errorf("%s, want %s", got, row.want)
		}
	}
	plain := Func{Params: []*Param{{Python: "a", Type: number}, {Python: "b", Type: text, Default: "'x'"}}}
	if got := plain.Parameters(&Scope{}, "$self", false); got != "$self, a, b='x'" {
		t.Error("without hints:", got)
	}
}

func TestArgumentsAreExplained(t *testing.T) {
	f := Func{Params: []*Param{{Python: "n", Type: number}, {Python: "t", Type: text, PassingReason: "Go may keep it"}, {Python: "v", Type: text, Passing: Borrowed},
		{Python: "b", Type: data, Passing: Writable}, {Python: "l", Type: texts}, {Python: "f", Type: callback}, {Python: "p", Type: pointer}}}
	var got []string
	for _, a := range f.Arguments() {
		got = append(got, a.Name+" "+a.Passing+" "+a.Reason)
	}
	want := []string{"n value ", "t copy Go may keep it", "v borrow ", "b write ", "l copy it is built anew in Go", "f value ", "p value "}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSnapshotsAreOfWhatIsTakenByValue(t *testing.T) {
	byValue := &Func{Shape: Function, Params: params(instance, &Type{Kind: List, Elem: instance}, pointer, boxed)}
	through := &Func{Shape: Method, Recv: point, Copied: "&%s.Inner", CopiedThrough: []string{".Inner"}}
	again := &Func{Shape: Method, Recv: point, Copied: "&%s.Inner", CopiedThrough: []string{".Inner"}}
	field := &Func{Shape: FieldSet, Recv: point, Params: params(&Type{Kind: Obj, Class: celsius})} // which nobody awaits
	of := &Func{Shape: Method, Recv: celsius, Params: params(&Type{Kind: Obj, Class: celsius})}    // a number has no async API
	all := (&Module{Funcs: []*Func{byValue, through, again, field, of}}).Snapshots()
	if len(all) != 3 || all[0].Class != point || all[1].Class != flags || !slices.Equal(all[2].Through, []string{".Inner"}) {
		t.Errorf("%+v", all)
	}
	if SnapshotOf(all, through.OfReceiver()) != 2 || SnapshotOf(all, Snapshot{Class: point}) != 0 || SnapshotOf(all, Snapshot{Class: celsius}) != -1 {
		t.Error("they are not found")
	}
}

func TestNeedsOfAModule(t *testing.T) {
	m := &Module{Types: []*Type{{Loads: []string{"b"}}, {Loads: []string{"a", "b"}}, {}}, Funcs: []*Func{{Params: []*Param{{Type: &Type{Loads: []string{"c"}}}}}}}
	if got := m.Needs(func(t *Type) []string { return t.Loads }); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Error(got)
	}
}

func TestMissing(t *testing.T) {
	if got := strings.Join((&Type{Direct: true}).Missing(), " "); got != "HintIn HintOut Expected Way InWords OutWords Get Put NotZero Read Write" {
		t.Error(got)
	}
	if got := strings.Join((&Type{InWords: 2, OutWords: 3}).Missing(), " "); got != "HintIn HintOut Expected Way Get NotZero Read Write" {
		t.Error(got)
	}
	deadline := &Type{Kind: Timeout, HintIn: "x", Expected: "x", Direct: true, InWords: 1, Way: ByTimeout, Get: "x", Put: "x"}
	if got := deadline.Missing(); len(got) != 0 {
		t.Error("a deadline is no result, and none of a wire buffer:", got)
	}
}

// Every kind has a name and, but for the deadline, operations of its own or of its family.
func TestKindsHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for k := range Kinds {
		if k.C() == "GS_" || seen[k.C()] {
			t.Errorf("kind %d: %q", k, k.C())
		}
		seen[k.C()] = true
		if (k.Family() == "") != (k == Timeout) {
			t.Errorf("%s: family %q", k.C(), k.Family())
		}
		if k.Number() != (k <= Complex128) {
			t.Errorf("%s: a number?", k.C())
		}
	}
}

func TestWarnings(t *testing.T) {
	m := &Module{Lost: []Note{{Text: "lost"}}, Symbols: []Symbol{
		{Go: "A", Python: "a", Bound: true}, {Go: "B", Python: "b_", Bound: true, Reason: "b is taken", Cure: "name it"}, {Go: "C", Reason: "no form"}}}
	got := m.Warnings()
	if len(got) != 2 || got[0].Text != "lost" || got[1].Text != "B is b_ in Python: b is taken" || got[1].Cure != "name it" {
		t.Errorf("%+v", got)
	}
}

func TestDescribe(t *testing.T) {
	m := &Module{Symbols: []Symbol{{Func: &Func{Shape: Method, Python: "x", Params: params(number), Results: []*Type{text}, GIL: HoldSmall, GILReason: "bounded"}}, {}}}
	m.Symbols[0].Func.Params[0].Python = "n"
	m.Describe()
	s := m.Symbols[0]
	if s.Signature != "(self, n: int) -> str" || s.GIL != "hold while small" || s.GILReason != "bounded" || len(s.Arguments) != 1 || m.Symbols[1].Signature != "" {
		t.Errorf("%+v", s)
	}
}

func TestCrossingParametersAreThosePythonSees(t *testing.T) {
	f := FuncType{Signature: new(types.Signature), Params: []FuncParam{{Go: "context.Context"}, {Go: "int", Type: number}, {Go: "string", Type: text}}}
	if got := f.Crossing(); !slices.Equal(got, []*Type{number, text}) {
		t.Error(got)
	}
}

func TestCallablesInArgumentsThatGoMayWriteAreGiven(t *testing.T) {
	callback := &Type{Kind: Callable}
	for _, row := range []struct {
		t    *Type
		want bool
	}{{callback, false}, {&Type{Kind: Dict, Key: &Type{Kind: Str}, Elem: callback}, true}, {&Type{Kind: List, Elem: callback}, true}} {
		for _, passing := range []Passing{Borrowed, CopiedBack, Written} {
			f := &Func{Params: []*Param{{Type: row.t, Passing: passing}}}
			if want := row.want || passing != Borrowed; f.Gives() != want {
				t.Errorf("%s, passed as %v: %v", row.t.Kind.C(), passing, f.Gives())
			}
		}
	}
}
