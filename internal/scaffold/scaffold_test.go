package scaffold

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func plain(name string) string { return name }

func TestNamesThatNoProjectCanHave(t *testing.T) {
	for name, want := range map[string]string{
		"go": "keyword of Go", "type": "keyword", "Range": "keyword", "f-u_n.c": "keyword", "1map": "keyword", "main": "program", "init": "imports no package", "Documentation": "passes over",
		"internal": "go command", "vendor": "go command", "pytest": "project itself", "gophersnake": "project itself",
	} {
		if n, err := NamesOf(name, "", "1.25", plain); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "choose another name") {
			t.Errorf("%s: %+v, %v", name, n, err)
		}
	}
}

func TestModulesThatGoRefuses(t *testing.T) {
	for module, ok := range map[string]bool{"github.com/a/b": true, "b": true, "a b": false, "a\nreplace x => /": false, "/a": false, "a//b": false} {
		if _, err := NamesOf("words", module, "1.25", plain); (err == nil) != ok {
			t.Errorf("%q: %v", module, err)
		}
	}
}

func TestPythonImportsWhatItCan(t *testing.T) {
	dir := t.TempDir()
	n, err := NamesOf("json", "", "1.25", func(name string) string { return name + "_go" })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Create(dir, n, All); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{"json.go": "package json\n", "tests/test_json.py": "import json_go\n", "README.md": "json_go.count"} {
		if text, err := os.ReadFile(filepath.Join(dir, file)); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v\n%s", file, err, text)
		}
	}
}

func TestNamesOf(t *testing.T) {
	for name, want := range map[string]string{"word-count": "wordcount", "Text_Stats2": "textstats2", "3d": "d", "42": "", "é": ""} {
		n, err := NamesOf(name, "", "1.25", plain)
		if n.Package != want || (err != nil) != (want == "") {
			t.Errorf("%s: got %q, %v", name, n.Package, err)
		}
	}
}

func TestCreate(t *testing.T) {
	dir := t.TempDir()
	n, err := NamesOf("word-count", "", "1.25", plain)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "README.md"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	made, err := Create(dir, n, All)
	if err != nil {
		t.Fatal(err)
	}
	want := "go.mod wordcount.go wordcount_test.go tests/test_wordcount.py .gitignore pyproject.toml"
	if got := strings.Join(made, " "); got != want {
		t.Errorf("made %s, want %s", got, want)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "README.md")); err != nil || string(text) != "mine" {
		t.Errorf("README.md is %q, %v", text, err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "go.mod")); err != nil || string(text) != "module example.com/word-count\n\ngo 1.25\n" {
		t.Errorf("go.mod is %q, %v", text, err)
	}
	if _, err := Create(dir, n, Description); err == nil {
		t.Error("a pyproject.toml was overwritten")
	}
	if made, err := Create(t.TempDir(), n, Module|Description); err != nil || strings.Join(made, " ") != "go.mod pyproject.toml" {
		t.Errorf("made %s, %v", made, err)
	}
}
