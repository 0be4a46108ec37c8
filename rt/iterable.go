//go:build go1.25

package rt

import (
	"iter"
	"runtime"
)

// An iterable is a Python iterable that Go holds, with what the shim needs: the type of
// its items, and the parameter that passed it.
type iterable struct {
	object Object
	items  [3]uint64
}

func readIterable(r *Decoder) iterable {
	i := iterable{object: Object{own(uintptr(r.word()), object)}}
	for n := range i.items {
		i.items[n] = r.word()
	}
	return i
}

// ReadSeq, ReadSeq2 and ReadErrors read an iterable as a sequence. Each range over it
// starts anew if Python's iterable does. An exception becomes a panic; in a sequence of
// values and errors it is the error of the last pair.
func ReadSeq[T any](r *Decoder, item func(*Decoder) T) iter.Seq[T] {
	from := readIterable(r)
	return func(yield func(T) bool) {
		must(from.each(func(r *Decoder) func() bool {
			v := item(r)
			return func() bool { return yield(v) }
		}))
	}
}

func ReadSeq2[K, V any](r *Decoder, key func(*Decoder) K, value func(*Decoder) V) iter.Seq2[K, V] {
	from := readIterable(r)
	return func(yield func(K, V) bool) {
		must(from.each(func(r *Decoder) func() bool {
			k := key(r)
			v := value(r)
			return func() bool { return yield(k, v) }
		}))
	}
}

func ReadErrors[T any](r *Decoder, item func(*Decoder) T) iter.Seq2[T, error] {
	from := readIterable(r)
	return func(yield func(T, error) bool) {
		err := from.each(func(r *Decoder) func() bool {
			v := item(r)
			return func() bool { return yield(v, nil) }
		})
		if err != nil {
			yield(*new(T), err)
		}
	}
}

func (i iterable) describe(w *Encoder) {
	for _, word := range i.items {
		w.word(word)
	}
}

func (i iterable) iterator() (Object, error) {
	k := calls.Get().(*Call)
	k.c.operation, k.c.object = opIterOf, cUintptr(i.object.ref.object)
	i.describe(&k.Args)
	err := k.Run()
	runtime.KeepAlive(i.object)
	if err != nil {
		return Object{}, err
	}
	v, _ := readValue(&k.Results).(Object)
	k.End()
	return v, nil
}

// each requests one item after the other. read reads one, and returns what to do with
// it after the call that brought it has ended.
func (i iterable) each(read func(*Decoder) func() bool) error {
	it, err := i.iterator()
	if err != nil {
		return err
	}
	for n := uint64(0); ; n++ {
		k := calls.Get().(*Call)
		k.c.operation, k.c.object = opItemOf, cUintptr(it.ref.object)
		k.Args.word(n)
		i.describe(&k.Args)
		err := k.Run()
		runtime.KeepAlive(it)
		if err != nil {
			return err
		}
		if k.Results.word() == 0 {
			k.End()
			return nil
		}
		yield := read(&k.Results)
		k.End()
		if !yield() {
			return nil
		}
	}
}

// must is for callbacks that have no error to return, like Call.MustRun.
func must(err error) {
	switch err {
	case nil:
	case ErrClosed:
		select {}
	default:
		panic(err)
	}
}
