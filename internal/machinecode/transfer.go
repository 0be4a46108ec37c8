package machinecode

import (
	"errors"
	"fmt"

	"golang.org/x/arch/x86/x86asm"
)

// execute applies an instruction that is no jump, call or return to a state.
func (w *walk) execute(s *state, in x86asm.Inst, next uint64) error {
	guarded := w.checksStack(s, in, next)
	s.guarded = guarded
	if guarded {
		return nil
	}
	e := effects[in.Op]
	width, err := widthOf(in, e)
	if err != nil {
		return err
	}
	if err := w.apply(s, in, e, width, next); err != nil {
		return err
	}
	return w.checkStackPointer(s)
}

// checksStack reports whether an instruction compares an address of the stack with the dummy g's guard,
// as the compiler's check of the room does. The guard is 0, so the address is above it.
func (w *walk) checksStack(s *state, in x86asm.Inst, next uint64) bool {
	n, width, ok := register(in.Args[0])
	m, isMem := in.Args[1].(x86asm.Mem)
	return in.Op == x86asm.CMP && ok && width == 8 && isMem && s.regs[n].kind == stack && w.address(s, m, next) == value{dummyG, guardAt}
}

// widthOf is how many bytes of memory an instruction reads or writes at most.
func widthOf(in x86asm.Inst, e effect) (int, error) {
	width := in.MemBytes
	for _, a := range in.Args {
		switch a := a.(type) {
		case nil, x86asm.Imm:
		case x86asm.Reg:
			if isVector(a) {
				width = max(width, 8)
				break
			}
			_, n, ok := register(a)
			if !ok {
				return 0, errors.New("it uses a register that is not known: " + in.String())
			}
			width = max(width, n)
		case x86asm.Mem:
			switch {
			case e == addresses || in.Op == x86asm.NOP:
			case a.Segment != 0:
				return 0, errors.New("it uses the memory of the thread")
			case in.MemBytes == 0 || e == registers || e == exchanges || e == pushes || e == pops || e == refused:
				return 0, errors.New("it has an instruction that is not known: " + in.String())
			case in.Op == x86asm.TEST && !isImmediate(in.Args[1]):
				return 0, errors.New("it checks whether an address is nil")
			}
		default:
			return 0, errors.New("it has an instruction that is not known: " + in.String())
		}
	}
	switch in.Op {
	case x86asm.MOVUPS, x86asm.MOVUPD, x86asm.MOVDQU:
		width = 16
	}
	return width, nil
}

func isImmediate(a x86asm.Arg) bool {
	_, ok := a.(x86asm.Imm)
	return ok
}

func (w *walk) apply(s *state, in x86asm.Inst, e effect, width int, next uint64) error {
	switch e {
	case nothing:
		for _, a := range in.Args {
			if in.Op == x86asm.NOP || in.Op == x86asm.PREFETCHT0 || in.Op == x86asm.PREFETCHNTA {
				break // no access
			}
			if _, err := w.read(s, a, width, next); err != nil {
				return err
			}
		}
		return nil
	case addresses:
		m, ok := in.Args[1].(x86asm.Mem)
		if !ok {
			return errors.New("it has an instruction that is not known: " + in.String())
		}
		return w.set(s, in.Args[0], 0, next, w.address(s, m, next))
	case computes, registers:
		for _, a := range in.Args[1:] {
			if _, err := w.read(s, a, width, next); err != nil {
				return err
			}
		}
		return w.set(s, in.Args[0], width, next, value{})
	case moves, adds, subtracts, selects:
		v, err := w.read(s, in.Args[1], width, next)
		if err != nil {
			return err
		}
		if e != moves {
			before, err := w.read(s, in.Args[0], width, next)
			if err != nil {
				return err
			}
			v = combine(e, before, v, in.Args[1])
		}
		return w.set(s, in.Args[0], width, next, v)
	case exchanges:
		a, wa, ok1 := register(in.Args[0])
		b, wb, ok2 := register(in.Args[1])
		if !ok1 || !ok2 || wa != 8 || wb != 8 {
			return errors.New("it exchanges parts of registers")
		}
		s.regs[a], s.regs[b] = s.regs[b], s.regs[a]
		return nil
	case pushes, pops:
		if _, width, ok := register(in.Args[0]); !ok || width != 8 {
			return errors.New("it pushes or pops other than 8 bytes")
		}
		if e == pops {
			return w.pop(s, in.Args[0], next)
		}
		v, err := w.read(s, in.Args[0], 8, next)
		if err != nil {
			return err
		}
		s.regs[rsp].off -= 8
		return w.store(s, s.regs[rsp], 8, v)
	case multiplies:
		for _, a := range in.Args {
			if _, err := w.read(s, a, width, next); err != nil {
				return err
			}
		}
		if in.Args[1] != nil {
			return w.set(s, in.Args[0], width, next, value{})
		}
		s.regs[rax], s.regs[rdx] = value{}, value{}
		return nil
	case widens:
		s.regs[rax], s.regs[rdx] = value{}, value{}
		return nil
	}
	return fmt.Errorf("it has an instruction that is not known: %v", in)
}

func (w *walk) pop(s *state, to x86asm.Arg, next uint64) error {
	v, err := w.load(s, s.regs[rsp], 8)
	if err != nil {
		return err
	}
	s.regs[rsp].off += 8
	return w.set(s, to, 8, next, v)
}

// combine is what an instruction makes of its first argument and the second.
func combine(e effect, a, b value, arg x86asm.Arg) value {
	n, constant := arg.(x86asm.Imm)
	switch {
	case e == selects:
		return join(a, b)
	case a.kind == stack && constant && e == adds:
		return value{stack, a.off + int64(n)}
	case a.kind == stack && constant:
		return value{stack, a.off - int64(n)}
	case e == adds:
		return sum(a, b)
	}
	return difference(a, b)
}

// read is what is known of an argument.
func (w *walk) read(s *state, a x86asm.Arg, width int, next uint64) (value, error) {
	switch a := a.(type) {
	case x86asm.Mem:
		return w.load(s, w.address(s, a, next), width)
	case x86asm.Reg:
		if n, width, ok := register(a); ok && width == 8 {
			return s.regs[n], nil
		}
	}
	return value{}, nil
}

// set notes what is known of an argument that is written.
func (w *walk) set(s *state, a x86asm.Arg, width int, next uint64, v value) error {
	switch a := a.(type) {
	case x86asm.Mem:
		return w.store(s, w.address(s, a, next), width, v)
	case x86asm.Reg:
		n, width, ok := register(a)
		switch {
		case isVector(a):
		case !ok:
			return errors.New("it writes a register that is not known")
		case width < 8:
			s.regs[n] = value{}
			if a >= x86asm.AH && a <= x86asm.BH {
				return errors.New("it writes a half of a register")
			}
		default:
			s.regs[n] = v
		}
		return nil
	}
	return errors.New("it has an instruction that is not known")
}

// checkStackPointer checks that the stack pointer is within the frames, and drops what lies below it: a
// signal handler may write there.
func (w *walk) checkStackPointer(s *state) error {
	sp := s.regs[rsp]
	switch {
	case sp.kind != stack || sp.off > w.active[len(w.active)-1].entry:
		return errors.New("its stack pointer is lost")
	case sp.off < -stackMost:
		return fmt.Errorf("it needs more than %d KiB of stack", stackMost>>10)
	}
	s.forget(-1<<62, sp.off)
	return nil
}
