package bind

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// interfaceKind is the kind of an interface's class.
func interfaceKind(name string, t *types.Interface) (model.ClassKind, error) {
	switch {
	case !t.IsMethodSet():
		return 0, &convert.Reason{Why: fmt.Sprintf("the interface %s is a constraint of type parameters", name), Cure: "none is needed: no value has its type", Served: true}
	case t.NumMethods() == 0:
		return 0, &convert.Reason{Why: fmt.Sprintf("the interface %s, which any value implements, has no Python form yet", name), Cure: "take or return a concrete type"}
	}
	return model.Interface, nil
}

// heldFuncs makes the crossings about what interfaces hold, once.
func (b *binder) heldFuncs() model.HeldFuncs {
	held := &b.m.Held
	if held.Equal != nil {
		return *held
	}
	boolean, _ := b.types.Of(types.Typ[types.Bool])
	word, _ := b.types.Of(types.Typ[types.Uint64])
	text, _ := b.types.Of(types.Typ[types.String])
	shared := func(shape model.Shape, call string, result *model.Type) *model.Func {
		f := &model.Func{Shape: shape, Package: b.m.Packages[0], Go: call, Call: call, Python: call, RecvType: convert.HeldAny(), Context: -1,
			Results: []*model.Type{result}}
		b.add(f)
		return f
	}
	*held = model.HeldFuncs{Equal: shared(model.Equal, "rt.EqualHeld", boolean), Hash: shared(model.Hash, "rt.HashHeld", word),
		Text: shared(model.Describe, "rt.TextOfHeld", text), Describe: shared(model.Describe, "rt.TypeOfHeld", text),
		IsError: shared(model.Is, "error", boolean)}
	looksAtType(held.Describe)
	looksAtType(held.IsError)
	return *held
}

// interfaceProtocols gives the class of an interface ==, hash, str, and what tells
// whether something implements it.
func (b *binder) interfaceProtocols(bc *boundClass, self *model.Type) {
	c := bc.class
	boolean, _ := b.types.Of(types.Typ[types.Bool])
	held := b.heldFuncs()
	c.Equal, c.HashFunc, c.Str, c.Describe = held.Equal, held.Hash, held.Text, held.Describe
	c.Value, _ = b.types.Of(bc.named) // can't fail: it has the class
	c.Is = b.helper(c, model.Is, self, c.GoType, boolean)
	looksAtType(c.Is)
}

// looksAtType says what shim/objects/interface.c does.
func looksAtType(f *model.Func) { f.GIL, f.GILReason = model.Hold, "it looks at the type alone" }

// bindChoices finds, for every interface, the classes that implement it. Their Go types
// come to Python as what they are, and instances of them go to Go as the interface.
func (b *binder) bindChoices() {
	pointers := b.givenAsPointers()
	for _, c := range b.m.Classes {
		if c.Kind != model.Interface {
			continue
		}
		if c.Unnamed {
			c.NoCalls = "its values come from Go"
			continue
		}
		b.calls(c)
		c.EqualBy = equalBy(c)
		c.Choices = b.choices(b.types.Erased(c.Type).Underlying().(*types.Interface), pointers)
	}
	b.bindWider()
	b.m.Errors = b.choices(types.Universe.Lookup("error").Type().Underlying().(*types.Interface), pointers)
	b.bindErrorInterfaces()
	b.m.KeepErrors = slices.ContainsFunc(b.types.Types, func(t *model.Type) bool {
		return t.Kind == model.Error || t.Func != nil && t.Func.Error
	})
}

// equalBy is the method of an interface that compares a value with one of the same interface: what it calls equal
// is equal in Python. Where values are keys of maps, Go's == tells them apart.
func equalBy(c *model.Class) string {
	iface, ok := c.Type.Underlying().(*types.Interface)
	if !ok || c.AsKey {
		return ""
	}
	for m := range iface.Methods() {
		sig := m.Signature()
		if (m.Name() == "Equal" || m.Name() == "Equals") && sig.Params().Len() == 1 && sig.Results().Len() == 1 && !sig.Variadic() &&
			types.Identical(sig.Params().At(0).Type(), c.Type) && types.Identical(sig.Results().At(0).Type(), types.Typ[types.Bool]) {
			return m.Name()
		}
	}
	return ""
}

// choices are the classes whose Go types implement an interface.
func (b *binder) choices(iface *types.Interface, pointers map[*types.TypeName]bool) []model.Choice {
	var all []model.Choice
	for _, other := range b.m.Classes {
		t := other.Type
		if other.Kind == model.Interface {
			continue
		}
		erased := b.types.Erased(t)
		value := types.Implements(erased, iface)
		instance := other.Kind == model.Struct || other.Kind == model.Box
		pointer := instance && types.Implements(types.NewPointer(erased), iface)
		if !value && !pointer {
			continue
		}
		choice := model.Choice{Class: other}
		var as types.Type = t
		if pointer {
			choice.Pointer = "*" + other.GoType
			if !value || pointers[other.Object] {
				as = types.NewPointer(t)
			}
		}
		if value {
			choice.Value = other.GoType
		}
		var err error
		if choice.Type, err = b.types.Of(as); err != nil || choice.Type.Class != other {
			continue // it is something else than an instance where it stands for itself
		}
		all = append(all, choice)
	}
	return all
}

