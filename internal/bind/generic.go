package bind

import (
	"errors"
	"fmt"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
	"gophersnake/internal/naming"
)

// mostInstances limits how many instances of one function or type there are.
const mostInstances = 16

// nameOne is the cure where no type argument can be chosen.
const nameOne = "name one with //py:instantiate"

// An instance is type arguments for a list of type parameters.
type instance []types.Type

// key tells instances apart, as the core spells them: stand-ins for type parameters of
// different names are one type there.
func (b *binder) instanceKey(args instance) string {
	var all []string
	for _, t := range args {
		all = append(all, b.spell(t))
	}
	return strings.Join(all, ", ")
}

// instances chooses type arguments. plain is whether a type parameter has no place but
// results, where a stub can't have it.
func (b *binder) instances(origin types.Type, params *types.TypeParamList,
	plain func(*types.TypeParam) bool) ([]instance, error) {
	candidates := make([][]types.Type, params.Len())
	for i := range candidates {
		p := params.At(i)
		_, function := origin.(*types.Signature)
		all, err := b.candidates(p, plain(p), !function)
		if by := pointedAt(p, params); by != nil && err == nil {
			if all = b.declared(p, by, false); len(all) == 0 {
				err = &convert.Reason{Why: "no type of the package has the methods that are asked of a pointer to it",
					Cure: nameOne}
			}
		}
		if err != nil {
			return nil, because("the type parameter "+p.Obj().Name(), err)
		}
		candidates[i] = all
	}
	var found []instance
	var failed error
	var choose func(i int, with substitution)
	choose = func(i int, with substitution) {
		if len(found) == mostInstances {
			return
		}
		if i == len(candidates) {
			args, err := b.complete(origin, params, with)
			if err != nil {
				failed = err
				return
			}
			found = append(found, args)
			return
		}
		for _, t := range candidates[i] {
			with[params.At(i)] = t
			choose(i+1, with)
		}
		if len(candidates[i]) == 0 {
			choose(i+1, with)
		}
		delete(with, params.At(i))
	}
	choose(0, substitution{})
	if len(found) == 0 {
		return nil, because("its type parameters", failed)
	}
	return found, nil
}

// assignment finds the type parameters in "K=string, V=int".
var assignment = regexp.MustCompile(`(?:^|[\s,]+)(\w+)\s*=`)

// saidInstances are those of //py:instantiate.
func (b *binder) saidInstances(obj types.Object, origin types.Type, params *types.TypeParamList,
	d directives) []instance {
	var all []instance
	for _, line := range d.instances {
		args, err := b.saidInstance(obj, origin, params, line)
		if err != nil {
			b.fail("%s: //py:instantiate %s: %w", b.program.Position(obj.Pos()), line, err)
			continue
		}
		all = append(all, args)
	}
	return all
}

// saidInstance reads type arguments: "K=string, V=int". What is left out is chosen as
// everywhere, and so is what is called object.
func (b *binder) saidInstance(obj types.Object, origin types.Type, params *types.TypeParamList,
	line string) (instance, error) {
	said := map[string]string{}
	at := assignment.FindAllStringSubmatchIndex(line, -1)
	if len(at) == 0 || at[0][0] != 0 {
		return nil, errors.New("write the type parameters and their types: K=string, V=int")
	}
	for i, m := range at {
		end := len(line)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		said[line[m[2]:m[3]]] = strings.TrimSpace(line[m[1]:end])
	}
	with := substitution{}
	for p := range params.TypeParams() {
		name := p.Obj().Name()
		text := said[name]
		delete(said, name)
		if text == "" || text == "object" {
			if all, err := b.candidates(p, false, false); err == nil && len(all) > 0 {
				with[p] = all[0]
			}
			continue
		}
		value, err := types.Eval(b.program.Fset, obj.Pkg(), obj.Pos(), text)
		if err != nil {
			return nil, err
		}
		if !value.IsType() {
			return nil, fmt.Errorf("%s is no type", text)
		}
		with[p] = value.Type
	}
	for name := range said {
		return nil, fmt.Errorf("%s has no type parameter %s", obj.Name(), name)
	}
	return b.complete(origin, params, with)
}

