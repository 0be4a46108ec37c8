// Package convert has the rules of each family of types: which Go types it takes, what
// Python sees, how values are stored in the frame, and which functions of shim/ and rt/
// convert them. A family has the same file name everywhere: time.go here,
// shim/values/time.h, rt/time.go. Types of the standard library are entries of one
// table, standard.go.
package convert

import (
	"fmt"
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// A Reason says why a type can't cross, and what its author could do.
type Reason struct {
	Why, Cure string
	Served    bool // the type has no form of its own, and needs none: its values have one
}

func (r *Reason) Error() string { return r.Why }

func no(cure, why string, args ...any) *Reason {
	return &Reason{Why: fmt.Sprintf(why, args...), Cure: cure}
}

// Classes returns the class of an exported named type, or nil if the type does not
// become a class (a type of another module).
type Classes interface {
	ClassOf(t *types.Named) (*model.Class, error)
}

// A Table converts types and remembers what it made of them. Its types are
// numbered in the order in which they were first asked for.
type Table struct {
	Types   []*model.Type
	Spell   func(types.Type) string // how the core names a type
	Classes Classes
	// Whole reports whether all of a package is bound: then its types with an entry in
	// standard.go that have methods of their own are classes after all. May be nil.
	Whole func(*types.Package) bool
	// NotNil reports whether items of a type, which nil could be, are not nil. May be nil.
	NotNil func(types.Type) bool
	// Compares reports whether code compares the values of a type parameter of any type. May be nil.
	Compares func(*types.TypeParam) bool
	// Foreign reports whether a package is of another module, is not bound as a whole, and can be
	// imported by the core. May be nil.
	Foreign func(*types.Package) bool
	// Hidden reports whether a type is of a package that the core can't import, and no alias names it.
	// May be nil.
	Hidden func(*types.Named) bool
	// TextOf is how text becomes a value of a type: a format of the call, and whose text it is.
	TextOf func(*types.Named) (call string, kin model.Kin)
	known  []entry
	places []entry // Place
	arrays []entry // Array
	at     string  // At
	placed []placed

	TypeVars  []model.TypeVar // of stubs
	standIns  map[standIn]*types.Named
	variables map[*types.TypeName]model.TypeVar
}

type entry struct {
	t types.Type
	m *model.Type
	e error
}

// Of converts a type.
func (tab *Table) Of(t types.Type) (*model.Type, error) {
	t = types.Unalias(t)
	for i, k := range tab.known {
		if types.Identical(k.t, t) {
			if k.m == nil && k.e == nil {
				return tab.ahead(i, t)
			}
			return k.m, k.e
		}
	}
	at := len(tab.known)
	tab.known = append(tab.known, entry{t: t})
	m, err := tab.convert(t)
	ahead := tab.known[at].m
	switch {
	case err != nil:
		tab.known[at].m, tab.known[at].e = nil, err
		return nil, err
	case ahead != nil: // those that it contains refer to it
		m.ID, m.Go, m.Shown = ahead.ID, ahead.Go, ahead.Shown
		*ahead = *m
		tab.finish(ahead)
		tab.asItem(t, ahead)
		return ahead, nil
	}
	tab.known[at].m = tab.add(t, m)
	return m, nil
}

// ahead is a type that is being converted, and contains itself: what others need to know of
// it is known already.
func (tab *Table) ahead(at int, t types.Type) (*model.Type, error) {
	n, ok := t.(*types.Named)
	if !ok {
		return nil, no("give it a name", "the type %s contains itself", t)
	}
	const unknown = `panic("unknown")`
	m := &model.Type{NotZero: notZero, ReadBody: unknown, WriteBody: unknown, Live: "rt.WritePtr"}
	if _, function := n.Underlying().(*types.Signature); function && tab.withMethods(n) == nil {
		hint := "_abc.Callable[..., _typing.Any] | None"
		m = &model.Type{Kind: model.Callable, Len: -1, Func: &model.FuncType{}, HintIn: hint, HintOut: hint, Expected: "callable or None",
			NotZero: notNil, StubImports: abc}
	} else {
		c, err := tab.Classes.ClassOf(n)
		if err != nil || c == nil || c.Kind != model.Box {
			return nil, no("put a struct between", "the type %s contains itself", t)
		}
		if _, function := n.Underlying().(*types.Signature); !function {
			m.LiveBody = changedInPart
		}
		m.Kind, m.Class, m.HintIn, m.HintOut, m.Expected = model.Boxed, c, tab.hint(n, c), tab.hint(n, c), c.Python
	}
	tab.known[at].m = tab.add(t, m)
	return tab.known[at].m, nil
}

// add numbers a type and gives it what is the same for all families.
func (tab *Table) add(t types.Type, m *model.Type) *model.Type {
	m.ID = len(tab.Types)
	m.Go, m.Shown = tab.Spell(t), types.TypeString(t, (*types.Package).Name)
	tab.Types = append(tab.Types, m)
	tab.finish(m)
	tab.asItem(t, m)
	return m
}

// asItem says what values are as items: not None, if nil is not seen among them. A pointer to a
// plain value is there to be nil.
func (tab *Table) asItem(t types.Type, m *model.Type) {
	if m.HintItem == "" {
		m.HintItem = m.HintOut
	}
	if m.Kind != model.Opt && CanBeNil(t) && tab.NotNil != nil && tab.NotNil(t) {
		m.HintItem = model.NotNilHint(m.HintItem)
	}
}

// CanBeNil reports whether a type is one of those whose nil is None.
func CanBeNil(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Signature, *types.Interface:
		return true
	}
	return false
}

