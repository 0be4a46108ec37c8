//go:build go1.25

package rt

import "time"

// ReadTime reads an aware datetime: the same instant, in UTC or in a zone with
// the same offset and no name.
func ReadTime(r *Reader) time.Time {
	sec, ns, off := int64(r.word()), int64(r.word()), int(int64(r.word()))
	t := time.Unix(sec, ns)
	if off == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", off))
}

func WriteTime(w *Writer, t time.Time) {
	_, off := t.Zone()
	w.word(uint64(t.Unix()))
	w.word(uint64(t.Nanosecond()))
	w.word(uint64(off))
}
