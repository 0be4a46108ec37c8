package bind

import (
	"cmp"
	"go/types"
	"slices"

	"gophersnake/internal/model"
)

// raisedInterface reports whether an interface is a class of exceptions: it has what errors have, and
// more, since all errors would be of it otherwise.
func raisedInterface(t types.Type, unnamed bool) bool {
	return !unnamed && t.Underlying().(*types.Interface).NumMethods() > 1
}

// bindErrorInterfaces lists the interfaces of errors, and says which classes are derived from them: those of
// types that implement them in whatever form they are errors.
func (b *binder) bindErrorInterfaces() {
	var all []*model.Class
	for _, c := range b.m.Classes {
		if c.Kind == model.Interface && c.Error {
			all = append(all, c)
		}
	}
	methods := func(c *model.Class) *types.Interface { return b.types.Erased(c.Type).Underlying().(*types.Interface) }
	// One order for all, in which a class stands before its bases: Python finds no other order of the
	// bases of two classes that a third one is derived from.
	slices.SortStableFunc(all, func(x, y *model.Class) int {
		return cmp.Or(cmp.Compare(methods(y).NumMethods(), methods(x).NumMethods()), cmp.Compare(y.ID, x.ID))
	})
	for i, c := range all {
		t, err := b.types.Of(c.Type)
		if err != nil {
			continue // can't be: it has the class
		}
		for _, base := range all[i+1:] {
			if types.Implements(methods(c), methods(base)) {
				c.ErrorBases = append(c.ErrorBases, base)
			}
		}
		b.m.Raised = append(b.m.Raised, model.Choice{Class: c, Type: t})
	}
	for _, choice := range b.m.Errors {
		form := b.types.Erased(choice.Class.Type)
		if choice.Value == "" {
			form = types.NewPointer(form)
		}
		for _, base := range all {
			if types.Implements(form, methods(base)) {
				choice.Class.ErrorBases = append(choice.Class.ErrorBases, base)
			}
		}
	}
}
