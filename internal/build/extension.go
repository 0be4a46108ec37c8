package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"gophersnake"
	"gophersnake/internal/audit"
	"gophersnake/internal/emit"
	"gophersnake/internal/judge"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
	"gophersnake/internal/rescue"
	"gophersnake/internal/toolchain"
)

// The two halves of an extension, beside the package's __init__.py.
const (
	ShimFile = "_native.abi3.so"
	CoreFile = "_native.core.so"
)

// An Extension is a Python package that has been built, in a folder of the
// cache.
type Extension struct {
	ImportName string
	Root       string   // the folder to put on sys.path
	Files      []string // slash paths from Root
	Module     *model.Module
	Platform   audit.Platform
	Shadowed   string // the name it would have, if Python had none of that name itself
}

// Build builds the extension of a target.
func Build(ctx context.Context, t Target) (*Extension, error) {
	s, err := open(ctx, t)
	if err != nil {
		return nil, err
	}
	defer s.close()
	program, m, err := s.analyse(ctx, judge.Judge)
	if err != nil {
		return nil, err
	}
	if err := t.checkEntryPoints(m); err != nil {
		return nil, err
	}
	out, err := emit.Emit(m)
	if err != nil {
		return nil, err
	}
	ext := &Extension{
		ImportName: m.ImportName,
		Root:       filepath.Join(s.work, "site"),
		Module:     m,
	}
	if own := program.Main[0].Name; s.ImportName == "" && own != m.ImportName {
		ext.Shadowed = own
	}
	pkg := strings.ReplaceAll(m.ImportName, ".", "/")
	dir := filepath.Join(ext.Root, filepath.FromSlash(pkg))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if err := s.compile(ctx, program, out, dir); err != nil {
		return nil, err
	}
	for name, data := range out.Files {
		if err := toolchain.WriteIfChanged(filepath.Join(dir, filepath.FromSlash(name)), data); err != nil {
			return nil, err
		}
	}
	ext.Files = []string{pkg + "/" + ShimFile, pkg + "/" + CoreFile}
	for name := range out.Files {
		ext.Files = append(ext.Files, pkg+"/"+name)
	}
	if err := removeOthers(ext.Root, ext.Files); err != nil {
		return nil, err
	}
	ext.Platform, err = auditFiles(filepath.Join(dir, ShimFile), filepath.Join(dir, CoreFile))
	if err != nil {
		return nil, err
	}
	return ext, nil
}

// compile makes the two halves, side by side.
func (s *session) compile(ctx context.Context, program *load.Program, out *emit.Output, dir string) error {
	under, err := s.commonParent(program)
	if err != nil {
		return err
	}
	info, err := s.modInfo(ctx, program)
	if err != nil {
		return err
	}
	instead, err := rescue.Rewrite(program)
	if err != nil {
		return err
	}
	defer Step("compiling")()
	var shimErr, coreErr error
	var both sync.WaitGroup
	both.Go(func() {
		_, shimErr = toolchain.BuildShim(ctx, s.cc, toolchain.Shim{
			Source:  out.ShimC,
			Headers: gophersnake.Shim,
			Out:     filepath.Join(dir, ShimFile),
		})
	})
	both.Go(func() {
		coreErr = toolchain.BuildCore(ctx, s.golang, s.cc, toolchain.Core{
			Door:    s.door,
			Source:  out.CoreGo,
			Instead: instead,
			Under:   under,
			Import:  importPath(program, under),
			ID:      out.ID,
			ModInfo: info,
			Work:    s.work,
			Out:     filepath.Join(dir, CoreFile),
		})
	})
	both.Wait()
	return errors.Join(coreErr, shimErr)
}

// commonParent is the deepest folder that holds all packages: a main package
// below it may import those that are internal to it.
func (s *session) commonParent(program *load.Program) (string, error) {
	if len(program.Main) == 0 {
		return "", fmt.Errorf("no Go packages match %s", strings.Join(s.Patterns, " "))
	}
	var common string
	for _, p := range program.Main {
		dir := packageDir(p)
		if !within(s.door.Dir, dir) {
			// Of another module, or of the standard library: not internal to
			// anything of ours.
			return s.door.Dir, nil
		}
		if common == "" {
			common = dir
		}
		for !within(common, dir) {
			common = filepath.Dir(common)
		}
	}
	return common, nil
}

// importPath is the import path of a folder in the module of the packages; ""
// for the standard library, which has none.
func importPath(program *load.Program, dir string) string {
	for _, p := range program.Main {
		if m := p.Module; m != nil && within(m.Dir, dir) {
			rel, err := filepath.Rel(m.Dir, dir)
			if err == nil {
				return path.Join(m.Path, filepath.ToSlash(rel))
			}
		}
	}
	return ""
}

func packageDir(p *packages.Package) string {
	if len(p.GoFiles) > 0 {
		return filepath.Dir(p.GoFiles[0])
	}
	return p.Dir
}

// within says whether path is dir or lies below it.
func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// removeOthers removes what an earlier build left that this one did not make.
func removeOthers(root string, files []string) error {
	keep := map[string]bool{}
	for _, f := range files {
		for ; f != "." && f != "/"; f = filepath.ToSlash(filepath.Dir(f)) {
			keep[f] = true
		}
	}
	return filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		if err != nil || rel == "." || keep[filepath.ToSlash(rel)] {
			return err
		}
		if d.IsDir() && d.Name() == "__pycache__" {
			return filepath.SkipDir
		}
		if err := os.RemoveAll(file); err != nil {
			return err
		}
		if d.IsDir() {
			return filepath.SkipDir
		}
		return nil
	})
}

func auditFiles(paths ...string) (audit.Platform, error) {
	var libs []*audit.Library
	for _, path := range paths {
		lib, err := audit.Read(path)
		if err != nil {
			return audit.Platform{}, err
		}
		libs = append(libs, lib)
	}
	return audit.PlatformOf(libs...)
}