// calls says how Go calls the methods of an interface where a Python object has them.
func (b *binder) calls(c *model.Class) {
	iface := c.Type.Underlying().(*types.Interface)
	var calls []model.Call
	for m := range iface.Methods() {
		if !m.Exported() {
			c.NoCalls = "it has methods that are not exported"
			return
		}
		bound := methodOf(c, m.Name())
		if bound == nil {
			c.NoCalls = m.Name() + " is not bound"
			return
		}
		s := m.Signature()
		if convert.HasUnnamed(types.NewSignatureType(nil, nil, nil, s.Params(), s.Results(), s.Variadic())) {
			c.NoCalls = "a type of " + m.Name() + " is not exported" // no type of the core has such a method
			return
		}
		name, read := bound.Python, fileName(m) != ""
		if read { // as Python's file objects read
			name, s = "read", readsBytes
		}
		t, err := b.types.Function(types.NewSignatureType(nil, nil, nil, s.Params(), s.Results(), s.Variadic()))
		if err != nil {
			c.NoCalls = m.Name() + ": " + err.Error()
			return
		}
		calls = append(calls, model.Call{Go: m.Name(), Python: name, Type: t, Reads: read})
	}
	c.Calls = calls
	expected := fmt.Sprintf("%s (an object with %s) or None", c.Python, listed(calls))
	for _, t := range b.types.Types { // more than one where the interface has no name in Go
		if t.Kind == model.Dynamic && t.Class == c {
			t.Expected = expected
		}
	}
}

func methodOf(c *model.Class, name string) *model.Func {
	for _, f := range c.Methods {
		if f.Call == name {
			return f
		}
	}
	return nil
}

// listed names the methods, some of many.
func listed(calls []model.Call) string {
	const few = 4
	var names []string
	for _, c := range calls[:min(len(calls), few)] {
		names = append(names, c.Python+"()")
	}
	if more := len(calls) - few; more > 0 {
		return fmt.Sprintf("%s and %d methods more", strings.Join(names, ", "), more)
	}
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

func (b *binder) typesOf(p *model.Package) *types.Package {
	if l := b.foreign[p.Path]; l != nil {
		return l.Types
	}
	return b.program.ByPath[p.Path].Types
}

// givenAsPointers are the types whose package passes them by pointer: some method has
// a pointer receiver, an exported function or method of the package returns a pointer to
// one, or its fields have tags or it has a method Scan, by which decoders and databases find
// where to write, and no such function takes or returns one by value. An instance of such a type goes to Go as the
// pointer where both it and the value implement an interface.
func (b *binder) givenAsPointers() map[*types.TypeName]bool {
	found, byValue := map[*types.TypeName]bool{}, map[*types.TypeName]bool{}
	own := func(t types.Type, f *types.Func) *types.TypeName {
		if n, ok := types.Unalias(t).(*types.Named); ok && (n.Obj().Pkg() == f.Pkg() || n.Obj().Pkg() != nil && b.declaredAs(n).Pkg() == f.Pkg()) {
			return n.Obj()
		}
		return nil
	}
	signature := func(f *types.Func) {
		for r := range f.Signature().Results().Variables() {
			if p, ok := types.Unalias(r.Type()).(*types.Pointer); ok {
				found[own(p.Elem(), f)] = true
			}
			byValue[own(r.Type(), f)] = true
		}
		for p := range f.Signature().Params().Variables() {
			byValue[own(p.Type(), f)] = true
		}
	}
	var written []*types.TypeName // by others
	for _, p := range b.m.Packages {
		scope := b.typesOf(p).Scope()
		for _, name := range scope.Names() {
			switch obj := scope.Lookup(name).(type) {
			case *types.Func:
				if obj.Exported() {
					signature(obj)
				}
			case *types.TypeName:
				n, ok := types.Unalias(obj.Type()).(*types.Named)
				if !ok || b.declaredAs(n) != obj {
					continue
				}
				obj = n.Obj()
				for m := range n.Methods() {
					if _, pointer := types.Unalias(m.Signature().Recv().Type()).(*types.Pointer); pointer && !(isDecoder(m) && types.NewMethodSet(n).Len() > 0) {
						found[obj] = true
					} else if pointer && m.Name() == "Scan" {
						written = append(written, obj)
					}
					if m.Exported() {
						signature(m)
					}
				}
				if hasTags(n) {
					written = append(written, obj)
				}
			}
		}
	}
	for _, obj := range written {
		if !byValue[obj] {
			found[obj] = true
		}
	}
	delete(found, nil)
	return found
}

// hasTags reports whether fields of a struct have tags.
func hasTags(n *types.Named) bool {
	s, ok := n.Underlying().(*types.Struct)
	for i := 0; ok && i < s.NumFields(); i++ {
		if s.Tag(i) != "" {
			return true
		}
	}
	return false
}