// complete finds the type parameters that follow from the others, ~[]E from E, and checks
// that all satisfy their constraints.
func (b *binder) complete(origin types.Type, params *types.TypeParamList, chosen substitution) (instance, error) {
	with := substitution{}
	for p, t := range chosen {
		with[p] = t
	}
	for range params.Len() {
		for p := range params.TypeParams() {
			if t := with[p]; t != nil {
				if t, complete := with.of(t); complete {
					with[p] = t
				}
				continue
			}
			if core := typeSetOf(p.Constraint().Underlying().(*types.Interface)).core(); core != nil {
				if t, complete := with.of(core); complete {
					with[p] = t
				}
			}
		}
	}
	args := make(instance, params.Len())
	for i := range args {
		t := with[params.At(i)]
		complete := t != nil
		if !complete {
			return nil, &convert.Reason{Why: "no type argument follows for " + params.At(i).Obj().Name(), Cure: nameOne}
		}
		args[i] = t
	}
	if _, err := types.Instantiate(nil, origin, args, true); err != nil {
		return nil, &convert.Reason{Why: strings.ReplaceAll(err.Error(), "gophersnake/", ""), Cure: nameOne}
	}
	return args, nil
}

func textFirst(t types.Type) int {
	if types.Identical(t, types.Typ[types.String]) {
		return 0
	}
	return 1
}

// candidates are what a type parameter can be: a Python object as it is, or the types of
// its constraint that Python has too. None: it follows from other type parameters.
func (b *binder) candidates(p *types.TypeParam, plain, ofType bool) ([]types.Type, error) {
	iface := p.Constraint().Underlying().(*types.Interface)
	set := typeSetOf(iface)
	name := p.Obj().Name()
	if plain {
		name = ""
	}
	switch {
	case !set.limited && iface.NumMethods() > 0:
		t := types.Unalias(p.Constraint())
		spelled := types.TypeString(t, (*types.Package).Name)
		if all := b.declared(p, iface, true); mentions(t, p) && len(all) > 0 {
			return all, nil
		} else if mentions(t, p) {
			return nil, &convert.Reason{Why: "its constraint " + spelled + " names the type parameter itself, and no type of the " +
				"package satisfies it", Cure: nameOne}
		}
		if _, named := t.(*types.Named); !named || iface.IsComparable() && !iface.IsMethodSet() {
			if all := b.declared(p, iface, true); len(all) > 0 {
				return all, nil
			}
			return nil, &convert.Reason{Why: "no type is known that satisfies " + spelled, Cure: nameOne}
		}
		return []types.Type{t}, nil
	case !set.limited:
		use := convert.PassedOn
		if iface.IsComparable() {
			use = convert.Hashed
		} else if !ofType && b.returns.LooksInto(p) { // it would find Python objects
			return []types.Type{types.Universe.Lookup("any").Type()}, nil
		} else if b.returns.Compares(p) {
			use = convert.Compared
		}
		return []types.Type{b.types.StandIn(name, use, false)}, nil
	case set.core() != nil:
		return nil, nil
	}
	all := set.chosen()
	if ofType { // what its values are is not seen before the first: most keys are text
		slices.SortStableFunc(all, func(x, y types.Type) int { return textFirst(x) - textFirst(y) })
	}
	if iface.NumMethods() > 0 { // which no basic type has
		all = append(all, b.declared(p, iface, true)...)
	}
	if len(all) == 0 {
		return nil, &convert.Reason{Why: "no type satisfies its constraint"}
	}
	return all, nil
}

// pointedAt is the constraint of a type parameter that is a pointer to p, as PT in
// [T any, PT interface{ *T; Set() }], or nil.
func pointedAt(p *types.TypeParam, params *types.TypeParamList) *types.Interface {
	for other := range params.TypeParams() {
		iface := other.Constraint().Underlying().(*types.Interface)
		pointer, ok := typeSetOf(iface).core().(*types.Pointer)
		if ok && types.Identical(pointer.Elem(), p) && iface.NumMethods() > 0 {
			return iface
		}
	}
	return nil
}

