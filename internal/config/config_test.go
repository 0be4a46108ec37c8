package config

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// project makes a folder of files; the names of folders end with a slash.
func project(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRead(t *testing.T) {
	dir := project(t, map[string]string{
		"README.md": "# Words\n", "LICENSE": "free", "LICENSES/x": "", "textstats/t.go": "", "more/m.go": "",
		"pyproject.toml": `
[build-system]
requires = ["gophersnake"]
[project]
name = "word-count"
version = "1.0"
description = "Counts words"
readme = "README.md"
license = "MIT"
authors = [{name = "A", email = "a@example.com"}]
urls = {Source = "https://example.com/s", Docs = "https://example.com/d"}
dependencies = ["numpy"]
[project.scripts]
words = "words:main"
[tool.gophersnake]
packages = ["textstats", "./more"]
name = "words"
tags = ["fast"]
fast-crossing = true
[tool.gophersnake.bind."Index.Find"]
name = "search"
skip = true
raises = ["ErrNotFound=KeyError", "ErrBad=ValueError"]
async = false
[tool.other]
anything = 1
`})
	p, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := &Project{
		Dir: dir, Packages: []string{"./textstats", "./more"}, ImportName: "words", Tags: []string{"fast"}, FastCrossing: true, Described: true,
		Bind: map[string][]string{"Index.Find": {"//py:name search", "//py:raises ErrNotFound=KeyError", "//py:raises ErrBad=ValueError", "//py:skip"}},
		Metadata: Metadata{
			Name: "word-count", Version: "1.0", Description: "Counts words", Readme: "# Words\n", ReadmeFile: "README.md", ReadmeType: "text/markdown",
			License: "MIT", LicenseFiles: []string{"LICENSE"}, Authors: []Person{{"A", "a@example.com"}},
			URLs:         []Link{{"Docs", "https://example.com/d"}, {"Source", "https://example.com/s"}},
			Dependencies: []string{"numpy"}, Scripts: map[string]string{"words": "words:main"},
		},
	}
	if !reflect.DeepEqual(p, want) {
		t.Errorf("got  %+v\nwant %+v", p, want)
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"[tool.gophersnake]\npakage = \"x\"":                                                         `line 2: [tool.gophersnake] has no key "pakage"`,
		"[tool.gophersnake]\npackage = \"x\"\npackages = [\"y\"]":                                    `both "package" and "packages"`,
		"[tool.gophersnake]\nfeatures = [\"x\"]":                                                     "features\", which is maturin's: write Go build tags",
		"[tool.gophersnake]\nmodule-name = \"a-b\"":                                                  `module-name "a-b" cannot be imported`,
		"[project]\nname = \"a\"\nversion = \"1\"\ndependancies = []":                                `line 4: [project] has no key "dependancies" (dependencies?); it knows name, `,
		"[project]\nname = \"a\"\nversion = \"1\"\nhomepage = \"x\"":                                 `[project] has no key "homepage"; it knows`,
		"\xef\xbb\xbf[project]":                                                                      "with a byte order mark",
		"\xff\xfe[\x00":                                                                              "is in UTF-16",
		"[tool.gophersnake]\npackage = \"/x\"":                                                       "relative to pyproject.toml",
		"[tool.gophersnake]\npackage = \"nowhere\"":                                                  `package "nowhere": there is no such folder`,
		"[tool.gophersnake]\nname = \"a.class\"":                                                     "no keyword",
		"[tool.gophersnake]\nname = \"a-b\"":                                                         "cannot be imported",
		"[tool.gophersnake]\ntags = \"x\"":                                                           "line 2:",
		"[tool.gophersnake.bind.X]\nsignature = 1":                                                   `bind."X".signature is a int64`,
		"[project]\nversion = \"1\"":                                                                 "has no name",
		"[project]\nname = \"a\"":                                                                    "has no version",
		"[project]\nname = \"a\"\nversion = \"1\"\ndynamic = [\"version\"]":                          "version is dynamic and written down",
		"[project]\nname = \"a\"\nversion = \"1\"\ndynamic = [\"license\"]":                          `dynamic "license" is not supported`,
		"[project]\nname = \"a\"\nversion = \"1\"\n[tool.gophersnake]\nversion-from = \"tag\"":       "version-from has no use",
		"[project]\nname = \"a\"\ndynamic = [\"version\"]\n[tool.gophersnake]\nversion-from = \"x\"": "neither tag nor the name of an exported constant",
		"[project]\nname = \"a\"\nversion = \"1\"\nlicense = \"Apache 2\"":                           "not an SPDX expression",
		"[project]\nname = \"a\"\nversion = \"1\"\nlicense = \"MIT\"\nclassifiers = [\"License :: OSI Approved :: MIT License\"]":     "remove the classifier (PEP 639)",
		"[project]\nname = \"a\"\nversion = \"1\"\nlicense = {text = \"free\"}\nlicense-files = []":                                   "is a table, and there are license-files",
		"[project]\nname = \"a\"\nversion = \"1\"\nrequires-python = \"3.11\"":                                                        `requires-python: "3.11" is not a version specifier`,
		"[project]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"a b\"]":                                                          `dependencies: "a b" is not a requirement`,
		"[project]\nname = \"a\"\nversion = \"1\"\noptional-dependencies = {x = [\"a; b\"]}":                                          "optional-dependencies.x:",
		"[project]\nname = \"a\"\nversion = \"1\"\nimport-names = [\"a-b\"]":                                                          "import-names:",
		"[project]\nname = \"a\"\nversion = \"1\"\n[dependency-groups]\na = [{include-group = \"b\"}]\nb = [{include-group = \"A\"}]": "[dependency-groups] a includes itself: a -> b -> a",
		"[dependency-groups]\na = [{include-group = \"c\"}]":                                                                          "a includes c, which is not there",
		"[dependency-groups]\na = [1]":                                             "a: 1 is neither",
		"[tool.gophersnake]\npython-source = \"../x\"":                             "inside of the project",
		"[tool.gophersnake]\npython-source = \"nowhere\"":                          "there is no such folder",
		"[tool.gophersnake]\npython-packages = [\"a-b\"]":                          "not the name of a Python package",
		"[tool.gophersnake]\ninclude = [\"../x\"]":                                 `include: "../x": write it relative`,
		"[tool.gophersnake]\ninclude = [{path = \"x\", format = \"egg\"}]":         `format "egg" is neither`,
		"[tool.gophersnake]\nexclude = [{path = \"x\", to = \"y\"}]":               "exclude: a table has path, format",
		"[tool.gophersnake]\ninclude = [{format = \"sdist\"}]":                     "include: a table has no path",
		"[tool.gophersnake]\ninclude = [1]":                                        "include: 1 is neither",
		"[tool.gophersnake]\nname = \"a\"\nmodule-name = \"b\"":                    `both "name" and "module-name"`,
		"[project]\nname = \"a\"\nversion = \"1\"\nreadme = \"NO.md\"":             "NO.md",
		"[project]\nname = \"a\"\nversion = \"1\"\nlicense-files = [\"NO\"]":       "no such file",
		"[project]\nname = \"a\"\nversion = \"1\"\ndescription = \"\"\"a\nb\"\"\"": "longer than one line",
		"[project\n":                                   "line 1:",
		"[project]\nname = \"a\"\nversion = 1.0":       "line 3: project.version: expected a string (in quotes), got float",
		"[project]\nname = [\"a\"]":                    "line 2: project.name: expected a string (in quotes), got array",
		"[project]\nname = \"a\"\nkeywords = \"k\"":    "project.keywords: expected a list of strings, got string",
		"[project]\nname = \"a\"\nauthors = \"me\"":    "project.authors: expected a list of tables, got string",
		"[project]\nname = \"a\"\nscripts = [\"a:b\"]": "project.scripts: expected a table, got array",
		"[tool]\ngophersnake = \"x\"":                  "tool.gophersnake: expected a table, got string",
		"[tool.gophersnake.bind]\nF = \"x\"":           "tool.gophersnake.bind.F: expected a table, got string",
	} {
		_, err := Read(project(t, map[string]string{"pyproject.toml": text, "x.go": "package x"}))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\ngot  %v\nwant %s", text, err, want)
		}
	}
}

