package machinecode

import (
	"fmt"

	"golang.org/x/arch/x86/x86asm"
)

const (
	spillArea = 9 * 8   // above the return address, for the registers with arguments: shim/call/direct.c
	stackMost = 4 << 10 // bytes of stack that a proven function uses, with those that it calls
	guardAt   = 16      // g.stackguard0
)

// address is what is known of the address of a memory argument. next is where the next instruction is.
func (w *walk) address(s *state, m x86asm.Mem, next uint64) value {
	if m.Base == x86asm.RIP {
		if w.image.isStatic(next + uint64(m.Disp)) {
			return value{kind: data}
		}
		return value{}
	}
	var base, index value
	if m.Base != 0 {
		n, _, ok := register(m.Base)
		if !ok {
			return value{}
		}
		base = s.regs[n]
	}
	if m.Index == 0 {
		base.off += m.Disp
		if base.kind != stack && base.kind != dummyG {
			base.off = 0
		}
		return base
	}
	n, _, ok := register(m.Index)
	if !ok {
		return value{}
	}
	if index = s.regs[n]; m.Scale != 1 && index.kind != unknown {
		return value{}
	}
	return sum(base, index)
}

// load is what is known of a value that is loaded.
func (w *walk) load(s *state, at value, width int) (value, error) {
	switch at.kind {
	case data:
		return value{}, nil // even if it is an address, what it leads to may have been freed
	case stack:
		if at.off < s.regs[rsp].off || at.off+int64(width) > 8+spillArea {
			return value{}, fmt.Errorf("it reads the stack outside of its frames")
		}
		if width == 8 {
			return s.slots[at.off], nil
		}
		return value{}, nil
	case dummyG:
		return value{}, fmt.Errorf("it needs its goroutine")
	}
	return value{}, fmt.Errorf("it follows an address that was loaded from memory or computed, or may be nil")
}

// store checks a place that is written, and notes what is there now.
func (w *walk) store(s *state, at value, width int, v value) error {
	if at.kind != stack {
		return fmt.Errorf("it writes to memory other than its own variables, or to one of their items")
	}
	from, to := at.off, at.off+int64(width)
	if from < s.regs[rsp].off || to > 8+spillArea {
		return fmt.Errorf("it writes to the stack outside of its frames")
	}
	for _, f := range w.active {
		if from < f.entry+8 && to > f.entry {
			return fmt.Errorf("it writes over a return address")
		}
	}
	s.forget(from, to)
	if width == 8 {
		s.keep(from, v)
	}
	return nil
}
