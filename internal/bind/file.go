package bind

import (
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// The methods of package io by which a class is a file object in Python.
var fileMethods = map[string]string{
	"Read":   "([]byte) (int, error)",
	"ReadAt": "([]byte, int64) (int, error)",
	"Write":  "([]byte) (int, error)",
	"Seek":   "(int64, int) (int64, error)",
}

// isFileMethod reports whether a method is one of these.
func isFileMethod(m *types.Func) bool {
	spell := func(t *types.Tuple) string {
		var all []string
		for v := range t.Variables() {
			all = append(all, types.TypeString(v.Type(), nil))
		}
		return "(" + strings.Join(all, ", ") + ")"
	}
	sig := m.Signature()
	want, ok := fileMethods[m.Name()]
	return ok && spell(sig.Params())+" "+spell(sig.Results()) == want
}

// asFile gives a method of package io what Python's file objects have: the name readinto for
// Read, whose end is 0 and no error, and the start of the file as the default of Seek.
func asFile(f *model.Func, m *types.Func) {
	if !isFileMethod(m) {
		return
	}
	switch m.Name() {
	case "Read", "ReadAt":
		f.EndIsZero = true
	case "Seek":
		if len(f.Params) == 2 {
			f.Params[1].Default = "0"
		}
	}
}

// fileName is the name that Python has for a method of package io, or "".
func fileName(m *types.Func) string {
	if m.Name() == "Read" && isFileMethod(m) {
		return "readinto"
	}
	return ""
}

// bindFiles adds the crossing of the file objects that come from Go, and those of the
// classes that are file objects.
func (b *binder) bindFiles() {
	crossing := func(f *model.Func) *model.Func {
		f.Shape, f.Context, f.GIL, f.GILReason = model.FileDo, -1, model.Release, "it reads or writes"
		b.add(f)
		return f
	}
	if slices.ContainsFunc(b.types.Types, func(t *model.Type) bool { return t.Kind == model.File }) {
		b.m.File = crossing(&model.Func{Package: b.m.Packages[0], Go: "io"})
	}
	for _, c := range b.m.Classes {
		if !c.HasAsyncAPI() {
			continue
		}
		for _, f := range c.Methods {
			if f.Object == nil || !isFileMethod(f.Object) {
				continue
			}
			c.Reads = c.Reads || f.Call == "Read"
			c.Writes = c.Writes || f.Call == "Write"
			if (c.Reads || c.Writes) && c.File == nil {
				c.File = crossing(&model.Func{Package: c.Package, Go: c.Go, Python: c.Python, Recv: c, RecvType: f.RecvType})
			}
		}
	}
}

// readsBytes is the signature by which Go reads from a Python object: func(n int) ([]byte,
// error), where Go's own is Read.
var readsBytes = types.NewSignatureType(nil, nil, nil,
	types.NewTuple(types.NewVar(0, nil, "n", types.Typ[types.Int])),
	types.NewTuple(types.NewVar(0, nil, "", types.NewSlice(types.Typ[types.Byte])), types.NewVar(0, nil, "", types.Universe.Lookup("error").Type())), false)
