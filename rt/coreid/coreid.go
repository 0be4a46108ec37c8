//go:build go1.25

// Package coreid names the build of a core, on systems whose symbols have no versions: a build
// puts a file in the place of this one, which exports a symbol with the build's ID in its name
// (internal/toolchain/core.go). It is a package of its own, since package main of a core has no
// folder in which cgo could run.
package coreid
