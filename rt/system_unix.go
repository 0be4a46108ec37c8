//go:build go1.25 && unix

package rt

/*
#ifdef __APPLE__
#include <crt_externs.h>
static char **gs_environ(void) { return *_NSGetEnviron(); } // libraries see no environ there
#else
extern char **environ;
static char **gs_environ(void) { return environ; }
#endif
*/
import "C"

import (
	"os"
	"strings"
	"syscall"
	"unsafe"
)

// What depends on the system, where it has descriptors and signals. Twin: system_windows.go.

// dupDescriptor makes a descriptor of Go's own for a file of Python's.
func dupDescriptor(fd int) (int, error) {
	own, err := syscall.Dup(fd)
	if err != nil {
		return -1, os.NewSyscallError("dup", err)
	}
	syscall.CloseOnExec(own)
	return own, nil
}

func closeDescriptor(fd int) { syscall.Close(fd) }

// readDescriptor reads the file of a descriptor; 0 is its end.
func readDescriptor(fd int, p []byte) (int, error) {
	for {
		n, err := syscall.Read(fd, p)
		if err == syscall.EINTR {
			continue
		}
		return n, os.NewSyscallError("read", err)
	}
}

// canReadAvailable: readAvailable is there.
const canReadAvailable = true

// readAvailable reads what there is of a pipe that does not block; 0: nothing.
func readAvailable(fd int, p []byte) int {
	n, err := readDescriptor(fd, p)
	if err != nil {
		return 0
	}
	return n
}

// wakeDescriptor writes to the descriptor that an event loop watches. That can't block: it is
// non-blocking, and when it is full the loop is awake.
func wakeDescriptor(fd int32) {
	syscall.RawSyscall(syscall.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(&one)), uintptr(len(one)))
}

// A notifier is what the shim wakes Go by: os/notifier.h.
type notifier struct {
	file   *os.File
	buffer [8]byte
}

func openNotifier(n int32) *notifier { return &notifier{file: os.NewFile(uintptr(n), "notifier")} }

// wait waits until the shim has woken it.
func (n *notifier) wait() { n.file.Read(n.buffer[:]) }

// pythonErrno is the number of an error in Python, and goErrno the other way: they are the
// system's own in both.
func pythonErrno(e syscall.Errno) int { return int(e) }
func goErrno(n int) syscall.Errno     { return syscall.Errno(n) }

// libcEnviron copies the C library's environment.
func libcEnviron() map[string]string {
	env := map[string]string{}
	next := func(p **C.char) **C.char { return (**C.char)(unsafe.Add(unsafe.Pointer(p), unsafe.Sizeof(*p))) }
	for p := (**C.char)(unsafe.Pointer(C.gs_environ())); p != nil && *p != nil; p = next(p) {
		if name, value, ok := strings.Cut(C.GoString(*p), "="); ok {
			env[name] = value
		}
	}
	return env
}
