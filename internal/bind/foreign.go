package bind

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
	"gophersnake/internal/naming"
)

// Types of other modules and of the standard library are classes too where something that
// is bound names one. What follows from them must end somewhere. The rule is about
// packages: of one that the module's own symbols name a type of (one hop away), all types
// can be classes that its bound types need, with all members. The same holds for packages
// that only those name (two hops). What needs a package beyond is not bound.
//
// A package of one hop also has what makes its types: functions and variables of them, and
// types that implement its bound interfaces.
const mostHops = 2

// manyMembers is how many methods and fields are bound of types that the module does not
// name itself. The types that are left have none: Python can pass their values on.
const manyMembers = 600

// manyConstants are more than an enum of another module has: such types are tables.
const manyConstants = 100

// foreignPackage finds the package of a type of another module, or nil if values of the
// type can't be spelled in the core.
func (b *binder) foreignPackage(t *types.Named) (*packages.Package, error) {
	pkg := b.declaredAs(t).Pkg()
	if !b.m.Importable(pkg.Path()) {
		return nil, nil
	}
	if b.byPath[pkg.Path()] == nil && b.hops >= mostHops {
		return nil, &convert.Reason{Why: fmt.Sprintf("the type %s.%s is of the package %s, of which only types of other modules have one", pkg.Name(), t.Obj().Name(), pkg.Path()),
			Cure: "name its package with --package"}
	}
	if l := b.foreign[pkg.Path()]; l != nil {
		return l, nil
	}
	l, decls, err := b.program.Foreign(pkg)
	if err != nil || l == nil {
		return nil, err
	}
	for obj, d := range decls {
		b.decls[obj] = d
	}
	b.foreign[pkg.Path()] = l
	return l, nil
}

// foreignModule is the name of the submodule of a package of another module: the Go name
// of the package. The second of one name has the end of its path before it.
func (b *binder) foreignModule(l *packages.Package) string {
	name := naming.Safe(l.Name)
	if slices.Contains(ownNames, name) {
		name += "_"
	}
	parts := strings.Split(pythonPath(unversioned(l)), ".")
	for i := len(parts) - 1; i >= 0 && b.pythonTaken(name); i-- {
		if parts[i] != naming.Safe(l.Name) {
			name = parts[i] + "_" + name
		}
	}
	return name
}

// drain binds the classes in the queue: those of the module first, then types of other
// packages by their hops, and of these what the module itself names before the rest.
func (b *binder) drain(hops int) {
	rank := func(c *boundClass) int { return 2*c.class.Package.Hops + c.after }
	for {
		next := -1
		for i, c := range b.queue {
			if c.class.Package.Hops <= hops && (next < 0 || rank(c) < rank(b.queue[next])) {
				next = i
			}
		}
		if next < 0 {
			return
		}
		c := b.queue[next]
		b.queue = slices.Delete(b.queue, next, next+1)
		b.hops = c.class.Package.Hops
		if c.after > 0 && b.followed >= manyMembers {
			c.bare = true
		}
		b.bindClass(c)
		if c.after > 0 {
			b.followed += len(c.class.Methods) + len(c.class.Fields)
		}
	}
}

// bindForeign binds the types of other modules that the module's symbols have named.
func (b *binder) bindForeign() {
	b.drain(1)
	b.hops = 1
	b.implementers()
	b.drain(2)
	b.hops = mostHops // a function or a variable adds no package
	for _, p := range slices.Clone(b.m.Packages) {
		if p.Hops == 1 {
			b.makers(p)
		}
	}
	b.drain(mostHops)
	for _, p := range b.m.Packages {
		if !p.Full && p.Hops <= 1 {
			b.constantsOfClasses(p)
		}
	}
}

// constantsOfClasses binds the constants of a package whose types are bound: they are what values of these are made by.
func (b *binder) constantsOfClasses(p *model.Package) {
	l := b.foreign[p.Path]
	if l == nil {
		l = b.program.ByPath[p.Path]
	}
	for _, obj := range b.exported(l.Types) {
		c, ok := obj.(*types.Const)
		if !ok || !b.givesClass(c.Type(), p) || convert.IsErrorType(c.Type()) {
			continue
		}
		if len(b.constantsOf(types.Unalias(c.Type()).(*types.Named))) > manyConstants {
			continue
		}
		if n := b.nameUnlisted(p, c, "const"); n != nil {
			b.bindConst(p, c, n)
		}
	}
}

// nameUnlisted names what is bound of a package that nobody has asked for; nil: a directive leaves it out.
func (b *binder) nameUnlisted(p *model.Package, obj types.Object, kind string) *named {
	n := &named{goName: obj.Name(), kind: kind, want: b.wanted(obj), unlisted: true}
	if n.directives = b.directives(obj, kind, n.goName); n.skip {
		return nil
	}
	n.python, n.clash = b.scopes[p].give(n.want, obj.Name())
	return n
}

// implementers finds the types of a package that implement the interfaces of it that the
// module names.
func (b *binder) implementers() {
	for _, c := range slices.Clone(b.m.Classes) {
		if c.Kind != model.Interface || c.Unnamed || c.Package.Hops != 1 || len(c.Methods) == 0 {
			continue
		}
		if of := b.classes[classKey{c.Object, ""}]; of == nil || of.after > 0 { // nil: it has type parameters
			continue
		}
		iface := c.Object.Type().Underlying().(*types.Interface)
		for _, obj := range b.exported(c.Object.Pkg()) {
			t, ok := obj.Type().(*types.Named)
			if _, isType := obj.(*types.TypeName); !isType || !ok || t.TypeParams().Len() > 0 || types.IsInterface(t) {
				continue
			}
			if _, function := t.Underlying().(*types.Signature); function || b.followed >= manyMembers {
				continue
			}
			if types.Implements(types.NewPointer(t), iface) {
				_, _ = b.types.Of(t) // what has no form is no choice either
			}
		}
	}
}

// makers binds the functions and the variables of a package that give its bound types.
func (b *binder) makers(p *model.Package) {
	for _, obj := range b.exported(b.foreign[p.Path].Types) {
		var of types.Type
		switch obj := obj.(type) {
		case *types.Func:
			if r := obj.Signature().Results(); r.Len() > 0 && obj.Signature().TypeParams().Len() == 0 {
				of = r.At(0).Type()
			}
		case *types.Var:
			of = obj.Type()
		}
		if of == nil || !b.givesClass(of, p) {
			continue
		}
		n := b.nameUnlisted(p, obj, "func")
		if n == nil {
			continue
		}
		if f, ok := obj.(*types.Func); ok {
			b.bindFunc(p, f, n)
		} else {
			b.bindVar(p, obj.(*types.Var), n)
		}
	}
}

// givesClass reports whether a type is a class with members of a package, or a pointer to
// one.
func (b *binder) givesClass(t types.Type, p *model.Package) bool {
	n, ok := types.Unalias(pointedTo(t)).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	c := b.classes[classKey{n.Obj(), b.argumentsOf(n)}]
	return c != nil && c.class.Package == p && !c.bare
}
