package toolchain

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Shim is the input for the C half of one extension.
type Shim struct {
	Source  []byte   // generated: one C file of tables and thunks
	Loops   [][]byte // C files of loops that were translated from Go (internal/vectorise)
	Library fs.FS    // holds shim/
	Brought fs.FS    // holds objects of it that were compiled before; nil if there are none
	Symbols Symbols
	ABI     ABI
	For     Machine
	Out     string
}

// compileFlags are for the library and for what is generated: a section for each
// function and variable, so that the linker leaves out what an extension has no use
// for.
//
// Frame pointers let profilers and debuggers walk the stack, as they do in Python itself
// and in Go (PEP 831). Measured: 1.5 ns of the 87 of a call of nothing, else no difference.
var compileFlags = []string{"-fPIC", "-O2", "-g0", "-fno-omit-frame-pointer", "-mno-omit-leaf-frame-pointer", "-fvisibility=hidden", "-ffunction-sections", "-fdata-sections", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Wundef",
	"-Wno-gnu-variable-sized-type-not-at-end"} // clang's; words follow a frame as bytes follow a bytes object

// libraryFlags are for the library alone: its loops over items call Python's API once
// or more for each, and are up to 12 % faster where that does not go through stubs.
// Thunks gain nothing by it (bytes_len was 2 % slower).
var libraryFlags = []string{"-fno-plt"}

// libraryFlagsFor are the flags of the library among those of all.
func libraryFlagsFor(m Machine, flags []string) []string {
	return compileFlagsFor(m, append(slices.Clone(flags), libraryFlags...))
}

// generatedFlags come after those for what is generated: a thunk is a list of inline
// steps with constant arguments, of which -O2 makes no faster code, in twice the time.
var generatedFlags = []string{"-O1"}

// shimExports are the symbols that others find in a shim.
const shimExports = "{ global: PyInit_*; PyModExport_*; gophersnake_signals_1; gophersnake_subinterpreter; _polars_plugin_*; local: *; };\n"

// flagsOfShim adds the flags of $GOPHERSNAKE_CFLAGS, such as sanitizers. With such
// flags the shim is stripped of nothing.
func flagsOfShim(symbols Symbols, abi ABI, m Machine) (compile, link []string) {
	defer func() { compile = compileFlagsFor(m, append(compile, abi.flags()...)) }()
	linkFlags, _ := shimLinking(m, abi)
	if own := strings.Fields(os.Getenv("GOPHERSNAKE_CFLAGS")); len(own) > 0 {
		return append(slices.Clone(compileFlags), own...), append(slices.Clone(linkFlags), own...)
	}
	compile, link = symbols.cFlags()
	return append(slices.Clone(compileFlags), compile...), append(slices.Clone(linkFlags), symbols.symbolFlags(m, link)...)
}

// Built is what BuildShim says.
type Built struct {
	Compiled bool   // it was not in the cache
	Warnings string // what the compiler said
	Library  string // the compiler of the library, if it came with the tool
}

// BuildShim makes the C half of an extension, or takes it from the cache: an edit of
// a Go function's body changes nothing in it.
func BuildShim(ctx context.Context, cc *Compiler, s Shim) (Built, error) {
	library, err := openLibrary(s.Library)
	if err != nil {
		return Built{}, err
	}
	cache, err := CacheDir()
	if err != nil {
		return Built{}, err
	}
	_, libs := shimLinking(s.For, s.ABI)
	flags, link := flagsOfShim(s.Symbols, s.ABI, s.For)
	// The folder of the library's sources is named after their content.
	sources := []string{filepath.Base(filepath.Dir(library.include)), string(s.Source), string(bytes.Join(s.Loops, []byte{0}))}
	shims := filepath.Join(cache, "shims")
	brought := library.brought(s.Brought, cc, s.For, libraryFlagsFor(s.For, flags))
	kept := func() (at, path string, data []byte) {
		// Of another compiler, the objects of the library make another shim.
		at = stem(shims, keyOf(cc, sources, flags, link, libs, []string{brought.digest()}))
		path, data = find(at, ".so")
		return at, path, data
	}
	at, path, data := kept()
	if path == "" && brought != nil && !cc.compilesForGlibc(ctx, s.For) {
		brought = nil
		at, path, data = kept()
	}
	built := Built{Library: brought.by()}
	if path == "" {
		built.Compiled = true
		if data, built.Warnings, err = linkShim(ctx, cc, library, s, brought, flags, link, libs, at); err != nil {
			return Built{}, err
		}
		removeUnused(shims)
	}
	return built, WriteIfChanged(s.Out, data)
}

// linkShim compiles what is generated and links it with the library.
func linkShim(ctx context.Context, cc *Compiler, library *library, s Shim, brought *precompiled, flags, link, libs []string, stem string) ([]byte, string, error) {
	var (
		objects   []string
		ofLibrary string
		err       error
	)
	if brought != nil {
		objects, err = brought.keep()
	} else {
		objects, ofLibrary, err = library.objects(ctx, cc, libraryFlagsFor(s.For, flags))
	}
	if err != nil {
		return nil, "", err
	}
	if err := os.MkdirAll(filepath.Dir(stem), 0o755); err != nil {
		return nil, "", err
	}
	tmp, err := os.MkdirTemp(filepath.Dir(stem), "new-")
	if err != nil {
		return nil, "", err
	}
	defer os.RemoveAll(tmp)
	for name, data := range map[string][]byte{"shim.c": s.Source, "shim.exports": []byte(shimExports)} {
		if err := os.WriteFile(filepath.Join(tmp, name), data, 0o644); err != nil {
			return nil, "", err
		}
	}
	if len(s.Loops) > 0 {
		loops, err := library.loops(ctx, cc, append(slices.Clone(flags), LoopFlags...), s.Loops)
		if err != nil {
			return nil, "", err
		}
		objects, libs = append(objects, loops...), append(slices.Clone(libs), mathLibrary(s.For)...)
	}
	if s.For.GoOS() == "windows" {
		python, err := library.importLibrary(ctx, cc, tmp)
		if err != nil {
			return nil, "", err
		}
		libs = append([]string{python}, libs...)
	}
	args := append(append(library.flags(flags), generatedFlags...), link...)
	args = append(append(append(args, "-o", "shim.so", "shim.c"), objects...), libs...)
	said, err := compile(ctx, cc, tmp, args)
	if err != nil {
		return nil, "", err
	}
	_, data, err := keep(filepath.Join(tmp, "shim.so"), stem, ".so")
	return data, strings.TrimSpace(ofLibrary + "\n" + said), err
}
