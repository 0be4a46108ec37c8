package toolchain

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, root string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// openTest opens the injection of a module below a new folder.
func openTest(t *testing.T, files map[string]string, module string, tags ...string) (*Injection, string) {
	t.Helper()
	t.Setenv("GOFLAGS", "")
	t.Setenv("GOWORK", "")
	g, err := FindGo(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	write(t, root, files)
	work := filepath.Join(root, "work folder")
	injection, err := Inject(context.Background(), g, filepath.Join(root, module), filepath.Join(root, "run time"), work, tags)
	if err != nil {
		t.Fatal(err)
	}
	return injection, root
}

func TestModuleInjection(t *testing.T) {
	const goMod = "module example.com/m\n\nreplace example.com/x => ../x"
	d, root := openTest(t, map[string]string{"m/go.mod": goMod, "m/go.sum": "sums"}, "m", "a", "b")
	if d.Kind != ModuleInjection || d.Dir != filepath.Join(root, "m") {
		t.Errorf("got %+v", d)
	}
	work := filepath.Join(root, "work folder")
	want := goMod + "\nrequire gophersnake v0.0.0\nreplace gophersnake => \"" + filepath.Join(root, "run time") + "\"\n"
	if got := read(t, filepath.Join(work, "go.mod")); got != want {
		t.Errorf("go.mod is\n%s\nwant\n%s", got, want)
	}
	if got := read(t, filepath.Join(work, "go.sum")); got != "sums" {
		t.Errorf("go.sum is %q", got)
	}
	flags := strings.Join(d.Flags, " ")
	if want := "-mod=readonly -modfile=" + filepath.Join(work, "go.mod") + " -buildvcs=false -tags=a,b"; flags != want {
		t.Errorf("flags are %s, want %s", flags, want)
	}
}

func TestWorkspaceInjection(t *testing.T) {
	files := map[string]string{
		"go.work": "go 1.25\n\nuse (\n\t./a\n\t./b\n)\n\nreplace example.com/x => ./x\n", "go.work.sum": "sums",
		"a/go.mod": "module example.com/a\n", "b/go.mod": "module example.com/b\n", "x/go.mod": "module example.com/x\n",
	}
	d, root := openTest(t, files, "a")
	if d.Kind != WorkspaceInjection || d.Dir != filepath.Join(root, "a") {
		t.Errorf("got %+v", d)
	}
	got := read(t, filepath.Join(root, "work folder", "go.work"))
	for _, want := range []string{"go 1.25", filepath.Join(root, "a"), filepath.Join(root, "b"), filepath.Join(root, "run time"), "replace example.com/x => " + filepath.Join(root, "x")} {
		if !strings.Contains(got, want) {
			t.Errorf("go.work lacks %s:\n%s", want, got)
		}
	}
	if got := read(t, filepath.Join(root, "work folder", "go.work.sum")); got != "sums" {
		t.Errorf("go.work.sum is %q", got)
	}
	// A module that the workspace does not use stands on its own.
	if d, _ := openTest(t, files, "x"); d.Kind != ModuleInjection {
		t.Errorf("x: got %+v", d)
	}
}

func TestVendorInjection(t *testing.T) {
	d, root := openTest(t, map[string]string{
		"m/go.mod": "module example.com/m\n\ngo 1.20\n", "m/m.go": "package m", "m/sub/s.go": "package sub", "m/.git/x": "",
		"m/nested/go.mod": "module example.com/n\n", "m/vendor/modules.txt": "# example.com/x v1.0.0", "m/vendor/example.com/x/x.go": "package x",
		"run time/py/py.go": "package py", "run time/rt/rt.go": "package rt", "run time/rt/logging/l.go": "package logging", "run time/rt/slogging/s.go": "package slogging", "run time/rt/coreid/c.go": "package coreid", "run time/go.mod": "module gophersnake\n",
	}, "m")
	if d.Kind != VendorInjection || d.ModuleDir != filepath.Join(root, "m") {
		t.Errorf("got %+v", d)
	}
	if got := d.Map(filepath.Join(root, "m", "sub")); got != filepath.Join(d.Dir, "sub") {
		t.Errorf("sub is mapped to %s", got)
	}
	if got := d.Map(root); got != root {
		t.Errorf("what lies outside is mapped to %s", got)
	}
	for name, want := range map[string]string{
		"m.go": "package m", "sub/s.go": "package sub", "vendor/example.com/x/x.go": "package x", "vendor/gophersnake/py/py.go": "package py",
		"vendor/modules.txt": "# example.com/x v1.0.0\n# gophersnake v0.0.0\n## explicit\ngophersnake/py\ngophersnake/rt\ngophersnake/rt/logging\ngophersnake/rt/slogging\ngophersnake/rt/coreid\n",
		"go.mod":             "module example.com/m\n\ngo 1.20\n\nrequire gophersnake v0.0.0\n",
	} {
		if got := read(t, filepath.Join(d.Dir, name)); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{".git", "nested"} {
		if _, err := os.Stat(filepath.Join(d.Dir, name)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s was copied", name)
		}
	}
	// Before go 1.14 a vendor folder does not count unless a flag says so.
	old := map[string]string{"m/go.mod": "module example.com/m\n\ngo 1.13\n", "m/vendor/modules.txt": ""}
	if d, _ := openTest(t, old, "m"); d.Kind != ModuleInjection {
		t.Errorf("go 1.13: got %+v", d)
	}
}

func TestFindModule(t *testing.T) {
	root := t.TempDir()
	write(t, root, map[string]string{"m/go.mod": "module m", "m/a/b/x.go": ""})
	got, err := FindModule(filepath.Join(root, "m", "a", "b"))
	if err != nil || got != filepath.Join(root, "m") {
		t.Errorf("got %s, %v", got, err)
	}
	if got, err := FindModule(root); err == nil {
		t.Errorf("got %s without a go.mod", got)
	}
}
