package fetch

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/module"
	modzip "golang.org/x/mod/zip"

	"gophersnake/internal/toolchain"
)

// proxy is a module proxy in a folder.
type proxy struct {
	t   *testing.T
	dir string
}

// newProxy makes the go command use nothing else.
func newProxy(t *testing.T) *proxy {
	t.Helper()
	root := t.TempDir()
	t.Setenv("GOPROXY", "file://"+filepath.Join(root, "proxy"))
	t.Setenv("GOSUMDB", "off")
	t.Setenv("GOMODCACHE", filepath.Join(root, "modules"))
	t.Setenv("GOPHERSNAKE_CACHE", filepath.Join(root, "cache"))
	t.Cleanup(func() {
		// The module cache is read-only.
		if out, err := exec.Command("chmod", "-R", "u+w", filepath.Join(root, "modules")).CombinedOutput(); err != nil {
			t.Logf("chmod: %v\n%s", err, out)
		}
	})
	return &proxy{t, filepath.Join(root, "proxy")}
}

// add publishes a module. Without a go.mod the proxy makes one up, as real
// ones do.
func (p *proxy) add(path, version string, files map[string]string) {
	p.t.Helper()
	source := p.t.TempDir()
	for name, text := range files {
		file := filepath.Join(source, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			p.t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			p.t.Fatal(err)
		}
	}
	goMod, ok := files["go.mod"]
	if !ok {
		goMod = "module " + path + "\n"
	}
	var zipped bytes.Buffer
	if err := modzip.CreateFromDir(&zipped, module.Version{Path: path, Version: version}, source); err != nil {
		p.t.Fatal(err)
	}
	dir := filepath.Join(p.dir, filepath.FromSlash(path), "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		p.t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"list":            []byte(version + "\n"),
		version + ".info": []byte(`{"Version": "` + version + `", "Time": "2020-01-01T00:00:00Z"}`),
		version + ".mod":  []byte(goMod),
		version + ".zip":  zipped.Bytes(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			p.t.Fatal(err)
		}
	}
}

func fetch(t *testing.T, arg string, o Options) (*Source, error) {
	t.Helper()
	g, err := toolchain.FindGo(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s, err := Fetch(context.Background(), g, arg, o)
	if err != nil {
		return nil, err
	}
	s.Close()
	s.unlock = nil
	return s, nil
}

func TestFetch(t *testing.T) {
	p := newProxy(t)
	p.add("example.com/needed", "v1.0.0", map[string]string{"go.mod": "module example.com/needed\n", "n.go": "package needed\n\nconst N = 1\n"})
	p.add("example.com/needed/old", "v0.9.0", map[string]string{"go.mod": "module example.com/needed/old\n", "o.go": "package old\n"})
	// One from before modules, in a major version that its path does not tell,
	// whose requirements nobody has written down.
	p.add("example.com/ancient", "v3.2.0+incompatible", map[string]string{
		"a.go":             "// Package ancient is old. It works.\npackage ancient\n\nimport _ \"example.com/needed\"\n",
		"vendor/x/x.go":    "package x\n",
		"sub/s.go":         "package sub\n",
		"cmd/c/c.go":       "package main\n\nfunc main() {}\n",
		"internal/i/i.go":  "package i\n",
		"sub/more/more.go": "package more\n",
	})
	s, err := fetch(t, "example.com/ancient", Options{More: []string{"./..."}})
	if err != nil {
		t.Fatal(err)
	}
	want := &Source{
		Package: "example.com/ancient", Name: "ancient", Doc: "Package ancient is old.", Module: "example.com/ancient", Version: "v3.2.0+incompatible",
		Root: s.Root, Dir: filepath.Join(s.Root, "src"), Paths: []string{"example.com/ancient", "example.com/ancient/sub", "example.com/ancient/sub/more"},
	}
	if !reflect.DeepEqual(s, want) {
		t.Errorf("got  %+v\nwant %+v", s, want)
	}
	if _, err := os.Stat(filepath.Join(s.Dir, "vendor")); err == nil {
		t.Error("the vendor folder was copied")
	}
	if data, err := os.ReadFile(filepath.Join(s.Dir, "go.mod")); err != nil || string(data) != "module example.com/ancient\n" {
		t.Errorf("go.mod of the copy: %q, %v", data, err)
	}
	if data, err := os.ReadFile(filepath.Join(s.Root, "go.mod")); err != nil || !strings.Contains(string(data), "example.com/needed v1.0.0") || !strings.Contains(string(data), "replace example.com/ancient => ./src") {
		t.Errorf("our go.mod: %s, %v", data, err)
	}

	// A module whose replaces lead out of it is built without them, as for
	// anyone who requires it.
	p.add("example.com/replaces", "v1.0.0", map[string]string{
		"go.mod": "module example.com/replaces\n\ngo 1.20\n\nrequire example.com/needed v1.0.0\n\nreplace example.com/needed => ../needed\n",
		"r.go":   "package replaces\n\nimport _ \"example.com/needed\"\n",
	})
	if _, err := fetch(t, "example.com/replaces@v1.0.0", Options{}); err != nil {
		t.Errorf("replaces: %v", err)
	}
}

func TestFurtherPackagesAreThereOrAnError(t *testing.T) {
	p := newProxy(t)
	p.add("example.com/graph", "v1.0.0", map[string]string{
		"go.mod": "module example.com/graph\n", "simple/s.go": "package simple\n", "simple/deep/d.go": "package deep\n", "path/p.go": "package path\n",
		"cmd/c/c.go": "package main\n\nfunc main() {}\n", "internal/i/i.go": "package i\n",
	})
	const main = "example.com/graph/simple"
	for _, c := range []struct {
		more, want, fails string
	}{
		{"./path", "example.com/graph/path", ""},
		{"./simple/deep", "example.com/graph/simple/deep", ""},
		{"../path", "example.com/graph/path", ""},
		{"./deep", "example.com/graph/simple/deep", ""},
		{"example.com/graph/path", "example.com/graph/path", ""},
		{"./simple/...", "example.com/graph/simple/deep", ""},
		{"./nothing", "", "--package ./nothing: there is no such package in example.com/graph; a relative path begins at the root of the module"},
		{"./nothing/...", "", "--package ./nothing/...: there is no such package in example.com/graph"},
		{"../../other", "", "--package ../../other: there is no such package in example.com/graph"},
		{"./cmd/c", "", "--package ./cmd/c: example.com/graph/cmd/c is a command, not a package that can be imported"},
		{"./internal/i", "", "--package ./internal/i: example.com/graph/internal/i is internal to its module"},
	} {
		s, err := fetch(t, main, Options{More: []string{c.more}})
		switch {
		case c.fails != "":
			if err == nil || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%s: got %v, want %s", c.more, err, c.fails)
			}
		case err != nil:
			t.Errorf("%s: %v", c.more, err)
		case !slices.Equal(s.Paths, []string{main, c.want}):
			t.Errorf("%s: got %v, want %s", c.more, s.Paths, c.want)
		}
	}
}

