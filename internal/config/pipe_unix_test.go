//go:build unix

package config

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func TestAPipeIsNoFile(t *testing.T) {
	dir := project(t, map[string]string{"x.go": "package x", FileName: "[project]\nname = \"x\"\nversion = \"1\"\nreadme = \"README.md\"\n"})
	if err := syscall.Mkfifo(filepath.Join(dir, "README.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), "is no file") {
		t.Errorf("a pipe: %v", err)
	}
}
