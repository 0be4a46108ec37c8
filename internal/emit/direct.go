package emit

import (
	"fmt"
	"strings"

	"gophersnake/internal/machinecode"
	"gophersnake/internal/model"
)

// genDirects writes, for each function that C may call directly, a Go function of words alone, and the
// table of these (internal/machinecode/table.go).
func genDirects(w *writer, functions []*model.Func) {
	if len(functions) == 0 {
		return
	}
	for _, f := range functions {
		genDirect(w, f)
	}
	n := len(functions)
	w.p("")
	w.p("// direct lists them. The build stores the distances of those that it has proven.")
	w.p("var direct = struct {")
	w.p("magic [4]uint64")
	w.p("distance [%d]int64", n)
	w.p("function [%d]any", n)
	w.p("}{")
	w.p("magic: [4]uint64{%#x, %#x, %#x, %d},", machinecode.Magic[0], machinecode.Magic[1], machinecode.Magic[2], n)
	w.p("function: [...]any{")
	for i := range functions {
		w.p("direct%d,", i)
	}
	w.p("},")
	w.p("}")
}

func genDirect(w *writer, f *model.Func) {
	params, args := make([]string, len(f.Params)), make([]string, len(f.Params))
	for _, p := range f.Params {
		name, given := fmt.Sprintf("a%d", p.Position), p.Type.Go
		args[p.Position] = name
		if k := p.Type.Plain().Kind; k.Number() {
			given = "uint64"
			args[p.Position] = fmt.Sprintf("rt.%sOf[%s](%s)", wordKind(k), p.Type.Go, name)
		}
		params[p.Position] = name + " " + given
	}
	call := f.Call + "(" + strings.Join(args, ", ") + ")"
	w.p("")
	w.p("// direct%d is %s, for C to call.", f.Direct.Number, f.Go)
	w.p("func direct%d(%s) uint64 {", f.Direct.Number, strings.Join(params, ", "))
	if len(f.Results) == 0 {
		w.p("%s", call)
		w.p("return 0")
	} else {
		w.p("return rt.%sWord(%s)", wordKind(f.Results[0].Plain().Kind), call)
	}
	w.p("}")
}

// wordKind names the functions of rt between a word of the frame and a number.
func wordKind(k model.Kind) string {
	switch k {
	case model.Bool:
		return "Bool"
	case model.Float32, model.Float64:
		return "Flt"
	}
	return "Int"
}

// fewWords are those of gs_direct_few in shim/call/direct.h.
const fewWords = 5

// genDirectEnter writes the crossing of a function, which is none if it is proven: the words of the frame
// go where Go's calling convention wants them, and the result to its word.
func genDirectEnter(w *writer, f *model.Func, hold string) {
	enter := fmt.Sprintf("r = gs_enter(&f.h, %d, %s);", f.ID, hold)
	if f.Direct == nil {
		w.p("    %s", enter)
		return
	}
	conditions, words := []string{}, make([][]string, len(f.Params))
	if f.GIL == model.HoldSmall {
		conditions = append(conditions, smallArguments(f))
	}
	for i, p := range f.Params {
		at := f.ParamWords[i]
		words[p.Position] = []string{fmt.Sprintf("f.w[%d]", at)}
		if plain := p.Type.Plain(); !plain.Kind.Number() {
			conditions = append(conditions, fmt.Sprintf("f.w[%d]", at)) // None is nil
			words[p.Position] = append(words[p.Position], fmt.Sprintf("f.w[%d]", at+1))
			if plain.Kind != model.Str { // the capacity
				words[p.Position] = append(words[p.Position], fmt.Sprintf("f.w[%d]", at+1))
			}
		}
	}
	var all []string
	for _, list := range words {
		all = append(all, list...)
	}
	condition := ""
	if len(conditions) > 0 {
		condition = " && " + strings.Join(conditions, " && ")
	}
	into := "(void)"
	if len(f.Results) > 0 {
		into = fmt.Sprintf("f.w[%d] = ", f.ResultWords[0])
	}
	w.p("    const void *code = gs_direct_code(%d);", f.Direct.Number)
	w.p("    if (code%s) {", condition)
	if len(all) > fewWords {
		w.p("        const uint64_t words[GS_DIRECT_WORDS] = { %s };", strings.Join(all, ", "))
		w.p("        %sgs_direct_call(code, words);", into)
	} else {
		for len(all) < fewWords {
			all = append(all, "0")
		}
		w.p("        %sgs_direct_few(code, %s);", into, strings.Join(all, ", "))
	}
	w.p("        r = 0;")
	w.p("    } else {")
	w.p("        %s", enter)
	w.p("    }")
}
