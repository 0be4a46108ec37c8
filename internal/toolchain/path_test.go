package toolchain

import (
	"os/exec"
	"path/filepath"
	"testing"
)

func TestPutOnPath(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GOPHERSNAKE_CACHE", filepath.Join(dir, "cache"))
	for _, name := range []string{"go", "go1.26"} {
		t.Setenv("PATH", "/bin")
		path := fakeGo(t, filepath.Join(dir, name+" folder", name), "of "+name)
		if err := (&Go{Path: path}).PutOnPath(); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("go").Output(); err != nil || string(out) != "of "+name+"\n" {
			t.Errorf("%s: go says %q, %v", name, out, err)
		}
	}
}
