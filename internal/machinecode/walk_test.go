package machinecode

import (
	"debug/elf"
	"debug/gosym"
	"encoding/hex"
	"strings"
	"testing"
)

// assembled is an image of functions that the Go compiler would not make, each 64 bytes after the one
// before, from 0x1000 on.
func assembled(t *testing.T, functions ...string) *Image {
	t.Helper()
	const at, each = 0x1000, 64
	i := &Image{table: &Table{}, line: func(uint64) (string, int) { return "test.go", 1 }}
	code := make([]byte, each*len(functions))
	for n, text := range functions {
		body, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
		if err != nil || len(body) > each {
			t.Fatalf("%q: %v", text, err)
		}
		entry := uint64(at + each*n)
		copy(code[each*n:], body)
		i.table.entries = append(i.table.entries, entry)
		i.functions = append(i.functions, gosym.Func{Sym: &gosym.Sym{Name: "main.f"}, Entry: entry, End: entry + uint64(len(body))})
	}
	i.segments = []segment{
		{addr: at, size: uint64(len(code)), data: code, flags: elf.PF_R | elf.PF_X},
		{addr: 0x8000, size: 4096, flags: elf.PF_R | elf.PF_W},
	}
	return i
}

func TestRules(t *testing.T) {
	for _, test := range []struct{ what, code, want string }{
		{"return", "c3", ""},
		{"a constant", "b8 01000000 c3", ""},
		{"load from an argument", "48 8b 00 c3", ""},
		{"load behind an argument's address and a number", "48 8b 04 d8 c3", ""},
		{"load of static data", "48 8b 05 f96f0000 c3", ""},
		{"load from a number", "48 8b 03 c3", "it follows an address"},
		{"load from what was loaded", "48 8b 00 48 8b 00 c3", "it follows an address"},
		{"load from what was loaded from static data", "48 8b 05 f96f0000 48 8b 00 c3", "it follows an address"},
		{"load from code", "48 8b 05 f9ffffff c3", "it follows an address"},
		{"load from an absolute address", "48 8b 04 25 00800000 c3", "it follows an address"},
		{"load from a multiple of an address", "48 8b 04 c5 00000000 c3", "it follows an address"},
		{"load from the sum of two addresses", "48 01 c0 48 8b 00 c3", "it follows an address"},
		{"load from the half of an address", "89 c0 48 8b 00 c3", "it follows an address"},
		{"load from an address that was chosen", "48 85 db 48 0f 44 c3 48 8b 00 c3", "it follows an address"},
		{"store to an argument", "48 89 18 c3", "it writes to memory"},
		{"store to static data", "48 89 1d f96f0000 c3", "it writes to memory"},
		{"store to a number's address", "48 89 03 c3", "it writes to memory"},
		{"store of the g's place", "49 89 46 30 c3", "it writes to memory"},
		{"an addition to memory", "48 01 18 c3", "it writes to memory"},
		{"a spilled argument", "48 89 44 24 08 48 8b 44 24 08 48 8b 00 c3", ""},
		{"the last spilled argument", "48 89 44 24 48 c3", ""},
		{"a store beyond them", "48 89 44 24 49 c3", "it writes to the stack outside"},
		{"a store over the return address", "48 89 04 24 c3", "it writes over a return address"},
		{"a store over a part of it", "88 44 24 07 c3", "it writes over a return address"},
		{"a store below the stack pointer", "48 89 44 24 f8 c3", "it writes to the stack outside"},
		{"a load below the stack pointer", "48 8b 44 24 f8 c3", "it reads the stack outside"},
		{"a vector that reaches the return address", "48 83 ec 08 0f 11 04 24 48 83 c4 08 c3", "it writes over a return address"},
		{"a slot", "50 58 48 8b 00 c3", ""},
		{"a slot whose bytes were changed", "50 c6 44 24 03 00 58 48 8b 00 c3", "it follows an address"},
		{"an unknown place of the stack", "48 8d 04 1c 48 89 00 c3", "it writes to memory"},
		{"a frame by bytes with a sign", "48 83 c4 80 48 83 ec 80 c3", ""},
		{"a frame by words with a sign", "48 81 c4 00f0ffff 48 81 ec 00f0ffff c3", ""},
		{"a frame that is given back twice", "48 83 c4 80 48 83 ec 80 48 83 ec 80 c3", "its stack pointer is lost"},
		{"a push of two bytes", "66 50 58 c3", "it pushes or pops other than 8 bytes"},
		{"a push of a number", "6a 01 58 c3", "it pushes or pops other than 8 bytes"},
		{"a pop of two bytes", "50 66 58 c3", "it pushes or pops other than 8 bytes"},
		{"a return of 16 bits", "66 c3", "it has a jump with a prefix"},
		{"a call of 16 bits", "66 e8 00000000 c3", "it has a jump with a prefix"},
		{"8 bytes that reach the return address", "48 83 ec 08 48 89 44 24 04 48 83 c4 08 c3", "it writes over a return address"},
		{"the same of a constant", "48 83 ec 08 48 c7 44 24 04 01000000 48 83 c4 08 c3", "it writes over a return address"},
		{"the same of a number with a point", "48 83 ec 08 f2 0f 11 44 24 04 48 83 c4 08 c3", "it writes over a return address"},
		{"the same of an addition", "48 83 ec 08 48 83 44 24 04 01 48 83 c4 08 c3", "it writes over a return address"},
		{"4 bytes below it", "48 83 ec 08 89 44 24 04 48 83 c4 08 c3", ""},
		{"a place below an address of the stack", "48 81 ec 00010000 48 8d ac 24 00010000 48 89 85 78ffffff 48 8b 85 78ffffff 48 8b 00 48 81 c4 00010000 c3", ""},
		{"a place 4 GiB below", "50 48 8d 84 24 f0ffffff 48 05 00000080 48 05 10000080 48 89 00 58 c3", "it writes to the stack outside"},
		{"a stack that is not balanced", "50 c3", "it returns with another stack"},
		{"more popped than pushed", "58 c3", "its stack pointer is lost"},
		{"a computed stack pointer", "48 89 c4 c3", "its stack pointer is lost"},
		{"a rounded stack pointer", "48 83 e4 f0 c3", "its stack pointer is lost"},
		{"a large frame", "48 81 ec 00300000 48 81 c4 00300000 c3", "it needs more than 4 KiB"},
		{"the check of the stack", "49 3b 66 10 76 01 c3 0f 0b", ""},
		{"another field of the g", "49 3b 66 08 76 01 c3 0f 0b", "it needs its goroutine"},
		{"the g's m", "49 8b 46 30 c3", "it needs its goroutine"},
		{"the check with another jump", "49 3b 66 10 77 01 c3 0f 0b", "it has an instruction that is not known"},
		{"the check with flags changed", "49 3b 66 10 48 85 c0 76 01 c3 0f 0b", "it has an instruction that is not known"},
		{"the check with a g that is another", "49 89 de 49 3b 66 10 76 01 c3 0f 0b", "it follows an address"},
		{"the check of a number", "49 3b 5e 10 76 01 c3 0f 0b", "it needs its goroutine"},
		{"the check of memory of the thread", "64 49 3b 66 10 76 01 c3 0f 0b", "it uses the memory of the thread"},
		{"the same by the other segment", "65 49 3b 66 10 76 01 c3 0f 0b", "it uses the memory of the thread"},
		{"memory of the thread", "64 48 8b 04 25 f8ffffff c3", "it uses the memory of the thread"},
		{"an atomic addition", "f0 48 0f c1 18 c3", "it has an atomic operation"},
		{"an exchange with memory", "48 87 18 c3", "it has an instruction that is not known"},
		{"a string operation", "f3 48 ab c3", "it has an instruction with a prefix"},
		{"a string operation once", "48 ab c3", "it uses the memory of the thread"},
		{"addresses of 32 bits", "67 8b 00 c3", "it has addresses of 32 bits"},
		{"VEX", "c5 f8 77 c3", "it uses AVX"},
		{"VEX of three bytes", "c4 e2 f1 b9 c2 c3", "it uses AVX"},
		{"EVEX", "62 f1 7c 48 58 c0 c3", "it uses AVX"},
		{"VEX behind a prefix", "66 c5 f8 77 c3", "it uses AVX"},
		{"a system call", "0f 05 c3", "it has an instruction that is not known"},
		{"the x87", "d9 e8 c3", "it has an instruction that is not known"},
		{"the direction flag", "fd c3", "it has an instruction that is not known"},
		{"a control register of floating point", "0f ae 10 c3", "it has an instruction that is not known"},
		{"bits of memory", "48 0f a3 18 c3", "it has an instruction that is not known"},
		{"an unaligned vector in memory", "0f 28 00 c3", "it has an instruction that is not known"},
		{"a half of a register", "88 c4 c3", "it writes a half of a register"},
		{"a check for nil", "84 00 c3", "it checks whether an address is nil"},
		{"a bit of an argument", "f6 00 01 c3", ""},
		{"a jump by a register", "ff e0", "it jumps by a table"},
		{"a jump out of the function", "eb 20", "it jumps out"},
		{"no end", "90", "it jumps out"},
		{"a loop without an end", "eb fe", "it never returns"},
		{"a loop", "48 ff cb 75 fb c3", ""},
		{"a loop that moves an argument", "48 8b 08 48 83 c0 08 48 ff cb 75 f4 c3", ""},
		{"a loop that grows the stack", "50 48 ff cb 75 fa c3", "it returns with another stack"},
		{"a call of itself", "e8 fbffffff c3", "it is recursive"},
		{"a call by a register", "ff d0 c3", "it calls a function that is known only"},
		{"a call of no function", "e8 00010000 c3", "it calls what is no Go function"},
		{"a return that drops arguments", "c2 0800", "it returns with another stack"},
	} {
		t.Run(test.what, func(t *testing.T) {
			refusal := assembled(t, test.code).Prove(0, []bool{true, false})
			switch {
			case test.want == "" && refusal != nil:
				t.Errorf("refused: %v", refusal)
			case test.want != "" && refusal == nil:
				t.Errorf("proven; want %q", test.want)
			case test.want != "" && !strings.HasPrefix(refusal.Why, test.want):
				t.Errorf("refused: %v; want %q", refusal, test.want)
			}
		})
	}
}

