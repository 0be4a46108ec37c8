package emit

import (
	"fmt"

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
			if arrayOfObjects(t) {
				genArray(w, t, "rt.ReadArray(r, v[:], "+t.Elem.Read+")", fmt.Sprintf("live%d(w, &v)", t.ID))
				genLiveArray(w, t)
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
			} else if arrayOfObjects(t.Elem) {
				write = fmt.Sprintf("rt.WriteLive(w, v, live%d)", t.Elem.ID)
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

// arrayOfObjects reports whether a type is an array of structs, or of such arrays.
func arrayOfObjects(t *model.Type) bool {
	return t.Kind == model.Array && (t.Elem.Kind == model.Obj || arrayOfObjects(t.Elem))
}

// genLiveArray writes the function that writes views of the items of an array in
// place.
func genLiveArray(w *writer, t *model.Type) {
	write := "rt.WriteObjectArray(w, v[:])"
	if t.Elem.Kind != model.Obj {
		write = fmt.Sprintf("rt.WriteLiveArray(w, v[:], live%d)", t.Elem.ID)
	}
	w.p("func live%d(w *rt.Writer, v *%s) { %s }", t.ID, t.Go, write)
}

// genStream writes the functions of an iterator or a channel. No channel comes
// from Python (convert.Table.In); the function that would read one is for the
// types that hold channels, whose own are there and never called.
func genStream(w *writer, t *model.Type) {
	of := t.Elem.Write
	read, write := "return rt.ReadSeq(r, "+t.Elem.Read+")", "rt.WriteSeq"
	switch {
	case t.Flow.Reader:
		read, write = `panic("readers go to Python only")`, "rt.WriteReader"
	case t.Kind == model.Channel:
		read, write = `panic("channels go to Python only")`, "rt.WriteChan"
	case t.Flow.Errors:
		read, write = "return rt.ReadErrors(r, "+t.Elem.Read+")", "rt.WriteErrors"
	case t.Key != nil:
		read, write = "return rt.ReadSeq2(r, "+t.Key.Read+", "+t.Elem.Read+")", "rt.WriteSeq2"
		of = t.Key.Write + ", " + of
	}
	genPair(w, t, read, write+"(w, v, "+of+")")
}
