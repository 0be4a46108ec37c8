package machinecode

import (
	"bytes"
	"debug/elf"
	"debug/gosym"
	"encoding/binary"
	"maps"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"golang.org/x/arch/x86/x86asm"
)

// As testdata/processor.c has them.
const (
	codeAt   = 0x440000000
	staticAt = 0x440001000
)

// TestWhatTheProcessorDoes runs instructions of all known kinds by themselves, and compares what is known
// afterwards with what is there. So a length or an operand that the decoder gets wrong is found, too.
func TestWhatTheProcessorDoes(t *testing.T) {
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("direct calls are for Linux on x86-64")
	}
	const each = 60
	r := rand.New(rand.NewSource(1))
	code := make([]byte, 4096)
	image := &Image{segments: []segment{
		{addr: codeAt, size: 4096, data: code, flags: elf.PF_R | elf.PF_X},
		{addr: staticAt, size: 4096, flags: elf.PF_R | elf.PF_W},
	}}
	fn := &gosym.Func{Sym: &gosym.Sym{Name: "main.f"}, Entry: codeAt, End: codeAt + 4096}
	seen := map[x86asm.Op]int{}
	var records bytes.Buffer
	for range 800_000 {
		copy(code, randomInstruction(r))
		in, why := decode(code)
		if why != "" || effects[in.Op] == refused || seen[in.Op] == each {
			continue
		}
		before := randomState(r)
		after := before.clone()
		w := &walk{image: image, active: []frame{{fn, 0}}}
		if w.execute(after, in, codeAt+uint64(in.Len)) != nil {
			continue
		}
		seen[in.Op]++
		records.Write(code[:16])
		writeWords(&records, int64(in.Len))
		writeState(&records, before)
		writeState(&records, certain(after, in))
	}
	for op, e := range effects {
		if e != refused && seen[op] == 0 && op != x86asm.PREFETCHT0 && op != x86asm.PREFETCHNTA {
			t.Errorf("%v was never tried", op)
		}
	}
	program := filepath.Join(t.TempDir(), "processor")
	cc := os.Getenv("CC")
	if cc == "" {
		cc = "cc"
	}
	if out, err := exec.Command(cc, "-O1", "-o", program, "testdata/processor.c").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := exec.Command(program)
	run.Stdin = &records
	out, err := run.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// randomInstruction is bytes that are often an instruction, and often one of the stack.
func randomInstruction(r *rand.Rand) []byte {
	var code []byte
	for len(code) < 2 && r.Intn(4) == 0 {
		code = append(code, []byte{0x66, 0x66, 0xf2, 0xf3}[r.Intn(4)])
	}
	switch r.Intn(3) { // REX
	case 0:
		code = append(code, 0x48)
	case 1:
		code = append(code, 0x40|byte(r.Intn(16)))
	}
	switch r.Intn(4) {
	case 0, 1:
		code = append(code, byte(r.Intn(256)))
	case 2:
		code = append(code, 0x0f, byte(r.Intn(256)))
	case 3:
		code = append(code, 0x0f, []byte{0x38, 0x3a}[r.Intn(2)], byte(r.Intn(256)))
	}
	reg := byte(r.Intn(8)) << 3
	switch r.Intn(6) {
	case 0: // at a distance from the stack pointer of a byte
		code = append(code, 0x44|reg, 0x24, byte(r.Intn(160)-8))
	case 1: // of a word
		code = binary.LittleEndian.AppendUint32(append(code, 0x84|reg, 0x24), uint32(r.Intn(160)-8))
	case 2: // static data
		code = binary.LittleEndian.AppendUint32(append(code, 0x05|reg), uint32(0x1000+r.Intn(0xfc0)))
	default:
		code = append(code, byte(r.Intn(256)), byte(r.Intn(256)))
	}
	if r.Intn(2) == 0 { // a constant or a distance
		code = binary.LittleEndian.AppendUint32(code, uint32(r.Intn(512)-256))
	}
	for len(code) < 16 {
		code = append(code, byte(r.Intn(256)))
	}
	return code[:16]
}

// randomState is one in which most is known, of a frame of 64 bytes.
func randomState(r *rand.Rand) *state {
	some := func() value {
		switch r.Intn(4) {
		case 0:
			return value{stack, int64(r.Intn(144) - 64)}
		case 1:
			return value{}
		}
		return value{kind: data}
	}
	s := &state{slots: map[int64]value{}}
	for n := range s.regs {
		s.regs[n] = some()
	}
	s.regs[rsp], s.regs[r14] = value{stack, -64}, value{kind: dummyG}
	for off := s.regs[rsp].off; off < 8+spillArea; off += 8 {
		if off != 0 {
			s.keep(off, some())
		}
	}
	return s
}

// certain drops the claims that can't be compared: an address with a number added is somewhere in the same memory.
func certain(s *state, in x86asm.Inst) *state {
	switch effects[in.Op] {
	case adds, subtracts, addresses:
	default:
		return s
	}
	if n, _, ok := register(in.Args[0]); ok {
		if s.regs[n].kind == data {
			s.regs[n] = value{}
		}
		return s
	}
	maps.DeleteFunc(s.slots, func(_ int64, v value) bool { return v.kind == data })
	return s
}

func writeState(to *bytes.Buffer, s *state) {
	for _, v := range s.regs {
		writeWords(to, int64(v.kind), v.off)
	}
	writeWords(to, int64(len(s.slots)))
	for _, off := range slices.Sorted(maps.Keys(s.slots)) {
		writeWords(to, off, int64(s.slots[off].kind), s.slots[off].off)
	}
}

func writeWords(to *bytes.Buffer, words ...int64) {
	for _, w := range words {
		to.Write(binary.LittleEndian.AppendUint64(nil, uint64(w)))
	}
}
