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
	"gophersnake/internal/failures"
	"gophersnake/internal/toolchain"
)

// library says what keeps Python of this machine from loading a library, alone or of a wheel.
func (m *machine) library(lib *audit.Library, in *audit.Report) []Finding {
	name := filepath.Base(lib.Path)
	bad := func(f *failures.Failure, pairs ...string) []Finding {
		return []Finding{{name, f.Text(pairs...), true}}
	}
	here := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[runtime.GOARCH]
	switch {
	case lib.Arch != here:
		return bad(failures.WrongProcessor, "arch", lib.Arch, "here", here)
	case m.glibc.Less(lib.Glibc):
		return bad(failures.OldGlibc, "needs", lib.Glibc.String(), "symbols", strings.Join(first(lib.Witness), ", "), "here", m.glibc.String(),
			"tag", strings.ReplaceAll(m.glibc.String(), ".", "_"))
	}
	if missing := m.missing(lib, in); len(missing) > 0 {
		return bad(failures.MissingLibrary, "libraries", strings.Join(missing, ", "), "first", missing[0])
	}
	return append([]Finding{m.asModule(lib, name)}, m.otherHalf(lib, in)...)
}

// coreFile is the name of the Go half beside a library of this machine.
var coreFile = toolchain.Machine{}.CoreFile()

func first(all []string) []string { return all[:min(len(all), 3)] }

// asModule says whether Python takes the library for a module.
func (m *machine) asModule(lib *audit.Library, name string) Finding {
	inits := initFunctions(lib)
	if len(inits) == 0 {
		return Finding{name, "a library or a program, no module of Python's", false}
	}
	module, rest, _ := strings.Cut(path.Base(name), ".")
	if !slices.Contains(inits, module) {
		return Finding{name, failures.InitName.Text("module", module, "has", strings.Join(inits, ", PyInit_"), "file", inits[0]+name[len(module):]), true}
	}
	if m.python != nil && len(m.suffixes) > 0 && !slices.Contains(m.suffixes, "."+rest) {
		return Finding{name, failures.WrongSuffix.Text("python", fmt.Sprintf("%s (%s)", m.python.Path, m.python.Version), "suffixes", strings.Join(m.suffixes, ", ")), true}
	}
	return Finding{name, "the module " + module, false}
}

// otherHalf looks for the Go half of one of our own.
func (m *machine) otherHalf(lib *audit.Library, in *audit.Report) []Finding {
	name := filepath.Base(lib.Path)
	if !strings.HasPrefix(name, "_native.") || !slices.Contains(lib.Exports, "PyInit__native") && !slices.Contains(lib.Exports, "PyModExport__native") {
		return nil
	}
	path := filepath.Join(filepath.Dir(lib.Path), coreFile)
	var core *audit.Library
	if i := slices.IndexFunc(in.Libraries, func(other *audit.Library) bool { return other.Path == path }); i >= 0 {
		core = in.Libraries[i] // of a wheel
	} else if _, err := os.Stat(path); err != nil {
		return []Finding{{coreFile, failures.CoreMissing.Text("core", path), true}}
	} else if core, err = audit.Read(path); err != nil {
		return []Finding{{coreFile, failures.CoreDamaged.Text("core", path), true}}
	}
	id := toolchain.CoreID(core.Defines)
	switch {
	case id == "":
		return []Finding{{coreFile, failures.CoreDamaged.Text("core", path), true}}
	case !lib.Contains(id):
		return []Finding{{coreFile, failures.CoreOther.Text("core", path), true}}
	}
	return nil
}

// initFunctions are the modules that a library has, by the functions that Python calls.
func initFunctions(lib *audit.Library) []string {
	var all []string
	for _, symbol := range lib.Exports {
		module, ok := strings.CutPrefix(symbol, "PyInit_")
		if !ok {
			module, ok = strings.CutPrefix(symbol, "PyModExport_") // of Python 3.15
		}
		if ok {
			all = append(all, module)
		}
	}
	return all
}
