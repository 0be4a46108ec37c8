// Package gophersnake carries the sources that every extension is built
// from: the C runtime of the shim and the Go runtime of the core. They ship
// inside the tool, so that tool and runtime can never disagree.
package gophersnake

import (
	"embed"
	"io/fs"
)

// Shim holds shim/: the C library that a generated shim is compiled with and
// linked to.
//
//go:embed all:shim
var Shim embed.FS

// Runtime holds rt/, the Go package that every core imports as
// "gophersnake/rt", and py/, which authors may import.
//
//go:embed all:rt all:py
var Runtime embed.FS

//go:embed all:precompiled
var precompiled embed.FS

// Precompiled holds objects of shim/ that were compiled together with this
// program, if it is that of a wheel (python/own_backend.py): folders of
// platforms, and in them names that internal/toolchain gives.
func Precompiled() fs.FS {
	objects, err := fs.Sub(precompiled, "precompiled")
	if err != nil {
		panic(err) // of a name that is valid
	}
	return objects
}
