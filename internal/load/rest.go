package load

import (
	"os"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/packages"
)

// RestOfModule is the comment beside a module that go.mod requires, if it and the main module are two
// parts of one: so it is in source distributions of projects below the root of their module.
const RestOfModule = "// the rest of this module"

// parts are the paths of the modules that are one with the main module: itself, and its rest.
func parts(main *packages.Module) map[string]bool {
	if main == nil {
		return nil
	}
	all := map[string]bool{main.Path: true}
	data, err := os.ReadFile(main.GoMod)
	if err != nil {
		return all // of the standard library, which has no other part
	}
	mod, err := modfile.ParseLax(main.GoMod, data, nil)
	if err != nil {
		return all // the go command has read it
	}
	for _, require := range mod.Require {
		for _, comment := range require.Syntax.Suffix {
			if comment.Token == RestOfModule {
				all[require.Mod.Path] = true
			}
		}
	}
	return all
}
