package toolchain

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Lock keeps a second run of the tool out of a folder of the cache until the
// function that it returns is called.
func Lock(dir string) (func(), error) {
	f, err := os.OpenFile(filepath.Join(dir, ".lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("cannot write into the cache (%w); set GOPHERSNAKE_CACHE to a folder that can be written", err)
	}
	if err := lockFile(f, true); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", dir, err)
	}
	return func() { f.Close() }, nil
}

// InUse reports whether a process has locked a file, and locks it if not.
func InUse(f *os.File) bool { return errors.Is(lockFile(f, false), errLocked) }

var errLocked = errors.New("the file is locked")
