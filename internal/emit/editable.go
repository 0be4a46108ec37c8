package emit

import (
	"io/fs"
	"strconv"
	"strings"

	"gophersnake"
	"gophersnake/internal/model"
)

// SourcesFile lies in a package that is published for editable installs, and says
// what it was built of: shim/editable.py reads it. EditableIndex lies at the root,
// and says which package that is.
const (
	SourcesFile   = "_native.sources"
	EditableIndex = "gophersnake-editable"
)

// Editable are the files of a package in an editable install that differ from the
// wheel's. folder is where the package lies, beside other builds of it.
func Editable(m *model.Module, folder string) map[string][]byte {
	check, err := fs.ReadFile(gophersnake.Shim, "shim/editable.py")
	if err != nil {
		panic(err) // it is embedded
	}
	files := map[string][]byte{"_editable.py": check}
	for _, p := range m.Packages {
		if p.Python == "" {
			files["__init__.py"] = editableInit(initSource(m, p), folder)
		}
	}
	return files
}

// editableInit binds the package to its build, before it imports the rest of it: the
// link by which Python has found it may lead to the next one by now. Where it is
// reloaded, what the process has loaded of it is of another build, and so is the rest.
func editableInit(source []byte, folder string) []byte {
	first := "from ._native import install as _install\n\n_install(__name__)\n"
	bound := "import sys as _sys\n\n_loaded = _sys.modules.get(__name__ + \"._native\")\n" +
		"__path__[:] = [_loaded.__file__.rpartition(\"/\")[0] if _loaded else " + strconv.Quote(folder) + "]\n" +
		first + "\nfrom ._editable import check as _check\n\n_check(__name__, " + strconv.Quote(folder) + ")\n"
	return []byte(strings.Replace(string(source), first, bound, 1))
}
