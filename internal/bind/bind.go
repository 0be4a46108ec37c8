// Package bind decides what each name of the Go packages becomes in Python: its name,
// whether it can be bound, and why not. It writes a model and prints nothing.
//
//	bind.go       the packages and the symbols
//	types.go      exported types to classes
//	funcs.go      functions and methods
//	fields.go     fields of structs, promoted ones included
//	equality.go   ==, hash and order of structs
//	protocol.go   methods that are len(), [], in, for, with and format() in Python
//	property.go   methods that are attributes
//	operator.go   methods that are operators
//	pure.go       whether a method leaves its receiver as it is
//	json.go       instances that encoding/json encodes
//	push.go       methods that call a function with each item, as iterators
//	constructed.go  what a constructor sets fields to
//	flags.go      constants that are bits
//	key.go        hashes of what is a key of maps
//	frozen.go     classes whose fields can't be set, and hashes by directive
//	state.go      what a value consists of, for pickle and copy
//	madeby.go     functions that make structs
//	receiver.go   copies of value receivers
//	returns.go    results that are not None, and those that a bool at the end speaks of
//	interface.go  interfaces: what implements them
//	any.go        any: what it can hold
//	callback.go   what func types need
//	folder.go     what the package io/fs does with folders, as methods
//	stream.go     what iterators and channels need
//	generic.go    instances of generic functions
//	typeset.go    what constraints allow
//	substitute.go type arguments in the place of type parameters
//	values.go     constants, variables, sentinel errors
//	directive.go  //py: lines
//	absent.go     what errors about missing names say
//	synced.go     fields of sync and sync/atomic
//	vector.go     functions that run over columns in C
//	scope.go      names and their clashes
//	foreign.go    types of other modules
//	fromtext.go   instances made of text
package bind

import (
	"cmp"
	"errors"
	"fmt"
	"go/types"
	"path"
	"slices"
	"sort"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"

	"gophersnake/internal/convert"
	"gophersnake/internal/failures"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
	"gophersnake/internal/naming"
	"gophersnake/internal/returns"
)

// Options are the author's wishes.
type Options struct {
	ImportName string              // the Python package; "" means the Go package's name
	Directives map[string][]string // by symbol: the //py: lines of pyproject.toml, without "//py:"
	Strict     bool                // an unbound symbol or a name clash is an error
	OneThread  bool                // without a GIL, calls that keep it elsewhere exclude each other
	Direct     model.DirectCalls
	Vectorise  bool   // functions of numbers are translated to C, where that is possible
	FMA        bool   // Go's compiler may multiply and add with one rounding
	Core       string // the import path of the folder that the core lies in; "" means the module's
}

type binder struct {
	program      *load.Program
	options      Options
	m            *model.Module
	types        *convert.Table
	returns      *returns.Judge
	decls        map[types.Object]*load.Declaration
	scopes       map[*model.Package]*scope
	byPath       map[string]*model.Package
	names        map[types.Object]*named // of the packages that are bound as a whole
	classes      map[classKey]*boundClass
	queue        []*boundClass // classes whose fields and methods are still to be bound
	aliases      map[string]string
	sentinels    map[types.Object]*model.Sentinel
	unlisted     []model.Symbol               // members of classes whose packages are bound in part
	hasPlainName map[*types.TypeName]bool     // generic types of which an instance has the name
	walked       typeutil.Map                 // declared types that compares has seen
	used         map[string]bool              // directives of pyproject.toml that found their symbol
	foreign      map[string]*packages.Package // of other modules, by path
	hops         int                          // model.Package.Hops of what is being bound
	followed     int                          // members of types of other modules that the module does not name
	errs         []error
}

// declaration is what the source says of a name, or nil. That of a member of an instance of a
// generic type stands at the type.
func (b *binder) declaration(obj types.Object) *load.Declaration {
	switch o := obj.(type) {
	case *types.Func:
		obj = o.Origin()
	case *types.Var:
		obj = o.Origin()
	}
	return b.decls[obj]
}

func (b *binder) fail(format string, args ...any) {
	b.errs = append(b.errs, fmt.Errorf(format, args...))
}

