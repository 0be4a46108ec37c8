//go:build go1.25

package rt

import "C" // for the export

import "sync"

// A callback whose callee is an async function has no result when it returns: a
// task of Python's event loop will have it. awaiting has the goroutines that
// wait for one, by the addresses of their callbacks; nil stands there if
// Python was quicker.
var awaiting = struct {
	sync.Mutex
	ended map[uintptr]chan struct{}
}{ended: map[uintptr]chan struct{}{}}

// await returns when the result of a callback stands in its memory.
func await(callback uintptr) {
	awaiting.Lock()
	if _, early := awaiting.ended[callback]; early {
		delete(awaiting.ended, callback)
		awaiting.Unlock()
		return
	}
	ended := make(chan struct{})
	awaiting.ended[callback] = ended
	awaiting.Unlock()
	<-ended
}

// gophersnake_resume says that the result of a callback is there.
//
//export gophersnake_resume
func gophersnake_resume(callback uintptr) {
	awaiting.Lock()
	defer awaiting.Unlock()
	ended, waits := awaiting.ended[callback]
	if waits {
		delete(awaiting.ended, callback)
		close(ended)
		return
	}
	awaiting.ended[callback] = nil
}
