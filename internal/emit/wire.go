package emit

import "gophersnake/internal/model"

// genWire writes, for each composite type, the functions that decode and encode it. The
// linker drops those that nothing calls.
func genWire(w *writer, m *model.Module) {
	for _, t := range m.Types {
		switch {
		case t.Func != nil:
			genCallable(w, t)
		case t.Flow != nil:
			genStream(w, t)
		case t.ReadBody != "":
			genPair(w, t, t.ReadBody, t.WriteBody)
		}
		if t.LiveBody != "" {
			w.p("func %s(w *rt.Encoder, v *%s) { %s }", t.Live, t.Go, t.LiveBody)
		}
	}
}

func genPair(w *writer, t *model.Type, read, write string) {
	w.p("")
	w.p("func in%d(r *rt.Decoder) %s { %s }", t.ID, t.Go, read)
	w.p("func out%d(w *rt.Encoder, v %s) { %s }", t.ID, t.Go, write)
}

// genStream writes the functions of an iterator or a channel. A channel can't come from
// Python (convert.Table.In); its decode function exists only for types that contain
// channels, and is never called.
func genStream(w *writer, t *model.Type) {
	of := t.Elem.Write
	read, write := "return rt.ReadSeq(r, "+t.Elem.Read+")", "rt.WriteSeq"
	switch {
	case t.Flow.Reader:
		read, write = t.ReadBody, "rt.WriteReader"
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
