package bind

import (
	"fmt"
	"go/types"
	"slices"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
	"gophersnake/internal/naming"
)

// field is a field of a struct or of what it embeds.
type field struct {
	v        *types.Var
	promoted bool
	pointer  bool // reached through an embedded pointer
	inner    bool // a part of another one: of an embedded struct that is exported
}

// fieldsOf lists the exported fields that x.Name reaches: the struct's own in order,
// then promoted ones by depth. Go's rules decide between equal names (methods hide
// fields too), so go/types is asked.
func fieldsOf(t *types.Named) []field {
	type level struct {
		st             *types.Struct
		pointer, inner bool
	}
	var fields []field
	seen := map[types.Type]bool{}
	current := []level{{t.Underlying().(*types.Struct), false, false}}
	for depth := 0; len(current) > 0; depth++ {
		var next []level
		for _, l := range current {
			for i := range l.st.NumFields() {
				v := l.st.Field(i)
				if v.Exported() {
					if reached, _, _ := types.LookupFieldOrMethod(t, true, v.Pkg(), v.Name()); reached == v {
						fields = append(fields, field{v, depth > 0, l.pointer, l.inner})
					}
				}
				if !v.Embedded() {
					continue
				}
				e, pointer := types.Unalias(v.Type()), l.pointer
				if p, ok := e.(*types.Pointer); ok {
					e, pointer = types.Unalias(p.Elem()), true
				}
				if st, ok := e.Underlying().(*types.Struct); ok && !seen[e] {
					seen[e] = true
					next = append(next, level{st, pointer, l.inner || v.Exported()})
				}
			}
		}
		current = next
	}
	return fields
}

// holdForAssignment keeps the GIL if getting or setting a field takes almost no time.
// Text or bytes that are set must be small, since they are copied, and so must a
// struct.
func holdForAssignment(m *model.Field, of types.Type) {
	t := m.Type
	if t.Kind == model.List && t.Elem.Kind == model.Obj && m.Get != nil { // its instances are Go's own structs
		m.Get.GIL, m.Get.GILReason = model.Hold, "its address and its length"
		return
	}
	if !t.Direct || t.Kind == model.List || !atOnce(of) {
		return
	}
	if m.Get != nil {
		m.Get.GIL, m.Get.GILReason = model.Hold, "one assignment"
	}
	if m.Set == nil {
		return
	}
	m.Set.GIL, m.Set.GILReason = model.Hold, "one assignment"
	if m.Set.Params[0].Sized() {
		m.Set.GIL, m.Set.GILReason = model.HoldSmall, "one assignment of something small"
	}
}

// atOnce reports whether values of a type can be copied in almost no time.
func atOnce(t types.Type) bool {
	n := types.SizesFor("gc", "amd64").Sizeof(t)
	return n >= 0 && n <= model.AtOnce // negative: beyond an int64
}

// ownerOf is the name of the embedded type that has a field, by Go's name.
func ownerOf(t *types.Named, v *types.Var) string {
	st, name := t.Underlying().(*types.Struct), t.Obj().Name()
	_, path, _ := types.LookupFieldOrMethod(t, true, v.Pkg(), v.Name())
	for _, i := range path[:max(len(path)-1, 0)] {
		f := st.Field(i)
		name = f.Name()
		e := types.Unalias(f.Type())
		if p, ok := e.(*types.Pointer); ok {
			e = types.Unalias(p.Elem())
		}
		if st, _ = e.Underlying().(*types.Struct); st == nil {
			break
		}
	}
	return name
}

