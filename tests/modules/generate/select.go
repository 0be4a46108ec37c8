package main

import (
	"fmt"
	"go/token"
	"go/types"
	"regexp"
	"strings"
)

// hidden is a type that is not exported, as TypeString writes it here. The other side of the
// comparison can't name it.
var hidden = regexp.MustCompile(`\bpackage\.[^A-Z]`)

// A plan is what both sides know of the functions and classes beforehand.
// Functions and classes have their import path in their names.
type plan struct {
	Functions map[string]*function `json:"functions"`
	Classes   map[string]*class    `json:"classes"`
}

type function struct {
	Package  string `json:"package"`
	Python   string `json:"python"`
	Method   bool   `json:"method"`
	Variadic bool   `json:"variadic"`
	CommaOK  bool   `json:"comma_ok"`
	Zero     bool   `json:"zero"`   // where the last result is false, the others are zero
	Called   bool   `json:"called"` // else it only makes arguments

	key       string
	object    *types.Func
	signature *types.Signature
	receiver  *types.Named
}

type class struct {
	Python  string   `json:"python"`
	Package string   `json:"package"`
	Form    string   `json:"form"` // see form
	Fields  []*field `json:"fields"`

	// Python's class takes its fields by name.
	literal bool
	makers  []*function // functions that return one
}

type field struct {
	Go     string `json:"go"`
	Python string `json:"python"`
}

type generator struct {
	pkgs    map[string]*types.Package
	symbols []symbol
	calls   int
	plan    plan
	leftOut map[string]string
	pools   map[poolKey][]value
}

func newGenerator(pkgs map[string]*types.Package, symbols []symbol, calls int) *generator {
	return &generator{
		pkgs:    pkgs,
		symbols: symbols,
		calls:   calls,
		plan:    plan{Functions: map[string]*function{}, Classes: map[string]*class{}},
		leftOut: map[string]string{},
		pools:   map[poolKey][]value{},
	}
}

// selectFunctions finds the bound functions that can be called and compared.
func (g *generator) selectFunctions() {
	g.findClasses()
	for _, s := range g.symbols {
		if !s.Bound || s.Kind != "func" && s.Kind != "method" {
			continue
		}
		if !token.IsExported(s.Go) {
			g.leftOut[s.Package+"."+s.Go] = "a method of a type that is not exported"
			continue
		}
		f, err := g.lookup(s)
		if err != nil {
			g.leftOut[s.Package+"."+s.Go] = err.Error()
			continue
		}
		g.plan.Functions[f.key] = f
		if !f.Method {
			g.addMaker(f)
		}
	}
	// Only now are all makers known, and so what can be made.
	for name, f := range g.plan.Functions {
		if err := g.callable(f); err != nil {
			g.leftOut[name] = err.Error()
			continue
		}
		f.Called = true
	}
	for name, f := range g.plan.Functions {
		if !f.Called && !g.makes(f) {
			delete(g.plan.Functions, name)
		}
	}
}

// findClasses notes the bound types and their bound fields.
func (g *generator) findClasses() {
	for _, s := range g.symbols {
		if !s.Bound || s.Kind != "type" || !token.IsExported(s.Go) {
			continue
		}
		g.plan.Classes[s.Package+"."+s.Go] = &class{Python: s.Python, Package: s.Package, Fields: []*field{}}
	}
	// Only now is it known which fields hold something with a class.
	for _, s := range g.symbols {
		c, named := g.plan.Classes[s.Package+"."+s.Go], g.namedType(s.Package, s.Go)
		if s.Kind != "type" || c == nil || named == nil {
			continue
		}
		if c.Form = form(named); c.Form != "struct" {
			continue
		}
		for _, fs := range g.symbols {
			owner, name, ok := strings.Cut(fs.Go, ".")
			if ok && fs.Kind == "field" && fs.Bound && fs.Package == s.Package && owner == s.Go {
				_, python, _ := strings.Cut(fs.Python, ".")
				if python == "" {
					python = fs.Python
				}
				if t, _ := fieldType(named, name); t != nil && g.comparable(t, nil) == nil {
					c.Fields = append(c.Fields, &field{Go: name, Python: python})
				}
			}
		}
		c.literal = !constructed(named)
	}
}

// form says what lies under a class, and so how Python comes to the plain value:
// "" where the class is a subclass of int, float or str.
func form(named *types.Named) string {
	switch u := named.Underlying().(type) {
	case *types.Struct:
		return "struct"
	case *types.Slice:
		return sequence(u.Elem())
	case *types.Array:
		return sequence(u.Elem())
	case *types.Map:
		if s, ok := u.Elem().Underlying().(*types.Struct); ok && s.NumFields() == 0 {
			return "set"
		}
		return "map"
	}
	return ""
}

func sequence(item types.Type) string {
	if isByte(item) {
		return "bytes"
	}
	return "list"
}

// constructed reports whether the class calls a constructor of the package
// instead of taking its fields.
func constructed(named *types.Named) bool {
	for _, constructor := range []string{"New" + named.Obj().Name(), "New"} {
		if f, ok := named.Obj().Pkg().Scope().Lookup(constructor).(*types.Func); ok {
			results := f.Signature().Results()
			if results.Len() > 0 && namedOf(results.At(0).Type()) == named {
				return true
			}
		}
	}
	return false
}

func (g *generator) namedType(pkg, name string) *types.Named {
	object, ok := g.pkgs[pkg].Scope().Lookup(name).(*types.TypeName)
	if !ok {
		return nil
	}
	named, _ := types.Unalias(object.Type()).(*types.Named)
	return named
}

