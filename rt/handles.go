//go:build go1.25

package rt

import (
	"sync"
	"unsafe"
)

// The handle table keeps Go memory alive while Python points to it. A handle holds one
// pointer, and what that reaches stays; the shim names handles by number and
// gives them back in batches. It grows to the largest number of objects that
// lived at once. An entry costs 4 ns, where a runtime.Pinner costs 42 to 220.
type handleTable struct {
	mu   sync.Mutex
	held []unsafe.Pointer
	free []int32
}

var handles handleTable

const noHandle = ^uint64(0) // as the shim reads it: -1

// hold keeps p's memory and returns the handle's number.
func (s *handleTable) hold(p unsafe.Pointer) uint64 {
	s.mu.Lock()
	var i int32
	if n := len(s.free); n > 0 {
		i = s.free[n-1]
		s.free = s.free[:n-1]
		s.held[i] = p
	} else {
		i = int32(len(s.held))
		s.held = append(s.held, p)
	}
	s.mu.Unlock()
	return uint64(i)
}

// used is how many handles hold something.
func (s *handleTable) used() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.held) - len(s.free)
}

func (s *handleTable) drop(ids []int32) {
	s.mu.Lock()
	for _, i := range ids {
		s.held[i] = nil
		s.free = append(s.free, i)
	}
	s.mu.Unlock()
}
