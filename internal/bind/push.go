package bind

import (
	"go/token"
	"go/types"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// Names of methods that call a function with each item. Of what has a length, a few more.
var (
	pushNames       = []string{"All", "Each", "ForEach", "Iterate", "Iter", "Range"}
	pushLengthNames = []string{"Do", "Ascend", "Scan"}
)

// pushes are the methods that call a function with each item, by func(T) bool until that is false, or by func(T); with
// two items for pairs.
func (b *protocolBinder) pushes() []*model.Func {
	names := pushNames
	if b.lengthOf() != nil {
		names = append(names[:len(names):len(names)], pushLengthNames...)
	}
	var all []*model.Func
	for _, name := range names {
		if f := b.method(name, 1); f != nil && !f.Reflected && !f.Changes && !f.Over && !f.Recv.Unnamed && pushed(f) != nil {
			all = append(all, f)
		}
	}
	return all
}

// pushed is the type of the function that a method calls with each item, or nil.
func pushed(f *model.Func) *types.Signature {
	sig := f.GoSignature()
	if sig.Params().Len() != 1 || sig.Results().Len() > 0 || sig.Variadic() {
		return nil
	}
	yield, ok := sig.Params().At(0).Type().Underlying().(*types.Signature)
	if !ok || yield.Variadic() || yield.Params().Len() < 1 || yield.Params().Len() > 2 || yield.Results().Len() > 1 {
		return nil
	}
	if yield.Results().Len() == 1 && !types.Identical(yield.Results().At(0).Type().Underlying(), types.Typ[types.Bool]) {
		return nil
	}
	for v := range yield.Params().Variables() {
		t := v.Type().Underlying()
		_, isFunc := t.(*types.Signature)
		if isFunc || convert.IsError(v.Type()) || convert.IsContext(v.Type()) { // it is about something else
			return nil
		}
		if list, ok := t.(*types.Slice); ok && types.Identical(list.Elem().Underlying(), types.Typ[types.Byte]) { // often one buffer for all
			return nil
		}
	}
	return yield
}

// pulled is such a method as one that returns an iterator, without a name in Python; or nil, if the items have no form there.
func (b *protocolBinder) pulled(f *model.Func) *model.Func {
	yield := pushed(f)
	boolean := types.NewTuple(types.NewVar(token.NoPos, nil, "", types.Typ[types.Bool]))
	until := types.NewSignatureType(nil, nil, nil, yield.Params(), boolean, false)
	iterator := types.NewSignatureType(nil, nil, nil, types.NewTuple(types.NewVar(token.NoPos, nil, "yield", until)), nil, false)
	g := *f
	g.Hidden, g.Pushes = true, model.PushesAll
	if yield.Results().Len() > 0 {
		g.Pushes = model.PushesUntil
	}
	g.Params, g.Options, g.ParamWords, g.ResultWords, g.Scratch = nil, nil, nil, nil, 0
	g.Instance = types.NewSignatureType(nil, nil, nil, nil, types.NewTuple(types.NewVar(token.NoPos, nil, "", iterator)), false)
	if b.signature(&g, f.Object, &named{}) != nil || len(b.itemsOf(g.Results[0])) != yield.Params().Len() {
		return nil
	}
	return &g
}

// overPushed makes an instance iterable by a method that calls a function with each item; of a mapping, whose keys are
// of the type, by one that does with keys, or with pairs.
func (b *protocolBinder) overPushed(key *model.Type) {
	for _, f := range b.pushes() {
		g := b.pulled(f)
		if g == nil {
			continue
		}
		items := b.itemsOf(g.Results[0])
		switch {
		case key == nil, len(items) == 1 && items[0] == key:
			b.add(g)
			b.over(g, model.IterResult, items...)
			return
		case len(items) == 2 && items[0] == key:
			b.add(g)
			b.over(g, model.IterFirsts, key)
			return
		}
	}
}
