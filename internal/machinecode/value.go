package machinecode

// A value is what is known of a register or of 8 bytes of the stack.
type value struct {
	kind kind
	off  int64 // stack: from the stack pointer at the entry of the function that C calls
}

type kind uint8

const (
	unknown kind = iota // a number, or whatever was loaded from memory: no address
	stack               // an address in the stack
	data                // an address in the memory of an argument or in static data; C and Go may read it
	dummyG              // what stands for the g: zeros that nobody can write
)

// join is what is known of a place to which two paths lead.
func join(a, b value) value {
	if a == b {
		return a
	}
	return value{} // a pointer that may be nil, too
}

// sum is a + b. An address and a number are an address, within the same memory: the Go compiler keeps
// it there.
func sum(a, b value) value {
	switch {
	case a.kind == data && b.kind == unknown, a.kind == unknown && b.kind == data:
		return value{kind: data}
	}
	return value{}
}

// difference is a - b.
func difference(a, b value) value {
	if a.kind == data && b.kind == unknown {
		return a
	}
	return value{}
}
