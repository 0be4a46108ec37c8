package bind

import (
	"go/types"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
	"gophersnake/internal/naming"
)

// bindFuncTypes gives every func type the crossing by which Python calls Go
// functions of that type.
func (b *binder) bindFuncTypes() {
	for i := 0; i < len(b.types.Types); i++ { // more may come
		t := b.types.Types[i]
		if t.Func == nil || t.Func.Opaque || t.Class != nil { // of a class, its plain value is the function
			continue
		}
		// self is the address of the function value
		self := convert.FuncPointer(t)
		name := "function"
		if t.Func.Name != "" {
			name = naming.Snake(t.Func.Name)
		}
		f := &model.Func{Shape: model.Invoke, Package: b.m.Packages[0], Go: t.Go, Python: name, RecvType: self, Context: -1,
			Doc: "A Go " + types.TypeString(t.Func.Signature, (*types.Package).Name) + "."}
		if err := b.crossing(f, t.Func.Signature, directives{}); err != nil {
			panic(err) // they have been converted: that is how there is a t
		}
		positionalOnly(f)
		if t.Func.Puts {
			f.Python, f.Doc = "put", putDoc
			f.Params[len(f.Params)-1].Kind = model.PositionalOrKeyword // the timeout
		}
		b.add(f)
		t.Func.Invoke = f
	}
}

const putDoc = "Send an item.\n\nIt waits until the item is received or has its place in the channel. timeout: how many seconds at most, " +
	"or a timedelta; then TimeoutError. If the channel is closed, PanicError."

// positionalOnly is for functions whose parameters have no names that all callers know.
func positionalOnly(f *model.Func) {
	for _, p := range f.Params {
		if p.Kind == model.PositionalOrKeyword {
			p.Kind = model.PositionalOnly
		}
	}
}
