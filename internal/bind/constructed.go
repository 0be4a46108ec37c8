package bind

import (
	"go/constant"
	"strconv"
	"strings"

	"gophersnake/internal/model"
)

// setByConstructor notes what the constructor of a class sets its fields to, where that is seen and can be written down.
func (b *binder) setByConstructor(c *model.Class) {
	if c.Constructor.Object == nil {
		return
	}
	sets := b.returns.Sets(c.Constructor.Object)
	for _, f := range c.Fields {
		if v, known := sets[f.Go]; known && !f.Promoted {
			f.Made = literalOf(v, f.Type)
		}
	}
}

// literalOf is a constant as a value of a type is written in Python, or ""; nil is the zero value. Of an enum it is the
// plain value.
func literalOf(v constant.Value, t *model.Type) string {
	const longest = 60
	if t.Kind == model.Named {
		t = t.Elem
	}
	text := ""
	switch number := t.Kind.Number(); {
	case v == nil && (number || t.Kind == model.Bool || t.Kind == model.Str):
		text = t.ZeroLiteral()
	case v == nil:
	case t.Kind == model.Bool:
		text = map[bool]string{true: "True", false: "False"}[constant.BoolVal(v)]
	case t.Kind == model.Str:
		text = strconv.QuoteToASCII(constant.StringVal(v))
	case t.Kind == model.Float32, t.Kind == model.Float64:
		x, _ := constant.Float64Val(v)
		if text = strconv.FormatFloat(x, 'g', -1, 64); !strings.ContainsAny(text, ".eIN") {
			text += ".0"
		}
	case number && t.Kind != model.Complex64 && t.Kind != model.Complex128:
		text = constant.ToInt(v).ExactString()
	}
	if len(text) > longest || t.Kind != model.Bool && t.Kind != model.Str && strings.ContainsAny(text, "IN") {
		return ""
	}
	return text
}