// Bind makes the model of the program's main packages.
func Bind(p *load.Program, o Options) (*model.Module, error) {
	if len(p.Main) == 0 {
		return nil, errors.New("no package to bind")
	}
	for _, l := range p.Main {
		if l.Name == "main" {
			return nil, failures.Program.Error("package", l.PkgPath)
		}
	}
	b := &binder{program: p, options: o, m: &model.Module{ImportName: o.ImportName, OneThread: o.OneThread, Direct: o.Direct, GoModule: p.ModulePath, Logs: logs(p)}, decls: map[types.Object]*load.Declaration{},
		scopes: map[*model.Package]*scope{}, byPath: map[string]*model.Package{}, names: map[types.Object]*named{}, classes: map[classKey]*boundClass{},
		aliases: map[string]string{}, sentinels: map[types.Object]*model.Sentinel{}, used: map[string]bool{}, hasPlainName: map[*types.TypeName]bool{}, foreign: map[string]*packages.Package{}}
	b.m.Core = cmp.Or(o.Core, p.ModulePath)
	if b.m.ImportName == "" {
		b.m.ImportName = naming.Safe(p.Main[0].Name)
	}
	b.traces()
	b.types = &convert.Table{Spell: b.spell, Classes: b, TextOf: b.shapedText, Hidden: b.hidden,
		Whole: func(p *types.Package) bool { return b.byPath[p.Path()] != nil && b.byPath[p.Path()].Full },
		Foreign: func(pkg *types.Package) bool {
			return pkg != nil && p.ByPath[pkg.Path()] == nil && b.m.Importable(pkg.Path())
		}}
	b.returns = returns.Of(p)
	b.types.NotNil, b.types.Compares = b.returns.Item, b.returns.Compares
	for _, l := range p.ByPath {
		for obj, d := range load.Declarations(l) {
			b.decls[obj] = d
		}
	}
	for _, l := range p.Main {
		b.addPackage(l, true)
	}
	// Names are assigned first, in source order, so that a type that a function needs
	// can't take the name of an earlier symbol.
	// Types are first of all, since their names are in every hint.
	for _, l := range p.Main {
		for _, obj := range typesFirst(b.exported(l.Types)) {
			b.names[obj] = b.name(b.byPath[l.PkgPath], obj)
		}
	}
	for _, l := range p.Main {
		b.bindPackage(l)
	}
	b.drain(0)
	b.bindForeign()
	for i := 0; i < len(b.m.Classes); i++ { // constructors may need further ones
		b.constructor(b.m.Classes[i])
		b.drain(mostHops)
	}
	for _, c := range b.m.Classes {
		b.madeBy(c)
	}
	b.functionalOptions()
	b.keyHashes()
	b.frozen()
	b.instancesOfTypes()
	b.pointers()
	b.anyTypes() // for the func type that they need
	b.bindFuncTypes()
	b.bindFiles()
	b.bindBatch()
	b.bindVectors()
	b.bindProtocols()
	b.bindStreams() // also over what methods push
	b.bindChoices()
	b.interfacesAsImplemented()
	b.bindAny()
	b.raisesInDocs()
	b.unused()
	b.remarks()
	b.empty()
	b.absences()
	b.m.Types, b.m.TypeVars = b.types.Types, b.types.TypeVars
	for _, p := range b.m.Packages {
		p.Module = strings.TrimSuffix(b.m.ImportName+"."+p.Python, ".")
	}
	b.m.Describe()
	if o.Strict {
		b.strict()
	}
	return b.m, errors.Join(b.errs...)
}

// empty refuses packages with nothing that Python could see.
func (b *binder) empty() {
	if len(b.m.Symbols) > 0 {
		return
	}
	var paths []string
	for _, l := range b.program.Main {
		paths = append(paths, l.PkgPath)
	}
	b.errs = append(b.errs, failures.Nothing.Error("package", strings.Join(paths, " ")))
}

// ownNames are those of the modules beside a package, and what is in each of them.
var ownNames = []string{"aio", "_native", "_enum", "_unbound", "_missing", "_imported_by_name", "_batch", "_arrays", "_html", "_hints", "_logging", "_ufunc", "_polars"}

