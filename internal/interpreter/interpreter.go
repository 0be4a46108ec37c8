// Package interpreter finds the Python that an extension is installed for.
package interpreter

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"gophersnake/internal/failures"
	"gophersnake/internal/toolchain"
)

// A Python is an interpreter that extensions can be installed for.
type Python struct {
	Path    string
	From    string // why this one: "--python", "VIRTUAL_ENV"
	Version string
	Site    string // its folder for platform-specific packages
	Scripts string // its folder for commands
	Prefix  string // its folder for data
	Managed string // by whom else its packages are, in their own words (PEP 668); "" if by nobody
	ABI     toolchain.ABI
}

// report asks an interpreter about itself.
const report = `import sys, sysconfig, json, os
venv = sys.prefix != sys.base_prefix
managed = ""
marker = os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")
if not venv and os.path.isfile(marker):
    managed = "it is managed by something else than pip"
    try:
        import configparser, locale
        words = configparser.ConfigParser(interpolation=None)
        words.read(marker, encoding="utf-8")
        locale.setlocale(locale.LC_ALL, "")
        language = locale.getlocale(locale.LC_MESSAGES)[0] or ""
        for key in "Error-" + language.replace("_", "-"), "Error-" + language.partition("_")[0], "Error":
            if words.has_option("externally-managed", key):
                managed = words["externally-managed"][key]
                break
    except (OSError, ValueError, locale.Error, configparser.Error):
        pass
print(json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3],
    "minor": sys.version_info[:2],
    "implementation": sys.implementation.name,
    "free": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "include": sysconfig.get_path("include"),
    "suffix": sysconfig.get_config_var("EXT_SUFFIX"),
    "site": sysconfig.get_path("platlib"),
    "scripts": sysconfig.get_path("scripts"),
    "prefix": sysconfig.get_path("data"),
    "venv": venv,
    "managed": managed,
    "host": sysconfig.get_config_var("HOST_GNU_TYPE") or "",
}))`

type answer struct {
	Version        string `json:"version"`
	Minor          [2]int `json:"minor"`
	Implementation string `json:"implementation"`
	Free           bool   `json:"free"`
	Include        string `json:"include"`
	Suffix         string `json:"suffix"`
	Site           string `json:"site"`
	Scripts        string `json:"scripts"`
	Prefix         string `json:"prefix"`
	Venv           bool   `json:"venv"`
	Host           string `json:"host"`
	Managed        string `json:"managed"`
}

// A candidate is a place where the active environment may be.
type candidate struct {
	path, from string
	needsVenv  bool // a Python of the system is not written into unasked
	active     bool // it was made the active one, and no other is taken instead
}

// Find returns the interpreter of the active environment: the one that was
// asked for, else that of $VIRTUAL_ENV or $CONDA_PREFIX, of the environment
// that the tool itself is installed in, of .venv in the project, or on PATH.
func Find(ctx context.Context, asked, project string) (*Python, error) {
	if asked != "" {
		path, err := askedPath(asked)
		if err != nil {
			return nil, err
		}
		return use(ctx, candidate{path: path, from: "--python"})
	}
	for _, c := range candidates(project) {
		if _, err := os.Stat(c.path); err != nil {
			if c.active {
				return nil, failures.VenvGone.Error("variable", c.from, "folder", filepath.Dir(filepath.Dir(c.path)))
			}
			continue
		}
		p, err := use(ctx, c)
		if errors.Is(err, errNoVenv) {
			continue
		}
		return p, err
	}
	return nil, failures.NoVenv.Error()
}

// askedPath takes a path of an interpreter, of an environment's folder, or a
// command's name.
func askedPath(asked string) (string, error) {
	if info, err := os.Stat(asked); err == nil && info.IsDir() {
		return filepath.Join(asked, "bin", "python"), nil
	}
	path, err := exec.LookPath(asked)
	if err != nil {
		return "", fmt.Errorf("--python: %w", err)
	}
	return path, nil
}

func candidates(project string) []candidate {
	var all []candidate
	for _, name := range []string{"VIRTUAL_ENV", "CONDA_PREFIX"} {
		if dir := os.Getenv(name); dir != "" {
			all = append(all, candidate{path: filepath.Join(dir, "bin", "python"), from: name, active: true})
		}
	}
	if exe, err := os.Executable(); err == nil {
		prefix := filepath.Dir(filepath.Dir(exe))
		if _, err := os.Stat(filepath.Join(prefix, "pyvenv.cfg")); err == nil {
			all = append(all, candidate{path: filepath.Join(prefix, "bin", "python"), from: "the environment of gophersnake"})
		}
	}
	all = append(all, candidate{path: filepath.Join(project, ".venv", "bin", "python"), from: ".venv"})
	for _, name := range []string{"python3", "python"} {
		if path, err := exec.LookPath(name); err == nil {
			all = append(all, candidate{path: path, from: "PATH", needsVenv: true})
		}
	}
	return all
}

var errNoVenv = errors.New("not in a virtual environment")

func use(ctx context.Context, c candidate) (*Python, error) {
	cmd := exec.CommandContext(ctx, c.path, "-I", "-c", report)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%s (%s) does not run: %w\n%s", c.path, c.from, err, strings.TrimSpace(stderr.String()))
	}
	var a answer
	if err := json.Unmarshal(stdout.Bytes(), &a); err != nil {
		return nil, fmt.Errorf("%s (%s) gave no answer about itself: %w", c.path, c.from, err)
	}
	if c.needsVenv && !a.Venv {
		return nil, errNoVenv
	}
	python := fmt.Sprintf("%s (%s)", c.path, c.from)
	switch {
	case a.Implementation != "cpython":
		return nil, failures.NotCPython.Error("python", python, "implementation", a.Implementation)
	case a.Minor[0] != 3 || a.Minor[1] < 11:
		return nil, failures.OldPython.Error("python", python, "version", a.Version)
	case strings.HasSuffix(a.Host, "musl"):
		return nil, failures.MuslPython.Error("python", python)
	}
	p := &Python{Path: c.path, From: c.from, Version: a.Version, Site: a.Site, Scripts: a.Scripts, Prefix: a.Prefix, Managed: strings.TrimSpace(a.Managed)}
	switch {
	case a.Free && a.Minor[1] >= 15:
		p.ABI = toolchain.ABI3T
	case a.Free:
		// Its headers are what an extension is compiled against: it has no stable ABI before 3.15.
		if _, err := os.Stat(filepath.Join(a.Include, "Python.h")); err != nil {
			return nil, failures.FreeThreaded.Error("python", python, "headers", a.Include)
		}
		p.ABI = toolchain.ABI{Python: a.Version, Include: a.Include, Suffix: a.Suffix}
	}
	return p, nil
}

// ABIOf is what extensions for an interpreter keep to: that of all Pythons with a GIL where
// none is asked for.
func ABIOf(ctx context.Context, asked string) (toolchain.ABI, error) {
	if asked == "" {
		return toolchain.ABI{}, nil
	}
	p, err := Find(ctx, asked, "")
	if err != nil {
		return toolchain.ABI{}, err
	}
	return p.ABI, nil
}
