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
				genArray(w, t, "rt.ReadByteArray(r, v[:])", "rt.WriteBytes(w, v[:])")
			}
		case model.Array:
			if t.Elem.Kind == model.Obj {
				genArray(w, t, "rt.ReadArray(r, v[:], "+t.Elem.Read+")", "rt.WriteObjectArray(w, v[:])")
			} else if t.Elem.Kind.Number() {
				genArray(w, t, "rt.ReadNumberArray(r, v[:])", "rt.WriteNumberArray(w, v[:])")
			} else {
				genArray(w, t, "rt.ReadArray(r, v[:], "+t.Elem.Read+")", "rt.WriteArray(w, v[:], "+t.Elem.Write+")")
			}
		case model.List:
			if t.Direct {
				continue
			}
			write := "rt.WriteList(w, v, " + t.Elem.Write + ")"
			if t.Elem.Kind == model.Obj {
				write = "rt.WriteObjects(w, v)"
			}
			genPair(w, t, "return rt.ReadList["+t.Go+"](r, "+t.Elem.Read+")", write)
		case model.Dict:
			genPair(w, t, "return rt.ReadMap["+t.Go+"](r, "+t.Key.Read+", "+t.Elem.Read+")", "rt.WriteMap(w, v, "+t.Key.Write+", "+t.Elem.Write+")")
		case model.Set:
			genPair(w, t, "return rt.ReadSet["+t.Go+"](r, "+t.Key.Read+")", "rt.WriteSet(w, v, "+t.Key.Write+")")
		case model.Opt:
			genPair(w, t, "return rt.ReadOpt(r, "+t.Elem.Read+")", "rt.WriteOpt(w, v, "+t.Elem.Write+")")
		case model.Callable:
			genCallable(w, t)
		case model.Stream, model.Channel:
			genStream(w, t)
		case model.Boxed:
			plain := t.Class.Value
			genPair(w, t, "return rt.ReadBox(r, func(r *rt.Reader) "+t.Go+" { return "+parens(t.Go)+"("+plain.Read+"(r)) })", "rt.WriteValue(w, v)")
		}
	}
}

func genPair(w *writer, t *model.Type, read, write string) {
	w.p("")
	w.p("func in%d(r *rt.Reader) %s { %s }", t.ID, t.Go, read)
	w.p("func out%d(w *rt.Writer, v %s) { %s }", t.ID, t.Go, write)
}

func genArray(w *writer, t *model.Type, read, write string) {
	w.p("")
	w.p("func in%d(r *rt.Reader) (v %s) {", t.ID, t.Go)
	w.p("%s", read)
	w.p("return v")
	w.p("}")
	w.p("func out%d(w *rt.Writer, v %s) { %s }", t.ID, t.Go, write)
}

// genStream writes the function that gives a stream to Python. None comes from
// there (convert.Table.In); the function that would read one is for lists of
// streams, whose own is there and never called.
func genStream(w *writer, t *model.Type) {
	write := "rt.WriteSeq(w, v, " + t.Elem.Write + ")"
	switch {
	case t.Kind == model.Channel:
		write = "rt.WriteChan(w, v, " + t.Elem.Write + ")"
	case t.Flow.Errors:
		write = "rt.WriteErrors(w, v, " + t.Elem.Write + ")"
	case t.Key != nil:
		write = "rt.WriteSeq2(w, v, " + t.Key.Write + ", " + t.Elem.Write + ")"
	}
	genPair(w, t, `panic("streams go to Python only")`, write)
}
