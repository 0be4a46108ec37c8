package wheel

import (
	"fmt"
	"maps"
	"path/filepath"
	"strings"
)

// place is where a file of a wheel goes, as RECORD names it: by its path from site.
func (env Environment) place(name, dataFolder string) (string, error) {
	rest, isData := strings.CutPrefix(name, dataFolder+"/")
	if !isData {
		return name, nil
	}
	scheme, file, _ := strings.Cut(rest, "/")
	root := map[string]string{"scripts": env.Scripts, "data": env.Prefix, "purelib": env.Site, "platlib": env.Site}[scheme]
	if root == "" {
		return "", fmt.Errorf("%s: no place is known for files of this kind; install the project with pip", name)
	}
	rel, err := filepath.Rel(env.Site, filepath.Join(root, filepath.FromSlash(file)))
	return filepath.ToSlash(rel), err
}

// commands are the objects that commands call, by name.
func (d *Distribution) commands() map[string]string {
	all := map[string]string{}
	maps.Copy(all, d.Metadata.GUIScripts)
	maps.Copy(all, d.Metadata.Scripts)
	return all
}

// script is the file of a command that calls an object, as installers write it.
func (env Environment) script(object string) []byte {
	object, _, _ = strings.Cut(object, "[")
	module, function, _ := strings.Cut(strings.ReplaceAll(object, " ", ""), ":")
	name, _, _ := strings.Cut(function, ".")
	first := "#!" + env.Python + "\n"
	if strings.ContainsAny(env.Python, " \t") || len(first) > 127 {
		// The kernel splits the line at spaces, and has a limit: a shell runs what
		// Python takes for a string.
		first = "#!/bin/sh\n'''exec' '" + strings.ReplaceAll(env.Python, "'", `'"'"'`) + "' \"$0\" \"$@\"\n' '''\n"
	}
	return fmt.Appendf(nil, "%simport sys\nfrom %s import %s\nif __name__ == '__main__':\n    sys.exit(%s())\n", first, strings.TrimSpace(module), name, function)
}
