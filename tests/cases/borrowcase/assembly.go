package borrowcase

// What the compiler knows nothing of: assembly, which has a twin in Go.
func ReadAssembly(b []byte) int     { return int(firstOf(b)) }
func WriteAssembly(b []byte) int    { overwrite(b); return len(b) }
func SpareAssembly(b []byte) int    { return int(lastOf(b)) }
func WriteThroughAssembly(b []byte) { overwrite(b) }
