package returns

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"gophersnake/internal/model"
)

// LeftOut reports whether Go's parameter i of a function may be left out by who calls it: its
// code asks whether it is nil, or whether a field is that gets it, and goes on if so. A map behind
// other parameters may, if all that is done to it is to read it: nil is the empty one.
func (j *Judge) LeftOut(f *types.Func, i int) bool {
	if j.ssa == nil {
		return false
	}
	fn := j.funcs[f.Origin().FullName()]
	if fn == nil {
		return false
	}
	behind := i > 0
	if fn.Signature.Recv() != nil {
		i++
	}
	asked := j.expected(fn, i, map[*ssa.Parameter]bool{})
	return asked == goesOn || asked == unasked && behind && j.readAsMap(fn, i, map[*ssa.Parameter]bool{})
}

// readAsMap reports whether a parameter is a map that is read and nothing else.
func (j *Judge) readAsMap(fn *ssa.Function, i int, seen map[*ssa.Parameter]bool) bool {
	if i >= len(fn.Params) || len(fn.Blocks) == 0 || seen[fn.Params[i]] {
		return false
	}
	p := fn.Params[i]
	if _, is := p.Type().Underlying().(*types.Map); !is || len(*p.Referrers()) == 0 {
		return false
	}
	seen[p] = true
	for _, use := range *p.Referrers() {
		switch use := use.(type) {
		case *ssa.Lookup, *ssa.Range, *ssa.DebugRef:
		case ssa.CallInstruction:
			if builtin, ok := use.Common().Value.(*ssa.Builtin); ok && builtin.Name() == "len" {
				continue
			}
			callee := use.Common().StaticCallee()
			if callee == nil {
				return false
			}
			for at, arg := range use.Common().Args {
				if arg == ssa.Value(p) && !j.readAsMap(origin(callee), at, seen) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// ReturnsItself reports whether a method returns its receiver, and nothing else.
func (j *Judge) ReturnsItself(f *types.Func) bool {
	if j.ssa == nil {
		return false
	}
	fn := j.funcs[f.Origin().FullName()]
	if fn == nil || fn.Signature.Recv() == nil || fn.Signature.Results().Len() != 1 || recovers(fn) {
		return false
	}
	found := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || b == fn.Recover {
			continue
		}
		if len(ret.Results) != 1 || settled(ret)[0] != ssa.Value(fn.Params[0]) {
			return false
		}
		found = true
	}
	return found
}

// An asking is what code makes of a nil.
type asking int

const (
	unasked asking = iota
	goesOn
	refuses // by a panic, or by an error
)

// expected follows a parameter of a function, into what it is passed to.
func (j *Judge) expected(fn *ssa.Function, i int, seen map[*ssa.Parameter]bool) asking {
	if i >= len(fn.Params) || len(fn.Blocks) == 0 || seen[fn.Params[i]] {
		return unasked
	}
	seen[fn.Params[i]] = true
	found := unasked
	for _, v := range aliases(fn.Params[i]) {
		for _, use := range *v.Referrers() {
			switch use := use.(type) {
			case *ssa.BinOp:
				found = max(found, comparison(use))
			case *ssa.Store:
				if field, ok := use.Addr.(*ssa.FieldAddr); ok && use.Val == v {
					found = max(found, j.fieldAsked(field))
				}
			case ssa.CallInstruction:
				callee := use.Common().StaticCallee()
				if callee == nil {
					continue
				}
				for at, arg := range use.Common().Args {
					if arg == v {
						found = max(found, j.expected(origin(callee), at, seen))
					}
				}
			}
		}
	}
	return found
}

// aliases are a value, and what is read of the variable that it is stored to where a closure
// has it too.
func aliases(p ssa.Value) []ssa.Value {
	all := []ssa.Value{p}
	var loads func(addr ssa.Value)
	loads = func(addr ssa.Value) {
		for _, use := range *addr.Referrers() {
			switch use := use.(type) {
			case *ssa.UnOp:
				if use.Op == token.MUL {
					all = append(all, use)
				}
			case *ssa.MakeClosure:
				for n, bound := range use.Bindings {
					if bound == addr {
						loads(use.Fn.(*ssa.Function).FreeVars[n])
					}
				}
			}
		}
	}
	for _, use := range *p.Referrers() {
		if store, ok := use.(*ssa.Store); ok && store.Val == p {
			if variable, ok := store.Addr.(*ssa.Alloc); ok {
				loads(variable)
			}
		}
	}
	return all
}

// fieldAsked reports what code of the program makes of a nil in a field.
func (j *Judge) fieldAsked(field *ssa.FieldAddr) asking {
	if j.asked == nil {
		j.asked = map[*types.Var]asking{}
		for _, fn := range j.bodies {
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if op, ok := instr.(*ssa.BinOp); ok {
						for _, v := range []ssa.Value{op.X, op.Y} {
							if f := readField(v); f != nil {
								j.asked[f] = max(j.asked[f], comparison(op))
							}
						}
					}
				}
			}
		}
	}
	return j.asked[fieldOf(field)]
}

// readField is the field that a value has been read of, or nil.
func readField(v ssa.Value) *types.Var {
	switch v := v.(type) {
	case *ssa.UnOp:
		if field, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			return fieldOf(field)
		}
	case *ssa.Field:
		if st, ok := v.X.Type().Underlying().(*types.Struct); ok {
			return st.Field(v.Field).Origin()
		}
	}
	return nil
}

// fieldOf is the field at an address; nil where the type of the struct is a parameter.
func fieldOf(a *ssa.FieldAddr) *types.Var {
	if p, ok := a.X.Type().Underlying().(*types.Pointer); ok {
		if st, ok := p.Elem().Underlying().(*types.Struct); ok {
			return st.Field(a.Field).Origin()
		}
	}
	return nil
}

// comparison reports what code makes of a comparison with nil.
func comparison(op *ssa.BinOp) asking {
	if op.Op != token.EQL && op.Op != token.NEQ || !isNil(op.X) && !isNil(op.Y) {
		return unasked
	}
	for _, use := range *op.Referrers() {
		if branch, ok := use.(*ssa.If); ok {
			then := branch.Block().Succs[0]
			if op.Op == token.NEQ {
				then = branch.Block().Succs[1]
			}
			if fails(then) {
				return refuses
			}
		}
	}
	return goesOn
}

func isNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// fails reports whether a block ends in a panic, in the end of the process, or in an error.
func fails(b *ssa.BasicBlock) bool {
	switch end := b.Instrs[len(b.Instrs)-1].(type) {
	case *ssa.Panic:
		return true
	case *ssa.Return:
		n := len(end.Results)
		return model.EndsInError(b.Parent().Signature.Results()) && !isNil(end.Results[n-1])
	}
	return false
}
