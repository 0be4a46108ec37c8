package panics

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/tools/go/packages"
)

// loggingFile is one more file for a package that imports log or log/slog. It imports the runtime's
// output or handler, so that this is the default before the package's own variables are initialised:
// loggers are often derived from the default one there.
func loggingFile(l *packages.Package) (name string, text []byte) {
	by := ""
	switch {
	case len(l.GoFiles) == 0:
	case l.Imports["log/slog"] != nil:
		by = "slogging"
	case l.Imports["log"] != nil:
		by = "logging"
	}
	if by == "" {
		return "", nil
	}
	name = filepath.Join(filepath.Dir(l.GoFiles[0]), "gophersnake_"+by+".go")
	if _, err := os.Lstat(name); err == nil {
		return "", nil
	}
	return name, fmt.Appendf(nil, "package %s\n\nimport _ %q\n", l.Name, runtimeImport+"/"+by)
}
