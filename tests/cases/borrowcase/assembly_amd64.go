//go:build !purego

package borrowcase

//go:noescape
func firstOf(b []byte) byte

//go:noescape
func overwrite(b []byte)

// Without //go:noescape, as authors forget it.
func lastOf(b []byte) byte
