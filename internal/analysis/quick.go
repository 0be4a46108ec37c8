package analysis

import (
	"go/ast"
	"go/types"
	"sort"

	"gophersnake/internal/load"
	"gophersnake/internal/model"
)

// A method of an interface is whatever the dynamic type says, so its call releases the GIL. But most
// types that come out of an interface are the module's own, unexported ones, whose methods can be
// looked at. Those that are proven bounded are quick: their calls keep the GIL.

// ofHeld is why the GIL is released.
const ofHeld = "it is a method of whatever the interface holds"

// quickMethods decides for all interfaces of the model which methods of which types are quick.
func quickMethods(p *load.Program, m *model.Module, w *bounds) {
	methods := map[*model.Class][]*model.Func{}
	for _, f := range m.Funcs {
		if f.Shape == model.Method && mayBeQuick(f) && len(methods[f.Recv]) < model.MostQuick {
			methods[f.Recv] = append(methods[f.Recv], f)
		}
	}
	if len(methods) == 0 {
		return
	}
	all := declared(p)
	for _, c := range m.Classes {
		if i := interfaceOf(c); i != nil && len(methods[c]) > 0 {
			quickTypes(c, i, methods[c], all, w)
		}
	}
}

// quickTypes decides for one interface.
func quickTypes(c *model.Class, i *types.Interface, methods []*model.Func, all []*types.TypeName, w *bounds) {
	used := uint8(0)
	for _, name := range all {
		for _, t := range []types.Type{name.Type(), types.NewPointer(name.Type())} {
			if !types.Implements(t, i) {
				continue
			}
			if quick := quickOf(t, methods, w); quick != 0 {
				c.Quick = append(c.Quick, model.QuickType{Type: runtimeName(t, name), Methods: quick})
				used |= quick
			}
		}
	}
	for k, f := range methods {
		if f.Quick = used & (1 << k); f.Quick != 0 {
			f.GILReason = ofHeld + "; kept where that is of a type whose method is bounded"
		}
	}
}

// mayBeQuick reports whether a call of an interface's method keeps the GIL if the method does nothing that takes time.
func mayBeQuick(f *model.Func) bool {
	if f.Recv == nil || f.Recv.Kind != model.Interface || f.Object == nil || f.GILReason != ofHeld ||
		f.Reflected || f.Context >= 0 || f.CallsBack() || sized(f) || tooLargeIn(f.GoSignature()) != "" {
		return false
	}
	for _, r := range f.Results {
		if !r.Direct {
			return false
		}
	}
	return true
}

// interfaceOf is the interface of a class whose instances say which of its methods are quick, or nil.
func interfaceOf(c *model.Class) *types.Interface {
	if c.Kind != model.Interface || c.Unnamed || c.Error || c.Object == nil {
		return nil
	}
	if named, ok := c.Object.Type().(*types.Named); !ok || named.TypeParams().Len() > 0 {
		return nil
	}
	i, _ := c.Object.Type().Underlying().(*types.Interface)
	return i
}

// declared are the types that the packages declare, but for interfaces and generic types, and for those
// with a namesake inside of a function: reflect gives both one name.
func declared(p *load.Program) []*types.TypeName {
	var all []*types.TypeName
	for _, l := range p.ByPath {
		inside := map[string]bool{}
		for _, file := range l.Syntax {
			ast.Inspect(file, func(n ast.Node) bool {
				if spec, ok := n.(*ast.TypeSpec); ok {
					if o := l.TypesInfo.Defs[spec.Name]; o != nil && o.Parent() != l.Types.Scope() {
						inside[spec.Name.Name] = true
					}
				}
				return true
			})
		}
		scope := l.Types.Scope()
		for _, name := range scope.Names() {
			o, ok := scope.Lookup(name).(*types.TypeName)
			if !ok || o.IsAlias() || inside[name] || types.IsInterface(o.Type()) {
				continue
			}
			if named, ok := o.Type().(*types.Named); ok && named.TypeParams().Len() == 0 {
				all = append(all, o)
			}
		}
	}
	sort.Slice(all, func(i, k int) bool { return runtimeName(all[i].Type(), all[i]) < runtimeName(all[k].Type(), all[k]) })
	return all
}

// runtimeName is what rt.Quick calls a type, or the pointer to it.
func runtimeName(t types.Type, name *types.TypeName) string {
	full := name.Pkg().Path() + "." + name.Name()
	if _, pointer := t.(*types.Pointer); pointer {
		return "*" + full
	}
	return full
}

// quickOf are the methods of a type that are bounded: a bit for each.
func quickOf(t types.Type, methods []*model.Func, w *bounds) (quick uint8) {
	set := types.NewMethodSet(t)
	for k, f := range methods {
		found := set.Lookup(f.Object.Pkg(), f.Object.Name())
		if found == nil {
			continue
		}
		fn, ok := found.Obj().(*types.Func)
		if !ok || types.IsInterface(fn.Signature().Recv().Type()) { // of an interface that is embedded in the type
			continue
		}
		if tooLargeIn(fn.Signature()) == "" && tooLarge(t) == "" && w.why(fn) == "" {
			quick |= 1 << k
		}
	}
	return quick
}
