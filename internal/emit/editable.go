package emit

import (
	"strconv"
	"strings"

	"gophersnake/internal/model"
)

// SourcesFile is a file in a package that is published for editable installs. It says
// what the package was built from, for shim/editable.py. EditableIndex, at the root,
// says which package that is.
const (
	SourcesFile   = "_native.sources"
	EditableIndex = "gophersnake-editable"
)

// Editable returns the files of a package in an editable install that differ from those
// in a wheel. init is the __init__.py of the wheel, folder is where the package lies, beside other
// builds of it, and source where the project has Python files of the same package; "" if it has none.
func Editable(m *model.Module, init []byte, folder, source string) map[string][]byte {
	return map[string][]byte{"_editable.py": ownFile("editable.py"), "__init__.py": editableInit(m, init, folder, source)}
}

// editableInit binds the package to its build, before it imports the rest: the link
// through which Python has found it may lead to the next build by now. After a reload,
// what the process has loaded belongs to another build, and so does the rest.
func editableInit(m *model.Module, text []byte, folder, source string) []byte {
	first := loadFirst(m) + "\n\n_install(__name__)\n"
	also := ""
	if source != "" {
		also = strconv.Quote(source) + ", " // first, so that edits count
	}
	bound := "import sys as _sys\n\n_loaded = _sys.modules.get(__name__ + \"._native\")\n" +
		"__path__[:] = [" + also + "_loaded.__file__.rpartition(\"/\")[0] if _loaded else " + strconv.Quote(folder) + "]\n" +
		first + "\nfrom ._editable import check as _check\n\n_check(__name__, " + strconv.Quote(folder) + ")\n"
	if !strings.Contains(string(text), first) {
		panic("the package does not begin by loading its native module") // initSource writes it
	}
	return []byte(strings.Replace(string(text), first, bound, 1))
}
