package emit

import (
	"fmt"

	"gophersnake/internal/model"
)

// A memory writes the Go expressions of rt.Memory: how Go remembers values of which Python has copies, and sees
// whether they have changed.
type memory struct {
	maps  bool   // those in the values are looked at
	boxes string // the expression of the rt.Boxes of the call; "" where there can be none
}

// memoryOf is that of what is lent.
func memoryOf(p *model.Param, word int) memory {
	return memory{!p.Shallow, fmt.Sprintf("wire%d.Boxes()", word)}
}

// item is the memory of the items of a list or of bytes, and how they are written.
func (m memory) item(t *model.Type) (of, write string) {
	if t.Elem == nil {
		return "rt.Plain[byte]()", "rt.WriteInt[byte]"
	}
	return m.of(t.Elem), t.Elem.Write
}

// of is the memory of a type.
func (m memory) of(t *model.Type) string {
	if deep := m.deep(t); deep != "" {
		return deep
	}
	return "rt.Plain[" + t.Go + "]()"
}

// entry is the memory of the values of a map.
func (m memory) entry(t *model.Type) string {
	if t.Kind == model.Dict {
		return m.value(t.Elem)
	}
	return "rt.Values[struct{}]()"
}

// value is the same of a value of a map.
func (m memory) value(t *model.Type) string {
	if deep := m.deep(t); deep != "" {
		return deep
	}
	return "rt.Values[" + t.Go + "]()"
}

// deep is the memory of a type whose values share memory of which Python has copies; else "".
func (m memory) deep(t *model.Type) string {
	plain := t.Plain()
	switch plain.Kind {
	case model.Boxed:
		return m.box(plain)
	case model.Any:
		if t.IsAny() && m.maps {
			return "rt.Anys[" + t.Go + "]()"
		}
	case model.Opt:
		if t.Kind == model.Opt && t.IsPointer() {
			return "rt.Pointees[" + t.Elem.Go + "](" + m.value(t.Elem) + ")"
		}
	default:
		return m.items(plain, plain.Go)
	}
	return ""
}

// items is that of lists, arrays, dicts and sets, which are of a type in Go.
func (m memory) items(t *model.Type, spelled string) string {
	switch t.Kind {
	case model.List:
		return "rt.Slices[" + spelled + "](" + m.of(t.Elem) + ")"
	case model.Bytes:
		if t.IsSlice() {
			return "rt.Slices[" + spelled + "](rt.Plain[byte]())"
		}
	case model.Dict, model.Set:
		if m.maps {
			return "rt.Maps[" + spelled + "](" + m.entry(t) + ")"
		}
	case model.Array:
		if item := m.deep(t.Elem); item != "" {
			return "rt.Arrays[" + spelled + "](" + item + ")"
		}
	}
	return ""
}

// box is that of a box.
func (m memory) box(t *model.Type) string {
	switch {
	case t.Items() == nil:
		return ""
	case !t.ContainsItself():
		return m.boxed(t)
	case t.IsMap() && !m.maps:
		return ""
	}
	return fmt.Sprintf("rt.Later(func() rt.Memory[%s] { return memory%d(%s, %t) })", t.Go, t.ID, m.boxes, m.maps)
}

// genMemory writes the memory of a box that can contain itself. The linker drops it where nothing asks for it.
func genMemory(w *writer, t *model.Type) {
	if t.Kind != model.Boxed || t.Items() == nil || !t.ContainsItself() {
		return
	}
	w.p("func memory%d(boxes *rt.Boxes, maps bool) rt.Memory[%s] {", t.ID, t.Go)
	if deep := (memory{maps: false, boxes: "boxes"}).boxed(t); deep != "" {
		w.p("if !maps { return %s }", deep)
	}
	w.p("return %s", memory{maps: true, boxes: "boxes"}.boxed(t))
	w.p("}")
}

func (m memory) boxed(t *model.Type) string {
	deep := m.items(t.Items(), t.Go)
	if deep == "" || t.IsSharingArray() { // which Go gets as a copy
		return deep
	}
	return "rt.Boxed(" + m.boxes + ", " + deep + ")"
}
