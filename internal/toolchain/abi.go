package toolchain

import "strings"

// An ABI is what the C half of an extension is compiled against. The zero value is the stable
// ABI of Python 3.11, for all Pythons that have a GIL; those without have none before 3.15, so
// there it is that of one version, by its own headers. The Go half is the same for all.
type ABI struct {
	Python  string // "3.13.15"
	Include string // the folder of its Python.h
	Suffix  string // of its extension modules: ".cpython-313t-x86_64-linux-gnu.so"
}

const stableSuffix = ".abi3.so"

// FreeThreaded reports whether it is that of a Python without a GIL.
func (a ABI) FreeThreaded() bool { return a.Include != "" }

// ShimFile is the name of the C half.
func (a ABI) ShimFile() string {
	if a.FreeThreaded() {
		return "_native" + a.Suffix
	}
	return "_native" + stableSuffix
}

// Tag is how wheels name it: "cp313-cp313t"; "" is the stable ABI.
func (a ABI) Tag() string {
	if !a.FreeThreaded() {
		return ""
	}
	major, rest, _ := strings.Cut(a.Python, ".")
	minor, _, _ := strings.Cut(rest, ".")
	version := "cp" + major + minor
	return version + "-" + version + "t"
}

// flags are for the C compiler. The version is there for the cache: headers of another
// release may lie in the same folder.
func (a ABI) flags() []string {
	if !a.FreeThreaded() {
		return nil
	}
	return []string{"-DGS_FREE_THREADED=\"" + a.Python + "\"", "-DNDEBUG", "-isystem", a.Include}
}
