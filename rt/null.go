//go:build go1.25

package rt

// Values that may be missing, as those of database/sql: a struct of a value and a bool. In a
// wire buffer they are as a pointer to the value.

// ReadNull reads a value; None is one that is not valid.
func ReadNull[T any](r *Decoder, value func(*Decoder) T) (v T, valid bool) {
	if r.word() == 0 {
		return v, false
	}
	return value(r), true
}

func WriteNull[T any](w *Encoder, v T, valid bool, value func(*Encoder, T)) {
	if !valid {
		w.word(0)
		return
	}
	w.word(1)
	value(w, v)
}
