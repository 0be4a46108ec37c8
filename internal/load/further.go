package load

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/types"
	"os"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// listing is what one go list says of all packages that a program depends on: enough to
// read any of them without asking again, which would take longer than the reading.
type listing struct {
	packages map[string]*packages.Package // by import path
	imported map[string]*types.Package    // from export data, each once
}

const listed = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedDeps |
	packages.NeedModule | packages.NeedExportFile | packages.NeedTypesSizes

// list is the listing of the program's packages, made when it is first needed.
func (p *Program) list(ctx context.Context) (*listing, error) {
	if p.listing != nil {
		return p.listing, nil
	}
	var roots []string
	for path := range p.ByPath {
		roots = append(roots, path)
	}
	found, err := packages.Load(p.options.config(ctx, listed), roots...)
	if err != nil {
		return nil, err
	}
	l := &listing{packages: map[string]*packages.Package{}, imported: map[string]*types.Package{}}
	packages.Visit(found, nil, func(one *packages.Package) { l.packages[one.PkgPath] = one })
	p.listing = l
	return l, nil
}

// More reads further packages with typed syntax, for a look into functions that the
// loaded ones call. What the program does not depend on is left to go list.
func (p *Program) More(ctx context.Context, paths []string) ([]*packages.Package, error) {
	l, err := p.list(ctx)
	if err != nil {
		return nil, err
	}
	var read []*packages.Package
	var others []string
	for _, path := range paths {
		if one := l.packages[path]; one != nil && len(one.Errors) == 0 {
			read = append(read, p.read(l, one))
		} else {
			others = append(others, path)
		}
	}
	if len(others) == 0 {
		return read, nil
	}
	c := p.options.config(ctx, typed)
	c.Fset = p.Fset // so that Position knows them too
	loaded, err := packages.Load(c, others...)
	return append(read, loaded...), err
}

// read parses and checks one package, whose imports come from export data.
func (p *Program) read(l *listing, one *packages.Package) *packages.Package {
	one.Fset = p.Fset
	one.Syntax = make([]*ast.File, len(one.CompiledGoFiles))
	errs := make([]error, len(one.CompiledGoFiles))
	var parsing sync.WaitGroup
	for i, name := range one.CompiledGoFiles {
		parsing.Go(func() {
			one.Syntax[i], errs[i] = parser.ParseFile(p.Fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		})
	}
	parsing.Wait()
	fail := func(err error) {
		if err != nil {
			one.Errors = append(one.Errors, packages.Error{Msg: err.Error(), Kind: packages.TypeError})
		}
	}
	for _, err := range errs {
		fail(err)
	}
	if len(one.Errors) > 0 {
		return one
	}
	one.TypesInfo = &types.Info{
		Types:        map[ast.Expr]types.TypeAndValue{},
		Defs:         map[*ast.Ident]types.Object{},
		Uses:         map[*ast.Ident]types.Object{},
		Implicits:    map[ast.Node]types.Object{},
		Instances:    map[*ast.Ident]types.Instance{},
		Scopes:       map[ast.Node]*types.Scope{},
		Selections:   map[*ast.SelectorExpr]*types.Selection{},
		FileVersions: map[*ast.File]string{},
	}
	config := &types.Config{Importer: importer{l, one}, Sizes: one.TypesSizes, Error: fail}
	if one.Module != nil && one.Module.GoVersion != "" {
		config.GoVersion = "go" + one.Module.GoVersion
	}
	one.Types, _ = config.Check(one.PkgPath, p.Fset, one.Syntax, one.TypesInfo) // fail has had the error
	return one
}

// importer gives what one package imports.
type importer struct {
	listing *listing
	by      *packages.Package
}

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	found := i.by.Imports[path] // by what the source says, which a vendored package differs from
	if found == nil {
		return nil, fmt.Errorf("go list did not list %s", path)
	}
	if done := i.listing.imported[found.PkgPath]; done != nil && done.Complete() {
		return done, nil
	}
	file, err := os.Open(found.ExportFile)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := gcexportdata.NewReader(file)
	if err != nil {
		return nil, err
	}
	return gcexportdata.Read(data, i.by.Fset, i.listing.imported, found.PkgPath)
}
