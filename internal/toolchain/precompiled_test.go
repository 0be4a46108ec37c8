package toolchain

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gophersnake"
)

// Objects that were compiled before are linked in builds with the default flags and a compiler that nobody has named,
// and in no others. Those of the test can be told apart: they answer otherwise than the sources that they stand for.
func TestPrecompiledObjectsAreOfOneLibraryAndOneSetOfFlags(t *testing.T) {
	cc := ofOwnCache(t)
	if !cc.compilesForGlibc(t.Context(), Machine{}) {
		t.Skip("not a compiler for this machine's glibc")
	}
	cc.From = "PATH"
	sources := func(number string) fstest.MapFS {
		return fstest.MapFS{
			"shim/layer/answer.h": {Data: []byte("int answer(void);\n")},
			"shim/layer/answer.c": {Data: []byte("#include \"layer/answer.h\"\nint answer(void) { return " + number + "; }\n")},
		}
	}
	library := "" // the compiler of the last one
	build := func(cc *Compiler, s Shim) string {
		t.Helper()
		s.Source = []byte(`#include "layer/answer.h"
			__attribute__((visibility("default"))) int PyInit__native(void) { return answer(); }`)
		s.Out = filepath.Join(t.TempDir(), "shim.so")
		built, err := BuildShim(t.Context(), cc, s)
		if err != nil {
			t.Fatal(err)
		}
		library = built.Library
		return read(t, s.Out)
	}
	folder := t.TempDir()
	if err := Precompile(t.Context(), cc, sources("43"), Machine{}, folder); err != nil {
		t.Fatal(err)
	}
	l, err := openLibrary(sources("42"))
	if err != nil {
		t.Fatal(err)
	}
	flags, _ := flagsOfShim(NamedSymbols, ABI{}, Machine{})
	name := l.precompiledNames(Machine{}, libraryFlagsFor(Machine{}, flags))[0]
	made, err := fs.Glob(os.DirFS(folder), "*/*.o")
	if err != nil || len(made) != 1 || made[0] == name {
		t.Fatal(made, err)
	}
	object, err := os.ReadFile(filepath.Join(folder, made[0]))
	if err != nil {
		t.Fatal(err)
	}
	brought := fstest.MapFS{name: {Data: object}, filepath.Dir(name) + "/compiler": {Data: []byte("another")}}

	compiled := build(cc, Shim{Library: sources("42")})
	other := build(cc, Shim{Library: sources("43")})
	for range 2 { // the second is from the cache, which has both
		if got := build(cc, Shim{Library: sources("42"), Brought: brought}); got != other || got == compiled || library != "another" {
			t.Error("the object that was brought is not in the shim")
		}
		if got := build(cc, Shim{Library: sources("42")}); got != compiled || library != "" {
			t.Error("a tool that brings no objects has those of another one")
		}
	}
	if got := build(cc, Shim{Library: sources("43"), Brought: os.DirFS(folder)}); got != other {
		t.Error("an object of the same compiler makes another shim")
	}
	named := *cc
	named.From = "$CC"
	for what, got := range map[string]string{
		"another source":     build(cc, Shim{Library: sources("(42)"), Brought: brought}),
		"a compiler by name": build(&named, Shim{Library: sources("42"), Brought: brought}),
	} {
		if got != compiled {
			t.Errorf("%s: what was brought was linked", what)
		}
	}
	for what, s := range map[string]Shim{"lines": {Symbols: DebugSymbols}, "another ABI": {ABI: ABI3T}} {
		s.Library = sources("42")
		want := build(cc, s)
		if s.Brought = brought; build(cc, s) != want {
			t.Errorf("%s: what was brought was linked", what)
		}
	}
	t.Setenv("GOPHERSNAKE_CFLAGS", "-DMORE")
	want := build(cc, Shim{Library: sources("42")})
	if build(cc, Shim{Library: sources("42"), Brought: brought}) != want {
		t.Error("flags: what was brought was linked")
	}
}

func TestPrecompiledObjectsAreOfOneMachine(t *testing.T) {
	l, cc := ownLibrary(t)
	cc.From = "PATH"
	flags, _ := flagsOfShim(NamedSymbols, ABI{}, Machine{})
	flags = libraryFlagsFor(Machine{OS: "linux"}, flags)
	brought := fstest.MapFS{"linux_amd64/compiler": {}, "linux_arm64/compiler": {}}
	of := func(arch string) Machine { return Machine{OS: "linux", Arch: arch} }
	for _, name := range l.precompiledNames(of("amd64"), flags) {
		brought[name] = &fstest.MapFile{Data: []byte(name)}
	}
	if got := l.brought(brought, cc, of("amd64"), flags); got == nil || len(got.objects) != len(l.layers()) {
		t.Errorf("not all objects were found: %v", got)
	}
	if got := l.brought(brought, cc, of("arm64"), flags); got != nil {
		t.Error("another processor's objects were found")
	}
	delete(brought, l.precompiledNames(of("amd64"), flags)[0]) // all or none: layers know each other's structures
	if got := l.brought(brought, cc, of("amd64"), flags); got != nil {
		t.Error("one is missing, and the others were taken")
	}
}

// A test or a tool of the tree compiles what stands there.
func TestTheTreeBringsNoObjects(t *testing.T) {
	all, err := fs.Glob(gophersnake.Precompiled(), "*")
	if err != nil || !slices.Equal(all, []string{"README.md"}) {
		t.Error(all, err)
	}
}

func TestCompilersForAnotherLibraryOfC(t *testing.T) {
	for machine, want := range map[string]bool{
		"x86_64-linux-gnu": true, "x86_64-redhat-linux": true, "x86_64-conda-linux-gnu": true, "x86_64-pc-linux-gnu": true,
		"x86_64-alpine-linux-musl": false, "x86_64-linux-gnux32": false, "i686-linux-gnu": false, "aarch64-linux-gnu": false, "": false,
	} {
		cc := filepath.Join(t.TempDir(), "cc")
		if err := os.WriteFile(cc, []byte("#!/bin/sh\necho "+machine+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		c := &Compiler{Args: []string{cc}, From: "PATH"}
		if got := c.compilesForGlibc(t.Context(), Machine{OS: "linux", Arch: "amd64"}); got != want {
			t.Errorf("%s: %v", strings.TrimSpace(machine), got)
		}
	}
}
