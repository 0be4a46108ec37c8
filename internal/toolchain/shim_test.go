package toolchain

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// answers is a library of one layer, and a shim that calls it.
func answers(t *testing.T, more string) Shim {
	return Shim{
		Source: []byte("#include \"layer/answer.h\"\nint PyInit__native(void) { return answer() + MORE; }\n"),
		Library: fstest.MapFS{
			"shim/layer/answer.h": {Data: []byte("int answer(void);\n")},
			"shim/layer/answer.c": {Data: []byte("#include \"layer/answer.h\"\n" + more + "int answer(void) { return 42; }\n")},
		},
		Out: filepath.Join(t.TempDir(), "shim.so"),
	}
}

// ofOwnCache finds the C compiler, and gives the test a cache of its own.
func ofOwnCache(t *testing.T) *Compiler {
	cc, err := FindC(t.Context())
	if err != nil {
		t.Skip(err)
	}
	t.Setenv("GOPHERSNAKE_CACHE", t.TempDir())
	return cc
}

func TestBuildShimWithFlagsOfOnesOwn(t *testing.T) {
	cc := ofOwnCache(t)
	s := answers(t, "")
	for _, c := range []struct {
		flags string
		built bool
	}{{"-DMORE=1 -g", true}, {"-DMORE=1 -g", false}, {"-DMORE=2 -g", true}} {
		t.Setenv("GOPHERSNAKE_CFLAGS", c.flags)
		if built, err := BuildShim(t.Context(), cc, s); err != nil || built.Compiled != c.built {
			t.Errorf("%s: built %v, want %v; %v", c.flags, built, c.built, err)
		}
	}
	t.Setenv("GOPHERSNAKE_CFLAGS", "")
	if _, err := BuildShim(t.Context(), cc, s); err == nil {
		t.Error("flags that are no longer asked for were used")
	}
}

func TestTheLibraryIsCompiledOnce(t *testing.T) {
	cc := ofOwnCache(t)
	t.Setenv("GOPHERSNAKE_CFLAGS", "-DMORE=1")
	objects := func(s Shim) []string {
		if _, err := BuildShim(t.Context(), cc, s); err != nil {
			t.Fatal(err)
		}
		l, err := openLibrary(s.Library)
		if err != nil {
			t.Fatal(err)
		}
		flags, _ := flagsOfShim(NamedSymbols, ABI{}, Machine{})
		paths, said, err := l.objects(t.Context(), cc, flags)
		if err != nil || said != "" {
			t.Fatal(said, err)
		}
		return paths
	}
	first := objects(answers(t, ""))
	other := answers(t, "")
	other.Source = append(other.Source, "int another;\n"...)
	if second := objects(other); len(first) != 1 || second[0] != first[0] {
		t.Errorf("another extension has other objects: %v, %v", first, second)
	}
	if third := objects(answers(t, "int more;\n")); third[0] == first[0] {
		t.Error("a changed library has the object of the old one")
	}
}

func TestWhatTheCompilerSaysIsToldOnce(t *testing.T) {
	cc := ofOwnCache(t)
	t.Setenv("GOPHERSNAKE_CFLAGS", "-DMORE=1")
	s := answers(t, "static int unused(void) { return 1; }\n")
	for _, want := range []bool{true, false} {
		built, err := BuildShim(t.Context(), cc, s)
		if err != nil || strings.Contains(built.Warnings, "unused") != want {
			t.Errorf("said %q, %v; want a word about the unused function: %v", built.Warnings, err, want)
		}
	}
}

// Files of a cache are damaged by full disks and machines that lose power, and cleaners
// remove old ones.
func TestADamagedCacheIsMended(t *testing.T) {
	cc := ofOwnCache(t)
	t.Setenv("GOPHERSNAKE_CFLAGS", "-DMORE=1")
	s := answers(t, "")
	build := func() string {
		t.Helper()
		if _, err := BuildShim(t.Context(), cc, s); err != nil {
			t.Fatal(err)
		}
		return read(t, s.Out)
	}
	want := build()
	cache := os.Getenv("GOPHERSNAKE_CACHE")
	damages := map[string]func(path string) error{
		"empty":   func(path string) error { return os.Truncate(path, 0) },
		"short":   func(path string) error { return os.Truncate(path, 20) },
		"removed": os.Remove,
	}
	for name, damage := range damages {
		for _, kept := range []string{"shims/*/*.so", "objects/*/*.o", "headers/*/shim/*/*.h"} {
			files, err := filepath.Glob(filepath.Join(cache, filepath.FromSlash(kept)))
			if err != nil || len(files) != 1 {
				t.Fatalf("%s: %v, %v", kept, files, err)
			}
			for _, shim := range []string{"keep", "forget"} {
				if shim == "forget" { // what it is made from is needed again
					if err := os.RemoveAll(filepath.Join(cache, "shims")); err != nil {
						t.Fatal(err)
					}
					if kept == "shims/*/*.so" {
						continue
					}
				}
				if err := damage(files[0]); err != nil {
					t.Fatal(err)
				}
				if got := build(); got != want {
					t.Errorf("%s %s: another shim was built", name, kept)
				}
				build() // all is there again
			}
		}
	}
}

// A compiler has other names in other places, where the same bytes must come out.
func TestTheNameOfTheCompilerDoesNotReachTheBytes(t *testing.T) {
	cc := ofOwnCache(t)
	t.Setenv("GOPHERSNAKE_CFLAGS", "-DMORE=1")
	s := answers(t, "")
	library := fstest.MapFS{}
	for path, file := range s.Library.(fstest.MapFS) {
		library[path] = file
	}
	for i := range 6 { // in one order of 720
		name := string(rune('a' + i))
		library["shim/"+name+"/"+name+".c"] = &fstest.MapFile{Data: []byte("__attribute__((constructor)) static void " + name + "(void) {}\n")}
	}
	s.Library = library
	real, err := exec.LookPath(cc.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	var first string
	for i := range 3 {
		link := filepath.Join(t.TempDir(), filepath.Base(real))
		if err := os.WriteFile(link, []byte("#!/bin/sh\nexec '"+real+"' \"$@\"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		named := &Compiler{Args: append([]string{link}, cc.Args[1:]...), Version: cc.Version}
		if _, err := BuildShim(t.Context(), named, s); err != nil {
			t.Fatal(err)
		}
		got := read(t, s.Out)
		if i == 0 {
			first = got
		} else if got != first {
			t.Error("the same compiler under another name made another shim")
		}
	}
}
