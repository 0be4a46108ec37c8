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
	path, err := exec.LookPath(g.Path)
	if err != nil {
		return err
	}
	if path, err = filepath.Abs(path); err != nil {
		return err
	}
	if found, err := exec.LookPath("go"); err == nil && found == path {
		return nil
	}
	dir := filepath.Dir(path)
	if filepath.Base(path) != "go" {
		// A command such as go1.26 gets the plain name in a folder of its own.
		if dir, err = WorkDir("go", path); err != nil {
			return err
		}
		link := filepath.Join(dir, "go")
		if err := os.Symlink(path, link); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return os.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}
