package returns

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"gophersnake/internal/model"
)

// Fails are the errors that a function is seen to return, in the order of its code: variables
// that are errors, of any package, and the named types of the values. What it wraps is among
// them, as errors.Is and errors.As find it. Errors of functions whose bodies are not read are
// not.
func (j *Judge) Fails(fn *types.Func) []types.Object {
	body := j.funcs[fn.Origin().FullName()]
	if body == nil {
		return nil
	}
	if j.fails == nil {
		j.findFails()
	}
	return j.fails[body]
}

// findFails goes through all bodies until nothing is added.
func (j *Judge) findFails() {
	j.fails = map[*ssa.Function][]types.Object{}
	for changed := true; changed; {
		changed = false
		for _, fn := range j.bodies {
			f := failing{j: j, all: j.fails[fn], been: map[ssa.Value]bool{}}
			had := len(f.all)
			f.function(fn)
			if len(f.all) > had {
				j.fails[fn], changed = f.all, true
			}
		}
	}
}

// failing collects the errors of one function.
type failing struct {
	j    *Judge
	all  []types.Object
	been map[ssa.Value]bool
}

func (f *failing) function(fn *ssa.Function) {
	n := fn.Signature.Results().Len()
	if !model.EndsInError(fn.Signature.Results()) {
		return
	}
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) == n {
			f.value(settled(ret)[n-1])
		}
	}
}

func (f *failing) add(o types.Object) {
	if o == nil {
		return
	}
	for _, known := range f.all {
		if known == o {
			return
		}
	}
	f.all = append(f.all, o)
}

// value adds the errors that a value can be, or wraps.
func (f *failing) value(v ssa.Value) {
	if f.been[v] {
		return
	}
	f.been[v] = true
	if _, is := v.Type().Underlying().(*types.Pointer); is && !isNil(v) { // the result's own type is one
		f.ofType(v.Type())
	}
	switch v := v.(type) {
	case *ssa.Phi:
		for _, e := range v.Edges {
			f.value(e)
		}
	case *ssa.ChangeInterface:
		f.value(v.X)
	case *ssa.MakeInterface:
		if load, ok := v.X.(*ssa.UnOp); ok { // var ErrX = &ParseError{}
			if g, ok := load.X.(*ssa.Global); ok {
				f.add(g.Object())
			}
		}
		f.ofType(v.X.Type())
	case *ssa.UnOp:
		f.loaded(v)
	case *ssa.Extract:
		if call, ok := v.Tuple.(*ssa.Call); ok {
			f.call(call)
		}
	case *ssa.Call:
		f.call(v)
	}
}

// ofType adds a named type, or what a pointer to one points to.
func (f *failing) ofType(t types.Type) {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); ok {
		f.add(n.Origin().Obj())
	}
}

// loaded adds the errors that a variable can hold.
func (f *failing) loaded(load *ssa.UnOp) {
	switch x := load.X.(type) {
	case *ssa.Global:
		f.add(x.Object())
	case *ssa.Alloc: // a named result, or a variable that a closure uses too
		for _, r := range *x.Referrers() {
			if s, ok := r.(*ssa.Store); ok && s.Addr == x {
				f.value(s.Val)
			}
		}
	}
}

func (f *failing) call(call *ssa.Call) {
	callee := call.Call.StaticCallee()
	if callee == nil {
		return
	}
	callee = origin(callee)
	for _, o := range f.j.fails[callee] {
		f.add(o)
	}
	if obj, ok := callee.Object().(*types.Func); ok && len(callee.Blocks) == 0 {
		switch obj.FullName() {
		case "fmt.Errorf":
			if text, ok := call.Call.Args[0].(*ssa.Const); ok && text.Value.Kind() == constant.String && strings.Contains(constant.StringVal(text.Value), "%w") {
				f.items(call.Call.Args[1])
			}
		case "errors.Join":
			f.items(call.Call.Args[0])
		}
	}
}

// items adds the errors among variadic arguments.
func (f *failing) items(v ssa.Value) {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return
	}
	for _, r := range *array.Referrers() {
		at, ok := r.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, r := range *at.Referrers() {
			if s, ok := r.(*ssa.Store); ok && (isError(s.Val.Type()) || wraps(s.Val)) {
				f.value(s.Val)
			}
		}
	}
}

// wraps reports whether what is passed as an any is an error.
func wraps(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.ChangeInterface:
		return isError(v.X.Type())
	case *ssa.MakeInterface:
		return types.Implements(v.X.Type(), errorType.Underlying().(*types.Interface))
	}
	return false
}
