package wheel

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gophersnake/internal/toolchain"
)

//go:embed editable_hook.py
var hook embed.FS

// An EditableInstall points to the folder where an extension is built, and to the
// project's own Python packages.
type EditableInstall struct {
	Dist       *Distribution
	ImportName string
	Root       string // the folder for sys.path
	Source     string // the folder of the project's Python packages, for sys.path too; "" if there is none
	Project    string // the folder that it stands for
	Tag        string
	Data       map[string][]byte // by path in the wheel's .data folder
}

// Wheel makes the wheel of it: a .pth file that adds the folders to sys.path. The first
// is in a cache, and the wheel may be in another, such as uv's, that lives longer: so
// the .pth also calls a module that explains, where the folder is gone.
//
// Where a package of the project's holds the generated one, Python looks for this only
// beside the other: the same module tells it where it is.
func (e EditableInstall) Wheel() (*Wheel, error) {
	source, err := hook.ReadFile("editable_hook.py")
	if err != nil {
		return nil, err
	}
	module := "_gophersnake_editable_" + strings.ReplaceAll(e.ImportName, ".", "_")
	constants := fmt.Sprintf("IMPORT = %s\nROOT = %s\nPROJECT = %s\nDISTRIBUTION = %s\n", strconv.Quote(e.ImportName), strconv.Quote(e.Root), strconv.Quote(e.Project), strconv.Quote(e.Dist.Name))
	first := filepath.Join(e.Root, filepath.FromSlash(strings.ReplaceAll(e.ImportName, ".", "/")), "__init__.py")
	pth := e.Root + "\n"
	if e.Source != "" {
		pth = e.Source + "\n" + pth
	}
	if e.Source != "" && strings.Contains(e.ImportName, ".") {
		pth += fmt.Sprintf("import %s; %s.install()\n", module, module)
	} else {
		pth += fmt.Sprintf("import os; os.path.exists(%s) or __import__(%s).install()\n", strconv.Quote(first), strconv.Quote(module))
	}
	files := map[string][]byte{
		"__editable__." + fileName(e.Dist.Name) + ".pth": []byte(pth),
		module + ".py": []byte(strings.Replace(string(source), "# IMPORT, ROOT, PROJECT and DISTRIBUTION stand here.\n", constants, 1)),
	}
	for name, data := range e.Data {
		files[e.Dist.DataFolder()+"/"+name] = data
	}
	return &Wheel{Dist: e.Dist, Tag: e.Tag, Files: files}, nil
}

// An Environment is where a Python has its packages and commands.
type Environment struct {
	Python  string // the interpreter
	Site    string
	Scripts string
	Prefix  string
}

// Install installs it into an environment, as pip would: what was installed under the same
// name goes. It reports whether anything had to be written.
//
// What is new is there before what is old goes, and each file whole or not at
// all, so that a Python that starts meanwhile finds one or the other.
func (e EditableInstall) Install(env Environment) (bool, error) {
	site := env.Site
	w, err := e.Wheel()
	if err != nil {
		return false, err
	}
	files := w.distInfo()
	commands := map[string]bool{}
	for name, data := range w.Files {
		place, err := env.place(name, e.Dist.DataFolder())
		if err != nil {
			return false, err
		}
		files[place] = data
		commands[place] = modeOf(name) == 0o755
	}
	for name, object := range e.Dist.commands() {
		place, err := env.place(e.Dist.DataFolder()+"/scripts/"+name, e.Dist.DataFolder())
		if err != nil {
			return false, err
		}
		files[place], commands[place] = env.script(object), true
	}
	dir := e.Dist.DistInfo() + "/"
	files[dir+"INSTALLER"] = []byte("gophersnake\n")
	direct, err := json.Marshal(map[string]any{
		"url":      (&url.URL{Scheme: "file", Path: filepath.ToSlash(e.Project)}).String(),
		"dir_info": map[string]bool{"editable": true},
	})
	if err != nil {
		return false, err
	}
	files[dir+"direct_url.json"] = direct
	record := dir + "RECORD"
	files[record] = recordOf(sortedKeys(files), files, record)
	if sameFiles(site, files) {
		return false, nil
	}
	if _, err := os.Stat(site); err != nil {
		return false, fmt.Errorf("the environment's package folder is not there: %w", err)
	}
	old, err := installed(e.Dist.Name, site)
	if err != nil {
		return false, err
	}
	for _, name := range sortedKeys(files) {
		file := filepath.Join(site, filepath.FromSlash(name))
		if err := toolchain.WriteIfChanged(file, files[name]); err != nil {
			return false, err
		}
		if commands[name] {
			if err := os.Chmod(file, 0o755); err != nil {
				return false, err
			}
		}
	}
	for _, o := range old {
		if err := o.remove(files); err != nil {
			return false, err
		}
	}
	return true, nil
}

func sameFiles(site string, files map[string][]byte) bool {
	for name, data := range files {
		old, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(name)))
		if err != nil || string(old) != string(data) {
			return false
		}
	}
	return true
}
