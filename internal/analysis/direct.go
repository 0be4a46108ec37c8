package analysis

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"gophersnake/internal/model"
)

// direct decides which functions C may call with no crossing, if the build proves their machine code:
// those whose arguments and result are words, and whose calls keep the GIL.
func direct(m *model.Module) error {
	if m.Direct == model.DirectOff {
		return nil
	}
	var failed []string
	n := 0
	for _, f := range m.Funcs {
		asked := f.Direct != nil
		if !asked && (m.Direct != model.DirectProven || f.Shape != model.Function) {
			continue
		}
		f.Direct, f.DirectReason = nil, notDirect(f)
		switch {
		case f.DirectReason == "":
			f.Direct = &model.Direct{Number: n, Asked: asked}
			n++
		case asked:
			failed = append(failed, fmt.Sprintf("%s: //py:direct: %s can't be called directly: %s", f.Pos, f.Go, f.DirectReason))
		}
	}
	if failed != nil {
		return fmt.Errorf("%s", strings.Join(failed, "\n"))
	}
	return nil
}

// notDirect says why a function's signature allows no direct call; "" if it does.
func notDirect(f *model.Func) string {
	switch {
	case f.Shape != model.Function || f.Object == nil || f.Unnamed || f.Reflected || len(f.TypeArgs) > 0:
		return "it is no plain function"
	case f.Context >= 0:
		return "it takes a context"
	case f.Error || f.CommaOK || f.EndIsZero || f.Ends != nil:
		return "it can fail"
	case len(f.Options) > 0:
		return "it takes options"
	case f.GIL == model.Release:
		return "a call releases the GIL (" + f.GILReason + "); //py:gil hold keeps it"
	case len(f.Results) > 1:
		return "it has several results"
	}
	signature := f.GoSignature()
	for _, r := range f.Results {
		if !isWord(r) {
			return fmt.Sprintf("its result (%s) is no number", r.Shown)
		}
	}
	for _, p := range f.Params {
		switch plain := p.Type.Plain(); {
		case p.Kind == model.Star || p.Bytes:
			return fmt.Sprintf("%s is no plain argument", p.Python)
		case isWord(p.Type):
		case plain.Kind != model.Str && plain.Kind != model.Bytes && !p.Type.ListOfNumbers() || !p.Type.Direct:
			return fmt.Sprintf("%s (%s) is neither a number nor text, bytes or numbers", p.Python, p.Type.Shown)
		case p.Passing != model.Borrowed:
			return fmt.Sprintf("%s is not borrowed: %s", p.Python, p.PassingReason)
		}
		if !slices.Equal(p.DirectWords(), registers(signature.Params().At(p.Position).Type())) {
			return fmt.Sprintf("%s does not lie in registers as C gives it", p.Python)
		}
	}
	if n := len(f.DirectWords()); n > model.MostDirectWords {
		return fmt.Sprintf("its arguments take %d words, of at most %d (a number one, text two, a slice three)", n, model.MostDirectWords)
	}
	return ""
}

// registers says what Go's calling convention makes of an argument of a type, as model.Param.DirectWords
// says what C gives; nil if it is none of the few kinds that C knows. An array lies on the stack.
func registers(t types.Type) []bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		switch info := t.Info(); {
		case info&types.IsString != 0:
			return []bool{true, false}
		case info&(types.IsBoolean|types.IsInteger|types.IsFloat) != 0:
			return []bool{false}
		}
	case *types.Slice:
		return []bool{true, false, false}
	}
	return nil
}

// isWord reports whether a value is a number that takes one word.
func isWord(t *model.Type) bool {
	k := t.Plain().Kind
	return k.Number() && k != model.Complex64 && k != model.Complex128
}
