package bind

import (
	"fmt"
	"go/constant"
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
	"gophersnake/internal/naming"
)

// boundClass is a class and the Go type from which it was made.
type boundClass struct {
	class  *model.Class
	named  *types.Named
	full   bool               // its symbols are listed
	after  int                // 1: of another module, and the module does not name it itself
	bare   bool               // it has no members
	fields map[*types.Var]int // the places of fields in those of the class
	scope  *scope
	said   map[string]bool // directives.protocols

	hashable bool // by //py:hashable or //py:frozen

	matrix *convert.MatrixForm // how an array becomes an instance; nil: it does not
}

// A classKey is a named type: of a generic one, the instance with these type arguments, as
// the core spells them.
type classKey struct {
	obj  *types.TypeName
	args string
}

// bindType binds an exported type name of a package.
func (b *binder) bindType(p *model.Package, obj *types.TypeName, n *named) {
	if obj.IsAlias() {
		b.bindAlias(p, obj, n)
		return
	}
	if t, ok := obj.Type().(*types.Named); ok && t.TypeParams().Len() > 0 {
		b.bindGenericType(p, obj, n)
		return
	}
	t, err := b.types.Of(obj.Type())
	if err == nil && t.Kind == model.Any {
		err = &convert.Reason{Why: "an interface that every value implements: its values are what they are", Cure: "none is needed", Served: true}
	}
	c := b.classes[classKey{obj, ""}]
	if _, function := obj.Type().Underlying().(*types.Signature); function && err == nil && c == nil {
		err = &convert.Reason{Why: "a function type: its values are Python callables", Cure: "none is needed", Served: true}
	}
	if _, channel := obj.Type().Underlying().(*types.Chan); channel && err == nil && c == nil {
		err = &convert.Reason{Why: "a channel type: its values are iterators, or functions that send", Cure: "none is needed", Served: true}
	}
	if err == nil && c == nil {
		err = &convert.Reason{Why: "the type has no Python class"}
	}
	s := b.symbol(p, obj, n, err)
	if err == nil {
		s.Class = c.class
		return
	}
	b.unboundMethods(p, obj, err)
}

// unboundMethods lists the methods of a type that is not bound.
func (b *binder) unboundMethods(p *model.Package, obj *types.TypeName, err error) {
	for i := range b.methodSet(obj.Type()) {
		m := b.methodSet(obj.Type())[i]
		mn := &named{goName: obj.Name() + "." + m.Name(), kind: "method"}
		b.symbol(p, m, mn, &convert.Reason{Why: "its type is not bound: " + err.Error()})
	}
}

// bindAlias lists an alias: the class it stands for is bound under its own
// name.
func (b *binder) bindAlias(p *model.Package, obj *types.TypeName, n *named) {
	t, err := b.aliased(obj)
	if err == nil && t.Class == nil {
		err = &convert.Reason{Why: fmt.Sprintf("an alias of %s, which is not a class", types.TypeString(types.Unalias(obj.Type()), nil)), Cure: "none is needed: its values are bound as what they are", Served: true}
	}
	if err == nil && (t.Class.Python != n.python || t.Class.Package != p) { // it may be named by the alias
		t.Class.Aliases = append(t.Class.Aliases, model.Alias{Package: p, Python: n.python})
	}
	s := b.symbol(p, obj, n, err)
	if err == nil {
		s.Class = t.Class
	}
}

// aliased is what an alias stands for; of one with type parameters, its first instance.
func (b *binder) aliased(obj *types.TypeName) (*model.Type, error) {
	alias, ok := obj.Type().(*types.Alias)
	if !ok || alias.TypeParams().Len() == 0 {
		return b.types.Of(obj.Type())
	}
	all, err := b.instances(alias, alias.TypeParams(), func(*types.TypeParam) bool { return false })
	if err != nil {
		return nil, err
	}
	t, err := types.Instantiate(nil, alias, all[0], true)
	if err != nil {
		return nil, err
	}
	return b.types.Of(t)
}

