package toolchain

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/semver"

	"gophersnake/internal/failures"
)

// runtimeModule is the module path and version under which the injection makes
// the Go runtime known to the user's module.
const (
	runtimeModule  = "gophersnake"
	runtimeVersion = "v0.0.0"
)

// runtimePackages are the packages of the runtime's module.
var runtimePackages = []string{"py", "rt", "rt/logging", "rt/slogging", "rt/coreid"}

// An InjectionKind is a way to add the runtime to a build of the user's module without
// changing its files.
type InjectionKind string

const (
	ModuleInjection    InjectionKind = "module"    // -modfile: the user's go.mod, one require and one replace more
	WorkspaceInjection InjectionKind = "workspace" // GOWORK: the user's go.work, one use more
	VendorInjection    InjectionKind = "vendor"    // a copy of the module's root, with one package more in vendor/
)

// An Injection is how the go command is run on the user's module: where, with
// which environment and flags.
type Injection struct {
	Kind      InjectionKind
	ModuleDir string   // the user's module
	Dir       string   // the same as the go command sees it: a copy with vendor injection
	Env       []string // KEY=VAL, for every run of the go command
	Flags     []string // for go list, build and vet
	Tags      []string // the build tags among them: the project's, and those of GOFLAGS
	SumFiles  []string // where checksums of dependencies stand
	WorkFile  string   // the user's go.work, with workspace injection
	Runtime   string   // the folder of the runtime's module, as the go command sees it
	GOROOT    string
	GOAMD64   string // v1 to v4: what a processor must have; "" on others than amd64
	GOFLAGS   string
	GOENV     string // the file with settings of `go env -w`

	replaced     map[string]string // files of package runtime: ReplaceRuntime
	overlayFlags []string
	ldflags      string   // of GOFLAGS, which go before ours: of a flag that is given twice, the linker takes the last
	extldflags   []string // among them, those of the C linker
}

// Unmap is the inverse of Map: from a path that the go command sees to the user's.
func (d *Injection) Unmap(path string) string {
	if d.Dir == d.ModuleDir {
		return path
	}
	rel, err := filepath.Rel(d.Dir, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return path
	}
	return filepath.Join(d.ModuleDir, rel)
}

// Map turns a path inside the user's module into the path that the go
// command sees.
func (d *Injection) Map(path string) string {
	if d.Dir == d.ModuleDir {
		return path
	}
	rel, err := filepath.Rel(d.ModuleDir, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return path
	}
	return filepath.Join(d.Dir, rel)
}

// FindModule returns the folder of the nearest go.mod at or above dir.
func FindModule(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for at := dir; ; at = filepath.Dir(at) {
		info, err := os.Stat(filepath.Join(at, "go.mod"))
		if err == nil && info.Mode().IsRegular() {
			return at, nil
		}
		if at == filepath.Dir(at) {
			return "", failures.NoModule.Error("folder", dir)
		}
	}
}

