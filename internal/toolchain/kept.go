package toolchain

import (
	"os"
	"path/filepath"
	"time"
)

// A kept file is one that a compiler made, in the cache. Its name says what it was made
// of, and what is in it. So a file that was damaged since, by a full disk or a machine
// that lost power, is not taken for good.

// shimAge is how long a file is kept that no build has asked for.
const shimAge = 30 * 24 * time.Hour

// stem is the path of a kept file up to the part of its name that says what is in it.
func stem(dir, key string) string { return filepath.Join(dir, key[:2], key[:32]) }

// find gives the path and the content of the file that was kept under a stem, or "".
func find(stem, extension string) (string, []byte) {
	for _, path := range filesOf(stem, extension) {
		data, err := os.ReadFile(path)
		if err == nil && path == nameFor(stem, extension, data) {
			now := time.Now()
			_ = os.Chtimes(path, now, now) // it may belong to somebody else
			return path, data
		}
	}
	return "", nil
}

func filesOf(stem, extension string) []string {
	// No path is a pattern: that of the cache may have brackets in it.
	entries, _ := os.ReadDir(filepath.Dir(stem))
	var paths []string
	prefix := filepath.Base(stem) + "-"
	for _, e := range entries {
		if name := e.Name(); len(name) > len(prefix) && name[:len(prefix)] == prefix && filepath.Ext(name) == extension {
			paths = append(paths, filepath.Join(filepath.Dir(stem), name))
		}
	}
	return paths
}

func nameFor(stem, extension string, data []byte) string {
	return stem + "-" + hashStrings(string(data))[:16] + extension
}

// keep moves a finished file into the cache, and gives its path and content.
func keep(made, stem, extension string) (string, []byte, error) {
	data, err := os.ReadFile(made)
	if err != nil {
		return "", nil, err
	}
	path := nameFor(stem, extension, data)
	return path, data, os.Rename(made, path)
}

// removeUnused removes files that have not been used for long. What cannot be removed
// stays: it is only a cache.
func removeUnused(dir string) {
	folders, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, f := range folders {
		entries, err := os.ReadDir(filepath.Join(dir, f.Name()))
		if err != nil {
			continue
		}
		for _, e := range entries {
			if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > shimAge {
				os.RemoveAll(filepath.Join(dir, f.Name(), e.Name()))
			}
		}
	}
}
