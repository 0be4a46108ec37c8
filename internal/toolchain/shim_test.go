package toolchain

import (
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
		if built, _, err := BuildShim(t.Context(), cc, s); err != nil || built != c.built {
			t.Errorf("%s: built %v, want %v; %v", c.flags, built, c.built, err)
		}
	}
	t.Setenv("GOPHERSNAKE_CFLAGS", "")
	if _, _, err := BuildShim(t.Context(), cc, s); err == nil {
		t.Error("flags that are no longer asked for were used")
	}
}

func TestTheLibraryIsCompiledOnce(t *testing.T) {
	cc := ofOwnCache(t)
	t.Setenv("GOPHERSNAKE_CFLAGS", "-DMORE=1")
	objects := func(s Shim) []string {
		if _, _, err := BuildShim(t.Context(), cc, s); err != nil {
			t.Fatal(err)
		}
		l, err := openLibrary(s.Library)
		if err != nil {
			t.Fatal(err)
		}
		flags, _ := flagsOfShim()
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
		_, said, err := BuildShim(t.Context(), cc, s)
		if err != nil || strings.Contains(said, "unused") != want {
			t.Errorf("said %q, %v; want a word about the unused function: %v", said, err, want)
		}
	}
}
