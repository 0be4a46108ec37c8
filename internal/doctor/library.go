package doctor

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"gophersnake/internal/audit"
	"gophersnake/internal/build"
)

// library says what keeps Python of this machine from loading a library, alone or of a wheel.
func (m *machine) library(lib *audit.Library, in *audit.Report) []Finding {
	name := filepath.Base(lib.Path)
	bad := func(format string, args ...any) []Finding {
		return []Finding{{name, fmt.Sprintf(format, args...), true}}
	}
	here := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[runtime.GOARCH]
	switch {
	case lib.Arch != here:
		return bad("it is for %s, and this machine is %s: get the wheel for %s", lib.Arch, here, here)
	case m.glibc.Less(lib.Glibc):
		return bad("it needs glibc %s (for %s), and this machine has %s: get a wheel for manylinux_%d_%d or older, or build it here",
			lib.Glibc, strings.Join(first(lib.Witness), ", "), m.glibc, m.glibc.Major, m.glibc.Minor)
	}
	if missing := m.missing(lib, in); len(missing) > 0 {
		return bad("it needs %s, which this machine does not have: install the system's package that has it (apt-file search %s), or put it into the wheel with auditwheel repair",
			strings.Join(missing, ", "), missing[0])
	}
	return append([]Finding{m.asModule(lib, name)}, m.otherHalf(lib, in)...)
}

func first(all []string) []string { return all[:min(len(all), 3)] }

// asModule says whether Python takes the library for a module.
func (m *machine) asModule(lib *audit.Library, name string) Finding {
	inits := initFunctions(lib)
	if len(inits) == 0 {
		return Finding{name, "a library or a program, no module of Python's", false}
	}
	module, rest, _ := strings.Cut(path.Base(name), ".")
	if !slices.Contains(inits, module) {
		return Finding{name, fmt.Sprintf("Python asks a file of this name for PyInit_%s, and it has PyInit_%s (\"dynamic module does not define module export function\"): name the file %s%s, or build the module under the other name",
			module, strings.Join(inits, ", PyInit_"), inits[0], name[len(module):]), true}
	}
	if m.python != nil && len(m.suffixes) > 0 && !slices.Contains(m.suffixes, "."+rest) {
		return Finding{name, fmt.Sprintf("%s (%s) loads no file whose name ends so, but only %s: get the wheel for this Python, or use the one that it was built for",
			m.python.Path, m.python.Version, strings.Join(m.suffixes, ", ")), true}
	}
	return Finding{name, "the module " + module, false}
}

// otherHalf looks for the Go half of one of our own.
func (m *machine) otherHalf(lib *audit.Library, in *audit.Report) []Finding {
	name := filepath.Base(lib.Path)
	if name != build.ShimFile || !slices.Contains(lib.Exports, "PyInit__native") {
		return nil
	}
	core := filepath.Join(filepath.Dir(lib.Path), build.CoreFile)
	there := slices.ContainsFunc(in.Libraries, func(other *audit.Library) bool { return other.Path == core })
	if _, err := os.Stat(core); !there && err != nil {
		return []Finding{{build.CoreFile, "the Go half is not beside " + name + ": install the package again, or tell the tool that packed the program to put the file there", true}}
	}
	return nil
}

// initFunctions are the modules that a library has, by their PyInit functions.
func initFunctions(lib *audit.Library) []string {
	var all []string
	for _, symbol := range lib.Exports {
		if module, ok := strings.CutPrefix(symbol, "PyInit_"); ok {
			all = append(all, module)
		}
	}
	return all
}
