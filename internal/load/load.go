// Package load reads Go packages: typed syntax, doc comments and the //py:
// directives in them. It knows nothing of Python.
package load

import (
	"context"
	"errors"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Options say what to load.
type Options struct {
	Go       string   // the go binary
	Dir      string   // where the patterns are understood
	Patterns []string // the packages to bind, the main one first
	Env      []string // further KEY=VALUE
	Flags    []string // build flags, such as -tags=x
}

// A Program is the packages to bind and those of the same module that they
// reach, all with typed syntax.
type Program struct {
	Main       []*packages.Package // as asked for, in the order of the patterns
	ByPath     map[string]*packages.Package
	ModulePath string
	ModuleDir  string
	Fset       *token.FileSet
	options    Options
	asked      []*packages.Package          // with all that they depend on
	further    map[string]*types.Package    // from export data, each once, for packages that are read later
	universe   map[string]*packages.Package // all that the loaded packages depend on, by path
}

// listed is what the go command is asked for, once: all packages that those asked for depend on, and what the compiler
// exports of each.
const listed = packages.NeedName | packages.NeedFiles | packages.NeedEmbedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedDeps |
	packages.NeedModule | packages.NeedExportFile | packages.NeedTypesSizes

// typed is for packages that the first listing does not have.
const typed = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedModule |
	packages.NeedTypes | packages.NeedTypesInfo | packages.NeedSyntax | packages.NeedTypesSizes | packages.NeedExportFile

// DependsOn reports whether a package that was asked for imports the package with a path, directly or not.
func (p *Program) DependsOn(path string) bool {
	found := false
	packages.Visit(p.asked, func(l *packages.Package) bool {
		found = found || l.PkgPath == path
		return !found
	}, nil)
	return found
}

// Any reports whether something holds for a package that was asked for or that it depends on, but for
// those of the standard library.
func (p *Program) Any(is func(*packages.Package) bool) bool {
	found := false
	packages.Visit(p.asked, func(l *packages.Package) bool {
		found = found || l.Module != nil && is(l)
		return !found
	}, nil)
	return found
}

func (o Options) config(ctx context.Context, m packages.LoadMode) *packages.Config {
	env := append(os.Environ(), o.Env...)
	if o.Go != "" {
		env = append(env, "PATH="+filepath.Dir(o.Go)+string(os.PathListSeparator)+os.Getenv("PATH"))
	}
	return &packages.Config{Context: ctx, Mode: m, Dir: o.Dir, Env: env, BuildFlags: o.Flags}
}

// Load loads the packages.
func Load(ctx context.Context, o Options) (*Program, error) {
	asked, err := packages.Load(o.config(ctx, listed), o.Patterns...)
	if err != nil {
		return nil, o.listFailed(ctx, err)
	}
	if len(asked) == 0 {
		return nil, o.nothingListed(ctx)
	}
	p := &Program{ByPath: map[string]*packages.Package{}, Fset: token.NewFileSet(), options: o, asked: asked, universe: map[string]*packages.Package{}}
	module := asked[0].Module
	if module != nil {
		p.ModulePath, p.ModuleDir = module.Path, module.Dir
	}
	packages.Visit(asked, nil, func(l *packages.Package) { p.universe[l.PkgPath] = l })
	if !failed(asked) {
		p.check(sameModule(asked, parts(module)))
	}
	if err := o.complaints(asked); err != nil {
		return nil, err
	}
	for _, a := range asked {
		if l := p.ByPath[a.PkgPath]; l != nil {
			p.Main = append(p.Main, l)
		}
	}
	if len(p.Main) == 0 {
		return nil, o.nothingListed(ctx)
	}
	p.order()
	return p, nil
}

// failed reports whether the go command could not list a package. Whether it could compile them it says as well, by what
// the compiler printed: the type checker is to say that too, with all that the compiler left out.
func failed(asked []*packages.Package) bool {
	found := false
	packages.Visit(asked, nil, func(l *packages.Package) {
		for _, e := range l.Errors {
			found = found || !strings.HasPrefix(e.Msg, "# ")
		}
	})
	return found
}

// check reads the packages with some paths, each after those that it imports.
func (p *Program) check(paths []string) {
	imported := map[string]*types.Package{}
	packages.Visit(p.asked, nil, func(l *packages.Package) {
		if !slices.Contains(paths, l.PkgPath) {
			return
		}
		p.read(imported, l)
		imported[l.PkgPath] = l.Types
		p.ByPath[l.PkgPath] = l
	})
	for path, t := range imported {
		if l := p.universe[path]; l != nil {
			l.Types = t
		}
	}
}

// order puts the packages in the order of the patterns where these name single
// packages; go list sorts them.
func (p *Program) order() {
	rank := func(l *packages.Package) int {
		for i, pattern := range p.options.Patterns {
			dir := filepath.Join(p.options.Dir, filepath.FromSlash(pattern))
			if l.PkgPath == pattern || len(l.GoFiles) > 0 && filepath.Dir(l.GoFiles[0]) == dir {
				return i
			}
		}
		return len(p.options.Patterns)
	}
	sort.SliceStable(p.Main, func(i, j int) bool { return rank(p.Main[i]) < rank(p.Main[j]) })
}

// sameModule lists the packages asked for and those of the same module that
// they import, whose types must be classes too.
func sameModule(asked []*packages.Package, parts map[string]bool) []string {
	var paths []string
	seen := map[string]bool{}
	var walk func(*packages.Package, bool)
	walk = func(l *packages.Package, root bool) {
		if seen[l.PkgPath] || !root && (l.Module == nil || !parts[l.Module.Path]) {
			return
		}
		seen[l.PkgPath] = true
		paths = append(paths, l.PkgPath)
		var imports []string
		for path := range l.Imports {
			imports = append(imports, path)
		}
		sort.Strings(imports)
		for _, path := range imports {
			walk(l.Imports[path], false)
		}
	}
	for _, l := range asked {
		walk(l, true)
	}
	return paths
}

// Position is file:line:column from the module's root.
func (p *Program) Position(pos token.Pos) string {
	at := p.Fset.Position(pos)
	if p.ModuleDir != "" {
		if rel, err := filepath.Rel(p.ModuleDir, at.Filename); err == nil && !strings.HasPrefix(rel, "..") {
			at.Filename = filepath.ToSlash(rel)
		}
	}
	for _, root := range []string{"/pkg/mod/", "/src/"} { // of another module, or of the standard library
		if _, below, ok := strings.Cut(filepath.ToSlash(at.Filename), root); ok && filepath.IsAbs(at.Filename) {
			at.Filename = below
		}
	}
	return at.String()
}

// Sources reads the files of the module that positions lie in, as Position
// gives them.
func (p *Program) Sources(positions []string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, at := range positions {
		name, _, _ := strings.Cut(at, ":")
		if _, seen := files[name]; seen || p.ModuleDir == "" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(p.ModuleDir, filepath.FromSlash(name)))
		if errors.Is(err, os.ErrNotExist) {
			continue // of another module: a promoted method
		}
		if err != nil {
			return nil, err
		}
		files[name] = data
	}
	return files, nil
}

