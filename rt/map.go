//go:build go1.25

package rt

func ReadMap[M ~map[K]V, K comparable, V any](r *Decoder, key func(*Decoder) K, value func(*Decoder) V) M {
	n := r.count()
	if n < 0 {
		return nil
	}
	m := make(M, n)
	for range n {
		k := key(r)
		m[k] = value(r)
	}
	return m
}

func WriteMap[M ~map[K]V, K comparable, V any](w *Encoder, m M, key func(*Encoder, K), value func(*Encoder, V)) {
	w.expect(2 * len(m))
	at := len(w.buf)
	w.word(0)
	w.place(mapAt(m))
	n := 0
	eachEntry(m, func(k K, v V) {
		key(w, k)
		value(w, v)
		n++
	})
	w.patch(at, uint64(n))
}

// ReadSet and WriteSet are for maps to struct{}.
func ReadSet[M ~map[K]V, K comparable, V any](r *Decoder, key func(*Decoder) K) M {
	n := r.count()
	if n < 0 {
		return nil
	}
	m := make(M, n)
	var there V
	for range n {
		m[key(r)] = there
	}
	return m
}

func WriteSet[M ~map[K]V, K comparable, V any](w *Encoder, m M, key func(*Encoder, K)) {
	at := len(w.buf)
	w.word(0)
	w.place(mapAt(m))
	n := 0
	eachEntry(m, func(k K, _ V) {
		key(w, k)
		n++
	})
	w.patch(at, uint64(n))
}
