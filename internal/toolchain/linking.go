package toolchain

import "slices"

// How libraries are linked depends on the format of the system: ELF on Linux, Mach-O on macOS,
// PE on Windows.

// compileFlagsFor are the flags for a machine among those that are for all.
func compileFlagsFor(m Machine, flags []string) []string {
	without := map[string][]string{
		"darwin":  {"-fno-plt"},
		"windows": {"-fno-plt", "-fPIC"}, // all its code can be anywhere
	}[m.GoOS()]
	return slices.DeleteFunc(slices.Clone(flags), func(f string) bool { return slices.Contains(without, f) })
}

// shimLinking makes a shared object of the shim. Python's symbols stay undefined: they are in the
// process already, and a link against libpython would tie the wheel to one build of Python. On
// Windows they are those of python3.dll, which each Python has. libraries come last.
func shimLinking(m Machine, abi ABI) (flags, libraries []string) {
	switch m.GoOS() {
	case "darwin": // what others find is marked in the sources: GS_EXPORT
		return []string{"-shared", "-Wl,-dead_strip", "-Wl,-undefined,dynamic_lookup", m.installName(m.ShimFile(abi))}, nil
	case "windows": // the threads are a static part
		return []string{"-shared", "-Wl,--gc-sections"}, []string{"-lpthread"}
	}
	// dlopen and threads are libraries of their own where glibc is older than 2.34
	return []string{"-shared", "-Wl,--build-id=none", "-Wl,--gc-sections", "-Wl,--version-script=shim.exports"}, []string{"-ldl", "-lpthread"}
}

// mathLibrary has what the compiler calls for functions like floor(), if a processor may lack an instruction.
func mathLibrary(m Machine) []string {
	if m.GoOS() == "linux" {
		return []string{"-lm"}
	}
	return nil // it is a part of C's
}

// symbolFlags are those for a linker of the machine: what it strips.
func (s Symbols) symbolFlags(m Machine, link []string) []string {
	if m.GoOS() == "darwin" && s == NoSymbols {
		return []string{"-Wl,-S", "-Wl,-x"} // it keeps what it needs itself
	}
	return link
}

// installName is the linker's flag for the name that a library of macOS has in it. Nothing is linked
// against ours, which are loaded by their paths, but without one it is the linker's output.
func (m Machine) installName(file string) string { return "-Wl,-install_name,@rpath/" + file }

// coreSymbol is package rt/coreid of a core with a build ID: it exports a symbol of that name.
const coreSymbol = `package coreid

import "C"

//export %[1]s
func %[1]s() {}
`

// useCoreSymbol makes package rt/coreid a part of a core.
const useCoreSymbol = `package main

import _ "gophersnake/rt/coreid"
`
