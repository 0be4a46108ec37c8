// Package gopherasync is what `make bench-async` awaits and `make bench-http`
// serves: a plain Go package, like bench/gopher, whose functions compute, wait,
// stream and call back. bench/peers/pyo3-async is the same in Rust.
package gopherasync

// Add1 returns x + 1. The tool proves it short, so that it runs within the call
// and its awaitable is finished at once.
func Add1(x int64) int64 { return x + 1 }

// Add1Looped does the same with a loop, which the tool takes for something that
// may last: it runs in a goroutine, and whoever awaits it is woken.
func Add1Looped(x int64) int64 {
	for range 1 {
		x++
	}
	return x
}
