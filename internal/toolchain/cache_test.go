package toolchain

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestWorkDir(t *testing.T) {
	t.Setenv("GOPHERSNAKE_CACHE", filepath.Join(t.TempDir(), "cache"))
	gone, there := t.TempDir(), t.TempDir()
	of := func(origin string) string {
		t.Helper()
		dir, err := WorkDir("build", origin)
		if err != nil {
			t.Fatal(err)
		}
		return dir
	}
	old, kept, wrapped := of(gone), of(there), of("example.com/x@latest")
	if of(there) != kept {
		t.Error("a project has two folders")
	}
	if err := os.RemoveAll(gone); err != nil {
		t.Fatal(err)
	}
	of(t.TempDir())
	if _, err := os.Stat(old); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder of a project that is gone is still there: %v", err)
	}
	for _, dir := range []string{kept, wrapped} {
		if _, err := os.Stat(dir); err != nil {
			t.Error(err)
		}
	}
}

func TestMaterialize(t *testing.T) {
	t.Setenv("GOPHERSNAKE_CACHE", t.TempDir())
	files := map[string][]byte{"a/b.h": []byte("1"), "c.h": []byte("2")}
	first, err := materialize("headers", files)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(first, "a", "b.h")); got != "1" {
		t.Errorf("got %q", got)
	}
	second, err := materialize("headers", files)
	if err != nil || second != first {
		t.Errorf("the same content lies in %s and %s (%v)", first, second, err)
	}
	files["c.h"] = []byte("3")
	if third, err := materialize("headers", files); err != nil || third == first {
		t.Errorf("another content lies in the same folder (%v)", err)
	}
	if left, err := os.ReadDir(filepath.Dir(first)); err != nil || len(left) != 2 {
		t.Errorf("something is left over: %v, %v", left, err)
	}
}