func TestLayout(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  string // "" = an error
	}{
		"at the root":      {map[string]string{"x.go": "package x", "sub/y.go": "package y"}, "."},
		"the only one":     {map[string]string{"cmd/x/main.go": "package main", "a/words/w.go": "package words"}, "./a/words"},
		"not internal":     {map[string]string{"internal/x/x.go": "package x", "words/w.go": "package words"}, "./words"},
		"not another's":    {map[string]string{"tools/go.mod": "module m", "tools/x.go": "package tools", "words/w.go": "package words"}, "./words"},
		"not tests alone":  {map[string]string{"x/x_test.go": "package x", "words/w.go": "package words"}, "./words"},
		"none":             {map[string]string{"main.go": "package main"}, ""},
		"more than one":    {map[string]string{"a/a.go": "package a", "b/b.go": "package b"}, ""},
		"with errors":      {map[string]string{"x.go": "package x\n\nimport \"fmt", "sub/y.go": "package y"}, "."},
		"two packages":     {map[string]string{"x.go": "package x", "z.go": "package z", "sub/y.go": "package y"}, "."},
		"not for this one": {map[string]string{"x_windows.go": "package x", "words/w.go": "package words"}, "./words"},
	} {
		p, err := Read(project(t, c.files))
		switch {
		case c.want == "" && err == nil:
			t.Errorf("%s: got %v, want an error", name, p.Packages)
		case c.want != "" && (err != nil || len(p.Packages) != 1 || p.Packages[0] != c.want):
			t.Errorf("%s: got %v, %v, want %s", name, p, err, c.want)
		}
		if name == "more than one" && !errors.Is(err, ErrSeveral) {
			t.Errorf("%s: got %v, want ErrSeveral", name, err)
		}
	}
}

