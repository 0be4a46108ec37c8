package bind

import (
	"fmt"
	"go/types"

	"gophersnake/internal/convert"
	"gophersnake/internal/model"
)

// fromText finds how text becomes a value of a struct or of a box: by its method
// UnmarshalText, or by the function Parse or ParseT of its package. Only types that also give
// their text are taken: for them it is another form of the value. Where Python has a type of
// such values too, its text is taken as well.
func (b *binder) fromText(c *model.Class, t *types.Named) {
	if t.TypeArgs().Len() == 0 {
		c.FromTextCall, c.Kin = b.textOf(t)
	}
}

// textOf is how text becomes a value of a type, and whose text it is; "" if it does not.
func (b *binder) textOf(t *types.Named) (string, model.Kin) {
	call, kin := convert.TextForm(t)
	switch {
	case call != "":
		call = fmt.Sprintf(call, b.qualifier(t.Obj().Pkg()), b.spell(t))
	case b.hasMethod(t, "UnmarshalText") && (b.hasMethod(t, "MarshalText") || b.hasMethod(t, "String")):
		call = "rt.Unmarshalled[" + b.spell(t) + "](%s)"
	case b.hasMethod(t, "String"):
		call = b.parser(t)
	}
	array, _ := t.Underlying().(*types.Array)
	switch {
	case call == "" || kin != model.NoKin:
	case array != nil && array.Len() == 16 && types.Identical(array.Elem(), types.Typ[types.Uint8]):
		kin = model.UUIDKin
	case b.threeWay(t, oneResult(types.Int)) != nil && b.hasMethod(t, "Sign"):
		kin = model.NumberKin
	}
	return call, kin
}

// shapedText is textOf for types whose values are values: those that have methods to change them
// are worth more as instances.
func (b *binder) shapedText(t *types.Named) (string, model.Kin) {
	if _, array := t.Underlying().(*types.Array); (array || isValue(t)) && b.hasMethod(t, "String") {
		return b.textOf(t)
	}
	return "", model.NoKin
}

func (b *binder) hasMethod(t *types.Named, name string) bool {
	for _, m := range b.methodSet(t) {
		if m.Name() == name {
			return plainSignature(m.Signature()) == textSignatures[name]
		}
	}
	return false
}

// textSignatures are those of methods about text.
var textSignatures = map[string]string{"UnmarshalText": "([]byte) (error)", "MarshalText": "() ([]byte, error)", "String": "() (string)", "Sign": "() (int)"}

// plainSignature is a signature without the names in it.
func plainSignature(s *types.Signature) string {
	return plainTypes(s.Params()) + " " + plainTypes(s.Results())
}

func plainTypes(all *types.Tuple) string {
	text := "("
	for i := range all.Len() {
		if i > 0 {
			text += ", "
		}
		text += types.TypeString(types.Unalias(all.At(i).Type()), nil)
	}
	return text + ")"
}

// parser is the call of the function Parse or ParseT of a type's package, or "".
func (b *binder) parser(t *types.Named) string {
	pkg := t.Obj().Pkg()
	for _, name := range []string{"Parse" + t.Obj().Name(), "Parse", "NewFromString"} {
		f, ok := pkg.Scope().Lookup(name).(*types.Func)
		if !ok || f.Signature().TypeParams().Len() > 0 || f.Signature().Variadic() {
			continue
		}
		r := f.Signature().Results()
		if plainTypes(f.Signature().Params()) != "(string)" || r.Len() != 2 || !convert.IsError(r.At(1).Type()) || !types.Identical(pointedTo(r.At(0).Type()), t) {
			continue
		}
		call := b.qualifier(pkg) + "." + name + "(%s)"
		if _, pointer := types.Unalias(r.At(0).Type()).(*types.Pointer); !pointer {
			call = "rt.Parsed(" + call + ")"
		}
		return call
	}
	return ""
}

// bindFromText adds the crossing of it.
func (b *binder) bindFromText(c *model.Class, self *model.Type) {
	if c.FromTextCall == "" {
		return
	}
	text, _ := b.types.Of(types.Typ[types.String])
	c.FromText = &model.Func{Shape: model.FromText, Package: c.Package, Go: c.Go, Call: c.FromTextCall, Python: c.Python, Context: -1,
		Params: []*model.Param{{Go: "text", Python: "text", Type: text}}, Results: []*model.Type{self}, Error: true}
	b.add(c.FromText)
}
