package analysis

import (
	"context"
	"go/ast"
	"go/types"
	"sort"

	"gophersnake/internal/load"
)

// A source finds the bodies of functions. It starts with the packages of the module. If
// a proof meets a call into another package, the source notes that the package is
// wanted, and the proofs run again when it has been loaded.
type source struct {
	program *load.Program
	bodies  map[string]body // by types.Func.FullName, which is the same in every load
	loaded  map[string]bool // packages, by path
	wanted  map[string]bool
	left    int // packages that may still be loaded
}

// A body is a function's declaration; Body is nil if it is not written in Go.
type body struct {
	decl *ast.FuncDecl
	info *types.Info
}

// manyPackages limits how many packages a build may load beside the module. Functions
// in further packages are not proven, so their arguments are copied and the GIL is
// released.
const manyPackages = 40

func newSource(p *load.Program) *source {
	s := &source{program: p, bodies: map[string]body{}, loaded: map[string]bool{}, wanted: map[string]bool{}, left: manyPackages}
	for _, l := range p.ByPath {
		s.add(l.PkgPath, l.Syntax, l.TypesInfo)
	}
	return s
}

func (s *source) add(path string, files []*ast.File, info *types.Info) {
	s.loaded[path] = true
	for _, file := range files {
		for _, d := range file.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok {
				if fn, ok := info.Defs[fd.Name].(*types.Func); ok {
					s.bodies[fn.FullName()] = body{fd, info}
				}
			}
		}
	}
}

// find returns a function's body. If its package is not loaded and may be, it is marked
// as wanted.
func (s *source) find(fn *types.Func, reads bool) (body, bool) {
	b, ok := s.bodies[fn.FullName()]
	if !ok && reads && fn.Pkg() != nil && !s.loaded[fn.Pkg().Path()] {
		s.wanted[fn.Pkg().Path()] = true
	}
	return b, ok
}

// more loads the wanted packages. It returns false if there are no more.
func (s *source) more(ctx context.Context) (bool, error) {
	var paths []string
	for path := range s.wanted {
		paths = append(paths, path)
	}
	s.wanted = map[string]bool{}
	sort.Strings(paths)
	paths = paths[:min(len(paths), s.left)]
	if len(paths) == 0 {
		return false, nil
	}
	s.left -= len(paths)
	loaded, err := s.program.More(ctx, paths)
	if err != nil {
		return false, err
	}
	for _, path := range paths {
		s.loaded[path] = true // also where it could not be read: it is not asked for again
	}
	for _, l := range loaded {
		if len(l.Errors) == 0 {
			s.add(l.PkgPath, l.Syntax, l.TypesInfo)
		}
	}
	return true, nil
}
