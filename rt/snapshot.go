//go:build go1.25

package rt

import "C" // for the export

import "unsafe"

// A snapshot is an instance that a job takes by value: gs_snapshot in
// shim/objects/snapshot.h.
type snapshot struct {
	address  uintptr // of the value; then of its copy
	how      int64   // index into core.copies
	wire, at uintptr // the shim's
}

// Copies passes the functions that copy values to the runtime, in the order of
// model.Module.Snapshots.
func Copies(copies ...func(unsafe.Pointer) unsafe.Pointer) { core.copies = copies }

// CopyOf copies the T at p to the heap.
func CopyOf[T any](p unsafe.Pointer) unsafe.Pointer {
	v := Load((*T)(p))
	return unsafe.Pointer(&v)
}

// CopyThrough is CopyOf for LoadThrough.
func CopyThrough[T any](fields ...int) func(unsafe.Pointer) unsafe.Pointer {
	return func(p unsafe.Pointer) unsafe.Pointer {
		v := LoadThrough((*T)(p), fields...)
		return unsafe.Pointer(&v)
	}
}

// gophersnake_snapshot replaces the addresses of n instances at p by those of copies,
// and returns the handle that keeps the copies. An instance that comes several times in
// a row is copied once, since nobody writes the copies.
//
//export gophersnake_snapshot
func gophersnake_snapshot(p unsafe.Pointer, n int64) int32 {
	raceEnter()
	defer raceLeave()
	all := unsafe.Slice((*snapshot)(p), n)
	copies := make([]unsafe.Pointer, 0, n)
	var last snapshot
	for i := range all {
		s := &all[i]
		if s.address != last.address || s.how != last.how {
			last = *s
			copies = append(copies, core.copies[s.how](*(*unsafe.Pointer)(unsafe.Pointer(&s.address))))
		}
		s.address = uintptr(copies[len(copies)-1])
	}
	if len(copies) == 1 {
		return int32(handles.hold(copies[0]))
	}
	return int32(handles.hold(unsafe.Pointer(unsafe.SliceData(copies))))
}
