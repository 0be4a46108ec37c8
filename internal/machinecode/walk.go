package machinecode

import (
	"debug/gosym"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/arch/x86/x86asm"
)

// A Refusal says why a function is not proven.
type Refusal struct {
	Why      string
	Function string // whose instruction it is; "" if it has no name
	Line     string // of its source
}

func (r *Refusal) Error() string {
	if r.Line == "" {
		return r.Why
	}
	return fmt.Sprintf("%s (in %s, %s)", r.Why, r.Function, r.Line)
}

// stepsMost limits how long a proof takes: instructions.
const stepsMost = 200_000

// A walk interprets one function, with those that it calls.
type walk struct {
	image  *Image
	steps  int
	active []frame // of the functions that are being interpreted, the outermost first
}

// A frame is that of a call.
type frame struct {
	fn    *gosym.Func
	entry int64 // the stack pointer at its beginning, where the return address is
}

// arguments are the registers in which Go takes arguments that are no floating-point numbers.
var arguments = [...]int{rax, rbx, rcx, rdi, rsi, r8, r9, r10, r11}

// Arguments is how many words of arguments a function can have.
const Arguments = len(arguments)

// Prove proves that C may call function n of the table: nil, or why not. pointers says of each word of
// its arguments whether it is an address of memory that C and Go may read, of a length that the next word
// has.
func (i *Image) Prove(n int, pointers []bool) *Refusal {
	if len(pointers) > Arguments {
		return &Refusal{Why: fmt.Sprintf("its arguments take %d words, of at most %d", len(pointers), Arguments)}
	}
	s := &state{slots: map[int64]value{}}
	s.regs[rsp], s.regs[r14] = value{kind: stack}, value{kind: dummyG}
	for k, pointer := range pointers {
		if pointer {
			s.regs[arguments[k]] = value{kind: data}
		}
	}
	w := &walk{image: i}
	_, err := w.call(i.table.entries[n], s)
	var refusal *Refusal
	if err != nil && !errors.As(err, &refusal) {
		refusal = &Refusal{Why: err.Error()}
	}
	return refusal
}

// call interprets a function from its entry, and returns what is known when it returns.
func (w *walk) call(entry uint64, s *state) (*state, error) {
	fn := w.image.function(entry)
	if fn == nil || fn.Entry != entry {
		return nil, errors.New("it calls what is no Go function")
	}
	if why := ends(fn.Name); why != "" {
		return nil, errors.New(why)
	}
	if !w.image.compiled(fn) {
		return nil, fmt.Errorf("it calls %s, which is assembly", fn.Name)
	}
	for _, f := range w.active {
		if f.fn.Entry == entry {
			return nil, errors.New("it is recursive")
		}
	}
	w.active = append(w.active, frame{fn, s.regs[rsp].off})
	defer func() { w.active = w.active[:len(w.active)-1] }()
	return w.run(fn, s)
}

// run interprets the instructions of a function until nothing more becomes known.
func (w *walk) run(fn *gosym.Func, s *state) (*state, error) {
	before := map[uint64]*state{fn.Entry: s.clone()}
	pending := []uint64{fn.Entry}
	var returned *state
	flow := func(to uint64, s *state) error {
		if to < fn.Entry || to >= fn.End {
			return errors.New("it jumps out of a function")
		}
		known := before[to]
		if known == nil {
			before[to] = s.clone()
		} else if !known.absorb(s) {
			return nil
		}
		pending = append(pending, to)
		return nil
	}
	for len(pending) > 0 {
		pc := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if w.steps++; w.steps > stepsMost {
			return nil, w.refuse(pc, errors.New("it is too long to be proven"))
		}
		s := before[pc].clone()
		if err := w.step(pc, s, flow, &returned); err != nil {
			return nil, w.refuse(pc, err)
		}
	}
	if returned == nil {
		return nil, w.refuse(fn.Entry, errors.New("it never returns"))
	}
	return returned, nil
}

