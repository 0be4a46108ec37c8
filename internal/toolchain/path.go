package toolchain

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

// PutOnPath makes this toolchain the one that a plain "go" means: the library
// that loads packages runs whatever is first on the PATH of this process.
func (g *Go) PutOnPath() error {
	found, err := exec.LookPath("go")
	if err == nil && found == g.Path {
		return nil
	}
	dir := filepath.Dir(g.Path)
	if filepath.Base(g.Path) != "go" {
		// A command such as go1.26 gets the plain name in a folder of its own.
		if dir, err = WorkDir("go", g.Path); err != nil {
			return err
		}
		link := filepath.Join(dir, "go")
		if err := os.Symlink(g.Path, link); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return os.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}
