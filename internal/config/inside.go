package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Inside resolves a path of a project, and refuses one that lies outside of the
// project's folder, also through a symbolic link. Otherwise a malicious checkout could
// publish other files of the builder's disk.
func Inside(dir, name string) (string, error) {
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", err
	}
	file, err := filepath.EvalSymlinks(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return "", err
	}
	if rel, err := filepath.Rel(root, file); err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", fmt.Errorf("%s lies outside of the project, or is a symbolic link to there: put a copy into the project", name)
	}
	info, err := os.Stat(file)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is no file", name)
	}
	return file, nil
}