// addPackage gives a Go package its Python module. The first package is the import name
// itself; packages below it keep their path, others get their last element.
func (b *binder) addPackage(l *packages.Package, full bool) *model.Package {
	if p := b.byPath[l.PkgPath]; p != nil {
		p.Full = p.Full || full
		return p
	}
	p := &model.Package{Index: len(b.m.Packages), Path: l.PkgPath, GoName: l.Name, Doc: load.PackageDoc(l), Full: full}
	if b.foreign[l.PkgPath] != nil {
		p.Hops, p.Python = b.hops+1, b.foreignModule(l)
		p.Doc = "Types of the Go package " + l.PkgPath + " that " + b.m.ImportName + " needs."
	} else if len(b.m.Packages) > 0 {
		own, main := unversioned(l), unversioned(b.program.ByPath[b.m.Packages[0].Path])
		if below, ok := strings.CutPrefix(own, main+"/"); ok {
			p.Python = pythonPath(below)
		} else {
			p.Python = pythonPath(path.Base(own))
		}
	}
	if len(b.m.Packages) > 0 {
		for i := 2; b.pythonTaken(p.Python); i++ {
			p.Python = fmt.Sprintf("%s%d", strings.TrimRight(p.Python, "0123456789"), i)
		}
	}
	b.m.Packages = append(b.m.Packages, p)
	b.byPath[l.PkgPath] = p
	reserved := append([]string{"GoError", "PanicError"}, ownNames...)
	for _, other := range b.m.Packages {
		// a submodule and a name of its parent must not be one
		if first, _, _ := strings.Cut(other.Python, "."); first != "" && p.Python == "" {
			reserved = append(reserved, first)
		}
	}
	b.scopes[p] = newScope(reserved...)
	if p.Python != "" {
		if main := b.scopes[b.m.Packages[0]]; main != nil {
			first, _, _ := strings.Cut(p.Python, ".")
			if _, taken := main.taken[first]; !taken {
				main.taken[first] = "the submodule " + first
			} else if len(main.taken) > 0 && !strings.HasPrefix(main.taken[first], "the submodule") {
				p.Python += "_"
			}
		}
	}
	return p
}

// unversioned is the path of a package without the version in that of its module: v2 in
// github.com/hashicorp/hcl/v2/hclparse, .v3 in gopkg.in/yaml.v3.
func unversioned(l *packages.Package) string {
	if l.Module == nil {
		return l.PkgPath
	}
	root, _, ok := module.SplitPathVersion(l.Module.Path)
	inside, within := strings.CutPrefix(l.PkgPath, l.Module.Path)
	if !ok || !within {
		return l.PkgPath
	}
	return root + inside
}

func (b *binder) pythonTaken(name string) bool {
	for _, p := range b.m.Packages {
		if p.Python == name {
			return true
		}
	}
	return false
}

func pythonPath(goPath string) string {
	parts := strings.Split(goPath, "/")
	for i, p := range parts {
		p = strings.Map(func(r rune) rune {
			if r == '-' || r == '.' {
				return '_'
			}
			return r
		}, p)
		parts[i] = naming.Safe(p)
	}
	return strings.Join(parts, ".")
}

// spell names a type in the core's source.
func (b *binder) spell(t types.Type) string {
	return types.TypeString(b.spelled(b.types.Literal(convert.Nameable(t))), b.qualifier)
}

func (b *binder) qualifier(p *types.Package) string {
	alias := b.aliases[p.Path()]
	if alias == "" {
		alias = fmt.Sprintf("p%d", len(b.aliases))
		b.aliases[p.Path()] = alias
		b.m.Imports = append(b.m.Imports, model.Import{Path: p.Path(), Alias: alias})
	}
	return alias
}

// exported lists a package's exported names in source order.
func (b *binder) exported(p *types.Package) []types.Object {
	var objs []types.Object
	for _, name := range p.Scope().Names() {
		if obj := p.Scope().Lookup(name); obj.Exported() {
			objs = append(objs, obj)
		}
	}
	b.inSourceOrder(objs)
	return objs
}

