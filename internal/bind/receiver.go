package bind

import (
	"go/types"

	"gophersnake/internal/model"
)

// receiver notes what a call of a method with a value receiver copies: the value
// behind the instance, or what it embeds.
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
	path, address := "", "&%s"
	var at types.Type = t
	var through []string
	for _, i := range sel.Index()[:len(sel.Index())-1] {
		e := structOf(at).Field(i)
		if !e.Exported() { // which the core can't name: all of the value is copied
			return
		}
		path += "." + e.Name()
		at, address = e.Type(), "&%s"
		if _, pointer := types.Unalias(at).(*types.Pointer); pointer {
			through, address = append(through, path), "%s"
		}
	}
	f.Copied, f.CopiedThrough = address+path, through
}

// structOf is the struct of a type, or of what a pointer points to.
func structOf(t types.Type) *types.Struct {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	return t.Underlying().(*types.Struct)
}
