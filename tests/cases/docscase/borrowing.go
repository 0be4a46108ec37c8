package docscase

// Incr adds one.
func Incr(n *int) { *n++ }
