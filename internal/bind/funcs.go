package bind

import (
	"errors"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
	"gophersnake/internal/naming"
)

func (b *binder) bindFunc(p *model.Package, obj *types.Func, n *named) {
	if obj.Signature().TypeParams().Len() > 0 {
		b.bindGeneric(p, obj, n)
		return
	}
	f := &model.Func{Shape: model.Function, Package: p, Go: n.goName, Python: n.python, Call: b.qualifier(obj.Pkg()) + "." + obj.Name()}
	err := b.signature(f, obj, n)
	if err == nil {
		b.add(f)
		p.Funcs = append(p.Funcs, f)
	} else {
		f = nil
	}
	b.symbol(p, obj, n, err).Func = f
}

func (b *binder) bindMethods(bc *boundClass, self *model.Type, s *scope) {
	c := bc.class
	for _, m := range b.methodSet(bc.named) {
		n := &named{goName: c.Go + "." + m.Name(), kind: "method"}
		n.directives = b.directives(m, "method", n.goName)
		n.want = or(fileName(m), methodName(c, m))
		if n.directives.name != "" {
			n.want = n.directives.name
		}
		if n.skip {
			b.memberSymbol(bc, m, n, errSkipped)
			continue
		}
		if ofLock(bc.named, m) {
			b.unlistedSymbol(bc, m, n, errLock)
			continue
		}
		f := &model.Func{Shape: model.Method, Package: c.Package, Go: n.goName, Recv: c, RecvType: self, Call: m.Name()}
		if !c.Unnamed {
			receiver(f, bc.named, m)
		}
		err := b.canReceive(c, bc.named, m)
		if err == nil {
			f.Changes = !c.OverValue() && types.NewMethodSet(bc.named).Lookup(m.Pkg(), m.Name()) == nil
			f.Python, n.clash = s.give(n.want, m.Name())
			n.python = c.Python + "." + f.Python
			err = b.signature(f, m, n)
		}
		if c.Kind == model.Interface && n.directives.signature == "" {
			positionalOnly(f)
		}
		if err == nil && f.Changes {
			changed(f)
		}
		if err == nil {
			asFile(f, m)
			b.add(f)
			c.Methods = append(c.Methods, f)
		} else {
			f = nil
		}
		b.memberSymbol(bc, m, n, err).Func = f
	}
}

// methodName is the Python name of a method. The members of an enum have a name and a value, on which Python's own
// code and type checkers rely.
func methodName(c *model.Class, m *types.Func) string {
	name := naming.Snake(m.Name())
	if c.Kind == model.Enum && (name == "name" || name == "value") {
		return name + "_"
	}
	return name
}

// memberSymbol records what became of a method or a field, if its class is listed.
func (b *binder) memberSymbol(bc *boundClass, obj types.Object, n *named, err error) *model.Symbol {
	n.unlisted = !bc.full
	return b.symbol(bc.class.Package, obj, n, err)
}

// unlistedSymbol is one that check does not list, and whose absence has a reason.
func (b *binder) unlistedSymbol(bc *boundClass, obj types.Object, n *named, err error) *model.Symbol {
	n.unlisted = true
	return b.symbol(bc.class.Package, obj, n, err)
}

// changed makes what the receiver has become the first result, since Python's value can't change.
func changed(f *model.Func) {
	f.Results = append([]*model.Type{f.RecvType}, f.Results...)
	if f.NotNil != nil {
		f.NotNil, f.NilReasons = append([]bool{true}, f.NotNil...), append([]string{""}, f.NilReasons...)
	}
	note := "The " + f.Recv.Python + " itself does not change. The result is what it becomes"
	if len(f.Results) > 1 {
		note += ", and the method's own"
	}
	f.Doc = strings.TrimSpace(f.Doc + "\n\n" + note + ".")
}

// canReceive refuses methods that would change a copy of an error: it is an exception in Python.
func (b *binder) canReceive(c *model.Class, t *types.Named, m *types.Func) error {
	if c.OverValue() || !c.Error { // an instance is over the value itself, or changed says how it is
		return nil
	}
	if types.NewMethodSet(t).Lookup(m.Pkg(), m.Name()) == nil {
		return &convert.Reason{Why: fmt.Sprintf("the method may change its receiver, and a %s is an immutable %s in Python", c.Go, c.Value.HintOut),
			Cure: "give the method a value receiver"}
	}
	return nil
}