func TestGroups(t *testing.T) {
	p, err := Read(project(t, map[string]string{"x.go": "package x", "pyproject.toml": `
[dependency-groups]
Test = ["pytest>=9", {include-group = "type_check"}, "numpy"]
type-check = ["mypy"]
`}))
	want := map[string][]string{"test": {"pytest>=9", "mypy", "numpy"}, "type-check": {"mypy"}}
	if err != nil || !reflect.DeepEqual(p.Metadata.Groups, want) {
		t.Errorf("%v, %v", p, err)
	}
}

var update = flag.Bool("update", false, "write the schema")

// TestSchema compares docs/gophersnake.schema.json with the code.
func TestSchema(t *testing.T) {
	schema, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range toolKeys() {
		if !strings.Contains(string(schema), fmt.Sprintf("%q: {", key)) {
			t.Errorf("the schema has no %s", key)
		}
	}
	if strings.Contains(string(schema), `"description": ""`) {
		t.Error("a key has no description")
	}
	const file = "../../docs/" + SchemaID
	if *update {
		if err := os.WriteFile(file, schema, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if written, err := os.ReadFile(file); err != nil || string(written) != string(schema) {
		t.Errorf("%s is old (%v): go test ./internal/config -run Schema -update", file, err)
	}
}

func TestRequirements(t *testing.T) {
	m := Metadata{
		Name: "Word.Count", Dependencies: []string{"a"}, Extras: map[string][]string{"Fast_io": {"b>=1"}, "all": {"word-count[fast-io, html]", "d"}, "html": {"c"}},
		Groups: map[string][]string{"test": {"pytest"}},
	}
	for _, c := range []struct{ extras, groups, want string }{
		{"", "", "a"}, {"fast-io", "test", "a b>=1 pytest"}, {"all fast.io", "", "a b>=1 c d"},
		{"slow", "", `no extra "slow"; it has: all, fast-io, html`}, {"", "lint", `no dependency group "lint"`},
	} {
		got, err := m.Requirements(strings.Fields(c.extras), strings.Fields(c.groups))
		if said := strings.Join(got, " "); err == nil && said != c.want || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %s: %s, %v", c.extras, c.groups, said, err)
		}
	}
}
