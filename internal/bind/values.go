package bind

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"
	"unicode"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

func (b *binder) bindConst(p *model.Package, obj *types.Const, n *named) {
	if convert.IsErrorType(obj.Type()) {
		b.bindSentinel(p, obj, n)
		return
	}
	if t, err := b.types.Of(obj.Type()); err == nil && t.Kind == model.Boxed {
		b.bindBoxConst(p, obj, n, t)
		return
	}
	c, err := b.constant(obj)
	if err == nil {
		c.Go, c.Python = obj.Name(), n.python
		if d := b.declaration(obj); d != nil {
			c.Doc = d.Doc
		}
		p.Consts = append(p.Consts, c)
	}
	b.symbol(p, obj, n, err).Const = c
}

// constant keeps untyped integers exact, of any size.
func (b *binder) constant(obj *types.Const) (*model.Const, error) {
	c := &model.Const{}
	v := obj.Val()
	if _, ok := types.Unalias(obj.Type()).(*types.Named); ok {
		t, err := b.types.Of(obj.Type())
		if err != nil {
			return nil, err
		}
		if t.Kind == model.Duration {
			return durationConst(v), nil
		}
		c.Class = t.Class
		c.Hint = t.HintOut
	}
	basic := obj.Type().Underlying().(*types.Basic)
	var hint string
	switch {
	case basic.Info()&types.IsBoolean != 0:
		c.Form, c.Text, hint = 'b', v.ExactString(), "bool"
	case basic.Info()&types.IsString != 0:
		c.Form, c.Text, hint = 's', constant.StringVal(v), "str"
	case basic.Info()&types.IsInteger != 0:
		c.Form, c.Text, hint = 'i', constant.ToInt(v).ExactString(), "int"
	case basic.Info()&types.IsComplex != 0:
		c.Form, hint = 'p', "complex"
		re, _ := constant.Float64Val(constant.Real(v))
		im, _ := constant.Float64Val(constant.Imag(v))
		c.Text = "complex(" + constant.MakeFloat64(re).String() + ", " + constant.MakeFloat64(im).String() + ")"
	default:
		c.Form, hint = 'f', "float"
		c.Number, _ = constant.Float64Val(constant.ToFloat(v))
	}
	if c.Hint == "" {
		c.Hint = hint
	}
	return c, nil
}

func durationConst(v constant.Value) *model.Const {
	us := constant.BinaryOp(constant.ToInt(v), token.QUO_ASSIGN, constant.MakeInt64(1000))
	return &model.Const{Form: 'p', Text: "__import__('datetime').timedelta(microseconds=" + us.ExactString() + ")", Hint: "_datetime.timedelta"}
}

// bindBoxConst binds a constant whose class is over a Go value: a variable that can't be
// assigned, and of which each look gives a new instance.
func (b *binder) bindBoxConst(p *model.Package, obj *types.Const, n *named, t *model.Type) {
	v := &model.Var{Go: obj.Name(), Python: n.python, Type: t}
	if d := b.declaration(obj); d != nil {
		v.Doc = d.Doc
	}
	v.Get = &model.Func{Shape: model.VarGet, Package: p, Go: obj.Name(), Call: b.qualifier(obj.Pkg()) + "." + obj.Name(), Python: n.python,
		Context: -1, Results: []*model.Type{t}, Constant: true}
	b.add(v.Get)
	p.Vars = append(p.Vars, v)
	b.symbol(p, obj, n, nil).Var = v
}

// isSentinel reports whether a variable is an error that code is asked for by errors.Is: all of
// type error and, of other types that are errors, those that are called so.
func isSentinel(obj *types.Var) bool {
	if convert.IsError(obj.Type()) {
		return true
	}
	after, named := strings.CutPrefix(obj.Name(), "Err")
	return named && after != "" && !unicode.IsLower(rune(after[0])) && convert.IsErrorType(obj.Type())
}

// bindSentinel binds a variable or a constant that is an error.
func (b *binder) bindSentinel(p *model.Package, obj types.Object, n *named) {
	s := &model.Sentinel{Go: b.qualifier(obj.Pkg()) + "." + obj.Name(), Python: n.python, Package: p, Raises: n.raises}
	if d := b.declaration(obj); d != nil {
		s.Doc = d.Doc
	}
	if t, err := b.types.Of(obj.Type()); err == nil && t.Class != nil && t.Class.Error {
		s.Base = t.Class
	}
	b.m.Sentinels = append(b.m.Sentinels, s)
	b.sentinels[obj] = s
	b.symbol(p, obj, n, nil).Sentinel = s
}

func (b *binder) bindVar(p *model.Package, obj *types.Var, n *named) {
	spelled := b.qualifier(obj.Pkg()) + "." + obj.Name()
	doc := ""
	if d := b.declaration(obj); d != nil {
		doc = d.Doc
	}
	if isSentinel(obj) {
		b.bindSentinel(p, obj, n)
		return
	}
	b.types.At(obj.Name())
	t, err := b.types.Place(obj.Type())
	if err != nil {
		b.symbol(p, obj, n, err)
		return
	}
	v := &model.Var{Go: obj.Name(), Python: n.python, Doc: doc, Type: t}
	v.NotNil = b.notNilByDirective(t, obj.Type(), n.directives, b.program.Position(obj.Pos())) || n.nil_ == "" && canBeNone(t, obj.Type()) && b.returns.Variable(obj)
	v.Get = &model.Func{Shape: model.VarGet, Package: p, Go: obj.Name(), Call: spelled, Python: n.python, Context: -1, Results: []*model.Type{t}}
	v.Get.Reflected = convert.HasUnnamed(obj.Type())
	b.add(v.Get)
	b.live(v.Get, n.python)
	v.Set = &model.Func{Shape: model.VarSet, Package: p, Go: obj.Name(), Call: spelled, Python: n.python, Context: -1,
		Params: []*model.Param{{Go: obj.Name(), Python: n.python, Type: t}}}
	v.Set.Getter = v.Get
	v.Set.Reflected = v.Get.Reflected
	b.add(v.Set)
	p.Vars = append(p.Vars, v)
	b.symbol(p, obj, n, nil).Var = v
}
