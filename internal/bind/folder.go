package bind

import (
	"go/token"
	"go/types"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// folder gives classes of folders, which are those that open files of io/fs by name, what
// functions of that package do with one, under the names that pathlib has for it. A name that
// the type has itself stays its own.
func (b *binder) folder(bc *boundClass, self *model.Type, s *scope) {
	c := bc.class
	fs := folderPackage(bc.named)
	if fs == nil || c.Unnamed || !c.OverValue() {
		return
	}
	text := types.NewTuple(types.NewVar(token.NoPos, nil, "", types.Typ[types.String]), types.NewVar(token.NoPos, nil, "", types.Universe.Lookup("error").Type()))
	for _, m := range []struct{ of, python, doc, ifLeftOut string }{
		{"Glob", "glob", "Glob lists the names that match a pattern.", ""},
		{"ReadFile", "read_bytes", "ReadFile is the content of a file.", ""},
		{"ReadFile", "read_text", "ReadFile is the content of a file, which is UTF-8.", ""},
		{"ReadDir", "iterdir", "ReadDir lists what is in a folder.", "'.'"},
	} {
		of, _ := fs.Scope().Lookup(m.of).(*types.Func)
		if of == nil {
			continue
		}
		results, call := of.Signature().Results(), b.qualifier(fs)+"."+m.of
		if m.python == "read_text" {
			results, call = text, "rt.FileText"
		}
		name := of.Signature().Params().At(1)
		f := &model.Func{Shape: model.Method, Package: c.Package, Go: c.Go + "." + m.of, Recv: c, RecvType: self, Call: call, Over: true,
			Instance: types.NewSignatureType(nil, nil, nil, types.NewTuple(name), results, false)}
		if _, taken := s.taken[m.python]; taken || b.signature(f, of, &named{}) != nil {
			continue
		}
		f.Python, _ = s.give(m.python, m.of)
		f.Doc, f.Params[0].Default = m.doc, m.ifLeftOut
		b.add(f)
		c.Methods = append(c.Methods, f)
	}
}

// folderPackage is io/fs, if a type has Open(name string) (fs.File, error); or nil.
func folderPackage(t *types.Named) *types.Package {
	obj, _, _ := types.LookupFieldOrMethod(t, true, t.Obj().Pkg(), "Open")
	open, ok := obj.(*types.Func)
	if !ok {
		return nil
	}
	sig := open.Signature()
	if sig.Params().Len() != 1 || sig.Results().Len() != 2 || sig.Params().At(0).Type() != types.Typ[types.String] || !convert.IsError(sig.Results().At(1).Type()) {
		return nil
	}
	file, ok := types.Unalias(sig.Results().At(0).Type()).(*types.Named)
	if !ok || file.Obj().Name() != "File" || file.Obj().Pkg() == nil || file.Obj().Pkg().Path() != "io/fs" {
		return nil
	}
	return file.Obj().Pkg()
}