// declared are the exported types of a type parameter's package that have the methods of an
// interface, by value or by pointer. Whether the methods are of the right types, the check of
// the whole instance says.
func (b *binder) declared(p *types.TypeParam, iface *types.Interface, pointers bool) []types.Type {
	var all []types.Type
	has := func(t types.Type) bool {
		set := types.NewMethodSet(t)
		for m := range iface.Methods() {
			if set.Lookup(m.Pkg(), m.Name()) == nil {
				return false
			}
		}
		return true
	}
	for _, obj := range b.exported(p.Obj().Pkg()) {
		name, ok := obj.(*types.TypeName)
		if !ok || name.IsAlias() {
			continue
		}
		t := name.Type().(*types.Named)
		pointer := types.NewPointer(t)
		switch {
		case t.TypeParams().Len() > 0 || types.IsInterface(t):
		case !pointers && has(pointer), has(t):
			all = append(all, t)
		case pointers && has(pointer):
			all = append(all, pointer)
		}
	}
	return all
}

// sameParams reports whether all functions take the same arguments.
func sameParams(all []*model.Func) bool {
	for _, f := range all {
		for i, p := range f.Params {
			if p.Type != all[0].Params[i].Type {
				return false
			}
		}
	}
	return true
}

// argumentsOf are the type arguments of an instance as the core spells them: what tells it
// from other instances.
func (b *binder) argumentsOf(t *types.Named) string {
	var args instance
	for arg := range t.TypeArgs().Types() {
		args = append(args, arg)
	}
	return b.instanceKey(args)
}

// bindGenericType binds the instances of a generic type.
func (b *binder) bindGenericType(p *model.Package, obj *types.TypeName, n *named) {
	t := obj.Type().(*types.Named)
	all, err := b.instances(t, t.TypeParams(), func(*types.TypeParam) bool { return false })
	all = b.distinct(append(all, b.saidInstances(obj, t, t.TypeParams(), n.directives)...))
	var first *model.Class
	for _, args := range all {
		one, failed := types.Instantiate(nil, t, args, true)
		var m *model.Type
		if failed == nil {
			m, failed = b.types.Of(one)
		}
		if failed == nil && m.Func != nil {
			failed = &convert.Reason{Why: "a function type: its values are Python callables", Cure: "none is needed", Served: true}
		}
		if failed == nil && m.Class == nil {
			failed = &convert.Reason{Why: "the type has no Python class"}
		}
		if failed != nil {
			err = failed
			continue
		}
		if first == nil {
			first = m.Class
		}
	}
	if first == nil {
		b.symbol(p, obj, n, err)
		b.unboundMethods(p, obj, err)
		return
	}
	b.symbol(p, obj, n, nil).Class = first
}

// nameInstance names the class of an instance. The first of a type that is bound for
// itself has its name; an alias gives its own; others are named by their type arguments.
func (b *binder) nameInstance(bc *boundClass, d directives) {
	c, obj := bc.class, bc.class.Object
	if !b.hasPlainName[obj] && b.isPlain(bc.named) {
		b.hasPlainName[obj] = true
		c.Generic = c.Kind != model.Interface // a protocol is what its methods are
		c.Python = b.nameOf(c.Package, obj, d)
		return
	}
	bc.full = false // its members are those of the type
	if alias := b.aliasOf(bc.named); alias != nil {
		c.Python = b.names[alias].python
		return
	}
	want := typeName(obj)
	long := want
	for i := range bc.named.TypeArgs().Len() {
		arg := bc.named.TypeArgs().At(i)
		name := shortName(arg)
		if name == "Key" && b.returns.Compares(bc.named.TypeParams().At(i)) { // any object is one
			name = "Object"
		}
		if long += name; name != "Object" {
			want += name
		}
	}
	c.Python, _ = b.scopes[c.Package].give(naming.Type(want), long)
}