func TestCalls(t *testing.T) {
	const toNext = "e8 3b000000 c3" // of the function 64 bytes further
	for _, test := range []struct{ what, callee, want string }{
		{"a number", "b8 01000000 c3", ""},
		{"an argument", "48 8b 00 c3", ""},
		{"its spill area, over the caller's return address", "48 89 44 24 08 c3", "it writes over a return address"},
		{"the return address", "48 89 04 24 c3", "it writes over a return address"},
		{"the stack pointer", "58 c3", "its stack pointer is lost"},
		{"a store", "48 89 18 c3", "it writes to memory"},
	} {
		t.Run(test.what, func(t *testing.T) {
			refusal := assembled(t, toNext, test.callee).Prove(0, []bool{true, false})
			if test.want == "" != (refusal == nil) || refusal != nil && !strings.HasPrefix(refusal.Why, test.want) {
				t.Errorf("%v; want %q", refusal, test.want)
			}
		})
	}
	t.Run("a caller's slot", func(t *testing.T) {
		// The callee changes the slot in which its caller keeps an address.
		caller := "48 83 ec 08 48 89 04 24 e8 33000000 48 8b 0c 24 48 83 c4 08 48 8b 09 c3"
		if refusal := assembled(t, caller, "c3").Prove(0, []bool{true, false}); refusal != nil {
			t.Errorf("refused: %v", refusal)
		}
		refusal := assembled(t, caller, "48 89 5c 24 08 c3").Prove(0, []bool{true, false})
		if refusal == nil || !strings.HasPrefix(refusal.Why, "it follows an address") {
			t.Errorf("%v; want a refusal", refusal)
		}
	})
	t.Run("two that call each other", func(t *testing.T) {
		refusal := assembled(t, toNext, "e8 bbffffff c3").Prove(0, nil)
		if refusal == nil || refusal.Why != "it is recursive" {
			t.Errorf("%v; want a refusal", refusal)
		}
	})
	t.Run("assembly", func(t *testing.T) {
		i := assembled(t, toNext, "c3")
		i.line = func(pc uint64) (string, int) {
			if pc >= 0x1040 {
				return "test.s", 1
			}
			return "test.go", 1
		}
		if refusal := i.Prove(0, nil); refusal == nil || !strings.HasSuffix(refusal.Why, "which is assembly") {
			t.Errorf("%v; want a refusal", refusal)
		}
	})
	t.Run("too many arguments", func(t *testing.T) {
		if refusal := assembled(t, "c3").Prove(0, make([]bool, 10)); refusal == nil {
			t.Error("proven")
		}
	})
}
