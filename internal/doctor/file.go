package doctor

import (
	"archive/zip"
	"context"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"gophersnake/internal/audit"
)

// Files checks what an argument names: a library, a wheel, a folder with such, or a module that
// Python can import, ours or not.
func Files(ctx context.Context, arg, project string) []Finding {
	here := thisMachine(ctx, project)
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return here.folder(arg)
	case err == nil:
		return here.file(arg)
	case moduleName.MatchString(arg) && here.python != nil:
		return here.module(ctx, arg)
	}
	return []Finding{found("file", "", fmt.Errorf("%w: there is no such file", err))}
}

var moduleName = regexp.MustCompile(`^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$`)

// most is how many files of a folder are checked.
const most = 200

func (m *machine) folder(dir string) []Finding {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (filepath.Ext(path) == ".so" || filepath.Ext(path) == ".whl") {
			files = append(files, path)
		}
		if len(files) > most {
			return fs.SkipAll
		}
		return err
	})
	if err != nil || len(files) == 0 {
		return []Finding{found("folder", "no library or wheel in "+dir, err)}
	}
	var all []Finding
	for _, file := range files[:min(len(files), most)] {
		all = append(all, m.file(file)...)
	}
	if len(files) > most {
		all = append(all, Finding{"folder", fmt.Sprintf("only the first %d files were looked at", most), false})
	}
	return all
}

// module checks what Python would import under a name.
func (m *machine) module(ctx context.Context, name string) []Finding {
	out, err := exec.CommandContext(ctx, m.python.Path, "-c", whereIs, name).Output()
	places := strings.Split(strings.TrimSpace(string(out)), "\n")
	if err != nil || places[0] == "" {
		return []Finding{{"module", fmt.Sprintf("%s finds no module %s: install it, or name another Python (VIRTUAL_ENV)", m.python.Path, name), true}}
	}
	all := []Finding{{"module", name + " is " + places[0], false}}
	if len(places) > 1 {
		all[0] = Finding{"module", fmt.Sprintf("%s is on sys.path more than once, and the first is imported: %s\nuninstall the others, or take their folder off PYTHONPATH", name, strings.Join(places, ", ")), true}
	}
	if info, err := os.Stat(places[0]); err == nil && !info.IsDir() && filepath.Ext(places[0]) == ".so" {
		return append(all, m.file(places[0])...)
	}
	folder := places[0]
	if filepath.Ext(folder) != "" {
		folder = filepath.Dir(folder)
	}
	return append(all, m.folder(folder)...)
}

// whereIs prints where Python has a module: each place once, the first is imported.
const whereIs = `
import importlib.machinery, importlib.util, os, sys
name = sys.argv[1]
top, _, rest = name.partition(".")
seen = []
for folder in dict.fromkeys(os.path.realpath(p) for p in sys.path if p):
    spec = importlib.machinery.PathFinder.find_spec(top, [folder])
    at = spec and (spec.origin or next(iter(spec.submodule_search_locations or []), None))
    if at and os.path.realpath(at) not in seen:
        seen.append(os.path.realpath(at))
if rest and seen:
    spec = importlib.util.find_spec(name)
    seen = [os.path.realpath(spec.origin or next(iter(spec.submodule_search_locations)))] if spec else []
print("\n".join(seen))
`

// file checks a library or a wheel: whether Python of this machine can import it.
func (m *machine) file(file string) []Finding {
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
		all = append(all, m.library(lib, report)...)
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
