package interpreter

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fakePython makes a command that answers as an interpreter does.
func fakePython(t *testing.T, path, implementation string, minor int, venv, free bool, host string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\necho '{\"version\": \"3.%d.1\", \"minor\": [3, %d], \"implementation\": %q, \"free\": %v, \"include\": \"/nowhere\", \"site\": \"/site\", \"scripts\": \"/bin\", \"venv\": %v, \"host\": %q}'\n",
		minor, minor, implementation, free, venv, host)
	if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	project := filepath.Join(dir, "project")
	system := fakePython(t, filepath.Join(dir, "bin", "python3"), "cpython", 12, false, false, "x86_64-pc-linux-gnu")
	t.Setenv("PATH", filepath.Dir(system)+":/bin:/usr/bin")
	t.Setenv("VIRTUAL_ENV", "")
	t.Setenv("CONDA_PREFIX", "")
	find := func(asked string) (*Python, error) { return Find(context.Background(), asked, project) }

	if p, err := find(""); err == nil || !strings.Contains(err.Error(), "no virtual environment is active") {
		t.Errorf("a Python of the system alone: %+v, %v", p, err)
	}
	if p, err := find("python3"); err != nil || p.Path != system || p.Site != "/site" {
		t.Errorf("asked for: %+v, %v", p, err)
	}
	fakePython(t, filepath.Join(project, ".venv", "bin", "python"), "cpython", 13, true, false, "")
	if p, err := find(""); err != nil || p.From != ".venv" || p.Version != "3.13.1" {
		t.Errorf(".venv: %+v, %v", p, err)
	}
	t.Setenv("VIRTUAL_ENV", filepath.Join(dir, "active"))
	fakePython(t, filepath.Join(dir, "active", "bin", "python"), "cpython", 11, true, false, "")
	if p, err := find(""); err != nil || p.From != "VIRTUAL_ENV" {
		t.Errorf("VIRTUAL_ENV: %+v, %v", p, err)
	}
	if p, err := find(filepath.Join(project, ".venv")); err != nil || p.From != "--python" || p.Version != "3.13.1" {
		t.Errorf("a folder: %+v, %v", p, err)
	}
}

func TestRefusals(t *testing.T) {
	dir := t.TempDir()
	for want, path := range map[string]string{
		"but pypy":       fakePython(t, filepath.Join(dir, "a"), "pypy", 11, true, false, ""),
		"is Python 3.10": fakePython(t, filepath.Join(dir, "b"), "cpython", 10, true, false, ""),
		"free-threaded":  fakePython(t, filepath.Join(dir, "c"), "cpython", 13, true, true, ""),
		"musl":           fakePython(t, filepath.Join(dir, "d"), "cpython", 12, true, false, "x86_64-pc-linux-musl"),
		"--python":       filepath.Join(dir, "nowhere"),
	} {
		if p, err := Find(context.Background(), path, dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v", want, p, err)
		}
	}
}

// One without a GIL has an ABI of its own, where its headers are; or from 3.15 on one that is for both kinds.
func TestFreeThreaded(t *testing.T) {
	dir := t.TempDir()
	path := fakePython(t, filepath.Join(dir, "python"), "cpython", 13, true, true, "")
	fakePython(t, filepath.Join(dir, "with"), "cpython", 15, true, false, "")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	answer := strings.Replace(string(text), "/nowhere\"", dir+"\", \"suffix\": \".cpython-313t-x86_64-linux-gnu.so\"", 1)
	if err := os.WriteFile(path, []byte(answer), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Find(t.Context(), path, dir); err == nil || !strings.Contains(err.Error(), "no Python.h in "+dir) {
		t.Errorf("without headers: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "Python.h"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	abi, err := ABIOf(t.Context(), path)
	if err != nil || abi.Tag() != "cp313-cp313t" || abi.ShimFile() != "_native.cpython-313t-x86_64-linux-gnu.so" || abi.Include != dir {
		t.Errorf("%+v, %v", abi, err)
	}
	later := fakePython(t, filepath.Join(dir, "later"), "cpython", 15, true, true, "")
	for asked, want := range map[string][3]string{
		"":                         {"cp311-abi3", "_native.abi3.so", "3.11"},
		later:                      {"cp315-abi3.abi3t", "_native.abi3t.so", "3.15"}, // no headers are needed
		filepath.Join(dir, "with"): {"cp311-abi3", "_native.abi3.so", "3.11"},
	} {
		if abi, err := ABIOf(t.Context(), asked); err != nil || [3]string{abi.Tag(), abi.ShimFile(), abi.OldestPython()} != want {
			t.Errorf("%q: %+v, %v", asked, abi, err)
		}
	}
}
