// Package returns judges what the functions of a program return: whether a pointer, an
// interface or a function that is a result can be nil, whether the values beside a false
// are zero, and whether anything puts a nil into a list, a map or a stream. It reads the
// bodies of the module's own packages, in SSA form. Of other packages it knows signatures
// alone, and goes by conventions of Go.
//
//	returns.go    what is judged, and until nothing changes
//	value.go      whether a value can be nil
//	implement.go  methods of interfaces
//	guard.go      what conditions and uses say of a value
//	memory.go     what a variable holds where it is read
//	zero.go       the values beside a false
//	leftout.go    whether a parameter may be nil
//	field.go      fields that are set wherever a struct is made
//	fails.go      the errors that a function returns
//	sets.go       the constants in fields of what a function makes
//	compared.go   type parameters whose values are compared
//	looked.go     type parameters whose values code wants to know the type of
//	traced.go     what such things are done to, through calls
package returns

import (
	"cmp"
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/ssa"

	"gophersnake/internal/model"

	"gophersnake/internal/load"
)

// A level says how likely a value is nil.
type level uint8

const (
	never   level = iota // it is not
	unknown              // it comes from where nobody has looked
	likely               // of a map that may lack the key, or of a call whose error nobody has asked for
	seen                 // a nil stands in the code
)

// A Judge has judged a program. The zero value knows nothing.
type Judge struct {
	program *load.Program
	ssa     *ssa.Program // nil: nothing is known
	bodies  []*ssa.Function
	funcs   map[string]*ssa.Function // by types.Func.FullName

	results map[*ssa.Function][]level // without an error
	yes     map[*ssa.Function][]level // the same where a bool at the end is not false
	where   map[*ssa.Function][]token.Pos
	zero    map[*ssa.Function]bool // the values beside a false, or an error, are zero
	no      map[*ssa.Function]bool // there is such a return
	params  map[*ssa.Parameter]level
	globals map[*ssa.Global]level
	items   map[string]level     // by the type of the item
	fields  map[*types.Var]level // what is assigned to it, and what is left out
	closed  map[*ssa.Function]bool

	implemented map[*types.Func][]*ssa.Function  // of methods of interfaces; made at first use
	asked       map[*types.Var]asking            // of fields; made at first use
	fails       map[*ssa.Function][]types.Object // made at first use
	compared    *touched                         // made at first use
	looked      *touched                         // made at first use
	asserted    map[string][]types.Type          // made at first use
	changed     bool
}

// Of judges a program.
func Of(p *load.Program) (j *Judge) {
	j = &Judge{program: p}
	defer func() {
		if recover() != nil { // go/ssa has met what it does not know: nothing is known
			j = &Judge{program: p}
		}
	}()
	j.build()
	for _, fn := range j.bodies {
		if sig := fn.Signature; saysNo(sig) {
			j.zero[fn] = true
		}
	}
	const rounds = 40 // far more than any chain of calls needs; what is not settled then is unknown
	for range rounds {
		j.changed = false
		for _, fn := range j.bodies {
			j.round(fn)
		}
		if !j.changed {
			j.judgeFields()
			return j
		}
	}
	return &Judge{program: p}
}

// Body is a function in SSA form; nil if its source is not known.
func (j *Judge) Body(f *types.Func) *ssa.Function { return j.funcs[f.FullName()] }

func (j *Judge) build() {
	j.ssa = ssa.NewProgram(j.program.Fset, 0)
	created := map[*types.Package]bool{}
	var packages []*ssa.Package
	for _, l := range j.program.ByPath {
		created[l.Types] = true
		packages = append(packages, j.ssa.CreatePackage(l.Types, l.Syntax, l.TypesInfo, true))
	}
	for _, l := range j.program.ByPath {
		for _, imported := range l.Types.Imports() {
			if !created[imported] {
				created[imported] = true
				j.ssa.CreatePackage(imported, nil, nil, true)
			}
		}
	}
	j.funcs = map[string]*ssa.Function{}
	j.results, j.yes, j.where = map[*ssa.Function][]level{}, map[*ssa.Function][]level{}, map[*ssa.Function][]token.Pos{}
	j.zero, j.no, j.closed = map[*ssa.Function]bool{}, map[*ssa.Function]bool{}, map[*ssa.Function]bool{}
	j.params, j.globals, j.items = map[*ssa.Parameter]level{}, map[*ssa.Global]level{}, map[string]level{}
	var add func(fn *ssa.Function)
	add = func(fn *ssa.Function) {
		if fn == nil || len(fn.Blocks) == 0 {
			return
		}
		n := fn.Signature.Results().Len()
		j.bodies = append(j.bodies, fn)
		j.results[fn], j.yes[fn], j.where[fn] = make([]level, n), make([]level, n), make([]token.Pos, n)
		for _, inner := range fn.AnonFuncs {
			add(inner)
		}
	}
	for _, p := range packages {
		p.Build()
		for _, l := range j.program.ByPath {
			if l.Types != p.Pkg {
				continue
			}
			add(p.Func("init"))
			for id, obj := range l.TypesInfo.Defs {
				fn, ok := obj.(*types.Func)
				if !ok || id.Name == "_" || id.Name == "init" {
					continue
				}
				if body := j.ssa.FuncValue(fn); body != nil {
					j.funcs[fn.FullName()] = body
					add(body)
				}
			}
			for _, member := range p.Members { // func init()s
				if fn, ok := member.(*ssa.Function); ok && fn.Object() == nil && fn.Name() != "init" {
					add(fn)
				}
			}
		}
	}
	j.inOrder()
	j.reach()
}

