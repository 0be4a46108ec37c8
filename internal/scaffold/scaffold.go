// Package scaffold writes the files of a new project.
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"unicode"

	modulepath "golang.org/x/mod/module"
)

//go:embed all:template
var templates embed.FS

// Names are what a new project is called in the places where it has a name.
type Names struct {
	Project string // the distribution: word-count
	Package string // the Go package: wordcount
	Import  string // what Python imports: wordcount; or json_go for json
	Module  string // the Go module: example.com/word-count
	Pattern string // where the package lies: "."
	Go      string // the language version: 1.25
}

// NamesOf derives a project's names from one that a user chose. The error is
// about the name of the Go package alone: a project that has one can do
// without. imported gives the name by which Python imports a Go package.
func NamesOf(name, module, goVersion string, imported func(goName string) string) (Names, error) {
	pkg := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
	pkg = strings.TrimLeft(pkg, "0123456789")
	if module == "" {
		module = "example.com/" + name
	}
	n := Names{Project: name, Package: pkg, Import: imported(pkg), Module: module, Pattern: ".", Go: goVersion}
	if err := modulepath.CheckImportPath(module); err != nil {
		return n, fmt.Errorf("the Go module: %w: choose another with --module", err)
	}
	if pkg == "" {
		return n, fmt.Errorf("no Go package can be named after %q: use a name with letters", name)
	}
	if why := notForPackages(pkg); why != "" {
		return n, fmt.Errorf("the Go package of a project %q would be called %s, and %s: choose another name", name, pkg, why)
	}
	return n, nil
}

// notForPackages says why no project can have a package of a name; "" where it
// can.
func notForPackages(pkg string) string {
	switch {
	case token.IsKeyword(pkg):
		return "that is a keyword of Go"
	case pkg == "main":
		return "that is a program, which can't be imported"
	case pkg == "init":
		return "Go imports no package called so"
	case pkg == "documentation":
		return "the go command passes over packages called so"
	case pkg == "internal" || pkg == "vendor" || pkg == "testdata":
		return "that means something else to the go command"
	case slices.Contains([]string{"gophersnake", "pip", "setuptools", "wheel", "pytest", "pluggy", "iniconfig", "packaging", "pygments"}, pkg):
		return "the project itself needs the Python package of that name, to be built, installed or tested"
	}
	return ""
}

// the files of a project, and the templates that they are made from. The
// names keep the go command and Python's tools away from the templates.
var files = []struct {
	name, template string
	part           Parts
}{
	{"go.mod", "go.mod.tmpl", Module},
	{"{{.Package}}.go", "package.go.tmpl", Code},
	{"{{.Package}}_test.go", "package_test.go.tmpl", Code},
	{"tests/test_{{.Package}}.py", "test_package.py.tmpl", Code},
	{"README.md", "README.md.tmpl", Code},
	{".gitignore", "gitignore.tmpl", Code},
	{"pyproject.toml", "pyproject.toml.tmpl", Description},
}

// Parts are what a project consists of: a set.
type Parts int

const (
	Module      Parts = 1 << iota // go.mod
	Code                          // a Go package, with tests
	Description                   // pyproject.toml
	All         = Module | Code | Description
)

// Create writes parts of a project into dir. A file that is there already is
// never touched: it fails before it writes anything. It returns the names of
// the files.
func Create(dir string, n Names, parts Parts) ([]string, error) {
	made := map[string][]byte{}
	var names []string
	for _, f := range files {
		if parts&f.part == 0 {
			continue
		}
		name, err := fill(f.name, []byte(f.name), n)
		if err != nil {
			return nil, err
		}
		text, err := templates.ReadFile("template/" + f.template)
		if err != nil {
			return nil, err
		}
		data, err := fill(f.template, text, n)
		if err != nil {
			return nil, err
		}
		path := filepath.Join(dir, filepath.FromSlash(string(name)))
		if _, err := os.Lstat(path); err == nil {
			if string(name) == ".gitignore" || string(name) == "README.md" {
				continue // the user's own will do
			}
			return nil, fmt.Errorf("%s is there already", path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		made[path] = data
		names = append(names, string(name))
	}
	for path, data := range made {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return nil, err
		}
	}
	return names, nil
}

func fill(name string, text []byte, n any) ([]byte, error) {
	t, err := template.New(name).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, n); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
