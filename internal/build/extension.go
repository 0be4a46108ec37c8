package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/tools/go/packages"

	"gophersnake"
	"gophersnake/internal/analysis"
	"gophersnake/internal/audit"
	"gophersnake/internal/config"
	"gophersnake/internal/contents"
	"gophersnake/internal/emit"
	"gophersnake/internal/goruntime"
	"gophersnake/internal/load"
	"gophersnake/internal/model"
	"gophersnake/internal/panics"
	"gophersnake/internal/sbom"
	"gophersnake/internal/toolchain"
)

// An Extension is a Python package that has been built.
type Extension struct {
	ImportName string
	Files      map[string][]byte // by slash paths, as in a wheel
	Python     map[string][]byte // the same of the project's own files
	Data       map[string][]byte // by paths in the wheel's .data folder: commands, and what else is installed elsewhere
	Contents   *contents.Wheel   // where Python comes from; nil for what was fetched
	Root       string            // the folder to put on sys.path, if it was published
	Module     *model.Module     // nil if it was published before, and nothing has changed
	Report     Report
	Bill       *sbom.Bill // what it is made of, but for the distribution's name; nil if it was published
	Platform   audit.Platform
	ABI        toolchain.ABI // of the C half
	Shadowed   string        // the name it would have, if Python had none of that name itself
}

// packageDir is the package's folder, from the root.
func (e *Extension) packageDir() string {
	return filepath.FromSlash(strings.ReplaceAll(e.ImportName, ".", "/"))
}

// Build builds the extension of a target. A build that fails or is interrupted does not
// change earlier builds.
func Build(ctx context.Context, t Target) (*Extension, error) {
	s, err := open(ctx, t)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if ext, err := s.unchanged(); ext != nil || err != nil {
		return ext, err
	}
	began := time.Now()
	program, m, err := s.analyse(ctx, func(ctx context.Context, program *load.Program, m *model.Module, compile analysis.Compiler) error {
		if err := refuseNothing(program, m, s.Fetched); err != nil {
			return err
		}
		return analysis.Decide(ctx, program, m, compile)
	})
	if err != nil {
		return nil, err
	}
	m.ShimFile, m.CoreFile = t.For.ShimFile(t.ABI), t.For.CoreFile()
	m.OldestPython = t.ABI.OldestPython()
	ext := &Extension{ImportName: m.ImportName, Module: m, ABI: t.ABI}
	if t.Project != nil {
		if ext.Contents, err = contents.OfWheel(t.Project, m.ImportName); err != nil {
			return nil, fmt.Errorf("%s: [tool.gophersnake] %w", config.FileName, err)
		}
		if err := checkEntryPoints(t.Project, m, ext.Contents); err != nil {
			return nil, err
		}
		m.DataFiles = ext.Contents.DataFiles()
	}
	if m.Removed, err = s.golang.RemovedSettings(ctx); err != nil {
		return nil, err
	}
	watched := s.watchSources(program, began)
	out, err := emit.Emit(m)
	if err != nil {
		return nil, err
	}
	if ext.Contents != nil {
		if err := ext.Contents.Clash(m.ImportName, generatedFiles(ext, out)); err != nil {
			return nil, fmt.Errorf("%s: [tool.gophersnake] %w", config.FileName, err)
		}
		for _, note := range ext.Contents.Notes {
			Say(note)
		}
		if ext.Python, err = contents.Read(t.Project.Dir, ext.Contents.Files); err != nil {
			return nil, err
		}
		if marker := ext.Contents.Marker(m.ImportName); marker != "" {
			ext.Python[marker] = nil
		}
		if ext.Data, err = contents.Read(t.Project.Dir, ext.Contents.Data); err != nil {
			return nil, err
		}
	}
	if own := program.Main[0].Name; s.ImportName == "" && own != m.ImportName {
		ext.Shadowed = own
	}
	staging, err := s.staging()
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(staging) // where it was published it has another name
	dir := filepath.Join(staging, ext.packageDir())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if err := s.compile(ctx, program, m, out, dir); err != nil {
		return nil, err
	}
	for name, data := range out.Files {
		if err := toolchain.WriteIfChanged(filepath.Join(dir, filepath.FromSlash(name)), data); err != nil {
			return nil, err
		}
	}
	if !t.Publish {
		if ext.Bill, err = s.bill(ctx, program); err != nil {
			return nil, err
		}
	}
	programs, err := s.commands(ctx, ext)
	if err != nil {
		return nil, err
	}
	ext.Report = reportOf(m)
	libraries := append(programs, filepath.Join(dir, m.ShimFile), filepath.Join(dir, m.CoreFile))
	if ext.Platform, err = auditFiles(append(libraries, ext.binaries(t.For.GoOS())...)...); err != nil {
		return nil, err
	}
	if ext.Platform, err = ext.Platform.As(t.Compatible); err != nil {
		return nil, err
	}
	if ext.Files, err = readFiles(staging); err != nil || !t.Publish {
		return ext, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	sources := watched.record()
	if ext.Root, err = s.publish(staging, ext, sources); err != nil {
		return nil, err
	}
	return ext, s.record(program, ext, watched, sources)
}

// generatedFiles are the paths in the wheel of all that a build makes of the Go packages.
func generatedFiles(e *Extension, out *emit.Output) []string {
	all := []string{e.Module.ShimFile, e.Module.CoreFile}
	for name := range out.Files {
		all = append(all, name)
	}
	for i, name := range all {
		all[i] = path.Join(filepath.ToSlash(e.packageDir()), name)
	}
	slices.Sort(all)
	return all
}

func readFiles(root string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(name)], err = os.ReadFile(file)
		return err
	})
	return files, err
}