// ClassOf makes or finds the class of an exported type of this module.
func (b *binder) ClassOf(t *types.Named) (*model.Class, error) {
	obj := t.Obj()
	key := classKey{obj, b.argumentsOf(t)}
	if c := b.classes[key]; c != nil {
		return c.class, nil
	}
	l := b.program.ByPath[b.declaredAs(t).Pkg().Path()]
	if l == nil || !b.m.Importable(l.PkgPath) {
		var err error
		if l, err = b.foreignPackage(t); l == nil {
			return nil, err
		}
	}
	d := b.directives(obj, "type", obj.Name())
	if d.skip {
		return nil, errSkipped
	}
	var vars []string
	if t.TypeArgs().Len() > 0 {
		var err error
		if t, vars, err = b.types.OfType(t); err != nil {
			return nil, err
		}
	}
	kind, err := b.classKind(t)
	unnamed := convert.Unnamed(t)
	if unnamed {
		kind, err = model.Interface, nil
	}
	if err != nil {
		return nil, err
	}
	if kind == model.Box && convert.HasUnnamed(t.Underlying()) {
		return nil, &convert.Reason{Why: fmt.Sprintf("%s has a type that is not exported", obj.Name()), Cure: "export the type"}
	}
	ofObjects := len(vars) > 0
	if kind == model.Interface {
		vars = nil
	}
	isError := convert.IsErrorType(t) && (kind != model.Interface || raisedInterface(t, unnamed))
	p := b.addPackage(l, false)
	c := &model.Class{Error: isError, Kind: kind, Object: obj, Type: t, Package: p, Go: b.declaredAs(t).Name(), GoType: b.spell(t), Pos: b.program.Position(obj.Pos()), TypeVars: vars, OfObjects: ofObjects, Unnamed: unnamed}
	if isError {
		c.Raises = d.raises
	}
	bound := &boundClass{class: c, named: t, full: p.Full, said: d.protocols, hashable: d.hashable || d.frozen}
	c.Frozen, c.AsKey = d.frozen, bound.hashable
	if t.TypeArgs().Len() > 0 {
		b.nameInstance(bound, d)
	} else {
		c.Python = b.nameOf(p, b.declaredAs(t), d)
	}
	if decl := b.declaration(b.declaredAs(t)); decl != nil {
		c.Doc = decl.Doc
	}
	if p.Hops > 0 && b.hops > 0 {
		bound.after = 1
	}
	if kind == model.Struct || kind == model.Box {
		b.fromText(c, t)
	}
	if kind == model.Struct && t.TypeArgs().Len() == 0 && c.FromTextCall == "" {
		if bound.matrix = convert.MatrixOf(t, b.spell); bound.matrix != nil {
			c.FromArrayCall, c.ArrayOf = bound.matrix.Call, fmt.Sprintf("an array of %s", bound.matrix.Number.Name())
		}
	}
	b.classes[key] = bound
	if kind != model.Struct && kind != model.Interface {
		b.types.At(obj.Name() + "_item")
		if c.Value, err = b.types.Place(t.Underlying()); err != nil {
			delete(b.classes, key)
			return nil, err
		}
		if kind == model.Enum {
			c.Members = b.members(t)
			c.Flags = b.isFlags(t, d.protocols)
		}
	}
	c.ID = len(b.m.Classes)
	b.m.Classes = append(b.m.Classes, c)
	b.queue = append(b.queue, bound)
	return c, nil
}

// nameOf is the Python name of a type: one that was assigned already, if all symbols of
// its package are bound.
func (b *binder) nameOf(p *model.Package, obj types.Object, d directives) string {
	if n := b.names[obj]; n != nil {
		return n.python
	}
	want := naming.Type(typeName(obj))
	if d.name != "" {
		want = d.name
	}
	python, _ := b.scopes[p].give(want, obj.Name())
	return python
}