// Inject prepares the build of the module in moduleDir with the runtime in
// runtimeDir. Generated files go into work.
func Inject(ctx context.Context, g *Go, moduleDir, runtimeDir, work string, tags []string) (*Injection, error) {
	if err := checkFlags(os.Getenv("GOFLAGS")); err != nil { // which could keep go env from telling
		return nil, err
	}
	env, err := g.env(ctx, moduleDir)
	if err != nil {
		return nil, err
	}
	if err := g.accepts(env); err != nil {
		return nil, err
	}
	// Reports of the go command name symlinks resolved; so must we.
	moduleDir, err = filepath.EvalSymlinks(moduleDir)
	if err != nil {
		return nil, err
	}
	d := &Injection{ModuleDir: moduleDir, Dir: moduleDir, GOROOT: env.GOROOT, GOFLAGS: env.GOFLAGS, GOENV: env.GOENV, GOAMD64: env.GOAMD64}
	modPath := filepath.Join(moduleDir, "go.mod")
	data, err := os.ReadFile(modPath)
	if err != nil {
		return nil, err
	}
	mod, err := modfile.ParseLax(modPath, data, nil)
	if err != nil {
		return nil, err
	}
	if data, err = withoutRuntime(modPath, data); err != nil {
		return nil, err
	}
	if mod.Module == nil {
		return nil, fmt.Errorf("%s has no module line", modPath)
	}

	d.Runtime = runtimeDir
	inWork, workFile, err := workspaceOf(env.GOWORK, moduleDir)
	switch {
	case err != nil:
		return nil, err
	case inWork:
		err = d.openWorkspace(env.GOWORK, workFile, runtimeDir, work)
	case vendored(moduleDir, mod, env.GOFLAGS):
		err = d.openVendor(data, runtimeDir, work)
	default:
		err = d.openModule(data, runtimeDir, work)
	}
	if err != nil {
		return nil, err
	}
	d.Flags = append(d.Flags, "-buildvcs=false")
	d.Tags = slices.Clone(tags)
	for _, tag := range strings.FieldsFunc(flagOf(env.GOFLAGS, "tags"), func(r rune) bool { return r == ',' || r == ' ' }) {
		if !slices.Contains(d.Tags, tag) {
			d.Tags = append(d.Tags, tag)
		}
	}
	if len(d.Tags) > 0 {
		d.Flags = append(d.Flags, "-tags="+strings.Join(d.Tags, ","))
	}
	if d.ldflags, d.extldflags, err = flagsOfLinkers(flagOf(env.GOFLAGS, "ldflags")); err != nil {
		return nil, err
	}
	return d, nil
}

func (d *Injection) openModule(goMod []byte, runtimeDir, work string) error {
	d.Kind = ModuleInjection
	// Relative replaces stay right: with -modfile they count from the
	// module's root all the same.
	text := append(goMod[:len(goMod):len(goMod)],
		fmt.Sprintf("\nrequire %s %s\nreplace %s => %s\n", runtimeModule, runtimeVersion, runtimeModule, modfile.AutoQuote(runtimeDir))...)
	if err := WriteIfChanged(filepath.Join(work, "go.mod"), text); err != nil {
		return err
	}
	// -modfile=x.mod takes x.sum for go.sum.
	if err := copyIfThere(filepath.Join(d.ModuleDir, "go.sum"), filepath.Join(work, "go.sum")); err != nil {
		return err
	}
	d.Env = []string{"GOWORK=off"}
	d.Flags = []string{"-mod=readonly", "-modfile=" + filepath.Join(work, "go.mod")}
	d.SumFiles = []string{filepath.Join(d.ModuleDir, "go.sum")}
	return nil
}

// workspaceOf says whether the go.work that the go command found uses the
// module.
func workspaceOf(path, moduleDir string) (bool, *modfile.WorkFile, error) {
	if path == "" || path == "off" {
		return false, nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return false, nil, failures.NoWorkFile.Error("file", path, "why", err.Error())
	}
	work, err := modfile.ParseWork(path, data, nil)
	if err != nil {
		return false, nil, err
	}
	for _, use := range work.Use {
		dir, err := filepath.EvalSymlinks(absFrom(filepath.Dir(path), use.Path))
		if err == nil && dir == moduleDir {
			return true, work, nil
		}
	}
	return false, nil, nil
}

func (d *Injection) openWorkspace(path string, user *modfile.WorkFile, runtimeDir, work string) error {
	d.Kind = WorkspaceInjection
	d.WorkFile = path
	root := filepath.Dir(path)
	out := new(modfile.WorkFile)
	out.Syntax = new(modfile.FileSyntax)
	// A go.work must say at least 1.18, and at least what its modules say;
	// the user's does, or their own builds would fail.
	if user.Go != nil {
		if err := out.AddGoStmt(user.Go.Version); err != nil {
			return err
		}
	}
	if user.Toolchain != nil {
		if err := out.AddToolchainStmt(user.Toolchain.Name); err != nil {
			return err
		}
	}
	for _, g := range user.Godebug {
		if err := out.AddGodebug(g.Key, g.Value); err != nil {
			return err
		}
	}
	for _, use := range user.Use {
		dir := absFrom(root, use.Path)
		if isRuntime(dir) {
			continue
		}
		if err := out.AddUse(dir, use.ModulePath); err != nil {
			return err
		}
		d.SumFiles = append(d.SumFiles, filepath.Join(dir, "go.sum"))
	}
	if err := out.AddUse(runtimeDir, runtimeModule); err != nil {
		return err
	}
	for _, r := range user.Replace {
		if r.Old.Path == runtimeModule {
			continue
		}
		newPath := r.New.Path
		if r.New.Version == "" {
			newPath = absFrom(root, newPath)
		}
		if err := out.AddReplace(r.Old.Path, r.Old.Version, newPath, r.New.Version); err != nil {
			return err
		}
	}
	if err := WriteIfChanged(filepath.Join(work, "go.work"), modfile.Format(out.Syntax)); err != nil {
		return err
	}
	sum := path + ".sum"
	if err := copyIfThere(sum, filepath.Join(work, "go.work.sum")); err != nil {
		return err
	}
	d.SumFiles = append(d.SumFiles, sum)
	d.Env = []string{"GOWORK=" + filepath.Join(work, "go.work")}
	d.Flags = []string{"-mod=readonly"}
	return nil
}

