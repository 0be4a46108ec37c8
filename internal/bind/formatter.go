package bind

import (
	"go/types"

	"gophersnake/internal/model"
)

// formatsItself reports whether a type says what package fmt writes of it: it is a fmt.Formatter.
func (b *protocolBinder) formatsItself() bool {
	if b.c.Kind != model.Struct && b.c.Kind != model.Box || b.c.Unnamed || !b.wants(model.FormatProtocol) {
		return false
	}
	m := types.NewMethodSet(types.NewPointer(b.c.Type)).Lookup(nil, "Format")
	if m == nil {
		return false
	}
	sig := m.Type().(*types.Signature)
	if sig.Params().Len() != 2 || sig.Results().Len() != 0 || !types.Identical(sig.Params().At(1).Type(), types.Typ[types.Rune]) {
		return false
	}
	state, ok := types.Unalias(sig.Params().At(0).Type()).(*types.Named)
	return ok && state.Obj().Pkg() != nil && state.Obj().Pkg().Path() == "fmt" && state.Obj().Name() == "State"
}

// formatter gives a class format(): f"{x:+v}" is what fmt.Sprintf("%+v", x) writes.
func (b *protocolBinder) formatter() {
	self := b.c.Zero
	if b.c.Kind == model.Box {
		self = b.c.Constructor
	}
	text, err := b.types.Of(types.Typ[types.String])
	if err != nil || self == nil {
		return
	}
	b.p.Format = &model.Func{Shape: model.Format, Package: b.c.Package, Go: b.c.Go + ".Format", Call: "Format", Python: "__format__", Recv: b.c,
		RecvType: self.Results[0], Context: -1, Params: []*model.Param{{Go: "spec", Python: "format_spec", Type: text, Kind: model.PositionalOnly}},
		Results: []*model.Type{text}, Error: true, GIL: model.Release, GILReason: "it is the author's code"}
	b.add(b.p.Format)
}
