package emit

import (
	"gophersnake/internal/model"
)

// genTapes writes, for every composite type, the function that reads it from a
// tape and the one that writes it. The linker drops those that nothing calls.
func genTapes(w *writer, m *model.Module) {
	for _, t := range m.Types {
		switch t.Kind {
		case model.Bytes:
			if t.Len >= 0 {
				genArray(w, t, "py.ReadByteArray(r, v[:])", "py.WriteBytes(w, v[:])")
			}
		case model.Array:
			if t.Elem.Kind == model.Obj {
				genArray(w, t, "py.ReadArray(r, v[:], "+t.Elem.Read+")", "py.WriteObjectArray(w, v[:])")
			} else if t.Elem.Kind.Number() {
				genArray(w, t, "py.ReadNumberArray(r, v[:])", "py.WriteNumberArray(w, v[:])")
			} else {
				genArray(w, t, "py.ReadArray(r, v[:], "+t.Elem.Read+")", "py.WriteArray(w, v[:], "+t.Elem.Write+")")
			}
		case model.List:
			if t.Direct {
				continue
			}
			write := "py.WriteList(w, v, " + t.Elem.Write + ")"
			if t.Elem.Kind == model.Obj {
				write = "py.WriteObjects(w, v)"
			}
			genPair(w, t, "return py.ReadList["+t.Go+"](r, "+t.Elem.Read+")", write)
		case model.Dict:
			genPair(w, t, "return py.ReadMap["+t.Go+"](r, "+t.Key.Read+", "+t.Elem.Read+")", "py.WriteMap(w, v, "+t.Key.Write+", "+t.Elem.Write+")")
		case model.Set:
			genPair(w, t, "return py.ReadSet["+t.Go+"](r, "+t.Key.Read+")", "py.WriteSet(w, v, "+t.Key.Write+")")
		case model.Opt:
			genPair(w, t, "return py.ReadOpt(r, "+t.Elem.Read+")", "py.WriteOpt(w, v, "+t.Elem.Write+")")
		case model.Callable:
			genCallable(w, t)
		case model.Boxed:
			plain := t.Class.Value
			genPair(w, t, "return py.ReadBox(r, func(r *py.Reader) "+t.Go+" { return "+parens(t.Go)+"("+plain.Read+"(r)) })", "py.WriteValue(w, v)")
		}
	}
}

func genPair(w *writer, t *model.Type, read, write string) {
	w.p("")
	w.p("func in%d(r *py.Reader) %s { %s }", t.ID, t.Go, read)
	w.p("func out%d(w *py.Writer, v %s) { %s }", t.ID, t.Go, write)
}

func genArray(w *writer, t *model.Type, read, write string) {
	w.p("")
	w.p("func in%d(r *py.Reader) (v %s) {", t.ID, t.Go)
	w.p("%s", read)
	w.p("return v")
	w.p("}")
	w.p("func out%d(w *py.Writer, v %s) { %s }", t.ID, t.Go, write)
}
