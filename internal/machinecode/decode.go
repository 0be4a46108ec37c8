package machinecode

import (
	"golang.org/x/arch/x86/x86asm"
)

// decode reads the instruction at the beginning of code. The second result says why it is refused.
func decode(code []byte) (x86asm.Inst, string) {
	if len(code) > 15 {
		code = code[:15] // the longest
	}
	// The decoder gets the length of some of these wrong, and would lose step.
	switch first := opcode(code); first {
	case 0xc4, 0xc5, 0x62, 0x8f:
		return x86asm.Inst{}, "it uses AVX, which is not read"
	}
	in, err := x86asm.Decode(code, 64)
	if err != nil || in.Len == 0 {
		return in, "it has an instruction that is not known"
	}
	if in.AddrSize != 64 {
		return in, "it has addresses of 32 bits"
	}
	for _, p := range in.Prefix {
		if p == 0 {
			break
		}
		switch {
		case p.IsREX():
		case isControl(in.Op):
			return in, "it has a jump with a prefix"
		case p&0xff == x86asm.PrefixFS, p&0xff == x86asm.PrefixGS:
			return in, "it uses the memory of the thread"
		case p&x86asm.PrefixImplicit != 0: // a part of the opcode
		case p&0xff == x86asm.PrefixDataSize&0xff:
		case in.Op == x86asm.NOP && (p&0xff == x86asm.PrefixCS || p&0xff == x86asm.PrefixDS): // padding
		case p&0xff == x86asm.PrefixLOCK:
			return in, "it has an atomic operation"
		default:
			return in, "it has an instruction with a prefix that is not known: " + in.String()
		}
	}
	for n, a := range in.Args {
		if m, ok := a.(x86asm.Mem); ok && m.Base|m.Index != 0 {
			m.Disp = int64(int32(m.Disp)) // the decoder reads it without its sign
			in.Args[n] = m
		}
	}
	return in, ""
}

// isControl reports whether an instruction is a jump, a call or a return. Processors differ about what
// these do with a prefix for 16 bits.
func isControl(op x86asm.Op) bool {
	return op == x86asm.CALL || op == x86asm.JMP || op == x86asm.RET || isConditional(op)
}

// opcode is the first byte behind the prefixes.
func opcode(code []byte) byte {
	for _, b := range code {
		switch b {
		case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0x66, 0x67, 0xf0, 0xf2, 0xf3:
			continue
		}
		if b&0xf0 != 0x40 { // REX
			return b
		}
	}
	return 0
}

// register is the number of a general register and its width in bytes; ok is false for all else.
func register(a x86asm.Arg) (n, width int, ok bool) {
	r, ok := a.(x86asm.Reg)
	switch {
	case !ok:
	case r >= x86asm.RAX && r <= x86asm.R15:
		return int(r - x86asm.RAX), 8, true
	case r >= x86asm.EAX && r <= x86asm.R15L:
		return int(r - x86asm.EAX), 4, true
	case r >= x86asm.AX && r <= x86asm.R15W:
		return int(r - x86asm.AX), 2, true
	case r >= x86asm.AL && r <= x86asm.BL:
		return int(r - x86asm.AL), 1, true
	case r >= x86asm.AH && r <= x86asm.BH:
		return int(r - x86asm.AH), 1, true
	case r >= x86asm.SPB && r <= x86asm.R15B:
		return int(r-x86asm.SPB) + rsp, 1, true
	}
	return 0, 0, false
}

// isVector reports whether an argument is an SSE register.
func isVector(a x86asm.Arg) bool {
	r, ok := a.(x86asm.Reg)
	return ok && r >= x86asm.X0 && r <= x86asm.X15
}