// compile makes the two halves, side by side.
func (s *session) compile(ctx context.Context, program *load.Program, m *model.Module, out *emit.Output, dir string) error {
	under, err := s.commonParent(program)
	if err != nil {
		return err
	}
	info, err := s.modInfo(ctx, program)
	if err != nil {
		return err
	}
	instead, _, err := panics.Rewrite(program)
	if err != nil {
		return err
	}
	for _, note := range s.notes() {
		Say(note)
	}
	crossing := ""
	if s.runtime.Fast {
		crossing = goruntime.CrossingPC
	}
	defer Step("compiling")()
	shim := out.ShimC
	if s.Race {
		shim = append([]byte("#define GS_RACE 1\n"), shim...)
	}
	var shimErr, coreErr error
	var built toolchain.Built
	var both sync.WaitGroup
	both.Go(func() {
		built, shimErr = toolchain.BuildShim(ctx, s.cc, toolchain.Shim{
			Source:  shim,
			Loops:   out.LoopsC,
			Library: gophersnake.Shim,
			Brought: gophersnake.Precompiled(),
			Symbols: s.Symbols,
			ABI:     s.ABI,
			For:     s.For,
			Out:     filepath.Join(dir, s.For.ShimFile(s.ABI)),
		})
	})
	both.Go(func() {
		coreErr = toolchain.BuildCore(ctx, s.golang, s.cc, toolchain.Core{
			Injection: s.injection,
			Source:    out.CoreGo,
			Instead:   instead,
			Under:     under,
			Import:    importPath(program, under),
			ID:        out.ID,
			ModInfo:   info,
			Race:      s.Race,
			Crossing:  crossing,
			Linked:    func(core string) error { return proveDirect(core, m) },
			Symbols:   s.Symbols,
			Work:      s.work,
			Out:       filepath.Join(dir, s.For.CoreFile()),
		})
	})
	both.Wait()
	s.library = built.Library
	if built.Warnings != "" && Progress != nil { // there should be none: flags of the user's may ask for more
		fmt.Fprintf(Progress, "gophersnake: warning: the C compiler says of the shim:\n%s\n", built.Warnings)
	}
	return errors.Join(s.withPlaces(coreErr, program), shimErr)
}

// commonParent is the deepest folder that contains all packages: a main package below
// it may import packages that are internal to it.
func (s *session) commonParent(program *load.Program) (string, error) {
	if len(program.Main) == 0 {
		return "", fmt.Errorf("no Go packages match %s", strings.Join(s.Patterns, " "))
	}
	var common string
	for _, p := range program.Main {
		dir := packageDir(p)
		if !within(s.injection.Dir, dir) {
			// A package of another module or of the standard library is not internal
			// to anything of ours.
			return s.injection.Dir, nil
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

// within reports whether path is dir or lies below it.
func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// binaries are the project's own files that the machine's loader reads: they count for
// the platform, too.
func (e *Extension) binaries(system string) []string {
	if e.Contents == nil {
		return nil
	}
	var all []string
	for at, file := range e.Contents.Files {
		if audit.IsObject(system, e.Python[at]) {
			all = append(all, filepath.Join(e.Contents.Project, filepath.FromSlash(file)))
		}
	}
	for at, file := range e.Contents.Data {
		if audit.IsObject(system, e.Data[at]) {
			all = append(all, filepath.Join(e.Contents.Project, filepath.FromSlash(file)))
		}
	}
	slices.Sort(all)
	return all
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
