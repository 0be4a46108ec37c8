package load

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// Foreign finds a package of another module, or of the standard library, by one of its
// types: with all that it exports, and with the doc comments of its source. Of such a
// package nothing else is read but what the compiler has exported, so it has neither
// syntax nor bodies. It returns nil for a package that the program does not depend on.
func (p *Program) Foreign(of *types.Package) (*packages.Package, map[types.Object]*Declaration, error) {
	l := p.universe[of.Path()]
	if l == nil || l.ExportFile == "" {
		return nil, nil, nil
	}
	if !of.Complete() {
		if err := p.complete(l, of); err != nil {
			return nil, nil, fmt.Errorf("reading the types of %s: %w", l.PkgPath, err)
		}
	}
	found := *l
	found.Types = of
	docs, err := foreignDocs(&found)
	return &found, docs, err
}

// ExportFile is the file with what the compiler exports of a package that the loaded ones depend on; "" of others.
func (p *Program) ExportFile(path string) string {
	if l := p.universe[path]; l != nil {
		return l.ExportFile
	}
	return ""
}

// complete reads all that a package exports. The loaded packages have only those types of
// it that they can reach.
func (p *Program) complete(l *packages.Package, of *types.Package) (err error) {
	f, err := os.Open(l.ExportFile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return err
	}
	known := p.Known()
	known[of.Path()] = of
	_, err = gcexportdata.Read(r, p.Fset, known, of.Path())
	return err
}

// Known are the packages of which types have been read, by path: those that the program is made of,
// with all of their names, and of others those that they can reach.
func (p *Program) Known() map[string]*types.Package {
	known := map[string]*types.Package{}
	for path, l := range p.universe {
		if l.Types != nil {
			known[path] = l.Types
		}
	}
	for _, l := range p.ByPath {
		reachable(l.Types, known)
	}
	return known
}

func reachable(t *types.Package, known map[string]*types.Package) {
	for _, i := range t.Imports() {
		if known[i.Path()] == nil {
			known[i.Path()] = i
			reachable(i, known)
		}
	}
}

// foreignDocs finds the doc comments of what a package exports. Its types are not those
// of its syntax, so they are found by their names.
func foreignDocs(l *packages.Package) (map[types.Object]*Declaration, error) {
	found := map[types.Object]*Declaration{}
	fset := token.NewFileSet()
	for _, name := range l.GoFiles {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, decl := range file.Decls {
			noteForeign(l.Types, decl, func(obj types.Object, groups ...*ast.CommentGroup) {
				if obj == nil {
					return
				}
				for _, g := range groups {
					if text := g.Text(); text != "" {
						found[obj] = &Declaration{Doc: strings.TrimSpace(text)}
						return
					}
				}
			})
		}
	}
	return found, nil
}

func noteForeign(pkg *types.Package, decl ast.Decl, note func(types.Object, ...*ast.CommentGroup)) {
	member := func(of, name string) types.Object {
		t := pkg.Scope().Lookup(of)
		if t == nil {
			return nil
		}
		obj, _, _ := types.LookupFieldOrMethod(t.Type(), true, pkg, name)
		return obj
	}
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			note(pkg.Scope().Lookup(decl.Name.Name), decl.Doc)
		} else if t := receiverName(decl.Recv.List[0].Type); t != "" && decl.Name.IsExported() {
			note(member(t, decl.Name.Name), decl.Doc)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				note(pkg.Scope().Lookup(spec.Name.Name), spec.Doc, alone(decl), spec.Comment)
				for _, field := range members(spec.Type) {
					for _, id := range field.Names {
						if id.IsExported() {
							note(member(spec.Name.Name, id.Name), field.Doc, field.Comment)
						}
					}
				}
			case *ast.ValueSpec:
				for _, id := range spec.Names {
					note(pkg.Scope().Lookup(id.Name), spec.Doc, alone(decl), spec.Comment)
				}
			}
		}
	}
}

// receiverName is the name of the type in a receiver; "" of a generic one.
func receiverName(t ast.Expr) string {
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}
