//go:build go1.25

package rt

import (
	"hash/maphash"
	"time"
)

// ReadTime reads an aware datetime: the same instant, in the same zone (zone.go).
func ReadTime(r *Decoder) time.Time {
	sec, ns, off, form := int64(r.word()), int64(r.word()), int(int64(r.word())), r.word()
	t := time.Unix(sec, ns)
	if form == 0 && off == 0 {
		return t.UTC()
	}
	return zoneIn(t, off, form, r.bytes(int(form>>1)))
}

func WriteTime(w *Encoder, t time.Time) {
	loc := t.Location()
	if loc == time.UTC {
		w.word(uint64(t.Unix()))
		w.word(uint64(t.Nanosecond()))
		w.word(0)
		w.word(0)
		return
	}
	abbreviation, off := t.Zone()
	w.word(uint64(t.Unix()))
	w.word(uint64(t.Nanosecond()))
	w.word(uint64(off))
	name, fixed := zoneName(loc, abbreviation, off)
	form := uint64(len(name)) << 1
	if fixed && name != "" {
		form |= zoneFixed
	}
	w.word(form)
	w.bytes([]byte(name))
}

// EqualTime reports whether two times are the same instant, as datetimes are equal:
// whatever their zones, and what the monotonic clock said.
func EqualTime(a, b *time.Time) bool {
	return a.Unix() == b.Unix() && a.Nanosecond() == b.Nanosecond()
}

func HashTime(t *time.Time) uint64 {
	return maphash.Comparable(seed, [2]int64{t.Unix(), int64(t.Nanosecond())})
}
