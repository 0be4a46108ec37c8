package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExitCodes runs command lines that need no compiler.
func TestExitCodes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "place")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	t.Setenv("GOPHERSNAKE_CACHE", filepath.Join(dir, "cache"))
	for _, c := range []struct {
		line string
		want int
	}{
		{"", 0},
		{"--help", 0},
		{"--version", 0},
		{"version", 0},
		{"build --help", 0},
		{"nonsense", exitUsage},
		{"--nonsense", exitUsage},
		{"build --nonsense", exitUsage},
		{"build argument", exitUsage},
		{"wrap", exitUsage},
		{"wrap a b", exitUsage},
		{"wrap github.com/x/y --name 9-", exitUsage},
		{"check --package ./x", exitUsage},
		{"check --json --html page.html", exitUsage},
		{"check --explain Count --html page.html", exitUsage},
		{"new -x-", exitUsage},
		{"new 42", exitUsage},
		{"build", exitFailed}, // there is nothing to build
		{"sdist", exitFailed},
		{"new made", 0},
		{"new made", exitFailed},
		{"init", 0},
		{"init", exitFailed},
	} {
		if got := run(context.Background(), strings.Fields(c.line)); got != c.want {
			t.Errorf("gophersnake %s: exit code %d, want %d", c.line, got, c.want)
		}
	}
}

func TestInitBesideCode(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{"go.mod": "module example.com/m\n", "words/words.go": "package words\n"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code := run(context.Background(), []string{"init", "--name", "my-words"}); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	text, err := os.ReadFile("pyproject.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`name = "my-words"`, `package = "./words"`, `build-backend = "gophersnake"`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("pyproject.toml lacks %s:\n%s", want, text)
		}
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) != 3 {
		t.Errorf("init wrote more than pyproject.toml: %v, %v", entries, err)
	}
}

// TestVersion keeps the two places together where the version stands.
func TestVersion(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "pyproject.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "\nversion = \""+version+"\"\n") {
		t.Errorf("pyproject.toml has another version than %s", version)
	}
}
