package returns

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
)

// Field reports whether a field of a struct is not nil in the values that the module makes: each
// literal of the struct sets it, nothing makes one without a literal, nothing that may be nil is
// assigned to it, and no code asks whether it is nil.
func (j *Judge) Field(v *types.Var) bool {
	l, made := j.fields[v.Origin()]
	return made && l == never
}

// judgeFields is after everything else: what is known of values settles fields, and fields nothing.
func (j *Judge) judgeFields() {
	j.fields = map[*types.Var]level{}
	for _, l := range j.program.ByPath {
		for _, file := range l.Syntax {
			ast.Inspect(file, func(n ast.Node) bool { return j.madeLiteral(l, n) })
		}
	}
	for _, l := range j.program.ByPath {
		for _, file := range l.Syntax {
			var stack []ast.Node
			ast.Inspect(file, func(n ast.Node) bool {
				if n == nil {
					stack = stack[:len(stack)-1]
					return true
				}
				j.madeOtherwise(l, n, stack)
				stack = append(stack, n)
				return true
			})
		}
	}
	for _, fn := range j.bodies {
		for _, b := range fn.Blocks {
			for i, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.FieldAddr:
					j.fieldUsed(instr)
				case *ssa.Field:
					if asksForNil(instr) {
						j.raiseField(structOf(instr.X.Type()).Field(instr.Field), likely)
					}
				case *ssa.Store:
					if f, ok := instr.Addr.(*ssa.FieldAddr); ok {
						j.raiseField(fieldOf(f), j.stored(instr.Val, place{b, i}))
					}
				case ssa.CallInstruction:
					j.decoded(instr.Common())
				}
			}
		}
	}
}

// madeLiteral notes the fields that a literal of a struct sets.
func (j *Judge) madeLiteral(l *packages.Package, n ast.Node) bool {
	lit, ok := n.(*ast.CompositeLit)
	if !ok || len(lit.Elts) == 0 {
		return true
	}
	if s := structOf(l.TypesInfo.TypeOf(lit)); s != nil {
		for set := range setBy(lit, s) {
			field := set.Origin()
			if _, known := j.fields[field]; !known && nillable(field.Type()) && !isError(field.Type()) { // an error says by nil that there is none
				j.fields[field] = never
			}
		}
	}
	return true
}

// setBy has the fields that a literal sets.
func setBy(lit *ast.CompositeLit, s *types.Struct) map[*types.Var]bool {
	set := map[*types.Var]bool{}
	for i, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			set[s.Field(i)] = true
			continue
		}
		for f := range s.Fields() {
			if id, ok := kv.Key.(*ast.Ident); ok && f.Name() == id.Name {
				set[f] = true
			}
		}
	}
	return set
}

// madeOtherwise raises the fields that are nil in what an expression or a declaration makes.
// Zero structs beside an error or a false do not count.
func (j *Judge) madeOtherwise(l *packages.Package, n ast.Node, around []ast.Node) {
	info := l.TypesInfo
	switch n := n.(type) {
	case *ast.CompositeLit:
		t := info.TypeOf(n)
		s := structOf(t)
		if s == nil {
			if a, ok := t.Underlying().(*types.Array); ok && int64(len(n.Elts)) < a.Len() {
				j.zeroed(a.Elem())
			}
			return
		}
		if len(around) > 0 && len(n.Elts) == 0 {
			if ret, ok := around[len(around)-1].(*ast.ReturnStmt); ok && len(ret.Results) > 1 {
				return
			}
		}
		set := setBy(n, s)
		for f := range s.Fields() {
			if !set[f] {
				j.raiseField(f, seen)
				j.zeroed(f.Type())
			}
		}
	case *ast.ValueSpec:
		if len(n.Values) == 0 && n.Type != nil {
			j.zeroed(info.TypeOf(n.Type))
		}
	case *ast.CallExpr:
		id, ok := ast.Unparen(n.Fun).(*ast.Ident)
		if _, builtin := info.Uses[id].(*types.Builtin); !ok || !builtin || len(n.Args) == 0 {
			return
		}
		switch t := info.TypeOf(n.Args[0]); {
		case id.Name == "new":
			j.zeroed(t)
		case id.Name == "make" && len(n.Args) > 1:
			if size := info.Types[n.Args[1]].Value; size == nil || size.String() != "0" {
				if s, ok := t.Underlying().(*types.Slice); ok {
					j.zeroed(s.Elem())
				}
			}
		}
	}
}

// zeroed raises the fields of a value that is zero.
func (j *Judge) zeroed(t types.Type) {
	switch u := t.Underlying().(type) {
	case *types.Array:
		j.zeroed(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			j.raiseField(f, seen)
			j.zeroed(f.Type())
		}
	}
}

func (j *Judge) raiseField(f *types.Var, l level) {
	if f == nil { // of a type parameter
		return
	}
	if known, ok := j.fields[f.Origin()]; ok {
		j.fields[f.Origin()] = max(known, l)
	}
}

// stored judges what is assigned to a field. An item of a map counts as items of lists do: who
// makes a struct of it knows that it is there.
func (j *Judge) stored(v ssa.Value, at place) level {
	if lookup, ok := v.(*ssa.Lookup); ok && !lookup.CommaOk && j.Item(v.Type()) {
		return never
	}
	return j.value(v, at)
}

// fieldUsed raises a field that is asked for nil, or whose address goes elsewhere.
func (j *Judge) fieldUsed(addr *ssa.FieldAddr) {
	f := fieldOf(addr)
	if _, ok := j.fields[f]; !ok {
		return
	}
	for _, r := range *addr.Referrers() {
		switch r := r.(type) {
		case *ssa.Store:
			if r.Val == ssa.Value(addr) {
				j.raiseField(f, unknown)
			}
		case *ssa.UnOp:
			if asksForNil(r) {
				j.raiseField(f, likely)
			}
		case *ssa.DebugRef:
		default:
			j.raiseField(f, unknown)
		}
	}
}

func asksForNil(v ssa.Value) bool {
	for _, r := range *v.Referrers() {
		if cmp, ok := r.(*ssa.BinOp); ok && (cmp.Op == token.EQL || cmp.Op == token.NEQ) {
			for _, side := range []ssa.Value{cmp.X, cmp.Y} {
				if c, ok := side.(*ssa.Const); ok && c.IsNil() {
					return true
				}
			}
		}
	}
	return false
}

// decoded raises the fields of what a call fills in by reflection.
func (j *Judge) decoded(c *ssa.CallCommon) {
	name := ""
	if c.IsInvoke() {
		name = c.Method.Name()
	} else if callee := c.StaticCallee(); callee != nil {
		name = callee.Name()
	}
	name = strings.ToLower(name)
	if !strings.Contains(name, "unmarshal") && !strings.Contains(name, "decode") && !strings.Contains(name, "scan") {
		return
	}
	for _, arg := range c.Args {
		if m, ok := arg.(*ssa.MakeInterface); ok {
			j.filled(m.X.Type(), map[types.Type]bool{})
		}
	}
}

func (j *Judge) filled(t types.Type, been map[types.Type]bool) {
	if been[t] {
		return
	}
	been[t] = true
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		j.filled(u.Elem(), been)
	case *types.Slice:
		j.filled(u.Elem(), been)
	case *types.Array:
		j.filled(u.Elem(), been)
	case *types.Map:
		j.filled(u.Elem(), been)
	case *types.Struct:
		for f := range u.Fields() {
			j.raiseField(f, unknown)
			j.filled(f.Type(), been)
		}
	}
}

// structOf is the struct of a literal, or of the pointer that it makes within a list.
func structOf(t types.Type) *types.Struct {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}
