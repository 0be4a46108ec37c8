//go:build go1.25

package rt

import (
	"hash/maphash"
	"time"
)

// Time zones that are values by themselves; zone.go has those of times. Twin:
// shim/values/location.h.

// ReadLocation reads a zone; None is nil.
func ReadLocation(r *Decoder) *time.Location {
	if r.word() == 0 {
		return nil
	}
	offset, form := int(int64(r.word())), r.word()
	name := r.bytes(int(form >> 1))
	if form&zoneFixed != 0 {
		if offset == 0 && (len(name) == 0 || string(name) == "UTC") {
			return time.UTC
		}
		return zoneOf(name, offset)
	}
	loc := zoneNamed(name)
	if loc == nil {
		must(Raise("ValueError", "Go knows no time zone "+string(name)))
	}
	return loc
}

func WriteLocation(w *Encoder, loc *time.Location) {
	if loc == nil {
		w.word(0)
		return
	}
	z := zoneSeen(loc)
	form := uint64(len(z.name)) << 1
	if z.fixed {
		form |= zoneFixed
	}
	w.word(1)
	w.word(uint64(z.offset))
	w.word(form)
	w.bytes([]byte(z.name))
}

// seen is what Python sees of a zone. The offset of one that has a name alone is 0.
type seen struct {
	zoneKey
	fixed bool
}

func zoneSeen(loc *time.Location) seen {
	at := time.Unix(0, 0)
	if loc == time.Local {
		at = time.Now() // if its name can't be found, the present offset is the best to say
	}
	abbreviation, offset := at.In(loc).Zone()
	name, fixed := zoneName(loc, abbreviation, offset)
	if fixed || name == "" {
		return seen{zoneKey{name, offset}, true}
	}
	return seen{zoneKey{name, 0}, false}
}

func ReadLocationValue(r *Decoder) time.Location {
	if loc := ReadLocation(r); loc != nil {
		return *loc
	}
	return time.Location{}
}

func WriteLocationValue(w *Encoder, loc time.Location) { WriteLocation(w, &loc) }

// EqualLocation reports whether two zones are one in Python.
func EqualLocation(a, b *time.Location) bool { return a == b || zoneSeen(a) == zoneSeen(b) }

func HashLocation(loc *time.Location) uint64 { return maphash.Comparable(seed, zoneSeen(loc)) }