// aliasOf is the exported alias of an instance, by whose name it goes; nil: there is none.
func (b *binder) aliasOf(t *types.Named) *types.TypeName {
	if t == nil || t.TypeArgs().Len() == 0 {
		return nil
	}
	for _, o := range b.exported(t.Obj().Pkg()) {
		alias, ok := o.(*types.TypeName)
		if n := b.names[o]; ok && n != nil && !n.skip && alias.IsAlias() && types.Identical(types.Unalias(alias.Type()), t) {
			return alias
		}
	}
	return nil
}

// isPlain reports whether an instance is what its type is bound as: the first of those that
// are chosen for it.
func (b *binder) isPlain(t *types.Named) bool {
	all, err := b.instances(t.Origin(), t.TypeParams(), func(*types.TypeParam) bool { return false })
	if err != nil { // of those that are said
		all = b.saidInstances(t.Obj(), t.Origin(), t.TypeParams(), b.directives(t.Obj(), "type", t.Obj().Name()))
	}
	return len(all) > 0 && b.instanceKey(all[0]) == b.argumentsOf(t)
}

// constructorOf instantiates the constructor of a generic type for one of its instances. It
// has no name in Python but that of the class. nil: there is none.
func (b *binder) constructorOf(c *model.Class) *model.Func {
	for _, name := range []string{"New" + c.Go, "New"} {
		obj, ok := c.Object.Pkg().Scope().Lookup(name).(*types.Func)
		if !ok || obj.Signature().TypeParams().Len() == 0 {
			continue
		}
		sig := obj.Signature()
		results := sig.Results()
		if n := results.Len(); n != 1 && (n != 2 || !convert.IsError(results.At(1).Type())) {
			continue
		}
		result, ok := types.Unalias(pointedTo(results.At(0).Type())).(*types.Named)
		if !ok || result.Obj() != c.Object {
			continue
		}
		with := substitution{}
		for i := range result.TypeArgs().Len() {
			if p, ok := types.Unalias(result.TypeArgs().At(i)).(*types.TypeParam); ok {
				with[p] = c.Type.TypeArgs().At(i)
			}
		}
		args, err := b.complete(sig, sig.TypeParams(), with)
		if err != nil {
			continue
		}
		f := &model.Func{Shape: model.Function, Package: c.Package, Go: name, Python: c.Python, TypeArgs: args, Unnamed: true}
		f.Call = b.qualifier(obj.Pkg()) + "." + name + "[" + b.instanceKey(args) + "]"
		instantiated, err := types.Instantiate(nil, sig, args, true)
		if err != nil {
			continue
		}
		f.Instance = instantiated.(*types.Signature)
		if b.signature(f, obj, &named{}) == nil && len(f.Results) == 1 && f.Results[0].Class == c {
			b.add(f)
			return f
		}
	}
	return nil
}

// instancesOfTypes tells the class of a generic type which others there are.
func (b *binder) instancesOfTypes() {
	for _, c := range b.m.Classes {
		if !c.Generic {
			continue
		}
		for _, other := range b.m.Classes {
			if other.Object != c.Object {
				continue
			}
			letters, limited := "", false
			for arg := range other.Type.TypeArgs().Types() {
				letter := pythonLetter(arg)
				limited = limited || letter != "*"
				letters += letter
			}
			if limited && !strings.Contains(letters, "?") {
				c.Instances = append(c.Instances, model.Instance{Class: other, Args: letters})
			}
		}
	}
}

// pythonLetter is the letter of a type argument; "?" where no Python type has one.
func pythonLetter(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		switch info := t.Info(); {
		case info&types.IsBoolean != 0:
			return "b"
		case info&types.IsInteger != 0:
			return "i"
		case info&types.IsFloat != 0:
			return "f"
		case info&types.IsComplex != 0:
			return "c"
		case info&types.IsString != 0:
			return "s"
		}
	case *types.Slice:
		if types.Identical(t.Elem(), types.Typ[types.Byte]) {
			return "y"
		}
	case *types.Named:
		if convert.IsStandIn(t) {
			return "*"
		}
	}
	return "?"
}

