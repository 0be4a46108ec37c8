// The command precompile compiles the C library of extensions for the wheels of gophersnake.
//
//	precompile ZIG FOLDER GOOS/GOARCH
//
// It is run by python/own_backend.py, and is part of no wheel.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"gophersnake"
	"gophersnake/internal/toolchain"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: precompile ZIG FOLDER GOOS/GOARCH")
		os.Exit(2)
	}
	system, arch, _ := strings.Cut(os.Args[3], "/")
	m := toolchain.Machine{OS: system, Arch: arch, Zig: true}
	ctx := context.Background()
	cc, err := toolchain.Zig(ctx, os.Args[1], m)
	if err == nil {
		err = toolchain.Precompile(ctx, cc, gophersnake.Shim, m, os.Args[2])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "precompile:", err)
		os.Exit(1)
	}
}