func TestFetchPackagesOfOtherModules(t *testing.T) {
	p := newProxy(t)
	p.add("example.com/tool", "v1.1.0", map[string]string{"go.mod": "module example.com/tool\n", "sub/t.go": "package sub\n\nfunc F() {}\n"})
	p.add("example.com/uses", "v1.0.0", map[string]string{"go.mod": "module example.com/uses\n\ngo 1.20\n\nrequire example.com/tool v1.1.0\n", "u.go": "package uses\n\nimport _ \"example.com/tool/sub\"\n"})
	s, err := fetch(t, "example.com/uses", Options{More: []string{"example.com/tool/sub"}})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"example.com/uses", "example.com/tool/sub"}; !reflect.DeepEqual(s.Paths, want) {
		t.Errorf("got %v, want %v", s.Paths, want)
	}
	// Go takes no overlay in the module cache.
	if _, err := os.Stat(filepath.Join(s.Root, "src-example.com+tool", "sub", "t.go")); err != nil {
		t.Error(err)
	}
	if data, err := os.ReadFile(filepath.Join(s.Root, "go.mod")); err != nil || !strings.Contains(string(data), "replace example.com/tool => ./src-example.com+tool") {
		t.Errorf("our go.mod: %s, %v", data, err)
	}
}

func TestFetchNoPackage(t *testing.T) {
	p := newProxy(t)
	p.add("example.com/many", "v1.0.0", map[string]string{"go.mod": "module example.com/many\n", "a/a.go": "package a\n", "b/b.go": "package b\n", "c/c.go": "package main\n"})
	p.add("example.com/program", "v1.0.0", map[string]string{"go.mod": "module example.com/program\n", "p.go": "package main\n\nfunc main() {}\n"})
	for arg, want := range map[string]string{
		"example.com/many":        "holds no Go package; name one of these:\n  example.com/many/a\n  example.com/many/b",
		"example.com/program":     "is a command, not a package",
		"example.com/nowhere":     "example.com/nowhere",
		"example.com/many@v9.9.9": "v9.9.9",
		"./many":                  "not the import path",
		"no/such":                 "no package no/such in the standard library",
		"strings@v1.0.0":          "leave out @v1.0.0",
	} {
		if s, err := fetch(t, arg, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %+v, %v; want %s", arg, s, err, want)
		}
	}
	s, err := fetch(t, "example.com/many", Options{Any: true})
	if err != nil || !reflect.DeepEqual(s.Paths, []string{"example.com/many/a", "example.com/many/b"}) {
		t.Errorf("any: got %+v, %v", s, err)
	}
}

func TestFetchStandard(t *testing.T) {
	newProxy(t)
	s, err := fetch(t, "unicode/utf8", Options{More: []string{"unicode/utf16"}})
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "utf8" || s.Module != "" || !strings.HasPrefix(s.Version, "1.") || !reflect.DeepEqual(s.Paths, []string{"unicode/utf8", "unicode/utf16"}) {
		t.Errorf("got %+v", s)
	}
}
