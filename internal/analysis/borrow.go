package analysis

import (
	"context"
	"fmt"
	"go/ast"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// A Compiler compiles one Go file as a package inside the module, with the given
// compiler flags, and with tags in addition to the build's own. It returns the
// compiler's output.
type Compiler func(ctx context.Context, name string, source []byte, gcflags, tags string) (string, error)

// borrow decides which arguments Go may see as views of Python's own memory.
//
// A view is borrowed if the compiler proves that the callee neither keeps nor writes
// it. The view may flow into a result if all results are plain data, since results are
// copied before the view is released. A function without results that writes its
// argument exists for that, so it takes writable buffers.
//
// Of all other slices that it may write, it is also decided that what it wrote goes back:
// a write is never lost silently. Where Go neither keeps nor returns what it writes, it is
// certain that it does, and what can't take that is refused.
func borrow(ctx context.Context, m *model.Module, compile Compiler) error {
	p := newProbe(m)
	if p == nil {
		return nil
	}
	output, err := compile(ctx, probePackage, p.source, ProbeFlags, "")
	if err != nil {
		return fmt.Errorf("asking the Go compiler what functions do with their arguments: %w", err)
	}
	first := parse(output)
	second := map[int]map[string]*facts{}
	if p.hangsOnAssembly(first) {
		// A failure only means that the module does not build with these tags. Then
		// nothing is known of its assembly, and arguments that it gets are copied.
		if output, err := compile(ctx, probePackage, p.source, ProbeFlags, PureTags); err == nil {
			second = parse(output)
		} else if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	for line, f := range p.lines {
		for _, param := range f.Params {
			if param.Type.TakesText() || param.Type.TakesFields() || param.Type.TakesRow() {
				param.Writes = writesOnly(first[line][fmt.Sprintf("a%d", param.Position)])
				continue
			}
			if !judged(param) {
				continue
			}
			name := fmt.Sprintf("a%d", param.Position)
			param.Passing, param.PassingReason = decision(f, param, first[line][name], second[line][name])
			param.Writes = certain(f, param, first[line][name])
			param.Evidence = evidence(param, first[line][name], second[line][name])
		}
	}
	return nil
}

// judged reports whether the compiler decides how a parameter is passed.
func judged(p *model.Param) bool {
	return (p.Type.CanBeBorrowed() || p.Type.GoesBack()) && !p.Type.TakesText() && !p.Type.TakesFields() && !p.Type.TakesRow() && p.PassingReason == ""
}

// hangsOnAssembly reports whether a decision would be another one if assembly did not write what it gets. The mark of
// assembly is a parameter that is mutated and called, though it holds no function. To ask for the answer without it, all
// that depends on it is compiled once more.
func (p *probe) hangsOnAssembly(all map[int]map[string]*facts) bool {
	for line, f := range p.lines {
		for _, param := range f.Params {
			first := all[line][fmt.Sprintf("a%d", param.Position)]
			if !judged(param) || first == nil || !first.mutated || !first.called {
				continue
			}
			now, _ := decision(f, param, first, nil)
			if then, _ := decision(f, param, first, &facts{seen: true}); now != then {
				return true
			}
		}
	}
	return false
}

// evidence is what the compiler said of a parameter, with the parameter's own name.
func evidence(p *model.Param, first, second *facts) []string {
	var lines []string
	add := func(f *facts, with string) {
		if f == nil {
			return
		}
		for line := range strings.Lines(f.said) {
			lines = append(lines, probeName.ReplaceAllString(strings.TrimSpace(line), p.Go)+with)
		}
	}
	add(first, "")
	add(second, " (with -tags="+PureTags+")")
	return lines
}

// probeName matches the name of a parameter in the probe.
var probeName = regexp.MustCompile(`\ba\d+\b`)

func decision(f *model.Func, p *model.Param, first, second *facts) (model.Passing, string) {
	if p.Type.IsMap() {
		return decisionOfMap(first)
	}
	if p.Type.IsPointer() {
		return decisionOfPointer(p, first)
	}
	copied := model.Copied
	if p.Type.IsSlice() || p.Type.IsSharingArray() {
		copied = model.CopiedBack
	}
	wire := p.Type.IsSlice() && !p.Type.CanBeBorrowed()
	switch {
	case p.Kind == model.Star && !p.Type.HasPointers() && !p.Type.SharesItems():
		return model.Copied, "its items come from a tuple"
	case p.Type.Plain().Kind == model.List && p.Type.Plain().Elem.Kind == model.Bool:
		return copied, "a bool in Python's memory could become neither true nor false"
	case first == nil || !first.seen:
		return copied, "the compiler says nothing of it"
	case first.unparsed != "":
		return copied, "the compiler says: " + probeName.ReplaceAllString(first.unparsed, p.Go)
	case first.kept || second != nil && second.kept:
		if only(f, writeOf) && !first.mutated {
			return model.Copied, "Go may keep it, and no Write of an io.Writer changes it"
		}
		return copied, "Go may keep it"
	}
	// Go can't write text: what the compiler says of it is about assembly.
	kind := p.Type.Plain().Kind
	mutated := first.mutated && kind != model.Str && kind != model.Callable
	if mutated && first.called && second != nil && second.seen {
		mutated = second.mutated
	}
	if p.Type.IsSharingArray() {
		if mutated || first.content || p.Type.HoldsMaps() {
			return copied, "Go may write what it shares"
		}
		return model.Copied, "Go neither keeps nor writes it"
	}
	if wire {
		if p.Type.Slice().HoldsMaps() { // whose entries are not among the memory that the compiler knows
			return copied, "Go may write it"
		}
		if mutated && !first.inner || (mutated || first.content) && (p.Type.SharesItems() || p.Type.HasPointers()) {
			return copied, "Go may write it"
		}
		return model.Copied, "Go neither keeps nor writes it"
	}
	if (first.result || second != nil && second.result) && !plainResults(f) {
		return copied, "it may be part of a result that Go keeps"
	}
	if first.inError(f) || second.inError(f) {
		return copied, "it may be part of an error, which Go keeps"
	}
	if mutated {
		if len(f.Results) == 0 && !f.CommaOK && f.TypeArgs == nil { // of a type parameter, it takes lists too
			return model.Writable, "the function writes it"
		}
		if first.called {
			return model.Written, byAssembly
		}
		return model.Written, "Go may write it"
	}
	if kind == model.Callable {
		return model.Borrowed, "Go does not keep it"
	}
	if f.Package.Hops > 0 {
		return model.Copied, "the source of other modules is not read"
	}
	if first.result {
		return model.Borrowed, "it may flow into a result, which is copied"
	}
	return model.Borrowed, "Go neither keeps nor writes it"
}

// inError reports whether an argument may be part of the error that a function returns: an exception holds that.
func (f *facts) inError(of *model.Func) bool {
	return f != nil && of.Error && f.results>>(of.GoSignature().Results().Len()-1)&1 != 0
}

// keptMap is the reason for maps that could be written at any time.
const keptMap = "Go may keep it, and what it writes to it does not come back"

// decisionOfMap is the same of a map, which is always built anew. What the compiler says of
// writing is about memory that it knows, and the entries of a map are not among it. A map
// that Go may keep could be written at any time, so nobody looks what has become of it.
func decisionOfMap(first *facts) (model.Passing, string) {
	switch {
	case first == nil || !first.seen || first.unparsed != "":
		return model.Copied, ""
	case first.kept:
		return model.Copied, keptMap
	}
	return model.CopiedBack, "Go may write it"
}

// decisionOfPointer is the same of a pointer to a value of which Go gets a copy. What is kept
// counts as written, and is compared after the call.
func decisionOfPointer(p *model.Param, first *facts) (model.Passing, string) {
	to := p.Type.Pointed()
	switch {
	case p.Kind == model.Star:
		return model.Copied, "its items come from a tuple"
	case first == nil || !first.seen || first.unparsed != "":
		return model.CopiedBack, "the compiler says nothing of it"
	case first.kept:
		return model.CopiedBack, "Go may keep it; what it writes after the call is seen through a Pointer alone"
	case first.mutated || to != nil && to.IsMap():
		return model.CopiedBack, "Go may write it"
	}
	return model.Copied, "Go neither keeps nor writes it"
}

// certain reports whether the function writes for certain to a slice that goes back. What
// it appends to flows into a result, and may be left as it was.
func certain(f *model.Func, p *model.Param, first *facts) bool {
	if !p.Lent() || p.Type.IsMap() || p.Kind == model.Star {
		return false
	}
	if p.Passing == model.CopiedBack && only(f, readOf) {
		return true
	}
	return first != nil && first.seen && first.unparsed == "" && !first.kept && !first.result && first.mutated && !first.inner && !first.called
}

// writesOnly reports whether a function writes to what a pointer leads to, or the fields of a struct, and nobody else
// gets the pointer: then a struct made of text or of a dict for the call would take it for nothing.
func writesOnly(f *facts) bool {
	return f != nil && f.seen && f.unparsed == "" && f.mutated && !f.kept && !f.result && !f.called
}

// The methods of package io by which all Go code reads and writes. Their contracts say
// that Write does not change its argument, and that Read fills it.
var (
	writeOf = map[string]bool{
		"Write([]byte) (int, error)":          true,
		"WriteAt([]byte, int64) (int, error)": true,
	}
	readOf = map[string]bool{
		"Read([]byte) (int, error)":          true,
		"ReadAt([]byte, int64) (int, error)": true,
	}
)

// only reports whether the function is one of these methods.
func only(f *model.Func, methods map[string]bool) bool {
	if f.Shape != model.Method || f.Object == nil {
		return false
	}
	sig := f.Object.Signature()
	spell := func(t *types.Tuple) string {
		var all []string
		for v := range t.Variables() {
			all = append(all, types.TypeString(v.Type(), nil))
		}
		return "(" + strings.Join(all, ", ") + ")"
	}
	return methods[f.Object.Name()+spell(sig.Params())+" "+spell(sig.Results())]
}

// nothingBack is for functions that may keep what they get and are proven from source to
// write nothing: then nothing goes back.
func nothingBack(f *model.Func, written *writes) {
	for _, p := range f.Params {
		if p.Passing == model.CopiedBack && !p.Writes && written.why(f.Object) == "" {
			p.Passing = model.Copied
			if p.Type.IsMap() {
				p.PassingReason = ""
			}
		}
	}
}

// confirm leaves it at what the compiler says of writing only where the function's own body
// does it: what goes to a system call counts as written too, and a Write of an io.Writer
// takes bytes. All else is compared after the call.
func confirm(f *model.Func, src *source) {
	for _, p := range f.Params {
		if p.Writes && !only(f, readOf) {
			b, ok := src.find(f.Object.Origin(), false)
			p.Writes = ok && b.decl.Body != nil && !only(f, writeOf) && assigns(b, f.Object.Origin().Signature().Params().At(p.Position))
		}
	}
}

// assigns reports whether a body assigns to items of a variable, or copies to it. The fields of a struct are the
// function's own, but for what they refer to.
func assigns(b body, v *types.Var) bool {
	found := false
	_, own := v.Type().Underlying().(*types.Struct)
	is := func(x ast.Expr) bool {
		shared := !own
		for {
			switch e := ast.Unparen(x).(type) {
			case *ast.IndexExpr:
				_, array := b.info.TypeOf(e.X).Underlying().(*types.Array)
				shared = shared || !array
				x = e.X
			case *ast.SliceExpr:
				x = e.X
			case *ast.SelectorExpr:
				_, pointer := b.info.TypeOf(e.X).Underlying().(*types.Pointer)
				shared = shared || pointer
				x = e.X
			case *ast.StarExpr:
				shared, x = true, e.X
			case *ast.Ident:
				return shared && b.info.Uses[e] == v
			default:
				return false
			}
		}
	}
	to := func(x ast.Expr) {
		switch ast.Unparen(x).(type) {
		case *ast.IndexExpr, *ast.SelectorExpr, *ast.StarExpr:
			found = found || is(x)
		}
	}
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, x := range n.Lhs {
				to(x)
			}
		case *ast.IncDecStmt:
			to(n.X)
		case *ast.CallExpr:
			if _, builtin := callee(n, b.info); (builtin == "copy" || builtin == "clear") && is(&ast.StarExpr{X: n.Args[0]}) {
				found = true
			}
		}
		return !found
	})
	return found
}

