//go:build unix

package toolchain

import (
	"errors"
	"os"
	"syscall"
)

// lockFile locks a file until it is closed, or fails with errLocked if it must not wait.
func lockFile(f *os.File, wait bool) error {
	how := syscall.LOCK_EX
	if !wait {
		how |= syscall.LOCK_NB
	}
	err := syscall.Flock(int(f.Fd()), how)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errLocked
	}
	return err
}