func (b *binder) bindFields(bc *boundClass, self *model.Type, s *scope) {
	c, by := bc.class, map[*types.Var]*model.Field{}
	for _, f := range fieldsOf(bc.named) {
		n := &named{goName: c.Go + "." + f.v.Name(), kind: "field"}
		n.directives = b.directives(f.v, "field", n.goName)
		n.want = naming.Snake(f.v.Name())
		if n.directives.name != "" {
			n.want = n.directives.name
		}
		b.types.At(n.goName)
		of := f.v.Type()
		atomic := atomicValue(f.v)
		if atomic != nil {
			of = atomic
		}
		var t *model.Type
		err := error(errLock)
		if !isLock(f.v) { // whose package would be bound for it
			t, err = b.types.Place(of)
		}
		if n.skip {
			err = errSkipped
		}
		if err == nil && bc.named.Obj().Pkg() != f.v.Pkg() && !f.v.Exported() {
			err = &convert.Reason{Why: "not exported"}
		}
		if err != nil {
			symbol := b.memberSymbol
			if err == errLock { // nothing that one would miss
				symbol = b.unlistedSymbol
			}
			symbol(bc, f.v, n, err)
			continue
		}
		m := &model.Field{Go: f.v.Name(), Type: t, Given: t, Promoted: f.promoted, Behind: f.pointer, Column: !f.inner && !f.pointer, Offset: -1}
		m.Python, n.clash = s.give(n.want, f.v.Name())
		n.python = c.Python + "." + m.Python
		m.NotNil = b.notNilByDirective(t, f.v.Type(), n.directives, b.program.Position(f.v.Pos())) ||
			n.directives.nil_ == "" && canBeNone(t, f.v.Type()) && b.returns.Field(f.v)
		if d := b.declaration(f.v); d != nil {
			m.Doc = d.Doc
		}
		number, view := t.InPlace(), t.Kind == model.Obj || t.Kind == model.Boxed && t.LiveBody == "" // which may be None
		if !f.pointer && (number || view) && !c.Unnamed && atomic == nil {                            // in place; all else under the locks of rt
			m.Offset = b.layout("unsafe.Offsetof((*" + c.GoType + ")(nil)." + f.v.Name() + ")")
		}
		if m.Offset < 0 {
			m.Given = b.arrayOfField(f.v, t, n.directives)
			m.Get = b.helper(c, model.FieldGet, self, f.v.Name(), m.Given)
			m.Get.Reflected, m.Get.Atomic = convert.HasUnnamed(f.v.Type()), atomic != nil
			b.live(m.Get, m.Python)
			if f.pointer && atomic == nil && !m.Get.Reflected && !c.Unnamed {
				m.Get.Absent = fmt.Sprintf("'%s' object has no attribute '%s': it is of %s, which is embedded by a pointer, and that is nil",
					c.Python, m.Python, ownerOf(bc.named, f.v))
			}
		}
		if m.Offset < 0 || view {
			m.Set = &model.Func{Shape: model.FieldSet, Package: c.Package, Go: n.goName, Call: f.v.Name(), Python: m.Python, Recv: c, RecvType: self,
				Context: -1, Params: []*model.Param{{Go: f.v.Name(), Python: m.Python, Type: t}}}
			m.Set.Reflected, m.Set.Atomic = convert.HasUnnamed(f.v.Type()), atomic != nil
			m.Set.Getter = m.Get
			if m.Get != nil {
				m.Set.Absent = m.Get.Absent
			}
			m.Set.Held = !c.Unnamed && !f.promoted && atomic == nil && (t.Kind == model.Callable || t.Kind == model.PyObject)
			b.add(m.Set)
		}
		holdForAssignment(m, of)
		by[f.v] = m
		c.Fields = append(c.Fields, m)
		b.memberSymbol(bc, f.v, n, nil).Field = m
	}
	for v, f := range by {
		f.Lost = f.Behind && !slices.ContainsFunc(c.Fields, func(o *model.Field) bool { return o.Go == ownerOf(bc.named, v) })
	}
	// The struct's own fields come first, and those that may not be there last.
	rank := func(f *model.Field) int {
		switch {
		case !f.Promoted:
			return 0
		case !f.Behind:
			return 1
		case !f.Lost:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(c.Fields, func(a, b *model.Field) int { return rank(a) - rank(b) })
	bc.fields = map[*types.Var]int{}
	for v, f := range by {
		bc.fields[v] = slices.Index(c.Fields, f)
	}
}
