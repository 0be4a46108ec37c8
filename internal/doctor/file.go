package doctor

import (
	"archive/zip"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"gophersnake/internal/audit"
)

// File checks a library or a wheel, ours or not: whether Python of this machine can import
// it.
func File(file string) []Finding {
	report, err := audit.Audit(file)
	if err != nil {
		var format *elf.FormatError
		switch {
		case errors.As(err, &format) || errors.Is(err, zip.ErrFormat) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
			err = fmt.Errorf("%w: it is no library for Linux, or it is damaged or not the whole of it; install the package again", err)
		case errors.Is(err, os.ErrNotExist):
			err = fmt.Errorf("%w: there is no such file", err)
		}
		return []Finding{found("file", "", err)}
	}
	var all []Finding
	for _, lib := range report.Libraries {
		all = append(all, library(lib)...)
	}
	switch {
	case len(report.Libraries) == 0:
		all = append(all, Finding{"platform", "there is no compiled code in it", false})
	case report.Wrong != "":
		all = append(all, Finding{"platform", fmt.Sprintf("the wheel's name says %s, and %s", report.Tag, report.Wrong), true})
	case report.Platform.Reason != "":
		all = append(all, Finding{"platform", fmt.Sprintf("%s, because %s\n%s", report.Platform.Tag, report.Platform.Reason, report.Platform.Cure), false})
	default:
		all = append(all, Finding{"platform", report.Platform.Tag, false})
	}
	return all
}

func library(lib *audit.Library) []Finding {
	name := filepath.Base(lib.Path)
	here := map[string]string{"amd64": "x86_64", "arm64": "aarch64"}[runtime.GOARCH]
	if lib.Arch != here {
		return []Finding{{name, fmt.Sprintf("it is for %s, and this machine is %s: get the wheel for %s", lib.Arch, here, here), true}}
	}
	inits := initFunctions(lib)
	if len(inits) == 0 {
		return []Finding{{name, "a library or a program, no module of Python's", false}}
	}
	module, _, _ := strings.Cut(path.Base(name), ".")
	if !slices.Contains(inits, module) {
		return []Finding{{name, fmt.Sprintf("Python asks a file of this name for PyInit_%s, and it has PyInit_%s (\"dynamic module does not define module export function\"): name the file %s%s, or build the module under the other name",
			module, strings.Join(inits, ", PyInit_"), inits[0], name[len(module):]), true}}
	}
	return []Finding{{name, "the module " + module, false}}
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
