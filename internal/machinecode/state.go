package machinecode

import "maps"

// The numbers of registers, as instructions have them.
const (
	rax = iota
	rcx
	rdx
	rbx
	rsp
	rbp
	rsi
	rdi
	r8
	r9
	r10
	r11
	r14 = 14
)

// A state is what is known before an instruction. Of the vector registers and of all memory but the
// stack nothing is.
type state struct {
	regs    [16]value
	slots   map[int64]value // 8 bytes each, by their offset; what is not in it is unknown
	guarded bool            // the flags are those of a comparison of a stack address with the dummy g's guard
}

func (s *state) clone() *state {
	c := *s
	c.slots = maps.Clone(s.slots)
	return &c
}

// absorb joins another state into this one, and reports whether that changed it. What is known gets
// less each time, so that comes to an end.
func (s *state) absorb(o *state) bool {
	changed := false
	for n := range s.regs {
		if j := join(s.regs[n], o.regs[n]); j != s.regs[n] {
			s.regs[n], changed = j, true
		}
	}
	for off, v := range s.slots {
		if join(v, o.slots[off]) != v {
			delete(s.slots, off)
			changed = true
		}
	}
	if s.guarded && !o.guarded {
		s.guarded, changed = false, true
	}
	return changed
}

// forget drops what is known of the slots that a range of the stack overlaps.
func (s *state) forget(from, to int64) {
	maps.DeleteFunc(s.slots, func(off int64, _ value) bool { return off < to && off+8 > from })
}

// keep stores what is known of a slot.
func (s *state) keep(off int64, v value) {
	if v.kind != unknown {
		s.slots[off] = v
	}
}
