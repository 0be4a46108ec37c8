package build

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"gophersnake/internal/load"
	"gophersnake/internal/toolchain"
)

// modInfo writes the build information that `go version -m` and
// vulnerability scanners read out of a core. Go's own would name the folder
// of the runtime, which differs from machine to machine, and with it the
// bytes of two builds.
func (s *session) modInfo(ctx context.Context, program *load.Program) (string, error) {
	modules, err := s.dependencies(ctx, program)
	if err != nil {
		return "", err
	}
	sums, err := readSums(s.injection.SumFiles)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	line := func(fields ...string) { b.WriteString(strings.Join(fields, "\t") + "\n") }
	if program.ModulePath != "" {
		line("path", program.ModulePath+"/gophersnake_core")
		line("mod", program.ModulePath, orDevel(s.Version), "")
	}
	for _, m := range modules {
		if m.Path == program.ModulePath {
			continue
		}
		line("dep", m.Path, orDevel(m.Version), sums[m.Path+" "+m.Version])
		if r := m.Replace; r != nil {
			path := r.Path
			if filepath.IsAbs(path) {
				// The folder says something about this machine only.
				path = filepath.Base(path)
			}
			line("=>", path, orDevel(r.Version), sums[r.Path+" "+r.Version])
		}
	}
	line("build", "-buildmode=c-shared")
	line("build", "-compiler=gc")
	if len(s.injection.Tags) > 0 {
		line("build", "-tags="+strings.Join(s.injection.Tags, ","))
	}
	line("build", "-trimpath=true")
	line("build", "CGO_ENABLED=1")
	info := b.String()
	if strings.ContainsAny(info, "'\x00") {
		return "", nil // cannot stand on a command line: leave Go's own
	}
	// Readers skip 16 bytes of markers on both sides. Go's end marker holds a
	// zero byte, which no command line can; nothing that reads Go 1.18 or
	// later compares them.
	return "gophersnake-core" + info + "gophersnake-core", nil
}

func orDevel(version string) string {
	if version == "" {
		return "(devel)"
	}
	return version
}

// goModule is what go list says of a module.
type goModule struct {
	Path, Version, Dir string
	Replace            *struct{ Path, Version, Dir string }
}

// dependencies lists the modules that the packages are built from, sorted. The list is
// cached until an import or a version changes.
func (s *session) dependencies(ctx context.Context, program *load.Program) ([]goModule, error) {
	key, err := s.dependencyKey(program)
	if err != nil {
		return nil, err
	}
	var kept struct {
		Key     string
		Modules []goModule
	}
	file := filepath.Join(s.work, "modules.json")
	if data, err := os.ReadFile(file); err == nil {
		if json.Unmarshal(data, &kept) == nil && kept.Key == key {
			return kept.Modules, nil
		}
	}
	args := append([]string{"list", "-deps", "-json=Module"}, s.injection.Flags...)
	for _, p := range program.Main {
		args = append(args, p.PkgPath)
	}
	out, err := s.golang.Run(ctx, s.injection.Dir, s.injection.Env, args...)
	if err != nil {
		return nil, err
	}
	found := map[string]goModule{}
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p struct{ Module *goModule }
		if err := dec.Decode(&p); err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if p.Module != nil && p.Module.Path != "gophersnake" {
			found[p.Module.Path] = *p.Module
		}
	}
	kept.Key, kept.Modules = key, nil
	for _, m := range found {
		kept.Modules = append(kept.Modules, m)
	}
	sort.Slice(kept.Modules, func(i, j int) bool { return kept.Modules[i].Path < kept.Modules[j].Path })
	data, err := json.Marshal(kept)
	if err != nil {
		return nil, err
	}
	return kept.Modules, toolchain.WriteIfChanged(file, data)
}

// dependencyKey changes when the list of modules may: with a go.mod, a
// checksum, an import or a build tag.
func (s *session) dependencyKey(program *load.Program) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, "with folders", s.For.OS, s.For.Arch, s.golang.Version, s.Tags, s.injection.Flags, s.Patterns)
	for _, file := range append([]string{filepath.Join(s.injection.ModuleDir, "go.mod")}, s.injection.SumFiles...) {
		data, err := os.ReadFile(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		fmt.Fprintf(h, "%d %s", len(data), data)
	}
	var lines []string
	for path, p := range program.ByPath {
		for imported := range p.Imports {
			lines = append(lines, path+" "+imported)
		}
	}
	slices.Sort(lines)
	fmt.Fprintln(h, strings.Join(lines, "\n"))
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// readSums reads the checksums of modules, by path and version, and leaves
// out those of their go.mod files.
func readSums(files []string) (map[string]string, error) {
	sums := map[string]string{}
	for _, path := range files {
		f, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		scan := bufio.NewScanner(f)
		for scan.Scan() {
			fields := strings.Fields(scan.Text())
			if len(fields) == 3 && !strings.HasSuffix(fields[1], "/go.mod") {
				sums[fields[0]+" "+fields[1]] = fields[2]
			}
		}
		if err := errors.Join(scan.Err(), f.Close()); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return sums, nil
}
