// Package vectorise translates Go functions of numbers to C, whose compiler runs a loop over them on several rows at
// once. Go's compiler does not. docs/rationale.md says what a translation may change: nothing but the bits of a NaN.
//
// A function is translated if all that it does is arithmetic that both languages define alike, down to the last bit, and
// that can't fail, wait, or be seen from outside: no memory but its own variables, no loop, no panic. What is not known
// to be so is refused, with the reason. There is no list of what is harmless but the one here.
//
//	translate.go     a function and those that it calls
//	instruction.go   one instruction
//	integer.go       arithmetic of integers, which wraps
//	math.go          the functions of package math that are exact, min and max
//	path.go          branches become conditions, under which values are selected
//	kind.go          Go's types in C, and constants
//
// Both sides of a branch are computed, since nothing that is translated has an effect. Floating-point numbers are those of
// IEEE 754 in both languages, in their own precision. The flags with which the C is compiled (internal/toolchain) keep the
// compiler from changing that; FMA is in Options.
package vectorise
