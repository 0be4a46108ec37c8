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

//go:embed missing.py
var missing embed.FS

// An EditableInstall points to the folder where an extension is built.
type EditableInstall struct {
	Dist       *Distribution
	ImportName string
	Root       string // the folder for sys.path
	Project    string // the folder that it stands for
	Tag        string
}

// Wheel makes the wheel of it: a .pth file that adds the folder to sys.path. The
// folder is in a cache, and the wheel may be in another, such as uv's, that lives
// longer: so the .pth also calls a module that explains, where the folder is gone.
func (e EditableInstall) Wheel() (*Wheel, error) {
	source, err := missing.ReadFile("missing.py")
	if err != nil {
		return nil, err
	}
	module := "_gophersnake_editable_" + strings.ReplaceAll(e.ImportName, ".", "_")
	constants := fmt.Sprintf("IMPORT = %s\nROOT = %s\nPROJECT = %s\nDISTRIBUTION = %s\n", strconv.Quote(e.ImportName), strconv.Quote(e.Root), strconv.Quote(e.Project), strconv.Quote(e.Dist.Name))
	first := filepath.Join(e.Root, filepath.FromSlash(strings.ReplaceAll(e.ImportName, ".", "/")), "__init__.py")
	pth := fmt.Sprintf("%s\nimport os; os.path.exists(%s) or __import__(%s).explain()\n", e.Root, strconv.Quote(first), strconv.Quote(module))
	return &Wheel{Dist: e.Dist, Tag: e.Tag, Files: map[string][]byte{
		"__editable__." + fileName(e.Dist.Name) + ".pth": []byte(pth),
		module + ".py": []byte(strings.Replace(string(source), "# IMPORT, ROOT, PROJECT and DISTRIBUTION stand here.\n", constants, 1)),
	}}, nil
}

// Install installs it into site, as pip would: what was installed under the same
// name goes. It reports whether anything had to be written.
//
// What is new is there before what is old goes, and each file whole or not at
// all, so that a Python that starts meanwhile finds one or the other.
func (e EditableInstall) Install(site string) (bool, error) {
	w, err := e.Wheel()
	if err != nil {
		return false, err
	}
	files := w.distInfo()
	for name, data := range w.Files {
		files[name] = data
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
		if err := toolchain.WriteIfChanged(filepath.Join(site, filepath.FromSlash(name)), files[name]); err != nil {
			return false, err
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