// refuse says of an error where it is, unless it says so.
func (w *walk) refuse(pc uint64, err error) error {
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return err
	}
	file, line := w.image.line(pc)
	return &Refusal{err.Error(), w.image.function(pc).Name, fmt.Sprintf("%s:%d", file, line)}
}

// step interprets one instruction, and passes the state on to those that may be next.
func (w *walk) step(pc uint64, s *state, flow func(uint64, *state) error, returned **state) error {
	in, why := decode(w.image.code(pc))
	if why != "" {
		return errors.New(why)
	}
	next := pc + uint64(in.Len)
	target, direct := in.Args[0].(x86asm.Rel)
	to := next + uint64(int64(target))
	switch {
	case in.Op == x86asm.RET:
		if in.Args[0] != nil || s.regs[rsp] != (value{stack, w.active[len(w.active)-1].entry}) {
			return errors.New("it returns with another stack")
		}
		if *returned == nil {
			*returned = s.clone()
		} else {
			(*returned).absorb(s)
		}
		return nil
	case in.Op == x86asm.CALL:
		if !direct {
			return errors.New("it calls a function that is known only when it runs")
		}
		s.guarded = false
		s.regs[rsp].off -= 8
		if err := w.checkStackPointer(s); err != nil {
			return err
		}
		s.forget(s.regs[rsp].off, s.regs[rsp].off+8)
		after, err := w.call(to, s)
		if err != nil {
			return err
		}
		after.guarded = false
		after.regs[rsp].off += 8
		after.forget(-1<<62, after.regs[rsp].off)
		return flow(next, after)
	case in.Op == x86asm.JMP:
		if !direct {
			return errors.New("it jumps by a table")
		}
		s.guarded = false
		return flow(to, s)
	case in.Op == x86asm.JBE && s.guarded: // the stack has room
		s.guarded = false
		return flow(next, s)
	case isConditional(in.Op) && direct:
		s.guarded = false
		if err := flow(to, s); err != nil {
			return err
		}
		return flow(next, s)
	}
	if err := w.execute(s, in, next); err != nil {
		return err
	}
	return flow(next, s)
}

func isConditional(op x86asm.Op) bool {
	switch op {
	case x86asm.JA, x86asm.JAE, x86asm.JB, x86asm.JBE, x86asm.JE, x86asm.JG, x86asm.JGE, x86asm.JL, x86asm.JLE, x86asm.JNE, x86asm.JNO, x86asm.JNP,
		x86asm.JNS, x86asm.JO, x86asm.JP, x86asm.JS:
		return true
	}
	return false
}

// ends says of a function of the runtime what it means that it is called; "" of all others. It makes
// better messages: the functions would be refused for what they do.
func ends(name string) string {
	short, ok := strings.CutPrefix(name, "runtime.")
	if !ok {
		return ""
	}
	for _, of := range [...]struct{ prefixes, why string }{
		{"panicBounds panicIndex panicSlice goPanicIndex goPanicSlice panicExtend goPanicExtend", "an index may be out of range"},
		{"panicdivide", "a divisor may be zero"},
		{"panicshift", "a shift may be negative"},
		{"panic gopanic goPanic", "it can panic"},
		{"mallocgc newobject makeslice growslice makemap newarray concatstring slicebytetostring stringtoslice intstring rawbyteslice rawstring convT", "it allocates"},
		{"gcWriteBarrier wbZero wbMove typedmem", "it stores a pointer"},
		{"morestack", "it needs much stack"},
		{"defer", "it defers a call"},
		{"newproc", "it starts a goroutine"},
		{"mapaccess map", "it uses a map"},
		{"chan select send recv", "it uses a channel"},
		{"racefuncenter raceread racewrite asan msan", "it was compiled for a sanitizer"},
	} {
		for prefix := range strings.FieldsSeq(of.prefixes) {
			if strings.HasPrefix(short, prefix) {
				return of.why
			}
		}
	}
	return ""
}