// giveBack lets what Go writes go back where the compiler was not asked: to arguments that
// a directive copies, and to those of function values.
func giveBack(m *model.Module) {
	for _, f := range m.Funcs {
		if f.Shape != model.Function && f.Shape != model.Method && f.Shape != model.Invoke {
			continue
		}
		for _, p := range f.Params {
			asked := f.Object != nil && p.PassingReason != byCopy
			if !asked && p.Passing == model.Copied && p.Kind != model.Star && (p.Type.IsSlice() || p.Type.IsPointer()) {
				p.Passing = model.CopiedBack
			}
		}
	}
}

// isBorrowed reports whether the compiler's statement lets Go see Python's memory. That
// excludes buffers that the function exists to write: a copy of such a buffer would be
// of no use.
func isBorrowed(p *model.Param) bool {
	return (p.Passing == model.Borrowed || p.Passing == model.Written) && p.PassingReason != byDirective && p.Type.Kind != model.Callable
}

func borrows(f *model.Func) bool { return slices.ContainsFunc(f.Params, isBorrowed) }

// borrowsText reports whether the compiler would let the function borrow any text
// argument.
func borrowsText(f *model.Func) bool {
	for _, p := range f.Params {
		if p.Passing == model.Borrowed && p.Type.Plain().Kind == model.Str && p.PassingReason != byDirective {
			return true
		}
	}
	return false
}

