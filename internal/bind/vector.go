package bind

import (
	"cmp"
	"fmt"
	"slices"

	"gophersnake/internal/model"
	"gophersnake/internal/vectorise"
)

// bindVectors translates functions of numbers to C, for loops over columns.
func (b *binder) bindVectors() {
	if !b.options.Vectorise {
		return
	}
	n := 0
	for _, f := range b.m.Funcs {
		if !f.IsUfunc() {
			f.VectorReason = instanceResult(f)
			if f.VectorWish == model.VectorAsked {
				b.fail("%s: //py:vectorise: %s %s", f.Pos, f.Go, cmp.Or(f.VectorReason, "takes or gives more than numbers, or is no plain function"))
			}
			continue
		}
		text, row, err := b.vector(f, n)
		switch {
		case err == nil:
			f.Vector = &model.Vector{Number: n, Row: row, C: text}
			n++
		case f.VectorWish == model.VectorAsked:
			b.fail("%s: //py:vectorise: %s can't be translated to C: %w", f.Pos, f.Go, err)
		default:
			f.VectorReason = err.Error()
		}
	}
}

// instanceResult says of a function which would be one of numbers, but for a result that has a class in Python, that this is
// so; "" of others.
func instanceResult(f *model.Func) string {
	number := func(t *model.Type) bool { return t.Plain().Kind.Number() }
	i := slices.IndexFunc(f.Results, func(t *model.Type) bool { return !t.Kind.Number() })
	if f.Shape != model.Function || len(f.Params) == 0 || i < 0 || slices.ContainsFunc(f.Params, func(p *model.Param) bool { return !number(p.Type) }) ||
		slices.ContainsFunc(f.Results, func(t *model.Type) bool { return !number(t) }) {
		return ""
	}
	return fmt.Sprintf("gives instances of a class (%s), and no numbers", f.Results[i].Shown)
}

// vector translates a function, or says why not.
func (b *binder) vector(f *model.Func, number int) (text, row string, err error) {
	row = fmt.Sprintf("row%d", number)
	switch {
	case f.VectorWish == model.VectorOff:
		return "", "", fmt.Errorf("//py:vectorise off")
	case f.Error:
		return "", "", fmt.Errorf("it may return an error")
	case f.Object == nil || len(f.TypeArgs) > 0:
		return "", "", fmt.Errorf("it is generic")
	case f.Core != "" || slices.ContainsFunc(f.Params, func(p *model.Param) bool { return !p.Type.Plain().Kind.Number() }):
		return "", "", fmt.Errorf("it takes lists")
	}
	signature := f.Object.Signature()
	for _, p := range f.Params {
		if c := p.Type.Plain().Kind.InC(); c == "" || c != vectorise.InC(signature.Params().At(p.Position).Type()) {
			return "", "", fmt.Errorf("a column of %s (%s) is not as Go has it", p.Python, p.Type.Shown)
		}
	}
	for i, r := range f.Results {
		if c := r.Kind.InC(); c == "" || c != vectorise.InC(signature.Results().At(i).Type()) {
			return "", "", fmt.Errorf("a column of its result (%s) is not as Go has it", r.Shown)
		}
	}
	text, err = vectorise.Function(b.returns.Body(f.Object), row, vectorise.Options{FMA: b.options.FMA})
	return text, row, err
}