// inOrder sorts the bodies as their text stands: what is found in turns, such as the order of errors in
// a docstring, must not differ from build to build.
func (j *Judge) inOrder() {
	type key struct {
		path, file string
		offset     int
		name       string
	}
	keys := map[*ssa.Function]key{}
	for _, fn := range j.bodies {
		at := j.program.Fset.Position(fn.Pos())
		keys[fn] = key{fn.Package().Pkg.Path(), filepath.Base(at.Filename), at.Offset, fn.String()}
	}
	slices.SortFunc(j.bodies, func(a, b *ssa.Function) int {
		x, y := keys[a], keys[b]
		return cmp.Or(cmp.Compare(x.path, y.path), cmp.Compare(x.file, y.file), cmp.Compare(x.offset, y.offset), cmp.Compare(x.name, y.name))
	})
}

// reach finds the functions of which every call is known.
func (j *Judge) reach() {
	invoked, taken := map[string]bool{}, map[*ssa.Function]bool{}
	for _, fn := range j.bodies {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if ok && call.Common().IsInvoke() {
					invoked[call.Common().Method.Name()] = true
				}
				for i, op := range instr.Operands(nil) {
					if f, is := (*op).(*ssa.Function); is && !(ok && i == 0 && !call.Common().IsInvoke()) {
						taken[f] = true
					}
				}
			}
		}
	}
	for _, fn := range j.bodies {
		obj := fn.Object()
		j.closed[fn] = obj != nil && !obj.Exported() && !taken[fn] && fn.TypeParams().Len() == 0 && !(fn.Signature.Recv() != nil && invoked[fn.Name()])
	}
}

// round looks once at a function.
func (j *Judge) round(fn *ssa.Function) {
	j.returned(fn)
	for _, b := range fn.Blocks {
		for i, instr := range b.Instrs {
			at := place{b, i}
			switch instr := instr.(type) {
			case *ssa.Store:
				switch addr := instr.Addr.(type) {
				case *ssa.Global:
					j.note(instr.Val.Type(), j.raiseGlobal(addr), instr.Val, at)
				case *ssa.IndexAddr:
					j.item(instr.Val, at)
				}
			case *ssa.MapUpdate:
				j.item(instr.Value, at)
			case *ssa.Send:
				j.item(instr.X, at)
			case *ssa.MakeSlice:
				j.made(instr)
			case ssa.CallInstruction:
				j.called(instr.Common(), at)
			}
		}
	}
}

func (j *Judge) raiseGlobal(g *ssa.Global) func(level) {
	return func(l level) {
		if l > j.globals[g] {
			j.globals[g], j.changed = l, true
		}
	}
}

// note raises a fact by the level of a value that can be nil.
func (j *Judge) note(t types.Type, raise func(level), v ssa.Value, at place) {
	if nillable(t) {
		raise(j.value(v, at))
	}
}

// item notes what is put into a slice, a map or a channel, or is passed to a function value.
func (j *Judge) item(v ssa.Value, at place) {
	if t := v.Type(); nillable(t) && j.value(v, at) == seen {
		j.raiseItem(t)
	}
}

func (j *Judge) raiseItem(t types.Type) {
	if key := keyOf(t); j.items[key] != seen {
		j.items[key], j.changed = seen, true
	}
}

func keyOf(t types.Type) string { return types.TypeString(types.Unalias(t), nil) }

// made notes the items of a slice that is made with a length. The function that makes it
// fills it, if it assigns to any of its items.
func (j *Judge) made(m *ssa.MakeSlice) {
	slice, ok := m.Type().Underlying().(*types.Slice)
	if !ok { // of a type parameter
		return
	}
	item := slice.Elem()
	if n, ok := m.Len.(*ssa.Const); !nillable(item) || ok && n.Int64() == 0 {
		return
	}
	for _, r := range *m.Referrers() {
		switch r := r.(type) {
		case *ssa.IndexAddr:
			return
		case ssa.CallInstruction: // copy
			if b, ok := r.Common().Value.(*ssa.Builtin); ok && b.Name() == "copy" {
				return
			}
		case *ssa.Store, *ssa.Phi, *ssa.MakeClosure, *ssa.Slice: // it is filled under another name, maybe
			return
		}
	}
	j.raiseItem(item)
}

// called notes the arguments of a call.
func (j *Judge) called(c *ssa.CallCommon, at place) {
	callee := c.StaticCallee()
	if callee == nil {
		if _, builtin := c.Value.(*ssa.Builtin); !builtin {
			for _, arg := range c.Args {
				j.item(arg, at)
			}
		}
		return
	}
	callee = origin(callee)
	if !j.closed[callee] {
		return
	}
	for i, arg := range c.Args {
		if i < len(callee.Params) && nillable(arg.Type()) {
			p := callee.Params[i]
			if l := j.value(arg, at); l > j.params[p] {
				j.params[p], j.changed = l, true
			}
		}
	}
}