// typeName is the name of a type, as if it were exported.
func typeName(obj types.Object) string {
	if name := obj.Name(); convert.Unnamed(obj.Type()) {
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return obj.Name()
}

func (b *binder) classKind(t *types.Named) (model.ClassKind, error) {
	name := t.Obj().Name()
	switch u := t.Underlying().(type) {
	case *types.Struct:
		if incomplete(u) {
			return 0, &convert.Reason{Why: fmt.Sprintf("%s is an incomplete C type", name), Cure: "hold it behind a pointer in a struct of Go"}
		}
		return model.Struct, nil
	case *types.Basic:
		if u.Info()&(types.IsBoolean|types.IsComplex) != 0 {
			return model.Box, nil
		}
		if u.Kind() == types.UnsafePointer {
			return 0, &convert.Reason{Why: fmt.Sprintf("%s is an unsafe.Pointer", name)}
		}
		consts := b.constantsOf(t)
		if len(consts) >= 2 && !convert.IsErrorType(t) && (len(consts) <= manyConstants || b.program.ByPath[t.Obj().Pkg().Path()] != nil) && u.Info()&(types.IsInteger|types.IsString) != 0 {
			return model.Enum, nil
		}
		if len(consts) == 0 && !convert.IsErrorType(t) && b.changes(t) {
			return model.Box, nil
		}
		switch {
		case u.Info()&types.IsInteger != 0:
			return model.IntClass, nil
		case u.Info()&types.IsFloat != 0:
			return model.FloatClass, nil
		}
		return model.StrClass, nil
	case *types.Slice, *types.Array, *types.Map:
		return model.Box, nil
	case *types.Signature, *types.Chan:
		if convert.HasMethods(t) {
			return model.Box, nil
		}
	case *types.Interface:
		return interfaceKind(name, u)
	}
	return 0, &convert.Reason{Why: fmt.Sprintf("the type %s (%s) has no Python form", name, t.Underlying())}
}

// incomplete reports whether a struct is one that cgo made of an incomplete C
// type: Go can neither make nor copy it.
func incomplete(st *types.Struct) bool {
	for f := range st.Fields() {
		if n, ok := types.Unalias(f.Type()).(*types.Named); ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "runtime/cgo" && n.Obj().Name() == "Incomplete" {
			return true
		}
		if inner, ok := f.Type().Underlying().(*types.Struct); ok && incomplete(inner) {
			return true
		}
	}
	return false
}

// changes reports whether values are there to be changed by methods of their own, and so must be
// shared and not copied: one of the exported methods has a pointer receiver, and is not there to
// make a value of text or bytes, or all have one.
func (b *binder) changes(t *types.Named) bool {
	byValue, all := types.NewMethodSet(t), b.methodSet(t)
	return byValue.Len() == 0 && len(all) > 0 || slices.ContainsFunc(all, func(m *types.Func) bool {
		return byValue.Lookup(m.Pkg(), m.Name()) == nil && !isDecoder(m)
	})
}

// isDecoder reports whether a method sets its receiver to what stands in its one argument, by a
// usual name.
func isDecoder(m *types.Func) bool {
	sig := m.Signature()
	if sig.Params().Len() == 0 || sig.Results().Len() != 1 || !convert.IsError(sig.Results().At(0).Type()) {
		return false
	}
	return slices.ContainsFunc([]string{"Unmarshal", "Decode", "Scan", "Set", "Parse", "From", "GobDecode"}, func(prefix string) bool {
		return strings.HasPrefix(m.Name(), prefix)
	})
}

// constantsOf are the exported constants of a type in its package, or in that which re-exports it, in
// source order.
func (b *binder) constantsOf(t *types.Named) []*types.Const {
	var consts []*types.Const
	for _, obj := range b.exported(b.declaredAs(t).Pkg()) {
		if c, ok := obj.(*types.Const); ok && types.Identical(types.Unalias(c.Type()), t) {
			consts = append(consts, c)
		}
	}
	return consts
}

// members are an enum's: the constants' names without the prefix that is the
// type's name.
func (b *binder) members(t *types.Named) []model.Member {
	consts := b.constantsOf(t)
	s := newScope()
	var members []model.Member
	for _, c := range consts {
		name := c.Name()
		short, ok := strings.CutPrefix(name, t.Obj().Name())
		short = strings.TrimLeft(short, "_")
		if ok && short != "" && !isDigit(short[0]) && naming.Words(name)[0] == naming.Words(t.Obj().Name())[0] {
			name = short
		}
		python, _ := s.give(naming.Upper(name), c.Name())
		members = append(members, model.Member{Python: python, Value: literal(c.Val())})
	}
	return members
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// literal writes a constant as Python does.
func literal(v constant.Value) string {
	switch v.Kind() {
	case constant.Bool:
		if constant.BoolVal(v) {
			return "True"
		}
		return "False"
	case constant.String:
		return quote(constant.StringVal(v))
	}
	return v.ExactString()
}

// quote writes text as a Python literal; bytes that are not UTF-8 become the
// surrogates that surrogateescape makes of them.
func quote(s string) string {
	var out strings.Builder
	out.WriteByte('\'')
	for i, r := range s {
		switch {
		case r == 0xFFFD && s[i] != 0xEF:
			fmt.Fprintf(&out, "\\udc%02x", s[i])
		case r == '\'' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r < ' ' || r == 0x7F:
			fmt.Fprintf(&out, "\\x%02x", r)
		case r > 0xFFFF:
			fmt.Fprintf(&out, "\\U%08x", r)
		case r > 0x7F:
			fmt.Fprintf(&out, "\\u%04x", r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('\'')
	return out.String()
}

// methodSet are the exported methods of *T, promoted ones included, or of an interface.
func (b *binder) methodSet(t types.Type) []*types.Func {
	if !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	set := types.NewMethodSet(t)
	var objs []types.Object
	for i := range set.Len() {
		if m := set.At(i).Obj(); m.Exported() {
			objs = append(objs, m)
		}
	}
	b.inSourceOrder(objs)
	methods := make([]*types.Func, len(objs))
	for i, m := range objs {
		methods[i] = m.(*types.Func)
	}
	return methods
}

// bindClass binds the contents of a class: fields, methods, and the crossings that the
// shim needs for it.
func (b *binder) bindClass(bc *boundClass) {
	c, t := bc.class, bc.named
	scope := newScope()
	var self *model.Type
	switch c.Kind {
	case model.Struct, model.Box:
		self, _ = b.types.Of(types.NewPointer(t)) // can't fail: t is a class
	case model.Interface:
		self = convert.Held(c)
	default:
		if self, _ = b.types.Of(t); c.Error {
			self, _ = b.types.Receiver(t)
		}
	}
	if c.Error {
		for _, own := range []string{"args", "results", "add_note", "with_traceback"} { // of exceptions
			scope.give(own, own)
		}
	}
	if c.Kind == model.Struct {
		c.Size = b.layout("unsafe.Sizeof(*(*" + c.GoType + ")(nil))")
		if !bc.bare {
			b.bindFields(bc, self, scope)
		}
	} else if c.Kind == model.Enum {
		for _, m := range c.Members {
			scope.give(m.Python, m.Python)
		}
	}
	if _, fields := t.Underlying().(*types.Struct); c.Unnamed && fields {
		b.bindFields(bc, self, scope)
	}
	if !bc.bare {
		b.bindMethods(bc, self, scope)
		b.folder(bc, self, scope)
	}
	if c.HasAsyncAPI() {
		c.Aio, _ = scope.give("aio", "aio_")
		c.Sync, _ = scope.give("sync", "sync_")
	}
	if c.Kind == model.Box && c.Value.Kind == model.Dict {
		for _, view := range []string{"keys", "values", "items"} {
			if _, taken := scope.taken[view]; !taken {
				scope.taken[view] = ""
				c.Views = append(c.Views, view)
			}
		}
	}
	if c.Kind == model.Box && c.Value.Kind == model.Chan {
		for _, method := range []string{"put", "close"} {
			if _, taken := scope.taken[method]; !taken {
				scope.taken[method] = ""
				c.Views = append(c.Views, method)
			}
		}
	}
	if c.Kind == model.Struct {
		c.ZeroName, _ = scope.give("zero", "zero_")
	}
	bc.scope = scope
	b.protocols(bc, self)
}

func (b *binder) layout(expr string) int {
	b.m.Layout = append(b.m.Layout, expr)
	return len(b.m.Layout) - 1
}

// helper adds a crossing without a symbol.
func (b *binder) helper(c *model.Class, shape model.Shape, self *model.Type, call string, results ...*model.Type) *model.Func {
	f := &model.Func{Shape: shape, Package: c.Package, Go: c.Go, Call: call, Python: c.Python, Recv: c, RecvType: self, Context: -1, Results: results}
	b.add(f)
	return f
}

func (b *binder) add(f *model.Func) {
	f.ID = len(b.m.Funcs)
	f.Place()
	b.m.Funcs = append(b.m.Funcs, f)
}

// protocols gives a class ==, hash, str and what a box needs.
func (b *binder) protocols(bc *boundClass, self *model.Type) {
	c, t := bc.class, bc.named
	if c.Kind == model.Interface {
		b.interfaceProtocols(bc, self)
		return
	}
	text, _ := b.types.Of(types.Typ[types.String])
	var str *types.Func
	for _, m := range b.methodSet(t) {
		if (m.Name() == "Error" && c.Error || m.Name() == "String" && !c.Error) && isTextMethod(m) {
			str = m
		}
	}
	if c.Kind != model.Struct && c.Kind != model.Box {
		for _, m := range c.Methods {
			if str != nil && m.Call == str.Name() {
				c.TextMethod = m.Python
			}
		}
		return
	}
	if str == nil && c.Kind == model.Struct && len(c.Fields) == 0 { // repr has nothing else to show
		for _, m := range b.methodSet(t) {
			if m.Name() == "GoString" && isTextMethod(m) {
				str = m
			}
		}
	}
	if str != nil {
		c.Str = b.helper(c, model.Text, self, str.Name(), text)
		receiver(c.Str, t, str)
	}
	b.bindFromText(c, self)
	b.bindFromArray(bc, self)
	if c.Kind == model.Box {
		c.Plain = b.helper(c, model.BoxPlain, self, "", c.Value)
		mk := &model.Func{Shape: model.BoxMake, Package: c.Package, Go: c.Go, Python: c.Python, Recv: c, Context: -1,
			Params: []*model.Param{{Go: "value", Python: "value", Type: c.Value, Kind: model.PositionalOnly, Default: emptyLiteral(c.Value)}}, Results: []*model.Type{self}}
		b.add(mk)
		c.Constructor = mk
		if c.Value.Kind == model.Array && c.Value.Len > 1 { // one alone may be the value itself
			c.Items = int(c.Value.Len)
		}
		c.Unhashable = !types.Comparable(bc.named) || !isValue(bc.named) // else the hash is that of its plain value
		b.shown(bc, self)
		b.ownEquality(bc, self)
		b.order(bc, self)
		b.state(bc, self)
		return
	}
	c.Zero = b.helper(c, model.Zero, nil, "", self)
	b.equality(bc, self)
	b.order(bc, self)
	b.state(bc, self)
}

func isTextMethod(m *types.Func) bool {
	s := m.Signature()
	return s.Params().Len() == 0 && s.Results().Len() == 1 && types.Identical(s.Results().At(0).Type(), types.Typ[types.String])
}

// emptyLiteral is what stands for the value of a box that is made without one, as list() makes a
// list: "" where nothing is empty.
func emptyLiteral(t *model.Type) string {
	switch {
	case t.Kind == model.List, t.Kind == model.Dict, t.Kind == model.Bytes && t.Len < 0:
		return t.ZeroLiteral()
	case t.Kind == model.Set:
		return model.EmptySet
	}
	return ""
}

// instancesOf has all overloads of functions too.
func instancesOf(funcs []*model.Func) []*model.Func {
	var all []*model.Func
	for _, f := range funcs {
		if all = append(all, f); len(f.Overloads) > 0 {
			all = append(all, f.Overloads[1:]...)
		}
	}
	return all
}

// constructor finds NewT, or New if it returns the type. Calling the class calls it.
func (b *binder) constructor(c *model.Class) {
	if c.Kind != model.Struct {
		return
	}
	names := []string{"New" + c.Go, "New"}
	if alias := b.aliasOf(c.Type); alias != nil {
		names = append([]string{"New" + alias.Name()}, names...)
	}
	for _, name := range names {
		for _, f := range instancesOf(c.Package.Funcs) {
			if f.Go == name && len(f.Results) == 1 && f.Results[0].Class == c && (f.Results[0].Kind == model.Ref || f.Results[0].Kind == model.Obj) && !f.CommaOK {
				c.Constructor = f
				b.setByConstructor(c)
				return
			}
		}
	}
	if c.Type.TypeArgs().Len() > 0 {
		c.Constructor = b.constructorOf(c)
	}
}
