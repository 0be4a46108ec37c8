package bind

import (
	"fmt"
	"go/types"
	"strings"

	"gophersnake/internal/model"
)

// madeBy finds the functions of its own package that return a struct: its zero value may be
// of no use. The docstring of a class without a constructor names them, and so does a panic
// about a nil pointer.
func (b *binder) madeBy(c *model.Class) {
	if c.Kind != model.Struct {
		return
	}
	fields := len(c.Fields) > 0
	var names []string
	for _, obj := range b.exported(c.Object.Pkg()) {
		f, ok := obj.(*types.Func)
		if !ok || fields && !strings.HasPrefix(f.Name(), "New") || !makes(f.Signature(), c.Object) && !b.makesAs(f, c) {
			continue
		}
		names = append(names, b.shownFunc(c.Package, f))
	}
	const few = 3
	if more := len(names) - few; more > 0 {
		names = append(names[:few], fmt.Sprintf("%d functions more", more))
	}
	if len(names) == 0 {
		return
	}
	last := len(names) - 1
	c.Makers = names[last]
	if last > 0 {
		c.Makers = strings.Join(names[:last], ", ") + " and " + names[last]
	}
	if c.Constructor == nil {
		c.Doc = strings.TrimLeft(c.Doc+"\n\nInstances come from "+c.Makers+".", "\n")
	}
}

// makes reports whether a function makes a value of a type: its first result is one, or a
// pointer to one, and no parameter is.
func makes(s *types.Signature, of *types.TypeName) bool {
	is := func(t types.Type) bool {
		if p, ok := types.Unalias(t).(*types.Pointer); ok {
			t = p.Elem()
		}
		n, ok := types.Unalias(t).(*types.Named)
		return ok && n.Obj() == of
	}
	for p := range s.Params().Variables() {
		if is(p.Type()) {
			return false
		}
	}
	return s.Results().Len() > 0 && is(s.Results().At(0).Type())
}

// makesAs reports whether a function makes a value of a class, by its name, and returns it as an interface.
func (b *binder) makesAs(f *types.Func, c *model.Class) bool {
	r := f.Signature().Results()
	if f.Name() != "New"+c.Go || r.Len() == 0 || c.Type.TypeArgs().Len() > 0 {
		return false
	}
	iface, ok := r.At(0).Type().Underlying().(*types.Interface)
	return ok && iface.NumMethods() > 0 && types.Implements(types.NewPointer(c.Type), iface)
}

// shownFunc is a function as it is called in Python, or its Go name if it is not bound.
func (b *binder) shownFunc(p *model.Package, f *types.Func) string {
	for _, bound := range instancesOf(p.Funcs) {
		if bound.Go == f.Name() {
			return bound.Python + "()"
		}
	}
	return "Go's " + f.Name() + " (not bound)"
}