// signature converts the parameters and results of a function.
func (b *binder) signature(f *model.Func, obj *types.Func, n *named) error {
	f.Context, f.Object = -1, obj
	f.Pos = b.program.Position(obj.Pos())
	if d := b.declaration(obj); d != nil {
		f.Doc = d.Doc
	}
	if err := b.crossing(f, f.GoSignature(), n.directives); err != nil {
		return err
	}
	b.leftOut(f)
	for _, p := range f.Params {
		p.Compared = (p.Type.IsAny() || p.Type.IsListOfAny()) && b.returns.ComparesArgument(obj, p.Position)
	}
	f.Itself = f.ReturnsReceiver(0) && len(f.Results) == 1 && b.returns.ReturnsItself(obj)
	if n.directives.signature != "" {
		if err := applySignature(f, n.directives.signature); err != nil {
			b.fail("%s: %w", f.Pos, err)
		}
	}
	var err error
	if f.Core, err = core(f, n.directives.core); err != nil {
		b.fail("%s: %w", f.Pos, err)
	}
	b.aboutParameters(f, n.directives)
	if f.Async = n.async; f.Async && !f.HasAsyncAPI() {
		b.fail("%s: //py:async can't stand at a method of a number or a string, which is a plain value in Python", f.Pos)
	}
	if n.direct && b.m.Direct != model.DirectOff {
		f.Direct = &model.Direct{Asked: true} // analysis looks at it
	}
	f.VectorWish = n.vectorise
	switch n.gil {
	case "hold":
		f.GIL, f.GILReason = model.Hold, model.HoldDirective
		if f.CallsBack() {
			b.fail("%s: //py:gil hold can't stand at a function that takes a function: a callback from another goroutine would wait for the GIL for ever", f.Pos)
		}
	case "release":
		f.GIL, f.GILReason = model.Release, "//py:gil release"
	}
	return nil
}

// leftOut gives parameters at the end, which Go's code expects to be nil, the default None.
func (b *binder) leftOut(f *model.Func) {
	for i := len(f.Params) - 1; i >= 0; i-- {
		p := f.Params[i]
		switch {
		case p.Kind == model.Star || p.Kind == model.KeywordOnly:
			continue
		case !takesNone(p.Type, f.GoSignature().Params().At(p.Position).Type()) || !b.returns.LeftOut(f.Object, p.Position):
			return
		}
		p.Default = "None"
	}
}

// takesNone reports whether None is nil for a type.
func takesNone(t *model.Type, of types.Type) bool {
	switch of.Underlying().(type) {
	case *types.Pointer, *types.Signature, *types.Interface, *types.Map, *types.Slice:
		return t.Kind == model.Any || t.Kind == model.File || strings.Contains(t.HintIn, "None")
	}
	return false
}

// crossing converts parameters and results.
func (b *binder) crossing(f *model.Func, sig *types.Signature, d directives) error {
	f.Reflected = f.Shape != model.Invoke && convert.HasUnnamed(sig) || f.Shape == model.Method && f.Recv.Unnamed
	names := newScope()
	if f.Shape == model.Method {
		names.taken["self"] = ""
	}
	for i := range sig.Params().Len() {
		v := sig.Params().At(i)
		if convert.IsContext(v.Type()) && f.Context < 0 {
			f.Context = i
			continue
		}
		if err := b.param(f, v, i, sig.Variadic() && i == sig.Params().Len()-1, names); err != nil {
			return err
		}
	}
	if f.Context >= 0 {
		name, _ := names.give("timeout", "timeout_")
		f.Params = append(f.Params, &model.Param{Python: name, Position: f.Context, Type: b.deadline(), Kind: model.KeywordOnly, Default: "None"})
	}
	b.types.At(f.Go + "_result")
	optional := b.optional(f, sig, d)
	raises := model.EndsInError(sig.Results()) && !b.givesError(f, sig)
	if f.Shape == model.Invoke {
		raises = convert.Raises(sig.Results())
	}
	ofOwn := raises && !convert.IsError(sig.Results().At(sig.Results().Len()-1).Type())
	switch {
	case d.results == "tuple" && ofOwn:
		raises = false
	case d.results != "" && (!convert.EndsInBool(sig.Results()) || f.Object == nil):
		b.fail("%s: //py:%s is for several results of which the last is a bool", f.Pos, d.results)
	}
	r, err := b.types.Results(sig.Results(), raises, optional)
	f.Results, f.CommaOK, f.Error = r.Types, r.CommaOK, r.Error
	f.ResultNames = resultNames(sig.Results(), len(r.Types))
	if f.Error && ofOwn {
		f.ErrorType = b.spell(sig.Results().At(sig.Results().Len() - 1).Type())
	}
	if err == nil {
		b.notNil(f, sig, d)
		b.arrays(f, sig, d)
	}
	return err
}

