package emit

import (
	"fmt"

	"gophersnake/internal/model"
)

// guardStep replaces a view by a protected copy in guard mode.
func guardStep(p *model.Param, arg, word int) string {
	size := "1"
	if plain := p.Type.Plain(); plain.Kind == model.List {
		size = "gs_number_size[" + plain.Elem.Kind.C() + "]"
	}
	writable := 0
	if p.Passing == model.Writable {
		writable = 1
	}
	return fmt.Sprintf("GS_GUARD(%d, %d, %s, %d)", arg, word, size, writable)
}

// lentFlags are the GS_LENT_* of shim/values/lent.h.
func lentFlags(p *model.Param) int {
	return oneIf(p.Passing == model.Written) + 2*oneIf(p.Writes) + 4*oneIf(p.Type.IsPointer())
}

// argumentType is the type in whose form an argument crosses.
func argumentType(p *model.Param) *model.Type {
	switch p.Way() {
	case model.ByCallable, model.ByWire:
		return p.Type
	}
	return p.Type.Plain()
}

func argumentStep(p *model.Param, arg, word int) string {
	way, t := p.Way(), argumentType(p)
	step := func(format string, more ...any) string {
		return fmt.Sprintf("GS_ARG_%s(%d, %d", way, arg, word) + fmt.Sprintf(format, more...) + ")"
	}
	switch way {
	case model.ByTimeout:
		return step(", %d", oneIf(t.InWords > 1))
	case model.ByNumber:
		return step(", %s", t.Kind.C())
	case model.ByWritable:
		item := "GS_U8"
		if t.Kind == model.List {
			item = t.Elem.Kind.C()
		}
		return step(", %s", item)
	case model.ByLent, model.ByLentWire:
		return step(", &T%d, %d", t.ID, lentFlags(p))
	case model.ByCallable, model.ByNumbers, model.ByWire:
		return step(", &T%d", t.ID)
	case model.ByObject, model.ByPointer:
		return fmt.Sprintf("GS_ARG_OBJECT(%d, %d, &C%d, %d)", arg, word, t.Class.ID, oneIf(way == model.ByPointer)+2*oneIf(p.Writes)+4*oneIf(p.InPlace))
	}
	return step("")
}
