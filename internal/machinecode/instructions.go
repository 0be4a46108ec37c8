package machinecode

import (
	"strings"

	"golang.org/x/arch/x86/x86asm"
)

// An effect is what an instruction does, as far as the proof asks. All of these read their arguments.
type effect uint8

const (
	refused   effect = iota
	nothing          // changes flags, or nothing at all
	computes         // the first argument becomes a number
	registers        // the same, and memory is none of the arguments: an unaligned address would be a fault
	moves            // the first argument becomes the second
	addresses        // the first argument becomes the address of the second
	adds
	subtracts
	exchanges // two registers
	selects   // the first argument becomes the second, or stays
	pushes
	pops
	multiplies // RAX and RDX become numbers, or the first of several arguments
	widens     // RAX and RDX become numbers
)

// effects has the instructions that are known. What is not in it is refused, such as atomic ones, those
// of strings and those of the x87.
var effects = map[x86asm.Op]effect{
	x86asm.MOV: moves, x86asm.LEA: addresses, x86asm.ADD: adds, x86asm.SUB: subtracts, x86asm.XCHG: exchanges, x86asm.PUSH: pushes, x86asm.POP: pops,
}

func init() {
	for e, names := range map[effect]string{
		nothing: "CMP TEST UCOMISD UCOMISS COMISD COMISS NOP PREFETCHT0 PREFETCHNTA",
		computes: "AND OR XOR ADC SBB NEG NOT INC DEC SHL SHR SAR ROL ROR BSWAP BSF BSR LZCNT TZCNT POPCNT MOVZX MOVSX MOVSXD MOVBE" +
			" SETA SETAE SETB SETBE SETE SETG SETGE SETL SETLE SETNE SETNO SETNP SETNS SETO SETP SETS" +
			" MOVSD_XMM MOVSS MOVUPS MOVUPD MOVDQU MOVQ MOVD ADDSD ADDSS SUBSD SUBSS MULSD MULSS DIVSD DIVSS SQRTSD SQRTSS MINSD MINSS MAXSD MAXSS" +
			" CVTSI2SD CVTSI2SS CVTTSD2SI CVTTSS2SI CVTSD2SI CVTSS2SI CVTSD2SS CVTSS2SD ROUNDSD ROUNDSS",
		registers: "BT BTS BTR BTC RCL RCR SHLD SHRD ANDPS ANDPD ORPS ORPD XORPS XORPD ANDNPS ANDNPD PXOR PAND PANDN POR MOVAPS MOVAPD MOVDQA" +
			" CMPSD_XMM CMPSS PSLLQ PSRLQ PSLLD PSRLD UNPCKLPD UNPCKHPD PADDD PADDQ PSUBD PSUBQ",
		selects:    "CMOVA CMOVAE CMOVB CMOVBE CMOVE CMOVG CMOVGE CMOVL CMOVLE CMOVNE CMOVNO CMOVNP CMOVNS CMOVO CMOVP CMOVS",
		multiplies: "MUL IMUL DIV IDIV",
		widens:     "CWD CDQ CQO CBW CWDE CDQE",
	} {
		for name := range strings.FieldsSeq(names) {
			op, ok := operations[name]
			if !ok {
				panic("no such instruction: " + name)
			}
			effects[op] = e
		}
	}
}

// operations are the decoder's, by their names.
var operations = func() map[string]x86asm.Op {
	all := map[string]x86asm.Op{}
	for op := x86asm.Op(1); op.String() != "" && !strings.HasPrefix(op.String(), "Op("); op++ {
		all[op.String()] = op
	}
	return all
}()