// fieldType returns the type of a field, and whether an embedded struct promotes
// it: then it is no keyword of the class.
func fieldType(named *types.Named, name string) (t types.Type, promoted bool) {
	object, path, _ := types.LookupFieldOrMethod(named, true, named.Obj().Pkg(), name)
	if v, ok := object.(*types.Var); ok {
		return v.Type(), len(path) > 1
	}
	return nil, false
}

// lookup finds the Go function behind a symbol.
func (g *generator) lookup(s symbol) (*function, error) {
	f := &function{Package: s.Package, Python: s.Python, key: s.Package + "." + s.Go}
	if owner, name, ok := strings.Cut(s.Go, "."); ok {
		named := g.namedType(s.Package, owner)
		if named == nil {
			return nil, fmt.Errorf("go/types knows no type %s", owner)
		}
		if types.IsInterface(named) {
			return nil, fmt.Errorf("a method of an interface")
		}
		object, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, g.pkgs[s.Package], name)
		f.object, _ = object.(*types.Func)
		f.Method, f.receiver = true, named
		_, f.Python, _ = strings.Cut(s.Python, ".")
	} else {
		f.object, _ = g.pkgs[s.Package].Scope().Lookup(s.Go).(*types.Func)
	}
	if f.object == nil {
		return nil, fmt.Errorf("go/types knows no function of this name")
	}
	f.signature = f.object.Signature()
	if f.signature.TypeParams().Len() > 0 || f.signature.RecvTypeParams().Len() > 0 {
		return nil, fmt.Errorf("generic")
	}
	if hidden.MatchString(types.TypeString(f.signature, func(*types.Package) string { return "package" })) {
		return nil, fmt.Errorf("a type in its signature is not exported")
	}
	f.Variadic = f.signature.Variadic()
	f.CommaOK, f.Zero = commaOK(f.signature, strings.HasSuffix(s.Signature, "| None"))
	return f, nil
}

// commaOK reports whether the last result says whether the others count: it is called so, or gophersnake takes it for
// that. Then all others must be zero where it is false.
func commaOK(s *types.Signature, optional bool) (is, zero bool) {
	n := s.Results().Len()
	if n < 2 {
		return false, false
	}
	last := s.Results().At(n - 1)
	if !types.Identical(last.Type(), types.Typ[types.Bool]) {
		return false, false
	}
	return last.Name() == "ok" || optional, last.Name() != "ok" && optional
}

// addMaker notes a function by whose first result a class can be had.
func (g *generator) addMaker(f *function) {
	if f.signature.Results().Len() == 0 {
		return
	}
	if named := namedOf(f.signature.Results().At(0).Type()); named != nil {
		if c := g.plan.Classes[typeName(named)]; c != nil {
			c.makers = append(c.makers, f)
		}
	}
}

func (g *generator) makes(f *function) bool {
	for _, c := range g.plan.Classes {
		for _, maker := range c.makers {
			if maker == f {
				return true
			}
		}
	}
	return false
}

// callable says why a function can't be called with made-up arguments, or its
// answer not be compared.
func (g *generator) callable(f *function) error {
	if f.Method {
		if len(g.instances(f.receiver, 0)) == 0 {
			return fmt.Errorf("no %s can be made up", f.receiver)
		}
	}
	for p := range f.signature.Params().Variables() {
		if isContext(p.Type()) {
			continue
		}
		if len(g.pool(p.Type(), 0)) == 0 {
			return fmt.Errorf("no argument of type %s can be made up", p.Type())
		}
	}
	results := f.signature.Results()
	for i := range results.Len() {
		if i == results.Len()-1 && isError(results.At(i).Type()) {
			continue
		}
		if err := g.comparable(results.At(i).Type(), nil); err != nil {
			return err
		}
	}
	return nil
}

// comparable says why values of a type can't be written in the same way by both
// sides.
func (g *generator) comparable(t types.Type, seen []types.Type) error {
	for _, s := range seen {
		if types.Identical(s, t) {
			return nil
		}
	}
	seen = append(seen, t)
	if named := namedOf(t); named != nil {
		if named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time" {
			return fmt.Errorf("a result of type %s is rounded in Python", t)
		}
		if _, isStruct := named.Underlying().(*types.Struct); isStruct && g.plan.Classes[typeName(named)] == nil {
			return fmt.Errorf("a result of type %s, which has no class", t)
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Kind() == types.UnsafePointer || u.Kind() == types.Uintptr {
			return fmt.Errorf("a result of type %s", t)
		}
		return nil
	case *types.Pointer:
		return g.comparable(u.Elem(), seen)
	case *types.Slice:
		return g.comparable(u.Elem(), seen)
	case *types.Array:
		return g.comparable(u.Elem(), seen)
	case *types.Map:
		if err := g.comparable(u.Key(), seen); err != nil {
			return err
		}
		if s, ok := u.Elem().Underlying().(*types.Struct); ok && s.NumFields() == 0 {
			return nil
		}
		return g.comparable(u.Elem(), seen)
	case *types.Struct:
		if namedOf(t) == nil {
			return fmt.Errorf("a result of type %s", t)
		}
		return nil // its fields were compared one by one when its class was found
	case *types.Interface:
		if u.Empty() {
			return nil
		}
	}
	return fmt.Errorf("a result of type %s", t)
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

func isContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && typeName(named) == "context.Context"
}

// namedOf returns the named type of T or *T.
func namedOf(t types.Type) *types.Named {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, _ := types.Unalias(t).(*types.Named)
	return named
}

func typeName(named *types.Named) string {
	if named.Obj().Pkg() == nil {
		return named.Obj().Name()
	}
	return named.Obj().Pkg().Path() + "." + named.Obj().Name()
}