const (
	byDirective = "//py:borrow"
	byCopy      = "//py:copy"
)

// byAssembly is the reason for arguments that the compiler counts as written only
// because assembly gets them. If the function has no results it may exist to write
// them, so it is not asked again.
const byAssembly = "it is passed to assembly, which may write it"

func copiedForAssembly(f *model.Func) bool {
	for _, p := range f.Params {
		if p.PassingReason == byAssembly {
			return true
		}
	}
	return false
}

// crossCheck applies the proofs from source. It takes back borrowed text unless nothing
// is concatenated. It lets the function borrow what the compiler refuses only for
// assembly, if nothing is written. It takes back everything if the compiler could not
// follow an address.
func crossCheck(f *model.Func, whole *concats, written *writes, hidden *uintptrs) {
	if copiedForAssembly(f) && written.why(f.Object) == "" {
		for _, p := range f.Params {
			if p.PassingReason == byAssembly {
				p.Passing, p.PassingReason, p.Writes = model.Borrowed, "Go neither keeps nor writes it", false
			}
		}
	}
	if borrows(f) {
		if why := hidden.why(f.Object); why != "" {
			for _, p := range f.Params {
				switch {
				case !isBorrowed(p):
				case p.Type.IsSlice():
					p.Passing, p.PassingReason = model.CopiedBack, why
				default:
					p.Passing, p.PassingReason = model.Copied, why
				}
			}
		}
	}
	if !borrowsText(f) {
		return
	}
	why := whole.why(f.Object)
	for _, p := range f.Params {
		if why != "" && p.Passing == model.Borrowed && p.Type.Plain().Kind == model.Str && p.PassingReason != byDirective {
			p.Passing, p.PassingReason = model.Copied, "an empty operand could make a concatenation return it: the function "+why
		}
	}
}

// plainResults reports whether all results are copied completely before the call is
// over: no instance and no function, through which Go memory would stay reachable.
func plainResults(f *model.Func) bool {
	for _, r := range f.Results {
		if !plainData(r) {
			return false
		}
	}
	return true
}

func plainData(t *model.Type) bool {
	if t == nil {
		return true
	}
	switch t.Kind {
	case model.Obj, model.Ref, model.Boxed, model.Callable, model.PyObject, model.PyStr, model.Key, model.Stream, model.Channel, model.Chan, model.File, model.Dynamic, model.Any, model.Error, model.NDArray, model.View:
		return false
	}
	return plainData(t.Elem) && plainData(t.Key)
}