// vendored follows the go command's own rule: a vendor folder counts from
// go 1.14 on, unless a flag says otherwise.
func vendored(moduleDir string, mod *modfile.File, goflags string) bool {
	if info, err := os.Stat(filepath.Join(moduleDir, "vendor", "modules.txt")); err != nil || info.IsDir() {
		return false
	}
	for _, f := range strings.Fields(goflags) {
		if mode, ok := strings.CutPrefix(strings.TrimPrefix(f, "-"), "-mod="); ok {
			return mode == "vendor"
		}
		if mode, ok := strings.CutPrefix(f, "-mod="); ok {
			return mode == "vendor"
		}
	}
	return vendorCounts(mod)
}

func vendorCounts(mod *modfile.File) bool {
	return mod.Go != nil && semver.Compare("v"+mod.Go.Version, "v1.14") >= 0
}

func (d *Injection) openVendor(goMod []byte, runtimeDir, work string) error {
	d.Kind = VendorInjection
	root := filepath.Join(work, "root")
	if err := mirrorModule(d.ModuleDir, root); err != nil {
		return err
	}
	text := append(goMod[:len(goMod):len(goMod)], fmt.Sprintf("\nrequire %s %s\n", runtimeModule, runtimeVersion)...)
	if err := WriteIfChanged(filepath.Join(root, "go.mod"), text); err != nil {
		return err
	}
	// An overlaid modules.txt is ignored and a -modfile would be inconsistent
	// with it; hence a root of our own.
	vendor := filepath.Join(d.ModuleDir, "vendor")
	modules, err := os.ReadFile(filepath.Join(vendor, "modules.txt"))
	if err != nil {
		return err
	}
	modules = withoutVendored(modules)
	if len(modules) > 0 && modules[len(modules)-1] != '\n' {
		modules = append(modules, '\n')
	}
	modules = append(modules, fmt.Sprintf("# %s %s\n## explicit\n", runtimeModule, runtimeVersion)...)
	for _, p := range runtimePackages {
		modules = append(modules, runtimeModule+"/"+p+"\n"...)
	}
	out := filepath.Join(root, "vendor")
	if err := WriteIfChanged(filepath.Join(out, "modules.txt"), modules); err != nil {
		return err
	}
	if err := linkEntries(vendor, out, "modules.txt", runtimeModule); err != nil {
		return err
	}
	for _, p := range runtimePackages {
		if err := mirrorTree(filepath.Join(runtimeDir, p), filepath.Join(out, runtimeModule, p), nil); err != nil {
			return err
		}
	}
	d.Dir = root
	d.Runtime = filepath.Join(out, runtimeModule)
	d.Env = []string{"GOWORK=off"}
	d.Flags = []string{"-mod=vendor"}
	d.SumFiles = []string{filepath.Join(d.ModuleDir, "go.sum")}
	return nil
}

func absFrom(root, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(root, filepath.FromSlash(path))
}

// copyIfThere makes to the same as from, or makes sure that neither is there.
func copyIfThere(from, to string) error {
	data, err := os.ReadFile(from)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	if err != nil {
		return err
	}
	return WriteIfChanged(to, data)
}
