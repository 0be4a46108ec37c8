package toolchain

import "fmt"

// raceLinkFlags ask for an address in the lowest terabyte of the address space. Go's
// race detector has shadow memory for that range only, and ends the process if it is
// loaded elsewhere, where the loader puts libraries that ask for nothing. glibc takes
// the address of the first segment as a hint. Source: LLVM's tsan_platform.h, the
// mappings for Go; glibc's elf/dl-map-segments.h.
const raceLinkFlags = "-Wl,-Ttext-segment=0x1000000000"

// CanRace reports why a core can't be built with Go's race detector, if it can't.
func CanRace(m Machine, cc *Compiler) error {
	if m.GoOS() != "linux" || m.GoArch() != "amd64" {
		return fmt.Errorf("Go's race detector works in extensions on x86-64 Linux only, so far; this is %s/%s", m.GoOS(), m.GoArch())
	}
	if cc.From == "ziglang" {
		return fmt.Errorf("Go's race detector needs gcc or clang with the linker of GNU binutils; install gcc, or set CC")
	}
	return nil
}
