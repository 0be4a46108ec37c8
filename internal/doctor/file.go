package doctor

import (
	"archive/zip"
	"cmp"
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
	"gophersnake/internal/failures"
)

// Files checks what an argument names: a library, a wheel, a folder with such, or a module that
// Python can import, ours or not.
func Files(ctx context.Context, arg, project string) []Finding {
	here := thisMachine(ctx, project)
	info, err := os.Stat(arg)
	switch {
	case err == nil && !info.IsDir():
		return here.file(arg)
	case moduleName.MatchString(arg) && here.python != nil && (err != nil || len(libraries(arg)) == 0):
		return here.module(ctx, arg) // also where a folder of the sources has its name
	case err == nil:
		return here.folder(arg)
	}
	return []Finding{found("file", "", fmt.Errorf("%w: there is no such file", err))}
}

var moduleName = regexp.MustCompile(`^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$`)

// most is how many files of a folder are checked.
const most = 200

// libraries are the libraries and wheels below a folder, as far as it can be read.
func libraries(dir string) (files []string) {
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipDir
		}
		if !d.IsDir() && (filepath.Ext(path) == ".so" || filepath.Ext(path) == ".whl") {
			files = append(files, path)
		}
		if len(files) > most {
			return fs.SkipAll
		}
		return nil
	})
	return files
}

func (m *machine) folder(dir string) []Finding {
	files := libraries(dir)
	if len(files) == 0 {
		return []Finding{{"folder", "no library or wheel in " + dir, false}}
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
		if f := m.imported(ctx, name); !strings.Contains(f.Text, "No module named") { // an editable install whose build is gone
			return []Finding{f}
		}
		return []Finding{{"module", failures.NotFound.Text("python", m.python.Path, "module", name), true}}
	}
	all := []Finding{{"module", name + " is " + places[0], false}}
	if len(places) > 1 {
		all[0] = Finding{"module", failures.TwoPlaces.Text("module", name, "places", strings.Join(places, ", ")), true}
	}
	where := places[0]
	if info, err := os.Stat(where); err == nil && !info.IsDir() && filepath.Ext(where) != ".so" {
		where = filepath.Dir(where)
	}
	if filepath.Ext(where) == ".so" {
		all = append(all, m.file(where)...)
	} else if filepath.Base(where) == strings.ReplaceAll(name, ".", "/")[strings.LastIndex(name, ".")+1:] {
		all = append(all, m.folder(where)...) // and not the folder of a module that is one file
	}
	return append(all, m.imported(ctx, name))
}

// imported imports a module, in a process of its own, and diagnoses what that says.
func (m *machine) imported(ctx context.Context, name string) Finding {
	out, err := exec.CommandContext(ctx, m.python.Path, "-X", "faulthandler", "-W", "always::RuntimeWarning", "-c", importIt, name).CombinedOutput()
	said := strings.TrimSpace(string(out))
	found := failures.Diagnose(said)
	if err == nil && len(found) == 0 {
		return Finding{"import", name + " can be imported", false}
	}
	last := said[strings.LastIndex(said, "\n")+1:]
	text := cmp.Or(last, fmt.Sprint(err))
	for _, d := range found {
		text += "\n" + strings.TrimRight(d.String(), "\n")
	}
	return Finding{"import", text, true}
}

// importIt loads both halves of an extension of ours, which would load the second at its first call.
var importIt = `
import importlib, os, sys
importlib.import_module(sys.argv[1])
native = getattr(sys.modules.get(sys.argv[1] + "._native"), "__file__", None)
core = native and os.path.join(os.path.dirname(native), "` + coreFile + `")
if core and os.path.exists(core):
    import ctypes
    ctypes.CDLL(core)
`

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
		all = append(all, Finding{"platform", failures.WrongName.Text("tag", report.Tag, "why", report.Wrong), true})
	case report.Platform.Reason != "":
		all = append(all, Finding{"platform", fmt.Sprintf("%s, because %s\n%s", report.Platform.Tag, report.Platform.Reason, report.Platform.Cure), false})
	default:
		all = append(all, Finding{"platform", report.Platform.Tag, false})
	}
	return all
}
