package build

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gophersnake/internal/config"
	"gophersnake/internal/naming"
)

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$`)

// ImportName makes the name of a Python package from a name that a user chose: my-pkg
// is imported as my_pkg.
func ImportName(name string) (string, error) {
	imported := strings.ReplaceAll(name, "-", "_")
	if naming.Safe(imported) != imported {
		return "", fmt.Errorf("--name %s is a keyword of Python and cannot be imported", name)
	}
	if !identifier.MatchString(imported) {
		return "", fmt.Errorf("--name %s cannot be imported: use letters, digits, - and _, and begin with a letter", name)
	}
	return imported, nil
}

// Unshadowed is the name under which a Go package is imported: its own, or another one
// if it is a keyword or the name of a module of Python's standard library.
func Unshadowed(goName string) string {
	if slices.Contains(standardModules, goName) || naming.Safe(goName) != goName {
		return goName + "_go"
	}
	return goName
}

// importName is what Python imports, by the project's file or the package clauses of its
// first Go package.
func importName(p *config.Project) (string, error) {
	if p.ImportName != "" {
		return p.ImportName, nil
	}
	pkg, err := goPackage(p)
	if err != nil {
		return "", err
	}
	return Unshadowed(pkg.Name), nil
}
