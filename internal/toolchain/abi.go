package toolchain

import "strings"

// An ABI is what the C half of an extension is compiled against. The zero value is the stable
// ABI of Python 3.11, for all Pythons that have a GIL; those without have none before 3.15, so
// there it is that of one version, by its own headers. From 3.15 on there is one for both kinds,
// abi3t, which like the first needs no headers. The Go half is the same for all.
type ABI struct {
	Both    bool   // abi3t, and nothing else is set
	Python  string // "3.13.15"
	Include string // the folder of its Python.h
	Suffix  string // of its extension modules: ".cpython-313t-x86_64-linux-gnu.so"
}

const (
	stableSuffix = ".abi3.so"
	bothSuffix   = ".abi3t.so"
)

// ABI3T is that of Pythons with and without a GIL (PEP 803).
var ABI3T = ABI{Both: true}

// OldestPython is the first that loads such an extension.
func (a ABI) OldestPython() string {
	if a.Both {
		return "3.15"
	}
	return "3.11"
}

// FreeThreaded reports whether there may be no GIL.
func (a ABI) FreeThreaded() bool { return a.Both || a.ofOneVersion() }

// ofOneVersion reports whether it is that of one version of Python, without a GIL.
func (a ABI) ofOneVersion() bool { return a.Include != "" }

// ShimFile is the name of the C half.
func (a ABI) ShimFile() string {
	switch {
	case a.Both:
		return "_native" + bothSuffix
	case a.ofOneVersion():
		return "_native" + a.Suffix
	}
	return "_native" + stableSuffix
}

// Tag is how wheels name it: "cp311-abi3", "cp313-cp313t". Nothing older than cp315 may stand beside abi3t: a
// free-threaded 3.13 or 3.14 would take cp311-abi3t for its own.
func (a ABI) Tag() string {
	switch {
	case a.Both:
		return "cp315-abi3.abi3t"
	case !a.ofOneVersion():
		return "cp311-abi3"
	}
	major, rest, _ := strings.Cut(a.Python, ".")
	minor, _, _ := strings.Cut(rest, ".")
	version := "cp" + major + minor
	return version + "-" + version + "t"
}

// flags are for the C compiler. The version is there for the cache: headers of another
// release may lie in the same folder.
func (a ABI) flags() []string {
	switch {
	case a.Both:
		return []string{"-DGS_ABI3T"}
	case !a.ofOneVersion():
		return nil
	}
	return []string{"-DGS_FREE_THREADED=\"" + a.Python + "\"", "-DNDEBUG", "-isystem", a.Include}
}