// A Declaration is what the source says of an exported name in addition to its type.
type Declaration struct {
	Doc        string
	Directives []Directive
	Func       *ast.FuncDecl // functions and methods
}

// A Directive is a //py: line of a doc comment.
type Directive struct {
	Verb string // "name"
	Args string
	Pos  token.Pos
}

// Declarations finds the doc comments of a package's names: package-level
// objects, methods, those of interfaces too, and the fields of structs.
func Declarations(l *packages.Package) map[types.Object]*Declaration {
	found := map[types.Object]*Declaration{}
	note := func(id *ast.Ident, fn *ast.FuncDecl, groups ...*ast.CommentGroup) {
		obj := l.TypesInfo.Defs[id]
		if obj == nil {
			return
		}
		d := &Declaration{Func: fn}
		for _, g := range groups {
			if g == nil {
				continue
			}
			if d.Doc == "" {
				d.Doc = strings.TrimSpace(g.Text())
			}
			d.Directives = append(d.Directives, directives(g)...)
		}
		found[obj] = d
	}
	for _, file := range l.Syntax {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				note(decl.Name, decl, decl.Doc)
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						note(spec.Name, nil, spec.Doc, alone(decl), spec.Comment)
						for _, field := range members(spec.Type) {
							for _, id := range field.Names {
								note(id, nil, field.Doc, field.Comment)
							}
						}
					case *ast.ValueSpec:
						for _, id := range spec.Names {
							note(id, nil, spec.Doc, alone(decl), spec.Comment)
						}
					}
				}
			}
		}
	}
	return found
}

// members are the fields of a struct, or the methods of an interface.
func members(t ast.Expr) []*ast.Field {
	switch t := t.(type) {
	case *ast.StructType:
		return t.Fields.List
	case *ast.InterfaceType:
		return t.Methods.List
	}
	return nil
}

// alone is the doc comment of a declaration that declares one thing.
func alone(d *ast.GenDecl) *ast.CommentGroup {
	if len(d.Specs) == 1 {
		return d.Doc
	}
	return nil
}

func directives(g *ast.CommentGroup) []Directive {
	var ds []Directive
	for _, c := range g.List {
		if rest, ok := strings.CutPrefix(c.Text, "//py:"); ok {
			verb, args, _ := strings.Cut(rest, " ")
			ds = append(ds, Directive{Verb: verb, Args: strings.TrimSpace(args), Pos: c.Slash})
		}
	}
	return ds
}

// A Remark is a comment that looks like a directive but is none, or is in a place where
// it has no effect.
type Remark struct {
	Text   string // of its line
	Spaced bool   // there is a space after //
	Pos    token.Pos
}

var spaced = regexp.MustCompile(`^//\s* +\s*py:[a-zA-Z]`)

// Remarks finds directives without effect in a package: all that are not at the
// declaration of an exported name.
func Remarks(l *packages.Package) []Remark {
	read := map[token.Pos]bool{}
	for obj, d := range Declarations(l) {
		for _, x := range d.Directives {
			if obj.Exported() {
				read[x.Pos] = true
			}
		}
	}
	var found []Remark
	for _, file := range l.Syntax {
		for _, group := range file.Comments {
			for _, c := range group.List {
				r := Remark{Text: c.Text, Spaced: spaced.MatchString(c.Text), Pos: c.Slash}
				if r.Spaced || strings.HasPrefix(c.Text, "//py:") && !read[c.Slash] {
					found = append(found, r)
				}
			}
		}
	}
	return found
}

// PackageDoc is the comment above the package clause.
func PackageDoc(l *packages.Package) string {
	for _, f := range l.Syntax {
		if f.Doc != nil {
			if text := strings.TrimSpace(f.Doc.Text()); text != "" {
				return text
			}
		}
	}
	return ""
}
