//go:build go1.25

package rt

import (
	"math/bits"
	"sync"
	"sync/atomic"
	"unsafe"
)

// The handle table keeps Go memory alive while Python points to it. A handle holds one
// pointer, and what that reaches stays; the shim names handles by number and
// gives them back in batches. It grows to the largest number of objects that
// lived at once.
//
// Handles that are free are a stack: each names the one below it. To take one, or to give back
// several, is one compare-and-swap; a mutex would take two atomic operations more.
type handleTable struct {
	top    atomic.Uint64 // low half: the number of the handle on top and 1, or 0; high half: how often top has changed
	begun  atomic.Uint32 // handles that have been in use
	mu     sync.Mutex    // to add a block
	blocks [handleBlocks]atomic.Pointer[handleSlot]
}

// Slots never move, so that whoever has a handle can write its slot. Each block is twice as long as
// the one before it.
const (
	firstBlock   = 64
	handleBlocks = 32 - 6 // as many handles as an int32 can name
)

type handleSlot struct {
	held unsafe.Pointer
	// Of a free handle. Low half: the one below it, as in top; high half: how many are free up to this
	// one. Others may read it when it is no longer free: then top has changed, and what they have read is not used.
	below uint64
}

var handles handleTable

const noHandle = ^uint64(0) // as the shim reads it: -1

// blockOf returns which block a handle is in, and where in there.
func blockOf(i uint32) (block int, at uintptr) {
	block = bits.Len32(i/firstBlock+1) - 1
	return block, uintptr(i - firstBlock*(1<<block-1))
}

func (s *handleTable) slot(i uint32) *handleSlot {
	block, at := blockOf(i)
	return (*handleSlot)(unsafe.Add(unsafe.Pointer(s.blocks[block].Load()), at*unsafe.Sizeof(handleSlot{})))
}

// after is the value of top that follows another one. A goroutine that has read an older one sees
// that it has changed, also if the same handle is on top again.
func after(top uint64, i uint32) uint64 { return (top>>32+1)<<32 | uint64(i) }

// hold keeps p's memory and returns the handle's number.
func (s *handleTable) hold(p unsafe.Pointer) uint64 {
	for {
		top := s.top.Load()
		if uint32(top) == 0 {
			i := s.begin(1)
			s.slot(i).held = p
			return uint64(i)
		}
		i := uint32(top) - 1
		slot := s.slot(i)
		if s.top.CompareAndSwap(top, after(top, uint32(atomic.LoadUint64(&slot.below)))) {
			slot.held = p
			return uint64(i)
		}
	}
}

// begin returns the first of n handles that have not been in use.
func (s *handleTable) begin(n uint32) uint32 {
	end := s.begun.Add(n)
	first, _ := blockOf(end - n)
	for block, _ := blockOf(end - 1); block >= first; block-- {
		if s.blocks[block].Load() != nil {
			continue
		}
		s.mu.Lock()
		if s.blocks[block].Load() == nil {
			s.blocks[block].Store(unsafe.SliceData(make([]handleSlot, firstBlock<<block)))
		}
		s.mu.Unlock()
	}
	return end - n
}

// take takes handles that hold nothing yet. See reuse.
func (s *handleTable) take(ids []int32) {
	ids = ids[s.takeFree(ids):]
	if len(ids) == 0 {
		return
	}
	first := s.begin(uint32(len(ids)))
	for i := range ids {
		ids[i] = int32(first) + int32(i)
	}
}

// takeFree takes as many of those that are free, and returns how many these are. What it reads of one that another
// goroutine takes meanwhile is some number that the stack had, and not used: top has changed.
func (s *handleTable) takeFree(ids []int32) int {
	for {
		top := s.top.Load()
		n, next := 0, uint32(top)
		for ; n < len(ids) && next != 0; n++ {
			ids[n] = int32(next - 1)
			next = uint32(atomic.LoadUint64(&s.slot(next - 1).below))
		}
		if n == 0 || s.top.CompareAndSwap(top, after(top, next)) {
			return n
		}
	}
}

// get is what a handle holds.
func (s *handleTable) get(i int32) unsafe.Pointer { return s.slot(uint32(i)).held }

// used is how many handles hold something, or are about to.
func (s *handleTable) used() int {
	begun, free := int(s.begun.Load()), 0
	if i := uint32(s.top.Load()); i != 0 {
		free = int(atomic.LoadUint64(&s.slot(i-1).below) >> 32)
	}
	return begun - free
}

func (s *handleTable) drop(ids []int32) {
	s.empty(ids)
	s.giveBack(ids)
}

// empty lets go of what handles hold. They are not free yet: see reuse.
func (s *handleTable) empty(ids []int32) {
	for _, i := range ids {
		s.slot(uint32(i)).held = nil
	}
}

// reuse is hold with a handle that is empty, and has not been given back.
func (s *handleTable) reuse(i int32, p unsafe.Pointer) uint64 {
	s.slot(uint32(i)).held = p
	return uint64(i)
}

// giveBack makes handles free that are empty.
func (s *handleTable) giveBack(ids []int32) {
	if len(ids) == 0 {
		return
	}
	for {
		top := s.top.Load()
		below, free := uint32(top), uint64(0)
		if below != 0 {
			free = atomic.LoadUint64(&s.slot(below-1).below) >> 32
		}
		for _, i := range ids {
			free++
			storeBelow(&s.slot(uint32(i)).below, free<<32|uint64(below))
			below = uint32(i) + 1
		}
		if s.top.CompareAndSwap(top, after(top, below)) {
			return
		}
	}
}
