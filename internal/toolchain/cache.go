// Package toolchain finds the Go and the C compiler, lays out the caches, and runs the
// compilations that make an extension: the core, a Go shared library whose build gets
// the runtime module by one of three kinds of injection (module, workspace, vendor),
// and the shim, generated C that is linked with the library shim/.
package toolchain

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"

	"gophersnake/internal/failures"
)

// CacheDir is the folder for everything that is generated: nothing is ever written into
// the user's tree. $GOPHERSNAKE_CACHE overrides it.
func CacheDir() (string, error) {
	dir := os.Getenv("GOPHERSNAKE_CACHE")
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", fmt.Errorf("no place for a cache (%w); set GOPHERSNAKE_CACHE to a folder", err)
		}
		dir = filepath.Join(user, "gophersnake")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", failures.CacheReadOnly.Error("why", err.Error())
	}
	return dir, nil
}

// WorkDir is the cache's folder for one purpose and one place in the file
// system, such as the build of the project in the folder origin.
func WorkDir(purpose, origin string) (string, error) {
	cache, err := CacheDir()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, purpose, hashStrings(origin)[:16])
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	removeOrphans(filepath.Dir(dir))
	return dir, os.WriteFile(filepath.Join(dir, originFile), []byte(origin), 0o644)
}

// WritableCache is CacheDir, where a build can write.
func WritableCache() (string, error) {
	dir, err := CacheDir()
	if err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, ".writable-")
	if err != nil {
		return "", failures.CacheReadOnly.Error("why", err.Error())
	}
	return dir, errors.Join(f.Close(), os.Remove(f.Name()))
}

// originFile names the folder that a work folder belongs to.
const originFile = "origin"

// removeOrphans removes the work folders of projects that are gone, such as
// the ones that pip unpacks to build and then deletes. What cannot be removed
// stays: it is only a cache.
func removeOrphans(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		work := filepath.Join(dir, e.Name())
		origin, err := os.ReadFile(filepath.Join(work, originFile))
		if err != nil || !filepath.IsAbs(string(origin)) {
			continue
		}
		if _, err := os.Stat(string(origin)); errors.Is(err, fs.ErrNotExist) {
			os.RemoveAll(work)
		}
	}
}

func hashStrings(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:", len(p))
		h.Write([]byte(p))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// readTree reads a folder of an embedded file system into a map from slash
// path to content.
func readTree(fsys fs.FS, root string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(fsys, root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, path)
		files[path] = data
		return err
	})
	return files, err
}

// materialize writes files below the cache in a folder named after their
// content, once. The folder is made under another name and renamed, so that no build
// sees it half written. What was damaged or cleaned away since is written again.
func materialize(purpose string, files map[string][]byte) (string, error) {
	cache, err := CacheDir()
	if err != nil {
		return "", err
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	var parts []string
	for _, name := range names {
		parts = append(parts, name, string(files[name]))
	}
	dir := filepath.Join(cache, purpose, hashStrings(parts...)[:16])
	if _, err := os.Stat(dir); err == nil {
		for _, name := range names {
			if err := WriteIfChanged(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
				return "", err
			}
		}
		return dir, nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	tmp, err := os.MkdirTemp(filepath.Dir(dir), "new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp)
	for _, name := range names {
		path := filepath.Join(tmp, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return "", err
		}
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return "", err
	}
	if err := os.Rename(tmp, dir); err != nil && !errors.Is(err, fs.ErrExist) {
		// A second build may have made the same folder meanwhile.
		if _, statErr := os.Stat(dir); statErr != nil {
			return "", err
		}
	}
	return dir, nil
}

// WriteIfChanged writes a file whole or not at all, and leaves it alone where
// the content is the same, so that compilers see no change where there is
// none. The old file, which a running Python may have mapped, is never
// written to: the new one takes its name.
func WriteIfChanged(path string, data []byte) error {
	old, err := os.ReadFile(path)
	if err == nil && string(old) == string(data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
