package bind

import (
	"go/types"
	"strings"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// optional decides whether a bool at the end of the results is no result, but says whether
// the others count: then Python gets None where it is false. So it is where all others are
// zero there. Where nobody can say, the name ok does.
func (b *binder) optional(f *model.Func, sig *types.Signature, d directives) bool {
	results := sig.Results()
	if !convert.EndsInBool(results) || f.Shape != model.Function && f.Shape != model.Method {
		return convert.NamedOK(results)
	}
	reason := func(optional bool, why string) bool {
		f.CommaOKReason = why
		return optional
	}
	if d.results != "" {
		return reason(d.results == "optional", "//py:"+d.results)
	}
	if named, as := b.ofInterface(f.Object); as != "" {
		return reason(named, "as the interface "+as+" has it")
	}
	judged, known := b.returns.Optional(f.Object)
	switch {
	case convert.NamedOK(results):
		return reason(true, "its last result is named ok")
	case !known:
		return reason(false, "its body is not read, and its last result is not named ok")
	case !judged:
		return reason(false, "not every return with false gives zero values beside it")
	case results.Len() == 2 && types.Identical(results.At(0).Type(), types.Typ[types.Bool]):
		return reason(false, "both results are bools, and None would look like False")
	}
	return reason(true, "every return with false gives zero values beside it")
}

// ofInterface is how an interface of the module has a method that ends in a bool: whether that
// is named ok, and the interface's name. So classes have the methods of their interfaces.
func (b *binder) ofInterface(m *types.Func) (named bool, as string) {
	of, as := b.interfaceMethod(m, func(of *types.Func) bool { return convert.EndsInBool(of.Signature().Results()) })
	return of != nil && convert.NamedOK(of.Signature().Results()), as
}

// interfaceMethod is the method of an exported interface of the module, and that interface's name, which
// a method of a type implements; nil if there is none that counts.
func (b *binder) interfaceMethod(m *types.Func, counts func(*types.Func) bool) (of *types.Func, as string) {
	recv := m.Signature().Recv()
	if recv == nil {
		return nil, ""
	}
	t := types.Unalias(recv.Type())
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if n, ok := t.(*types.Named); !ok || n.TypeParams().Len() > 0 || types.IsInterface(n) {
		return nil, ""
	}
	for _, l := range b.program.Main {
		scope := l.Types.Scope()
		for _, name := range scope.Names() {
			obj, ok := scope.Lookup(name).(*types.TypeName)
			if !ok || !obj.Exported() {
				continue
			}
			iface, ok := obj.Type().Underlying().(*types.Interface)
			if n, named := obj.Type().(*types.Named); !ok || named && n.TypeParams().Len() > 0 || !types.Implements(types.NewPointer(t), iface) {
				continue
			}
			for of := range iface.Methods() {
				if of.Name() == m.Name() && counts(of) {
					return of, name
				}
			}
		}
	}
	return nil, ""
}

// notNil decides which results are not None, although nil could come by their types, and which bytes are.
func (b *binder) notNil(f *model.Func, sig *types.Signature, d directives) {
	if f.Object == nil {
		return
	}
	f.NotNil, f.NilReasons = make([]bool, len(f.Results)), make([]string, len(f.Results))
	any := false
	for i, t := range f.Results {
		if b.nilIsNothing(f, sig, i, d) {
			any, f.NotNil[i], f.NilReasons[i] = true, d.nil_ == "notnil", "its doc comment says what nil means"
			if d.nil_ != "" {
				f.NilReasons[i] = "//py:" + d.nil_
			}
			if !f.NotNil[i] {
				f.Results[i] = b.types.BytesOrNone(sig.Results().At(i).Type(), t)
			}
			continue
		}
		if !canBeNone(t, sig.Results().At(i).Type()) {
			continue
		}
		any = true
		v := b.returns.Result(f.Object, i)
		f.NotNil[i], f.NilReasons[i] = v.NotNil, v.Why
		if why := b.returns.Gives(f.Object); why != "" {
			f.NotNil[i], f.NilReasons[i] = true, why
		}
		if d.nil_ != "" {
			f.NotNil[i], f.NilReasons[i] = d.nil_ == "notnil", "//py:"+d.nil_
		}
	}
	if d.nil_ != "" && !any {
		b.fail("%s: //py:%s is for results that can be nil, and %s has none", f.Pos, d.nil_, f.Go)
	}
}

func canBeNone(t *model.Type, of types.Type) bool {
	return convert.CanBeNil(of) && (t.HintOut == "_File" || strings.HasSuffix(t.HintOut, " | None"))
}

// notNilByDirective is what their author says of fields and variables.
func (b *binder) notNilByDirective(t *model.Type, of types.Type, d directives, pos string) bool {
	if d.nil_ != "" && !canBeNone(t, of) {
		b.fail("%s: //py:%s is for what can be nil, and this is a %s", pos, d.nil_, t.Shown)
	}
	return d.nil_ == "notnil"
}

// interfacesAsImplemented lets methods of interfaces give None where one that implements them does.
func (b *binder) interfacesAsImplemented() {
	for _, c := range b.m.Classes {
		if c.Kind != model.Interface {
			continue
		}
		for _, f := range c.Methods {
			for _, choice := range c.Choices {
				for _, m := range choice.Class.Methods {
					for i := range m.NotNil {
						if m.Call == f.Call && i < len(f.NotNil) && f.NotNil[i] && !m.NotNil[i] {
							f.NotNil[i], f.NilReasons[i] = false, "that of "+choice.Class.Go+" may be nil: "+m.NilReasons[i]
						}
					}
				}
			}
		}
	}
}