// resultNames are those of the first n results, if there are several: as the author calls them, where each has a name of
// its own; else as Polars' to_struct() calls fields.
func resultNames(results *types.Tuple, n int) []string {
	if n < 2 {
		return nil
	}
	said, given := map[string]bool{}, make([]string, n)
	var names, numbered []string
	for i := range n {
		given[i] = results.At(i).Name()
		name := naming.Snake(given[i])
		numbered = append(numbered, fmt.Sprintf("field_%d", i))
		names = append(names, name)
		said[name] = true
	}
	if len(said) < n || slices.Contains(given, "") || slices.Contains(given, "_") {
		return numbered
	}
	return names
}

// givesError reports whether a function returns an error that is not a failure of its own:
// an error that is asked for another one, as by Unwrap, or one that it makes, as NewProblem(text) and Permanent(err) do.
func (b *binder) givesError(f *model.Func, sig *types.Signature) bool {
	if f.Object != nil && b.returns.Gives(f.Object) != "" {
		return true
	}
	return f.Shape == model.Method && sig.Params().Len() == 0 && sig.Results().Len() == 1 && convert.IsErrorType(f.Recv.Object.Type())
}

// aboutParameters applies the directives that name parameters: //py:borrow,
// //py:copy and //py:bytes.
func (b *binder) aboutParameters(f *model.Func, d directives) {
	for name, passing := range d.passing {
		verb := map[model.Passing]string{model.Borrowed: "//py:borrow", model.Copied: "//py:copy"}[passing]
		p := b.parameter(f, name, verb)
		if p == nil {
			continue
		}
		if p.Type.TakesArray() && p.Kind != model.Star {
			p.InPlace = passing == model.Borrowed
			continue
		}
		if !p.Type.CanBeBorrowed() || p.Kind == model.Star {
			b.fail("%s: %s is for text, bytes, lists of numbers, matrices and vectors, and %s is a %s", f.Pos, verb, name, p.Type.Shown)
		}
		p.Passing, p.PassingReason = passing, verb
	}
	for _, name := range d.bytes {
		p := b.parameter(f, name, "//py:bytes")
		if p == nil {
			continue
		}
		if p.Type.Plain().Kind != model.Str {
			b.fail("%s: //py:bytes is for text, and %s is a %s", f.Pos, name, p.Type.Shown)
		}
		p.Bytes = true
	}
}

// parameter finds a parameter that a directive names, in Go's spelling or
// Python's.
func (b *binder) parameter(f *model.Func, name, verb string) *model.Param {
	for _, p := range f.Params {
		if p.Go == name || p.Python == name {
			return p
		}
	}
	b.fail("%s: %s: %s has no parameter %s (%s)", f.Pos, verb, f.Go, name, parameters(f))
	return nil
}

func (b *binder) param(f *model.Func, v *types.Var, i int, variadic bool, names *scope) error {
	b.types.At(f.Go + "_" + v.Name())
	t, err := b.types.In(v.Type())
	if variadic && err == nil {
		t, err = b.types.Rest(v.Type().(*types.Slice))
	}
	if err != nil {
		return because(fmt.Sprintf("parameter %s", or(v.Name(), fmt.Sprint(i+1))), err)
	}
	p := &model.Param{Go: v.Name(), Position: i, Type: t}
	want := naming.Snake(v.Name())
	if v.Name() == "" || v.Name() == "_" {
		want = fmt.Sprintf("arg%d", i)
	}
	p.Python, _ = names.give(want, v.Name()+"_")
	if variadic {
		p.Kind = model.Star
	}
	f.Params = append(f.Params, p)
	return nil
}

// because adds the place of a type that can't cross to its reason.
func because(where string, err error) error {
	var r *convert.Reason
	if errors.As(err, &r) {
		return &convert.Reason{Why: where + ": " + r.Why, Cure: r.Cure}
	}
	return fmt.Errorf("%s: %w", where, err)
}

func or(a, b string) string {
	if a == "" {
		return b
	}
	return a
}
