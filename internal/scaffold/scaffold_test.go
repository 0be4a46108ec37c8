package scaffold

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNamesOf(t *testing.T) {
	for name, want := range map[string]string{"word-count": "wordcount", "Text_Stats2": "textstats2", "3d": "d", "42": "", "é": ""} {
		n, err := NamesOf(name, "", "1.25")
		if n.Package != want || (err != nil) != (want == "") {
			t.Errorf("%s: got %q, %v", name, n.Package, err)
		}
	}
}

func TestCreate(t *testing.T) {
	dir := t.TempDir()
	n, err := NamesOf("word-count", "", "1.25")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "README.md"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	made, err := Create(dir, n, false)
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
	if _, err := Create(dir, n, true); err == nil {
		t.Error("a pyproject.toml was overwritten")
	}
}
