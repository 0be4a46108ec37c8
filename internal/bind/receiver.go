package bind

import (
	"go/types"

	"gophersnake/internal/model"
)

// receiver records what a call of a method with a value receiver copies: the value
// behind the instance, or a struct embedded in it.
func receiver(f *model.Func, t *types.Named, m *types.Func) {
	recv := m.Signature().Recv()
	if f.RecvType.Kind != model.Ref || recv == nil || types.IsInterface(recv.Type()) {
		return
	}
	if _, pointer := types.Unalias(recv.Type()).(*types.Pointer); pointer {
		return
	}
	f.Copied = "%s"
	sel := types.NewMethodSet(types.NewPointer(t)).Lookup(m.Pkg(), m.Name())
	if sel == nil || len(sel.Index()) == 1 {
		return
	}
	path, address, named := "", "&%s", true
	var at types.Type = t
	var through []string
	fields := sel.Index()[:len(sel.Index())-1]
	for _, i := range fields {
		e := structOf(at).Field(i)
		named = named && e.Exported()
		path += "." + e.Name()
		at, address = e.Type(), "&%s"
		if _, pointer := types.Unalias(at).(*types.Pointer); pointer {
			through, address = append(through, path), "%s"
		}
	}
	switch {
	case named:
		f.Copied, f.CopiedThrough = address+path, through
	case len(through) > 0: // all of the value is copied where the core can't name a part of it
		f.CopiedFields = fields
	}
}

// structOf is the struct of a type, or of what a pointer points to.
func structOf(t types.Type) *types.Struct {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	return t.Underlying().(*types.Struct)
}
