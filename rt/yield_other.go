//go:build go1.25 && !linux

package rt

// yield does something on Linux alone: what other schedulers do was not measured.
func yield() {}
