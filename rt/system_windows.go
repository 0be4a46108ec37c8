//go:build go1.25

package rt

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// What depends on the system, for Windows. Twin: system_unix.go.

// Descriptors are numbers of the C library there, which Go does not know. The shim passes none
// (GS_HAS_DESCRIPTORS), but Python code may.
var errDescriptor = errors.New("on Windows, Go can't open a file by Python's descriptor; pass its path, or a file object for an io.Reader or io.Writer")

func dupDescriptor(int) (int, error)          { return -1, errDescriptor }
func closeDescriptor(int)                     {}
func readDescriptor(int, []byte) (int, error) { return 0, errDescriptor }

const canReadAvailable = false

func readAvailable(int, []byte) int { return 0 }

// wakeDescriptor has nothing to do: no event loop watches a descriptor.
func wakeDescriptor(int32) {}

// A notifier is what the shim wakes Go by, an event: os/notifier.h.
type notifier struct{ event syscall.Handle }

func openNotifier(n int32) *notifier { return &notifier{syscall.Handle(n)} }

// wait waits until the shim has woken it.
func (n *notifier) wait() { syscall.WaitForSingleObject(n.event, syscall.INFINITE) }

// errnos are the numbers of Python's module errno, which are those of the C library and of
// sockets. Go's own are above those of the system.
var errnos = map[syscall.Errno]int{
	syscall.EPERM: 1, syscall.ENOENT: 2, syscall.ESRCH: 3, syscall.EINTR: 4, syscall.EIO: 5, syscall.EBADF: 9, syscall.ECHILD: 10,
	syscall.EAGAIN: 11, syscall.ENOMEM: 12, syscall.EACCES: 13, syscall.EBUSY: 16, syscall.EEXIST: 17, syscall.EXDEV: 18,
	syscall.ENOTDIR: 20, syscall.EISDIR: 21, syscall.EINVAL: 22, syscall.EMFILE: 24, syscall.ENOSPC: 28, syscall.ESPIPE: 29,
	syscall.EROFS: 30, syscall.EPIPE: 32, syscall.EDOM: 33, syscall.ERANGE: 34, syscall.ENAMETOOLONG: 38, syscall.ENOSYS: 40,
	syscall.ENOTEMPTY: 41, syscall.EINPROGRESS: 10036, syscall.EALREADY: 10037, syscall.EADDRINUSE: 10048, syscall.ENETUNREACH: 10051,
	syscall.ECONNABORTED: 10053, syscall.ECONNRESET: 10054, syscall.ETIMEDOUT: 10060, syscall.ECONNREFUSED: 10061, syscall.EHOSTUNREACH: 10065,
}

// pythonErrno is the number of an error in Python.
func pythonErrno(e syscall.Errno) int {
	n, known := errnos[e]
	switch {
	case known:
		return n
	case e >= 10000 && e < 12000: // of sockets: the same in Python
		return int(e)
	case e.Is(fs.ErrNotExist):
		return errnos[syscall.ENOENT]
	case e.Is(fs.ErrExist):
		return errnos[syscall.EEXIST]
	case e.Is(fs.ErrPermission):
		return errnos[syscall.EACCES]
	case e == syscall.ERROR_BROKEN_PIPE:
		return errnos[syscall.EPIPE]
	case e == 0:
		return 0
	}
	return errnos[syscall.EINVAL] // as Python does
}

// goErrno is Go's error for a number of Python's.
func goErrno(n int) syscall.Errno {
	for e, number := range errnos {
		if number == n {
			return e
		}
	}
	if n >= 10000 {
		return syscall.Errno(n)
	}
	return syscall.EINVAL
}

// libcEnviron copies the environment. The C library's changes are in the process's own too, and
// Go has read that at its start, after them.
func libcEnviron() map[string]string {
	env := map[string]string{}
	for _, pair := range os.Environ() {
		if name, value, ok := strings.Cut(pair, "="); ok && name != "" {
			env[name] = value
		}
	}
	return env
}
