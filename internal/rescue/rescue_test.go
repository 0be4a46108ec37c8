package rescue

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gophersnake/internal/load"
)

// The rewritten program does what the program does, and its lines stay.
func TestFormsOfGoStatements(t *testing.T) {
	program, err := load.Load(context.Background(), load.Options{Dir: ".", Patterns: []string{"./testdata/forms"}})
	if err != nil {
		t.Fatal(err)
	}
	instead, err := Rewrite(program)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	replace := map[string]string{}
	for path, text := range instead {
		if strings.Count(string(text), "\n") < bytes.Count(read(t, path), []byte("\n")) {
			t.Errorf("%s has lost lines", path)
		}
		file := filepath.Join(dir, filepath.Base(path))
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
		replace[path] = file
	}
	if len(replace) != 1 {
		t.Fatal("rewritten:", replace)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, overlay, 0o644); err != nil {
		t.Fatal(err)
	}
	plain, rewritten := run(t, "./testdata/forms"), run(t, "-overlay="+file, "./testdata/forms")
	if plain != rewritten {
		t.Errorf("plain:\n%s\nrewritten:\n%s", plain, rewritten)
	}
	text := string(instead[mustAbs(t, "testdata/forms/main.go")])
	for _, want := range []string{
		`go func(x int) { defer gophersnake_rt.Guard(); say("closure", x) }(x)`,
		`time.AfterFunc(0, gophersnake_rt.Guarded(func() { say("timer") }))`,
		`wg.Go(gophersnake_rt.Guarded(func() {`,
		`gophersnake_rt.Exit(3)`,
		"var _ = Exit\n",
		`defer wg.Done(); defer gophersnake_rt.Ending("main.say")`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("not in the rewritten file: %s\n%s", want, text)
		}
	}
}

func read(t *testing.T, path string) []byte {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func mustAbs(t *testing.T, path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

func run(t *testing.T, args ...string) string {
	cmd := exec.Command("go", append([]string{"run"}, args...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go run %v: %v\n%s", args, err, stderr.String())
	}
	return string(out)
}