// shortName is what a type argument adds to the name of an instance.
func shortName(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		switch info := t.Info(); {
		case info&types.IsString != 0:
			return "Str"
		case t.Kind() == types.Int || t.Kind() == types.Int64:
			return "Int"
		case t.Kind() == types.Float64:
			return "Float"
		}
		return strings.ToUpper(t.Name()[:1]) + t.Name()[1:]
	case *types.Pointer:
		return shortName(t.Elem())
	case *types.Slice:
		return "List" + shortName(t.Elem())
	case *types.Map:
		return "Dict" + shortName(t.Key()) + shortName(t.Elem())
	case *types.Named:
		return t.Obj().Name()
	}
	return ""
}

// onlyResult reports whether a type parameter is the type of a result and no part of any
// parameter's.
func onlyResult(sig *types.Signature) func(*types.TypeParam) bool {
	return func(p *types.TypeParam) bool {
		for v := range sig.Params().Variables() {
			if mentions(v.Type(), p) {
				return false
			}
		}
		for v := range sig.Results().Variables() {
			if types.Identical(v.Type(), p) {
				return true
			}
		}
		return false
	}
}

// distinct leaves out instances that are there already.
func (b *binder) distinct(all []instance) []instance {
	var kept []instance
	seen := map[string]bool{}
	for _, args := range all {
		if key := b.instanceKey(args); !seen[key] {
			seen[key] = true
			kept = append(kept, args)
		}
	}
	return kept[:min(len(kept), mostInstances)]
}

// bindInstance makes one function of a generic one.
func (b *binder) bindInstance(p *model.Package, obj *types.Func, n *named, args instance) (*model.Func, error) {
	f := &model.Func{Shape: model.Function, Package: p, Go: n.goName, Python: n.python, TypeArgs: args}
	f.Call = b.qualifier(obj.Pkg()) + "." + obj.Name() + "[" + b.instanceKey(args) + "]"
	instantiated, err := types.Instantiate(nil, obj.Signature(), args, true)
	if err != nil {
		return nil, err
	}
	f.Instance = instantiated.(*types.Signature)
	return f, b.signature(f, obj, n)
}

// bindGeneric binds the instances of a generic function.
func (b *binder) bindGeneric(p *model.Package, obj *types.Func, n *named) {
	sig := obj.Signature()
	all, err := b.instances(sig, sig.TypeParams(), onlyResult(sig))
	chosen := all
	all = b.distinct(append(b.saidInstances(obj, sig, sig.TypeParams(), n.directives), all...))
	var bound []*model.Func
	for _, args := range all {
		f, failed := b.bindInstance(p, obj, n, args)
		if failed != nil {
			err = errors.Join(failed)
			continue
		}
		bound = append(bound, f)
	}
	if len(bound) == 0 {
		b.symbol(p, obj, n, err)
		return
	}
	if sameParams(bound) { // nothing could choose: what is said is for the constructors of classes
		at := 0
		if len(chosen) > 0 {
			first := b.instanceKey(chosen[0])
			at = slices.IndexFunc(bound, func(f *model.Func) bool { return b.instanceKey(f.TypeArgs) == first })
		}
		if plain := slices.IndexFunc(bound, func(f *model.Func) bool {
			return len(f.Results) > 0 && f.Results[0].Class != nil && f.Results[0].Class.Generic
		}); plain >= 0 { // as the class of that name
			at = plain
		}
		bound = bound[max(at, 0):][:1]
	}
	// one alone is more than an overload: a ufunc, an expression of Polars
	if len(bound) > 1 || returned(sig) {
		bound = b.bindNarrow(p, obj, n, bound)
	}
	for _, f := range bound {
		b.add(f)
		if len(bound) > 1 {
			f.OverloadOf = bound[0]
		}
	}
	if len(bound) > 1 {
		bound[0].Overloads = bound
	}
	p.Funcs = append(p.Funcs, bound[0])
	b.symbol(p, obj, n, nil).Func = bound[0]
}
