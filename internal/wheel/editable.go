package wheel

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Editable makes the wheel of an editable install: a .pth file that points to
// the folder where the extension is built.
func Editable(d *Distribution, root, tag string) *Wheel {
	return &Wheel{Dist: d, Tag: tag, Files: map[string][]byte{
		editableName(d): []byte(root + "\n"),
	}}
}

func editableName(d *Distribution) string {
	return "__editable__." + fileName(d.Name) + ".pth"
}

// InstallEditable installs it into site, as pip would: what was installed
// under the same name goes first. project is the folder that it stands for.
// It reports whether anything had to be written.
func InstallEditable(d *Distribution, root, project, tag, site string) (bool, error) {
	w := Editable(d, root, tag)
	files := w.distInfo()
	for name, data := range w.Files {
		files[name] = data
	}
	dir := d.DistInfo() + "/"
	files[dir+"INSTALLER"] = []byte("gophersnake\n")
	direct, err := json.Marshal(map[string]any{
		"url":      (&url.URL{Scheme: "file", Path: filepath.ToSlash(project)}).String(),
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
	if err := Uninstall(d.Name, site); err != nil {
		return false, err
	}
	for _, name := range sortedKeys(files) {
		path := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return false, err
		}
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
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

// Uninstall removes the distribution of this name from site, by its RECORD.
func Uninstall(name, site string) error {
	entries, err := os.ReadDir(site)
	if err != nil {
		return err
	}
	for _, e := range entries {
		stem, ok := strings.CutSuffix(e.Name(), ".dist-info")
		if !ok || !e.IsDir() {
			continue
		}
		installed, _, _ := strings.Cut(stem, "-")
		if !sameName(installed, name) {
			continue
		}
		if err := removeRecorded(site, e.Name()); err != nil {
			return err
		}
	}
	return nil
}

func removeRecorded(site, distInfo string) error {
	f, err := os.Open(filepath.Join(site, distInfo, "RECORD"))
	if err != nil {
		return fmt.Errorf("%s was not installed by an installer that can be undone (%w); uninstall it first", distInfo, err)
	}
	defer f.Close()
	folders := map[string]bool{}
	scan := bufio.NewScanner(f)
	for scan.Scan() {
		name := recordedName(scan.Text())
		path := filepath.Join(site, filepath.FromSlash(name))
		rel, err := filepath.Rel(site, path)
		if name == "" || err != nil || filepath.IsAbs(name) {
			continue
		}
		if strings.HasPrefix(rel, "..") && !inScripts(rel) {
			continue // nothing else outside of site is ours to remove
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for dir := filepath.Dir(rel); dir != "." && !strings.HasPrefix(dir, ".."); dir = filepath.Dir(dir) {
			folders[dir] = true
		}
	}
	if err := scan.Err(); err != nil {
		return err
	}
	return removeEmpty(site, folders, distInfo)
}

// inScripts says whether a path from site is a command that an installer has
// made: ../../../bin/name.
func inScripts(rel string) bool {
	return filepath.Base(filepath.Dir(rel)) == "bin"
}

// recordedName reads the first field of a line of RECORD.
func recordedName(line string) string {
	if strings.HasPrefix(line, `"`) {
		var name strings.Builder
		for i := 1; i < len(line); i++ {
			if line[i] != '"' {
				name.WriteByte(line[i])
			} else if i+1 < len(line) && line[i+1] == '"' {
				name.WriteByte('"')
				i++
			} else {
				break
			}
		}
		return name.String()
	}
	name, _, _ := strings.Cut(line, ",")
	return name
}

// removeEmpty removes the folders that an uninstall has left with nothing but
// Python's caches in them.
func removeEmpty(site string, folders map[string]bool, distInfo string) error {
	if err := os.RemoveAll(filepath.Join(site, distInfo)); err != nil {
		return err
	}
	all := sortedKeys(folders)
	for i := len(all) - 1; i >= 0; i-- { // the deepest first
		dir := filepath.Join(site, all[i])
		if err := os.RemoveAll(filepath.Join(dir, "__pycache__")); err != nil {
			return err
		}
		entries, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			if err := os.Remove(dir); err != nil {
				return err
			}
		}
	}
	return nil
}
