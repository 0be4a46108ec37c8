// Package machinecode proves of functions in a linked core that C may call them without a crossing
// into Go's runtime. docs/rationale.md says why that is safe, and for which functions.
//
// The proof is an abstract interpretation of the x86-64 machine code from the function's entry, with
// the calls that it makes. A function is proven if on every path
//
//   - each instruction is one whose effects are known (instructions.go),
//   - each load is from the stack, from the memory of an argument, or from static data, by an
//     address that was not itself loaded from memory (address.go),
//   - each store is to a place of its own stack frames that is known exactly,
//   - the dummy g is used for nothing but the check of the stack, which then never fails,
//   - calls and jumps lead to known places in code that the Go compiler has made, none of it
//     recursive, and returns find the stack as it was (walk.go).
//
// So it allocates nothing, writes nothing that anybody else sees, can't panic and can't enter the
// scheduler. All that is trusted is that the Go compiler keeps indices within bounds. Names of
// functions serve for messages alone.
//
//	Image     a linked core
//	Refusal   why a function is not proven, and where
//	value     what is known of a register or a stack slot
//	state     all of them, before one instruction
//	walk      the interpretation of one function, with those that it calls
package machinecode