func (tab *Table) finish(m *model.Type) {
	if m.Expected == "" {
		m.Expected = m.HintIn
	}
	if !m.Direct {
		m.InWords, m.OutWords, m.Scratch = 2, 3, 256
	}
	if m.Read == "" {
		m.Read = fmt.Sprintf("in%d", m.ID)
	}
	if m.Write == "" {
		m.Write = fmt.Sprintf("out%d", m.ID)
	}
	if m.EditBody != "" {
		m.Edit = fmt.Sprintf("edit%d", m.ID)
	}
	if m.LiveBody != "" {
		m.Live = fmt.Sprintf("live%d", m.ID)
		m.WriteBody = m.Live + "(w, &v)"
	}
	if !m.Direct {
		m.Way, m.Get = model.ByWire, m.Read+"(f.Decoder(%d))"
	}
	if m.Kind == model.Callable {
		m.Borrow = fmt.Sprintf("rt.BorrowedFunc(f, %%d, call%d)", m.ID)
	}
	if missing := m.Missing(); len(missing) > 0 {
		panic(fmt.Sprintf("the conversion of %s does not say: %s", m.Go, strings.Join(missing, ", ")))
	}
}

// editOf is the function that edits what stands in a container, or nil.
func editOf(elem *model.Type) string {
	if elem.Edit == "" {
		return "nil"
	}
	return elem.Edit
}

func (tab *Table) convert(t types.Type) (*model.Type, error) {
	switch t := t.(type) {
	case *types.Named:
		return tab.named(t)
	case *types.Basic:
		return tab.basic(t)
	case *types.Pointer:
		return tab.pointer(t)
	case *types.Slice:
		return tab.slice(t)
	case *types.Array:
		return tab.array(t)
	case *types.Map:
		return tab.mapping(t)
	case *types.Interface:
		if isAny(t) {
			return tab.anyValue(t), nil
		}
		return tab.byPlace(t)
	case *types.Signature:
		if items := rangedOver(t); items != nil {
			return tab.itemsOf(items)
		}
		return tab.callable(t, t)
	case *types.Chan:
		return tab.channel(t, t)
	case *types.Struct:
		if t.NumFields() == 0 {
			return tab.nothing()
		}
		return tab.byPlace(t)
	case *types.TypeParam:
		return nil, no("add a function with concrete types", "a type parameter")
	}
	return nil, no("", "the type %s has no Python form", t)
}
