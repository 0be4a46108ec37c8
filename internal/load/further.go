package load

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/types"
	"os"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// More reads further packages with typed syntax, for a look into functions that the
// loaded ones call. What the program does not depend on is left to go list.
func (p *Program) More(ctx context.Context, paths []string) ([]*packages.Package, error) {
	if p.further == nil {
		p.further = map[string]*types.Package{}
	}
	var read []*packages.Package
	var others []string
	for _, path := range paths {
		if listed := p.universe[path]; listed != nil && len(listed.Errors) == 0 {
			one := *listed // the program's own has the types that the program knows
			p.read(p.further, &one)
			read = append(read, &one)
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

// read parses and checks one package, whose imports are those that are known, or come from export data.
func (p *Program) read(imported map[string]*types.Package, one *packages.Package) {
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
	unparsed := false
	for _, err := range errs {
		if err != nil {
			unparsed = true
			one.Errors = append(one.Errors, parseErrors(err)...)
		}
	}
	if unparsed {
		return
	}
	fail := func(err error) {
		told := packages.Error{Msg: err.Error(), Kind: packages.TypeError}
		if at, ok := errors.AsType[types.Error](err); ok {
			told.Pos, told.Msg = at.Fset.Position(at.Pos).String(), at.Msg
		}
		one.Errors = append(one.Errors, told)
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
	config := &types.Config{Importer: importer{imported, one}, Sizes: one.TypesSizes, Error: fail}
	if one.Module != nil && one.Module.GoVersion != "" {
		config.GoVersion = "go" + one.Module.GoVersion
	}
	one.Types, _ = config.Check(one.PkgPath, p.Fset, one.Syntax, one.TypesInfo) // fail has had the error
}

// parseErrors are what the parser says of one file.
func parseErrors(err error) (all []packages.Error) {
	list, ok := errors.AsType[scanner.ErrorList](err)
	if !ok {
		return []packages.Error{{Msg: err.Error(), Kind: packages.ParseError}}
	}
	for _, e := range list {
		all = append(all, packages.Error{Pos: e.Pos.String(), Msg: e.Msg, Kind: packages.ParseError})
	}
	return all
}

// importer gives what one package imports.
type importer struct {
	imported map[string]*types.Package
	by       *packages.Package
}

func (i importer) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	found := i.by.Imports[path] // by what the source says, which a vendored package differs from
	if found == nil {
		return nil, fmt.Errorf("go list did not list %s", path)
	}
	if done := i.imported[found.PkgPath]; done != nil && done.Complete() {
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
	return gcexportdata.Read(data, i.by.Fset, i.imported, found.PkgPath)
}
