package toolchain

// Symbols says what the two halves of an extension tell debuggers and profilers.
type Symbols int

const (
	NamedSymbols Symbols = iota // names of functions, in a table that is not loaded
	NoSymbols                   // nothing
	DebugSymbols                // lines and variables, too
)

// goFlags are those of Go's linker, and those of the C linker that it runs: without the
// debug information of C libraries, which has paths of the machine. With zig, that leaves
// out the names too, since its linker knows no other way.
func (s Symbols) goFlags() (ldflags, extldflags string) {
	switch s {
	case NoSymbols:
		return "-s -w -compressdwarf=false", "-s"
	case DebugSymbols:
		return "-compressdwarf=true", ""
	}
	// Without debug information, there is none to compress: Go's linker would ask the C linker
	// whether it can, by a compilation each time.
	return "-w -compressdwarf=false", "-Wl,-S"
}

// cFlags are those of the C compiler and of its linker.
func (s Symbols) cFlags() (compile, link []string) {
	switch s {
	case NoSymbols:
		return nil, []string{"-s"}
	case DebugSymbols:
		return []string{"-g"}, nil
	}
	return nil, []string{"-Wl,-S"}
}
