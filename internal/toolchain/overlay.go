package toolchain

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"path/filepath"
)

// ReplaceRuntime lets every build with this injection see other text of files of package
// runtime. All of them must: what one of them compiles, the others take from Go's cache.
func (d *Injection) ReplaceRuntime(files map[string][]byte, work string) error {
	if len(files) == 0 {
		return nil
	}
	var err error
	if d.replaced, err = writeReplacements(filepath.Join(work, "runtime"), files); err != nil {
		return err
	}
	path, err := d.overlay(filepath.Join(work, "runtime.overlay.json"), nil)
	d.overlayFlags = []string{"-overlay=" + path}
	return err
}

// ListFlags are the flags for a go list whose packages a build takes from Go's cache.
func (d *Injection) ListFlags() []string {
	flags := append(CoreFlags(), d.Flags...)
	return append(flags, d.overlayFlags...)
}

// overlay writes an overlay of further files, whose text is on disk, and of the runtime's. It
// returns its path.
func (d *Injection) overlay(path string, further map[string]string) (string, error) {
	replace := maps.Clone(further)
	if replace == nil {
		replace = map[string]string{}
	}
	maps.Copy(replace, d.replaced)
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	return path, WriteIfChanged(path, data)
}

// writeReplacements writes new text of files, and says where it is.
func writeReplacements(dir string, files map[string][]byte) (map[string]string, error) {
	replace := map[string]string{}
	for path, text := range files {
		sum := sha256.Sum256([]byte(path)) // two files of one name do not meet
		file := filepath.Join(dir, hex.EncodeToString(sum[:12])+filepath.Ext(path))
		if err := WriteIfChanged(file, text); err != nil {
			return nil, err
		}
		replace[path] = file
	}
	return replace, nil
}
