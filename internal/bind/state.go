package bind

import (
	"go/types"
	"strings"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// encoders are the pairs of methods by which types write and read their state, the best first.
var encoders = []struct{ encode, decode string }{
	{"GobEncode", "GobDecode"}, {"MarshalBinary", "UnmarshalBinary"}, {"MarshalText", "UnmarshalText"}, {"MarshalJSON", "UnmarshalJSON"},
}

// state finds what a value of a struct consists of, for pickle and copy.
func (b *binder) state(bc *boundClass, self *model.Type) {
	c, t := bc.class, bc.named
	s := &model.State{}
	c.State = s
	if c.Kind == model.Box {
		s.Copies = true
		return // it is its plain value
	}
	b.stateFields(bc, t.Underlying().(*types.Struct), "", s)
	s.Links = leads(t, map[types.Type]bool{})
	if why := lockOf(t); why != "" {
		s.Locked = why
	} else {
		s.Copy = b.helper(c, model.Copy, self, copier(t), self)
		s.Value = comparabilityOf(t) != byContent
	}
	s.Copies = s.Copy != nil
	s.Deep = s.Hidden == "" || s.Value && s.Copies
	if s.Hidden != "" {
		b.encoded(bc, self, s)
	}
}

// stateFields notes the fields in which the state is, and the first part of it that is in none.
// What an embedded type that is not exported promotes is a field of the struct itself. in: what leads to st, with a dot.
func (b *binder) stateFields(bc *boundClass, st *types.Struct, in string, s *model.State) {
	hide := func(f *types.Var, why string) {
		if s.Hidden == "" {
			s.Hidden = "its field " + in + f.Name() + " " + why
		}
	}
	for f := range st.Fields() {
		at, bound := bc.fields[f]
		inner, embeds := f.Type().Underlying().(*types.Struct)
		switch {
		case f.Name() == "_" || onlyLock(f.Type()): // a copy has one of its own
		case bound: // an atomic too: it is read and written as what is in it
			s.Fields = append(s.Fields, b.stateField(bc.class, at, f))
		case notCopied(f.Type()):
			hide(f, "must not be copied")
		case f.Embedded() && embeds && !f.Exported():
			b.stateFields(bc, inner, in+f.Name()+".", s)
		case embeds && inner.NumFields() == 0:
		case f.Exported() && in != "" && b.shadowed(bc, f):
			hide(f, "is behind another one of that name")
		case f.Exported():
			hide(f, "is not bound")
		default:
			hide(f, "is not exported")
		}
	}
}

// shadowed reports whether another field of a struct has the name of one that it embeds.
func (b *binder) shadowed(bc *boundClass, f *types.Var) bool {
	v, _, _ := types.LookupFieldOrMethod(bc.named, true, f.Pkg(), f.Name())
	return v != nil && v != f
}

// stateField says of a field what Python's form of it does not tell.
func (b *binder) stateField(c *model.Class, at int, f *types.Var) model.StateField {
	place := func() int { return b.layout("unsafe.Offsetof((*" + c.GoType + ")(nil)." + f.Name() + ")") }
	t := c.Fields[at].Type
	switch f.Type().Underlying().(type) {
	case *types.Slice, *types.Map:
		return model.StateField{Field: at, Form: model.StateNilable, Place: place()}
	}
	switch t.Kind {
	case model.Duration:
		return model.StateField{Field: at, Form: model.StateDuration, Place: place()}
	case model.Time:
		return model.StateField{Field: at, Form: model.StateTime, Place: place()}
	case model.Callable, model.Stream, model.Channel, model.Chan, model.File:
		return model.StateField{Field: at, Form: model.StateLive, Place: -1}
	}
	return model.StateField{Field: at, Place: -1}
}

// leads reports whether other values may be reached from a value of a type, and so perhaps
// the value itself.
func leads(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	if n, ok := types.Unalias(t).(*types.Named); ok && (convert.EqualityOf(n).Way == convert.ByGo || convert.EqualityOf(n).Way == convert.ByFunctions) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		_, basic := u.Elem().Underlying().(*types.Basic)
		return !basic
	case *types.Interface, *types.Signature, *types.Chan:
		return true
	case *types.Slice:
		return leads(u.Elem(), seen)
	case *types.Array:
		return leads(u.Elem(), seen)
	case *types.Map:
		return leads(u.Key(), seen) || leads(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if leads(f.Type(), seen) {
				return true
			}
		}
	}
	return false
}

// encoded looks for the type's own way to write and read its state. The methods of an embedded
// type know nothing of what is around it.
func (b *binder) encoded(bc *boundClass, self *model.Type, s *model.State) {
	data, _ := b.types.Of(types.NewSlice(types.Typ[types.Uint8]))
	for _, e := range encoders {
		encode, decode := b.ownMethod(bc.named, e.encode, "() ([]byte, error)"), b.ownMethod(bc.named, e.decode, "([]byte) (error)")
		if encode == nil || decode == nil || !hasPointerReceiver(decode) {
			continue
		}
		c := bc.class
		s.By = e.encode + " and " + e.decode
		s.Encode = &model.Func{Shape: model.Encode, Package: c.Package, Go: c.Go + "." + e.encode, Call: e.encode, Python: c.Python, Recv: c,
			RecvType: self, Context: -1, Results: []*model.Type{data}, Error: true}
		receiver(s.Encode, bc.named, encode)
		b.add(s.Encode)
		s.Decode = &model.Func{Shape: model.FromText, Package: c.Package, Go: c.Go + "." + e.decode, Python: c.Python, Context: -1,
			Call:   "rt.Decoded(%s, (*" + c.GoType + ")." + e.decode + ")",
			Params: []*model.Param{{Go: "data", Python: "data", Type: data}}, Results: []*model.Type{self}, Error: true}
		b.add(s.Decode)
		return
	}
}

// ownMethod is the method of a type that it has not from what it embeds, or nil.
func (b *binder) ownMethod(t *types.Named, name, signature string) *types.Func {
	sel := types.NewMethodSet(types.NewPointer(t)).Lookup(t.Obj().Pkg(), name)
	if sel == nil || len(sel.Index()) != 1 {
		return nil
	}
	m, ok := sel.Obj().(*types.Func)
	if !ok || strings.ReplaceAll(plainSignature(m.Signature()), "uint8", "byte") != signature {
		return nil
	}
	return m
}

func hasPointerReceiver(m *types.Func) bool {
	_, pointer := types.Unalias(m.Signature().Recv().Type()).(*types.Pointer)
	return pointer
}
