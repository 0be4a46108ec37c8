package toolchain

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestMirrorTree(t *testing.T) {
	root := t.TempDir()
	from, to := filepath.Join(root, "from"), filepath.Join(root, "to")
	write(t, from, map[string]string{"a/x": "1", "a/read only": "2", "skipped/y": "3", "gone": "4"})
	write(t, to, map[string]string{"skipped/mine": "5", "stale/z": "6", "a": ""})
	if err := os.RemoveAll(filepath.Join(to, "a")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(from, "a", "read only"), 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(from, "gone"), filepath.Join(from, "link")); err != nil {
		t.Fatal(err)
	}
	skip := func(rel string, _ fs.DirEntry) bool { return rel == "skipped" }
	mirror := func() {
		t.Helper()
		if err := mirrorTree(from, to, skip); err != nil {
			t.Fatal(err)
		}
	}
	mirror()
	before, err := os.Stat(filepath.Join(to, "a", "x"))
	if err != nil {
		t.Fatal(err)
	}
	mirror()
	if after, err := os.Stat(filepath.Join(to, "a", "x")); err != nil || !os.SameFile(before, after) {
		t.Errorf("a file that has not changed was copied again (%v)", err)
	}
	// The copies can be written, and links are files.
	write(t, from, map[string]string{"a/x": "one"})
	if err := os.Chtimes(filepath.Join(from, "a", "x"), time.Time{}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"gone", "link"} {
		if err := os.Remove(filepath.Join(from, name)); err != nil {
			t.Fatal(err)
		}
	}
	mirror()
	for name, want := range map[string]string{"a/x": "one", "a/read only": "2", "skipped/mine": "5"} {
		if got := read(t, filepath.Join(to, name)); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{"stale", "gone", "link", "skipped/y"} {
		if _, err := os.Lstat(filepath.Join(to, name)); err == nil {
			t.Errorf("%s is there", name)
		}
	}
}

func TestWriteIfChanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "file")
	stat := func(data string) fs.FileInfo {
		t.Helper()
		if err := WriteIfChanged(path, []byte(data)); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	first := stat("x")
	if !os.SameFile(first, stat("x")) {
		t.Error("the same content was written again")
	}
	if os.SameFile(first, stat("y")) {
		t.Error("a file that may be mapped was written to")
	}
}
