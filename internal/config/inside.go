package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Inside finds the file that a path of a project means, and refuses one that lies
// outside of the project's folder, also by way of a symbolic link: a checkout from
// elsewhere must not be able to publish what its builder has on his disk.
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
