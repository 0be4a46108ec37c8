package convert

import (
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// named is a declared type: one of the standard library's that Python has too,
// a class, or the plain value under a basic type of another module.
func (tab *Table) named(t *types.Named) (*model.Type, error) {
	if s := standardOf(t); s != nil && !tab.isClass(t) {
		return s.convert(tab, t)
	}
	if m, err := tab.shaped(t); m != nil || err != nil {
		return m, err
	}
	name := t.Obj().Name()
	if IsError(t) {
		return errorValue(), nil
	}
	if isAny(t) {
		return tab.anyValue(t), nil
	}
	if t.TypeParams().Len() > t.TypeArgs().Len() {
		return nil, no("name an instance of it", "the generic type %s", name)
	}
	if Unnamed(t) {
		return tab.unnamed(t)
	}
	for arg := range t.TypeArgs().Types() {
		if err := nameable(arg); err != nil {
			return nil, err
		}
	}
	if m := tab.withMethods(t); m != nil {
		return m, nil
	}
	if sig, ok := t.Underlying().(*types.Signature); ok && HasUnnamed(sig) {
		return opaque(t, sig), nil
	}
	if sig, ok := t.Underlying().(*types.Signature); ok {
		m, err := tab.callable(t, sig)
		if err != nil && tab.onlyGoMakes(t) {
			return opaque(t, sig), nil
		}
		return m, err
	}
	if c, ok := t.Underlying().(*types.Chan); ok {
		return tab.channel(t, c)
	}
	c, err := tab.Classes.ClassOf(t)
	if err != nil {
		return nil, err
	}
	if c == nil {
		path := t.Obj().Pkg().Path()
		if tab.Hidden != nil && tab.Hidden(t) {
			return nil, no("use a type that other modules can import", "the type %s.%s is of a package that only its own module may import", path, name)
		}
		if b, ok := t.Underlying().(*types.Basic); ok {
			return tab.plain(t, b)
		}
		if first, _, _ := strings.Cut(path, "/"); !strings.Contains(first, ".") {
			return nil, no("take or return its text, a number, or a struct of this module; what Python need not see can be unexported", "the type %s.%s is of the standard library and has no Python form", path, name)
		}
		return nil, no("use a type of this module", "the type %s.%s is of another module", path, name)
	}
	switch c.Kind {
	case model.Struct:
		return tab.object(t, c), nil
	case model.Box:
		return tab.box(t, c), nil
	case model.Interface:
		return dynamic(c), nil
	}
	b := t.Underlying().(*types.Basic)
	m, err := tab.plain(t, b)
	if err != nil {
		return nil, err
	}
	under, err := tab.Of(b)
	if err != nil {
		return nil, err
	}
	named := *m
	named.Kind, named.Elem, named.Class = model.Named, under, c
	named.HintIn, named.HintOut = tab.hint(t, c)+" | "+under.HintIn, tab.hint(t, c)
	named.Expected = c.Python + " or " + under.Expected
	if c.Kind != model.Enum && !c.Error {
		named.HintIn = under.HintIn // the class is a subclass
	}
	if c.Error { // an exception, which is more than the words of a frame take
		named.Direct, named.Way, named.Get, named.Put, named.Borrow = false, "", "", "", ""
	}
	return &named, nil
}

// withMethods is a function or a channel of a type with methods: an instance that has them. nil:
// it is none, or the type can't be a class.
func (tab *Table) withMethods(t *types.Named) *model.Type {
	switch t.Underlying().(type) {
	case *types.Signature, *types.Chan:
	default:
		return nil
	}
	if !HasMethods(t) {
		return nil
	}
	c, err := tab.Classes.ClassOf(t)
	if err != nil || c == nil {
		return nil
	}
	return tab.box(t, c)
}

// HasMethods reports whether a type has methods that are exported.
func HasMethods(t *types.Named) bool {
	for m := range types.NewMethodSet(types.NewPointer(t)).Methods() {
		if m.Obj().Exported() {
			return true
		}
	}
	return false
}

// Receiver is a number or a string as the receiver of its methods: it has no exception
// around it.
func (tab *Table) Receiver(t *types.Named) (*model.Type, error) {
	return tab.plain(t, t.Underlying().(*types.Basic))
}

// plain converts a named basic type as what lies under it.
func (tab *Table) plain(t *types.Named, b *types.Basic) (*model.Type, error) {
	m, err := tab.basic(b)
	if err != nil {
		return nil, err
	}
	if m.Kind == model.Str {
		return tab.text(t), nil
	}
	numbers[b.Kind()].functions(m, tab.Spell(t))
	return m, nil
}
