package toolchain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Waiting is told what is waited for; the function that it returns ends the wait. The command line sets it.
var Waiting = func(what string) func() { return func() {} }

// lockEvery is how often a lock that another process holds is tried.
const lockEvery = 50 * time.Millisecond

// Lock keeps a second run of the tool out of a folder of the cache until the
// function that it returns is called. what is what the others do there.
func Lock(ctx context.Context, dir, what string) (func(), error) {
	f, err := os.OpenFile(filepath.Join(dir, ".lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("cannot write into the cache (%w); set GOPHERSNAKE_CACHE to a folder that can be written", err)
	}
	if err = lockFile(f); errors.Is(err, errLocked) {
		err = waitForLock(ctx, f, what)
	}
	if err != nil {
		f.Close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("lock %s: %w", dir, err)
	}
	// For those who wait. What can't be written is only missing in their message.
	if f.Truncate(0) == nil {
		_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())), 0)
	}
	return func() { f.Close() }, nil
}

// waitForLock tries again and again, since a system call that waits would let nobody interrupt the command.
func waitForLock(ctx context.Context, f *os.File, what string) error {
	if pid, err := os.ReadFile(f.Name()); err == nil && len(pid) > 0 {
		what += ", process " + strings.TrimSpace(string(pid))
	}
	defer Waiting("waiting for " + what)()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(lockEvery):
		}
		if err := lockFile(f); !errors.Is(err, errLocked) {
			return err
		}
	}
}

// InUse reports whether a process has locked a file, and locks it if not.
func InUse(f *os.File) bool { return errors.Is(lockFile(f), errLocked) }

var errLocked = errors.New("the file is locked")