// returned notes what a function returns.
func (j *Judge) returned(fn *ssa.Function) {
	n := fn.Signature.Results().Len()
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) != n || n == 0 || b == fn.Recover {
			continue
		}
		at := place{b, len(b.Instrs) - 1}
		values := settled(ret)
		last := values[n-1]
		for i, v := range values {
			if !nillable(v.Type()) {
				continue
			}
			all, yes := j.value(v, at), never
			if i < n-1 && model.EndsInError(fn.Signature.Results()) {
				all = j.beside(v, last, at, ways{})
			}
			if i < n-1 && isBool(last.Type()) {
				yes = j.besideYes(v, last, at, ways{})
			}
			j.raise(j.results[fn], i, all)
			if j.yes[fn][i] < yes {
				j.yes[fn][i], j.changed = yes, true
			}
			if all > never && j.where[fn][i] == token.NoPos {
				j.where[fn][i] = ret.Pos()
			}
		}
		if saysNo(fn.Signature) {
			j.returnsNo(fn, values, at)
		}
	}
	if recovers(fn) && !model.EndsInError(fn.Signature.Results()) {
		for i := range n {
			if nillable(fn.Signature.Results().At(i).Type()) {
				j.raise(j.results[fn], i, seen) // after a panic, it returns zero values
			}
		}
	}
}

func (j *Judge) raise(levels []level, i int, l level) {
	if l > levels[i] {
		levels[i], j.changed = l, true
	}
}

// recovers reports whether a function that it defers calls recover.
func recovers(fn *ssa.Function) bool {
	if fn.Recover == nil {
		return false
	}
	for _, inner := range fn.AnonFuncs {
		for _, b := range inner.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					if builtin, ok := call.Call.Value.(*ssa.Builtin); ok && builtin.Name() == "recover" {
						return true
					}
				}
			}
		}
	}
	return false
}

// A Verdict is about one result.
type Verdict struct {
	NotNil bool
	Why    string
}

// Result judges result i of a function.
func (j *Judge) Result(fn *types.Func, i int) Verdict {
	results := fn.Signature().Results()
	withError := i < results.Len()-1 && model.EndsInError(results)
	body := j.funcs[fn.Origin().FullName()]
	if body == nil {
		switch {
		case withError:
			return Verdict{true, "by convention: a function that returns an error beside it says so by that"}
		case results.Len() > 1 && !isBool(results.At(results.Len()-1).Type()):
			return Verdict{true, "by convention: none of its values says whether the others count"}
		case makes(fn) || returnsReceiver(fn.Signature(), i):
			return Verdict{true, "by convention: it makes a value, or returns its receiver"}
		case j.ssa != nil && j.ofInterface(fn, i) == never:
			return Verdict{true, "none of the types of the module that implement it returns nil"}
		}
		return Verdict{false, "its body is not read"}
	}
	l := j.results[body][i]
	if last := results.At(results.Len() - 1); i < results.Len()-1 && isBool(last.Type()) {
		l = j.yes[body][i]
	}
	switch {
	case l == never:
		return Verdict{true, "no return gives nil" + map[bool]string{true: " without an error", false: ""}[withError]}
	case l == unknown && withError:
		return Verdict{true, "by convention: no return is seen to give nil without an error"}
	}
	why := "it may be nil"
	if l == seen {
		why = "nil is returned"
	}
	if pos := j.where[body][i]; pos.IsValid() {
		why += fmt.Sprintf(" (%s)", j.program.Position(pos))
	}
	return Verdict{false, why}
}

// GivesNil reports whether a nil stands in the code for result i of a function, without an error. Of one whose
// body is not read, it may.
func (j *Judge) GivesNil(fn *types.Func, i int) bool {
	body := j.funcs[fn.Origin().FullName()]
	return body == nil || j.results[body][i] == seen
}

// Item reports whether the items of a type in lists, maps and streams, and what is passed to
// function values, are not nil: no code is seen to put one there.
func (j *Judge) Item(t types.Type) bool { return j.funcs != nil && j.items[keyOf(t)] != seen }

// Optional judges a function whose last result is a bool: whether all others are zero where it
// is false. known is false where nobody can say.
func (j *Judge) Optional(fn *types.Func) (optional, known bool) {
	body := j.funcs[fn.Origin().FullName()]
	if body == nil || !saysNo(fn.Signature()) {
		return false, false
	}
	return j.zero[body] && j.no[body], true
}

// Variable reports whether a variable of a package is set when the package begins, and is
// never assigned nil.
func (j *Judge) Variable(v *types.Var) bool {
	if j.ssa == nil {
		return false
	}
	p := j.ssa.Package(v.Pkg())
	if p == nil {
		return false
	}
	g, ok := p.Members[v.Name()].(*ssa.Global)
	return ok && len(p.Func("init").Blocks) > 0 && j.global(g) == never
}
