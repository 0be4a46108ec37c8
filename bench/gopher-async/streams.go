package gopherasync

import "iter"

// Count gives the integers from 0 up to, and without, n.
func Count(n int64) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// CountChan gives the same through a channel.
func CountChan(n int64) <-chan int64 {
	items := make(chan int64, 1024)
	go func() {
		defer close(items)
		for i := range n {
			items <- i
		}
	}()
	return items
}
