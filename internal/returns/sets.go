package returns

import (
	"go/constant"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Sets are the constants that fields of the struct have that a function makes and returns, by name; nil where it leaves
// a field as it is. What is not seen, since other code gets hold of the struct before, is not among them.
func (j *Judge) Sets(f *types.Func) map[string]constant.Value {
	fn := j.Body(f.Origin())
	if fn == nil {
		return nil
	}
	made, returned := returnedStruct(fn)
	if made == nil {
		return nil
	}
	values, ok := fieldValues(made, returned)
	if !ok {
		return nil
	}
	all, st := map[string]constant.Value{}, structOf(made.Type())
	for i := range st.NumFields() {
		if v, is := values[i]; v != nil || !is {
			all[st.Field(i).Name()] = nil
			if is {
				all[st.Field(i).Name()] = v.Value
			}
		}
	}
	return all
}

// fieldValues are the constants in fields of a struct at the ends of some blocks, by index; nil of those where other
// things are. Those that nothing is stored in are left out. Not ok: other code may have written to it.
func fieldValues(made *ssa.Alloc, at []*ssa.BasicBlock) (values map[int]*ssa.Const, ok bool) {
	values = map[int]*ssa.Const{}
	var from map[int]*ssa.Const
	for _, use := range *made.Referrers() {
		switch use := use.(type) {
		case *ssa.FieldAddr:
			c, ok := constantIn(use, at)
			_, again := values[use.Field]
			switch {
			case !ok, c != nil && again:
				values[use.Field] = nil
			case c != nil:
				values[use.Field] = c
			}
		case *ssa.Store:
			if from, ok = wholeValue(made, use); !ok {
				return nil, false
			}
		case *ssa.UnOp, *ssa.Return, *ssa.DebugRef:
		case *ssa.Call:
			if !isOption(use) {
				return nil, false
			}
		default:
			return nil, false
		}
	}
	for i, c := range from {
		if _, is := values[i]; !is {
			values[i] = c
		}
	}
	return values, true
}

// wholeValue are the constants in what is stored in a whole struct before anything else is done to it: its zero value, or
// that of a literal.
func wholeValue(made *ssa.Alloc, s *ssa.Store) (map[int]*ssa.Const, bool) {
	if s.Addr != made || s.Block() != made.Block() {
		return nil, false
	}
	instrs := s.Block().Instrs
	between := instrs[slices.Index(instrs, ssa.Instruction(made)):slices.Index(instrs, ssa.Instruction(s))]
	if slices.ContainsFunc(between, func(i ssa.Instruction) bool { f, is := i.(*ssa.FieldAddr); return is && f.X == made }) {
		return nil, false
	}
	switch v := s.Val.(type) {
	case *ssa.Const:
		return nil, v.Value == nil
	case *ssa.UnOp:
		if literal, ok := v.X.(*ssa.Alloc); ok {
			return fieldValues(literal, []*ssa.BasicBlock{s.Block()})
		}
	}
	return nil, false
}

// returnedStruct is the one struct that a function returns, by a pointer or by value, and the blocks where it does; nil
// is returned beside an error.
func returnedStruct(fn *ssa.Function) (made *ssa.Alloc, returned []*ssa.BasicBlock) {
	for _, b := range fn.Blocks {
		r, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(r.Results) == 0 {
			continue
		}
		v := r.Results[0]
		if load, ok := v.(*ssa.UnOp); ok {
			v = load.X
		}
		if c, ok := v.(*ssa.Const); ok && c.IsNil() {
			continue
		}
		a, ok := v.(*ssa.Alloc)
		if !ok || made != nil && made != a {
			return nil, nil
		}
		if _, ok := a.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Struct); !ok {
			return nil, nil
		}
		made, returned = a, append(returned, b)
	}
	return made, returned
}

// constantIn is the constant that is stored in a field before each of these blocks ends; nil: nothing is. Not ok: something
// else is done to the field.
func constantIn(at *ssa.FieldAddr, before []*ssa.BasicBlock) (c *ssa.Const, ok bool) {
	for _, use := range *at.Referrers() {
		switch use := use.(type) {
		case *ssa.Store:
			v, is := use.Val.(*ssa.Const)
			if use.Addr != at || !is || v.Value == nil || c != nil {
				return nil, false
			}
			for _, b := range before {
				if !use.Block().Dominates(b) {
					return nil, false
				}
			}
			c = v
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return nil, false
		}
	}
	return c, true
}

// isOption reports whether a call is of a functional option: of an item of a parameter, which nobody has to give.
func isOption(call *ssa.Call) bool {
	load, ok := call.Call.Value.(*ssa.UnOp)
	if !ok {
		return false
	}
	item, ok := load.X.(*ssa.IndexAddr)
	if !ok {
		return false
	}
	_, ok = item.X.(*ssa.Parameter)
	return ok
}
