//go:build go1.25

package rt

// ReadChan reads an iterable as a channel. A goroutine sends its items and closes the
// channel at their end. If nobody receives, it waits for ever.
func ReadChan[C ~chan T | ~<-chan T, T any](r *Decoder, item func(*Decoder) T) C {
	items, c := ReadSeq(r, item), make(chan T)
	go Run(func() {
		defer close(c)
		for v := range items {
			c <- v
		}
	})
	return C(c)
}

// ReadSender reads a function as a channel that is sent to: a goroutine calls it with
// what is sent, until the channel is closed. None is nil.
func ReadSender[C ~chan<- T, T any](r *Decoder, read func(*Decoder) func(T)) C {
	f := read(r)
	if f == nil {
		return nil
	}
	c := make(chan T)
	go Run(func() {
		for v := range c {
			f(v)
		}
	})
	return C(c)
}

// WriteSender writes a channel that is sent to as a function that sends.
func WriteSender[C ~chan<- T, T any](w *Encoder, c C, write func(*Encoder, func(T))) {
	if c == nil {
		write(w, nil)
		return
	}
	write(w, func(v T) { c <- v })
}