func typesFirst(objs []types.Object) []types.Object {
	isType := func(obj types.Object) bool { _, ok := obj.(*types.TypeName); return ok }
	slices.SortStableFunc(objs, func(x, y types.Object) int {
		switch {
		case isType(x) == isType(y):
			return 0
		case isType(x):
			return -1
		}
		return 1
	})
	return objs
}

// inSourceOrder sorts by file name and offset: files are parsed in any order,
// so positions alone would differ from run to run.
func (b *binder) inSourceOrder(objs []types.Object) {
	sort.SliceStable(objs, func(i, j int) bool {
		x, y := b.program.Fset.Position(objs[i].Pos()), b.program.Fset.Position(objs[j].Pos())
		if x.Filename != y.Filename {
			return x.Filename < y.Filename
		}
		return x.Offset < y.Offset
	})
}

func (b *binder) bindPackage(l *packages.Package) {
	p := b.byPath[l.PkgPath]
	for _, obj := range b.exported(l.Types) {
		n := b.names[obj]
		if n.skip {
			b.symbol(p, obj, n, errSkipped)
			continue
		}
		switch obj := obj.(type) {
		case *types.TypeName:
			b.bindType(p, obj, n)
		case *types.Func:
			b.bindFunc(p, obj, n)
		case *types.Const:
			b.bindConst(p, obj, n)
		case *types.Var:
			b.bindVar(p, obj, n)
		}
	}
}

// named is the decision about a symbol's name.
type named struct {
	directives
	goName, python, kind, clash string
	unlisted                    bool   // check does not list it
	want                        string // the name in Python, if it is bound and nothing else has it
}

func (b *binder) name(p *model.Package, obj types.Object) *named {
	n := &named{goName: obj.Name(), want: b.wanted(obj)}
	switch obj.(type) {
	case *types.TypeName:
		n.kind = "type"
	case *types.Func:
		n.kind = "func"
	case *types.Const:
		n.kind = "const"
	case *types.Var:
		n.kind = "var"
	}
	n.directives = b.directives(obj, n.kind, n.goName)
	if n.skip {
		return n
	}
	if n.directives.name != "" {
		n.want = n.directives.name
	}
	n.python, n.clash = b.scopes[p].give(n.want, obj.Name())
	return n
}

// wanted is the Python name of an exported name, if nothing else has it.
func (b *binder) wanted(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.TypeName:
		return naming.Type(obj.Name())
	case *types.Const:
		if convert.IsErrorType(obj.Type()) {
			return naming.Type(obj.Name())
		}
		return naming.Upper(obj.Name())
	case *types.Var:
		if isSentinel(obj) {
			return naming.Type(obj.Name())
		}
	}
	return naming.Snake(obj.Name())
}

var errSkipped = &convert.Reason{Why: "skipped by //py:skip"}

// symbol records what became of a symbol. The caller adds the result before it calls
// again.
func (b *binder) symbol(p *model.Package, obj types.Object, n *named, err error) *model.Symbol {
	s := model.Symbol{Go: n.goName, Kind: n.kind, Bound: err == nil, Pos: b.program.Position(obj.Pos()), Package: p.Path, Directives: n.said}
	s.Declared = types.ObjectString(obj, func(other *types.Package) string {
		if other.Path() == p.Path {
			return ""
		}
		return other.Name()
	})
	if err == nil {
		s.Python, s.Reason = n.python, n.clash
		if n.clash != "" {
			s.Cure = "rename one of them, or give it a name with //py:name"
		}
	} else {
		s.Wanted = n.want
		s.Reason = err.Error()
		var r *convert.Reason
		if errors.As(err, &r) {
			s.Cure, s.Served = r.Cure, r.Served
		}
	}
	list := &b.m.Symbols
	if n.unlisted {
		list = &b.unlisted
	}
	*list = append(*list, s)
	return &(*list)[len(*list)-1]
}

// strict returns an error for everything that check would list.
func (b *binder) strict() {
	for _, n := range b.m.Lost {
		b.fail("%s: %s; %s", n.Pos, n.Text, n.Cure)
	}
	for _, s := range b.m.Symbols {
		if s.Reason != "" && s.Reason != errSkipped.Why && !s.Served {
			b.fail("%s: %s: %s", s.Pos, s.Go, s.Reason)
		}
	}
}
